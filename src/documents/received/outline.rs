//! Paragraphs become nested sections.
//!
//! Depth follows the forms that the document uses: a form seen for the first time below another
//! nests in it, a form that is open already goes back up to its level. The customary order of forms
//! decides only where a document is ambiguous.

use std::collections::{BTreeMap, BTreeSet};

use super::heading;
use super::{Paragraph, ParagraphKind};
use crate::documents::numbering::{self, Form, Number};

/// A section as found: its place in the text, its key, its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Key: from the numbers, or chosen where they give none.
    pub key: String,
    /// Must the key be written after the heading?
    pub explicit: bool,
    /// Depth of nesting, from 1.
    pub level: usize,
    /// The heading as received, number included; empty for `0` and `end`.
    pub heading: String,
    /// What runs on from the heading in its paragraph.
    pub run_on: String,
    /// Paragraphs and tables after it.
    pub body: Vec<Body>,
    /// Line of its first paragraph, from 1.
    pub line: usize,
}

impl Section {
    fn without_heading(key: &str, line: usize) -> Self {
        Self {
            key: key.to_owned(),
            explicit: key != "0",
            level: 1,
            heading: String::new(),
            run_on: String::new(),
            body: Vec::new(),
            line,
        }
    }

    /// The characters of the section: what runs on joined by nothing, paragraphs by LF, cells by
    /// TAB.
    pub fn text(&self) -> String {
        let first = format!("{}{}", self.heading, self.run_on);
        let mut blocks: Vec<String> = Vec::new();
        if !first.is_empty() {
            blocks.push(first);
        }
        for block in &self.body {
            match block {
                Body::Paragraph(text) => blocks.push(text.clone()),
                Body::Table(rows) => blocks.extend(rows.iter().map(|row| row.join("\t"))),
            }
        }
        blocks.join("\n")
    }
}

/// A paragraph or table of a section's body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    /// A paragraph.
    Paragraph(String),
    /// A table: rows of cells.
    Table(Vec<Vec<String>>),
}

/// Something about the numbers that an editor should know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Remark {
    /// The number stands twice at one level; the second got this key.
    Duplicate { number: String, key: String },
    /// Numbers are missing before this one.
    Gap { number: String, missing: Vec<u32> },
    /// The line looks like a numbered heading, but nothing goes before or after it.
    LoneNumber,
    /// The line looks like a heading without number.
    HeadingLike,
    /// The line looks like a page number.
    PageNumber,
    /// The line addresses the audience, or otherwise speaks for more than the section it is in.
    Address,
}

/// A remark with the line it is about.
pub(super) type Remarks = Vec<(usize, Remark)>;

/// A number or heading mark at the start of a paragraph.
#[derive(Debug, Clone, Copy)]
struct Mark {
    paragraph: usize,
    number: Option<Number>,
    outline: Option<u8>,
}

/// An open section on the way down to the current one.
struct Open {
    form: Option<Form>,
    value: u32,
    outline: Option<u8>,
    section: usize,
}

/// Divides paragraphs into sections; `tail` is where signature, date and attachments begin.
pub(super) fn outline(paragraphs: &[Paragraph], tail: usize) -> (Vec<Section>, Remarks) {
    let main = paragraphs.get(..tail).unwrap_or(paragraphs);
    let mut builder = Builder::new(main);
    builder.run();
    builder.end(paragraphs.get(tail..).unwrap_or_default());
    (builder.sections, builder.remarks)
}

struct Builder<'a> {
    paragraphs: &'a [Paragraph],
    marks: Vec<Mark>,
    open: Vec<Open>,
    sections: Vec<Section>,
    keys: BTreeSet<String>,
    last_values: BTreeMap<(String, Form), u32>,
    last_of_form: BTreeMap<Form, u32>,
    remarks: Remarks,
}

impl<'a> Builder<'a> {
    fn new(paragraphs: &'a [Paragraph]) -> Self {
        let mut remarks = Vec::new();
        let marks = find_marks(paragraphs, &mut remarks);
        Self {
            paragraphs,
            marks,
            open: Vec::new(),
            sections: Vec::new(),
            // Reserved keys: text before the first number, and the signature.
            keys: BTreeSet::from(["0".to_owned(), "end".to_owned()]),
            last_values: BTreeMap::new(),
            last_of_form: BTreeMap::new(),
            remarks,
        }
    }

    fn run(&mut self) {
        let marks = self.marks.clone();
        let mut next = 0;
        for (index, paragraph) in self.paragraphs.iter().enumerate() {
            match marks.get(next).filter(|mark| mark.paragraph == index) {
                Some(mark) => {
                    self.close_for(mark, next);
                    self.start(mark, paragraph);
                    next += 1;
                }
                None => self.add(paragraph),
            }
        }
    }

    /// Closes the sections that `mark` (number `at` of the marks) ends.
    fn close_for(&mut self, mark: &Mark, at: usize) {
        let same_form = mark.number.and_then(|number| {
            self.open
                .iter()
                .rposition(|open| open.form == Some(number.form))
        });
        if let Some(level) = same_form {
            self.open.truncate(level);
            return;
        }
        while let Some(open) = self.open.last() {
            if !self.closes(open, mark, at) {
                break;
            }
            self.open.pop();
        }
    }

    fn closes(&self, open: &Open, mark: &Mark, at: usize) -> bool {
        match (open.outline, mark.outline, mark.number, open.form) {
            (Some(upper), Some(lower), ..) => lower <= upper,
            // A heading by style alone ends what is numbered below it.
            (None, Some(_), None, _) => true,
            (_, _, Some(number), Some(form)) => number.form < form && !self.continues(open, at),
            _ => false,
        }
    }

    /// Does the numbering of `open` go on after mark `at`? Then what comes between nests in it.
    fn continues(&self, open: &Open, at: usize) -> bool {
        self.marks
            .iter()
            .skip(at + 1)
            .filter_map(|mark| mark.number)
            .find(|number| Some(number.form) == open.form)
            .is_some_and(|number| number.value == open.value + 1)
    }

    fn start(&mut self, mark: &Mark, paragraph: &Paragraph) {
        let parent = self.open.last().map_or("", |open| {
            self.sections
                .get(open.section)
                .map_or("", |section| section.key.as_str())
        });
        let parent = parent.to_owned();
        let written = number_as_written(&paragraph.text, mark.number);
        let natural = match mark.number {
            Some(number) => nested(&parent, &number.value.to_string()),
            None => nested(&parent, &super::places::slug_of_words(&paragraph.text)),
        };
        let key = self.free_key(&natural);
        if let Some(number) = mark.number {
            self.check_sequence(number, &parent, &written, &key, &natural, paragraph.line);
        }
        let (heading, run_on) = heading::split(&paragraph.text);
        self.open.push(Open {
            form: mark.number.map(|number| number.form),
            value: mark.number.map_or(0, |number| number.value),
            outline: mark.outline,
            section: self.sections.len(),
        });
        self.sections.push(Section {
            explicit: mark.number.is_none() || key != natural,
            key,
            level: self.open.len(),
            heading: heading.to_owned(),
            run_on: run_on.to_owned(),
            body: Vec::new(),
            line: paragraph.line,
        });
    }

    fn free_key(&mut self, natural: &str) -> String {
        let key = std::iter::once(natural.to_owned())
            .chain(('b'..='z').map(|letter| format!("{natural}-{letter}")))
            .chain((2..).map(|count| format!("{natural}-z{count}")))
            .find(|key| !self.keys.contains(key))
            .unwrap_or_default();
        self.keys.insert(key.clone());
        key
    }

    fn check_sequence(
        &mut self,
        number: Number,
        parent: &str,
        written: &str,
        key: &str,
        natural: &str,
        line: usize,
    ) {
        let written = written.to_owned();
        let above = self.last_of_form.insert(number.form, number.value);
        let before = self
            .last_values
            .insert((parent.to_owned(), number.form), number.value);
        if key != natural {
            let key = key.to_owned();
            self.remarks.push((
                line,
                Remark::Duplicate {
                    number: written,
                    key,
                },
            ));
            return;
        }
        // Articles count on across chapters: what went before need not have the same parent.
        let follows = before.or(above).is_none_or(|last| number.value == last + 1)
            || (before.is_none() && number.value == 1);
        let from = before.unwrap_or(0) + 1;
        let document_start = before.is_none() && above.is_none();
        if !follows && !document_start && number.value > from && number.value - from < 100 {
            let missing = (from..number.value).collect();
            self.remarks.push((
                line,
                Remark::Gap {
                    number: written,
                    missing,
                },
            ));
        }
    }

    /// Adds a paragraph that starts no section to the innermost open one.
    fn add(&mut self, paragraph: &Paragraph) {
        if self.sections.is_empty() {
            self.sections
                .push(Section::without_heading("0", paragraph.line));
        } else if let Some(remark) = doubtful(paragraph, !self.open.is_empty()) {
            self.remarks.push((paragraph.line, remark));
        }
        if let Some(section) = self.sections.last_mut() {
            section.push(paragraph);
        }
    }

    fn end(&mut self, tail: &[Paragraph]) {
        let Some(first) = tail.first() else {
            return;
        };
        let mut section = Section::without_heading("end", first.line);
        for paragraph in tail {
            section.push(paragraph);
        }
        self.sections.push(section);
    }
}

impl Section {
    fn push(&mut self, paragraph: &Paragraph) {
        match &paragraph.kind {
            ParagraphKind::Row { cells, first } => match self.body.last_mut() {
                Some(Body::Table(rows)) if !first => rows.push(cells.clone()),
                _ => self.body.push(Body::Table(vec![cells.clone()])),
            },
            _ => self.body.push(Body::Paragraph(paragraph.text.clone())),
        }
    }
}

/// The number without blanks around it, for messages.
fn number_as_written(text: &str, number: Option<Number>) -> String {
    number
        .and_then(|number| text.get(..number.len))
        .map_or(String::new(), |written| written.trim().to_owned())
}

fn nested(parent: &str, key: &str) -> String {
    if parent.is_empty() {
        key.to_owned()
    } else {
        format!("{parent}-{key}")
    }
}

/// Finds the paragraphs that start sections. Numbers in a form that is easily something else count
/// only where another of the form stands next to them in the sequence.
fn find_marks(paragraphs: &[Paragraph], remarks: &mut Remarks) -> Vec<Mark> {
    let candidates: Vec<Mark> = paragraphs
        .iter()
        .enumerate()
        .filter_map(|(index, paragraph)| mark(index, paragraph))
        .collect();
    let values: BTreeSet<(Form, u32)> = candidates
        .iter()
        .filter_map(|mark| mark.number)
        .map(|number| (number.form, number.value))
        .collect();
    let supported = |number: Number| {
        let next = values.contains(&(number.form, number.value + 1));
        next || number.value > 1 && values.contains(&(number.form, number.value - 1))
    };
    let mut marks = Vec::new();
    for mut mark in candidates {
        let Some(paragraph) = paragraphs.get(mark.paragraph) else {
            continue;
        };
        if let Some(number) = mark.number
            && is_weak(number, &paragraph.text)
            && !supported(number)
        {
            if mark.outline.is_none() {
                if number.form != Form::Ordinal {
                    remarks.push((paragraph.line, Remark::LoneNumber));
                }
                continue;
            }
            mark.number = None;
        }
        marks.push(mark);
    }
    marks
}

fn mark(index: usize, paragraph: &Paragraph) -> Option<Mark> {
    let outline = match paragraph.kind {
        ParagraphKind::Text => None,
        ParagraphKind::Heading(level) => Some(level),
        ParagraphKind::Row { .. } | ParagraphKind::Note => return None,
    };
    let number =
        numbering::read(&paragraph.text).filter(|number| number.len < paragraph.text.len());
    let entry_of_contents = outline.is_none() && is_entry_of_contents(&paragraph.text);
    let number = number.filter(|_| !entry_of_contents);
    (number.is_some() || outline.is_some()).then_some(Mark {
        paragraph: index,
        number,
        outline,
    })
}

/// Can the number easily be something else (第一条地铁, 一是)?
fn is_weak(number: Number, text: &str) -> bool {
    let written = text.get(..number.len).unwrap_or_default().trim_end();
    let rest = text.get(number.len..).unwrap_or_default();
    let blank_follows = rest.starts_with(char::is_whitespace);
    match number.form {
        Form::Bare | Form::Ordinal | Form::Stem | Form::Letter | Form::Roman | Form::Dotted(2) => {
            true
        }
        Form::Part | Form::Chapter | Form::Division | Form::Article => !blank_follows,
        Form::Chinese | Form::Arabic => {
            written.ends_with([',', '，', '﹐'])
                || written.ends_with(|one: char| one.is_alphanumeric())
        }
        _ => false,
    }
}

/// `一、总体要求……3`: a line of a table of contents.
fn is_entry_of_contents(text: &str) -> bool {
    let head = text
        .trim_end()
        .trim_end_matches(|one: char| one.is_ascii_digit() || ('０'..='９').contains(&one));
    let leader = head.trim_end();
    head.len() < text.trim_end().len()
        && (leader.ends_with("……")
            || leader.ends_with("...")
            || leader.ends_with("···")
            || head.ends_with('\t'))
}

/// Why a paragraph without number may not belong where it stands.
fn doubtful(paragraph: &Paragraph, inside: bool) -> Option<Remark> {
    if paragraph.kind != ParagraphKind::Text || !inside {
        return None;
    }
    let text = paragraph.text.trim();
    if super::tail::is_page_number(text) {
        return Some(Remark::PageNumber);
    }
    if super::tail::is_address(text) {
        return Some(Remark::Address);
    }
    let short = text.chars().count() <= 25;
    let sentence = text.ends_with([
        '。', '；', '：', '！', '？', '，', '、', ';', ':', '.', '”', '…',
    ]);
    (short && !sentence).then_some(Remark::HeadingLike)
}
