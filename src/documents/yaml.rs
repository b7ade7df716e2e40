//! YAML front matter → [`Node`].
//!
//! Built on the parser's events, which carry byte places. Anchors and aliases are refused: no plan
//! needs them, and they let a small file grow without bound.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use serde_saphyr::granit_parser::{Event, Parser, ScalarStyle, Span};

use super::markdown::joined;
use super::syntax::{Grammar, slip};
use super::tree::{Entry, Node, Value};
use crate::diagnostics::codes::documents as codes;
use crate::diagnostics::{Diagnostic, Location, Placed, SourceFile};
use crate::language::Bilingual;

/// How deep values may nest: far more than any front matter needs.
const MAX_DEPTH: usize = 16;

/// Reads the YAML that stands in `span` of `file`.
///
/// # Errors
/// The first place where the text is no YAML that front matter may hold.
pub fn read(file: &Arc<SourceFile>, span: Range<usize>) -> Result<Node, Diagnostic> {
    let text = file.text().get(span.clone()).unwrap_or_default();
    parse(file, &span, text)
}

/// How many faulty lines are left out before the rest is given up.
const MOST_FAULTS: usize = 8;

/// The same, going on after a faulty line as if it were empty: the values of the other lines, `None`
/// where no sense is to be made of them, and what is wrong.
pub fn read_on(file: &Arc<SourceFile>, span: Range<usize>) -> (Option<Node>, Vec<Diagnostic>) {
    let mut text = file.text().get(span.clone()).unwrap_or_default().to_owned();
    let mut faults: Vec<Diagnostic> = Vec::new();
    while faults.len() < MOST_FAULTS {
        let found = match parse(file, &span, &text) {
            Ok(node) => return (Some(node), faults),
            Err(found) => found,
        };
        let line = found.location.start().line;
        // A fault right after another is its consequence: what they are part of cannot be read.
        // A full-width colon stands by itself.
        let own = full_width_colon(file, &span, &text).is_some();
        let follows = !own
            && faults
                .last()
                .is_some_and(|last| line <= last.location.start().line + 1);
        let place = file.line(line).filter(|_| !follows);
        let inside = place.filter(|place| place.start >= span.start && place.end <= span.end);
        let Some(place) = inside else {
            faults.truncate(1);
            if faults.is_empty() {
                faults.push(found);
            }
            return (None, faults);
        };
        faults.push(found);
        let blank = " ".repeat(place.len());
        text.replace_range(place.start - span.start..place.end - span.start, &blank);
    }
    faults.truncate(1);
    (None, faults)
}

fn parse(file: &Arc<SourceFile>, span: &Range<usize>, text: &str) -> Result<Node, Diagnostic> {
    if let Some(found) = full_width_colon(file, span, text) {
        return Err(found);
    }
    let mut reader = Reader {
        file,
        base: span.start,
        size: text.len(),
        parser: Parser::new_from_str(text),
    };
    reader.document().map_err(|found| {
        indented_by_tab(file, span, text)
            .or_else(|| left_open(file, span, text, &found))
            .unwrap_or(found)
    })
}

/// A tab before the first word of a line breaks YAML anywhere; the parser may see it lines later.
fn indented_by_tab(file: &Arc<SourceFile>, span: &Range<usize>, text: &str) -> Option<Diagnostic> {
    let mut start = span.start;
    for line in text.split_inclusive('\n') {
        let blank = line.len() - line.trim_start_matches([' ', '\t']).len();
        let tab = line.get(..blank).and_then(|blanks| blanks.find('\t'));
        if let Some(at) = tab {
            let place = Location::new(file, start + at..start + at + 1);
            return Some(syntax(place, "tab"));
        }
        start += line.len();
    }
    None
}

struct Reader<'a, 'input> {
    file: &'a Arc<SourceFile>,
    base: usize,
    size: usize,
    parser: Parser<'input, serde_saphyr::granit_parser::StrInput<'input>>,
}

impl<'input> Reader<'_, 'input> {
    fn document(&mut self) -> Result<Node, Diagnostic> {
        loop {
            let (event, span) = self.next()?;
            match event {
                Event::StreamStart | Event::DocumentStart(..) => {}
                Event::StreamEnd | Event::DocumentEnd => {
                    return Ok(Node {
                        value: Value::Table(Vec::new()),
                        raw: String::new(),
                        location: self.location(&span),
                    });
                }
                event => {
                    let node = self.node(event, span, 0)?;
                    self.end()?;
                    return Ok(node);
                }
            }
        }
    }

    /// What stands after a line `...` belongs to no front matter and must not be lost.
    fn end(&mut self) -> Result<(), Diagnostic> {
        loop {
            match self.next()? {
                (Event::DocumentEnd, _) => {}
                (Event::StreamEnd, _) => return Ok(()),
                (_, span) => {
                    return Err(syntax(self.location(&span), "content after the end (...)"));
                }
            }
        }
    }

    fn next(&mut self) -> Result<(Event<'input>, Span), Diagnostic> {
        loop {
            match self.parser.next_event() {
                Some(Ok((Event::Comment(..), _))) => {}
                Some(Ok(found)) => return Ok(found),
                Some(Err(error)) => {
                    let at = error
                        .marker()
                        .byte_offset()
                        .unwrap_or(self.size)
                        .min(self.size);
                    let span = self.base + at..self.base + (at + 1).min(self.size);
                    return Err(syntax(Location::new(self.file, span), &error.info()));
                }
                None => {
                    let end = self.base + self.size;
                    return Err(syntax(Location::new(self.file, end..end), "unexpected end"));
                }
            }
        }
    }

    fn location(&self, span: &Span) -> Location {
        let range = span.byte_range().unwrap_or(0..0);
        Location::new(self.file, self.base + range.start..self.base + range.end)
    }

    fn node(&mut self, event: Event<'input>, span: Span, depth: usize) -> Result<Node, Diagnostic> {
        if depth > MAX_DEPTH {
            return Err(syntax(self.location(&span), "nested too deeply"));
        }
        let mut location = self.location(&span);
        if event.anchor_id().is_some() || event.is_alias() {
            return Err(syntax(
                location,
                "anchors (&) and aliases (*) are not allowed",
            ));
        }
        match event {
            Event::Scalar(text, style, ..) => {
                let text = unfolded(text, self.file.slice(location.span.clone()));
                let value = if matches!(style, ScalarStyle::Plain) {
                    plain(&text)
                } else {
                    Value::Text(text.to_string())
                };
                Ok(Node {
                    value,
                    raw: text.into_owned(),
                    location,
                })
            }
            Event::SequenceStart(..) => {
                let mut list = Vec::new();
                loop {
                    let (event, span) = self.next()?;
                    if matches!(event, Event::SequenceEnd) {
                        location.span.end = self.location(&span).span.end.max(location.span.end);
                        return Ok(Node {
                            value: Value::List(list),
                            raw: String::new(),
                            location,
                        });
                    }
                    list.push(self.node(event, span, depth + 1)?);
                }
            }
            Event::MappingStart(..) => self.mapping(location, depth),
            _ => Err(syntax(location, "unexpected content")),
        }
    }

    fn mapping(&mut self, mut location: Location, depth: usize) -> Result<Node, Diagnostic> {
        let mut entries = Vec::new();
        loop {
            let (event, span) = self.next()?;
            if matches!(event, Event::MappingEnd) {
                location.span.end = self.location(&span).span.end.max(location.span.end);
                return Ok(Node {
                    value: Value::Table(entries),
                    raw: String::new(),
                    location,
                });
            }
            let key = self.node(event, span, depth + 1)?;
            if matches!(key.value, Value::List(_) | Value::Table(_)) {
                return Err(syntax(key.location, "a key must be a word"));
            }
            let (event, span) = self.next()?;
            let node = self.node(event, span, depth + 1)?;
            entries.push(Entry {
                key: Placed::new(key.raw, key.location),
                node,
            });
        }
    }
}

/// The value of an unquoted scalar, after YAML 1.2's core schema.
fn plain(text: &str) -> Value {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        "true" | "True" | "TRUE" => Value::Bool(true),
        "false" | "False" | "FALSE" => Value::Bool(false),
        _ if text.starts_with(|first: char| first.is_ascii_digit() || "+-.".contains(first)) => {
            if let Ok(number) = text.parse() {
                Value::Integer(number)
            } else if let Some(number) = text.parse().ok().filter(|number: &f64| number.is_finite())
            {
                Value::Float(number)
            } else {
                Value::Text(text.to_owned())
            }
        }
        _ => Value::Text(text.to_owned()),
    }
}

/// `title：…` is the commonest slip of someone who types Chinese; the parser's own words for it
/// help nobody.
fn full_width_colon(file: &Arc<SourceFile>, span: &Range<usize>, text: &str) -> Option<Diagnostic> {
    let mut start = span.start;
    for line in text.split_inclusive('\n') {
        if let Some(at) = line.find('：') {
            let key = line.get(..at).unwrap_or_default();
            let is_key = !key.is_empty()
                && !key.starts_with([' ', '#', '-'])
                && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
            if is_key {
                let location = Location::new(file, start + at..start + at + '：'.len_utf8());
                return Some(
                    Diagnostic::new(
                        &codes::FRONT_MATTER_SYNTAX,
                        location,
                        Bilingual::new(
                            format!("“{key}”后面用了全角冒号“：”"),
                            format!("a full-width colon (：) stands after “{key}”"),
                        ),
                    )
                    .help(
                        format!("请改为半角冒号加空格：{key}: …"),
                        format!("Write an ASCII colon and a space: {key}: …"),
                    ),
                );
            }
        }
        start += line.len();
    }
    None
}

/// An error after a line that opens a bracket or quotation mark and does not close it is that line's.
fn left_open(
    file: &Arc<SourceFile>,
    span: &Range<usize>,
    text: &str,
    found: &Diagnostic,
) -> Option<Diagnostic> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if span.start + start > found.location.span.start {
            return None;
        }
        let quotes: Vec<usize> = line.match_indices('"').map(|(at, _)| at).collect();
        let (at, told) = if quotes.len() % 2 == 1 {
            (quotes.last().copied()?, "unclosed quote")
        } else {
            let count = |marks: [char; 2]| line.matches(marks).count();
            if count(['[', '{']) <= count([']', '}']) {
                start += line.len();
                continue;
            }
            (line.rfind(['[', '{'])?, "unclosed bracket")
        };
        let place = span.start + start + at;
        return Some(syntax(Location::new(file, place..place + 1), told));
    }
    None
}

/// The text of a scalar that stands on several lines: the parser puts a blank at every break, Chinese
/// writing none.
fn unfolded<'a>(text: Cow<'a, str>, source: &str) -> Cow<'a, str> {
    if !text.contains(' ') || !source.trim_end().contains('\n') {
        return text;
    }
    let marks = ['"', '\''];
    let lines = || {
        let lines = source.lines().map(|line| line.trim().trim_matches(marks));
        lines.filter(|line| !line.is_empty() && !line.starts_with('>'))
    };
    let folded: Vec<&str> = lines().collect();
    if folded.join(" ") == text.trim_end() {
        Cow::Owned(joined(lines()))
    } else {
        text
    }
}

fn syntax(location: Location, info: &str) -> Diagnostic {
    slip(&codes::FRONT_MATTER_SYNTAX, Grammar::Yaml, location, info)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folded_lines_of_chinese_leave_nothing() {
        let cases = [
            ("zh: >-\n  原文如此，\n  本条未改。", "原文如此，本条未改。"),
            (
                "zh: >-\n  见第 5 条，\n  R&D 除外。",
                "见第 5 条， R&D 除外。",
            ),
            ("zh: 原文如此，\n  本条未改。", "原文如此，本条未改。"),
            ("zh: \"第4篇 附件\"", "第4篇 附件"),
            ("en: >-\n  as it\n  stands", "as it stands"),
            ("zh: |-\n  第一行\n  第二行", "第一行\n第二行"),
        ];
        for (text, expected) in cases {
            let file = Arc::new(SourceFile::new("a.zh.md", text));
            let node = read(&file, 0..text.len()).expect("YAML");
            let Value::Table(entries) = node.value else {
                panic!("no table");
            };
            assert_eq!(entries[0].node.value, Value::Text(expected.to_owned()));
        }
    }
}
