//! TOML files → [`Node`].

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::syntax::{Grammar, slip};
use super::tree::{Entry, Node, Value};
use crate::diagnostics::codes::documents as codes;
use crate::diagnostics::{Diagnostic, Diagnostics, Location, Placed, SourceFile};
use crate::language::Bilingual;

/// Reads a whole file; what can be read is returned beside the findings.
pub fn read(file: &Arc<SourceFile>, diagnostics: &mut Diagnostics) -> Node {
    let single = single_brackets(file);
    for span in &single {
        diagnostics.push(single_bracket(file, span));
    }
    let mut text = Cow::Borrowed(file.text());
    for span in single.iter().rev() {
        let text = text.to_mut();
        text.insert(span.end, ']');
        text.insert(span.start, '[');
    }
    let (table, errors) = DeTable::parse_recoverable(&text);
    let added = single.iter().flat_map(|span| [span.start, span.end]);
    let reader = Reader {
        file,
        added: added.collect(),
    };
    for error in errors {
        let info = error
            .message()
            .lines()
            .next()
            .unwrap_or_default()
            .to_owned();
        let location = reader.place(error.span().unwrap_or(0..0));
        diagnostics.push(slip(&codes::TOML_SYNTAX, Grammar::Toml, location, &info));
    }
    Node {
        value: reader.entries(table.get_ref()),
        raw: String::new(),
        location: reader.place(table.span()),
    }
}

/// Where `[topic]` stands among entries that begin with `[[topic]]`. It is one slip, and the parser
/// would stumble over every entry, so it reads the file as meant.
fn single_brackets(file: &SourceFile) -> Vec<Range<usize>> {
    let text = file.text();
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let words = line.trim();
        let name = words
            .strip_prefix('[')
            .and_then(|rest| rest.strip_suffix(']'))
            .filter(|name| name.bytes().all(|byte| byte.is_ascii_alphanumeric()));
        if name.is_some_and(|name| text.contains(&format!("[[{name}]]"))) {
            let at = start + line.find('[').unwrap_or(0);
            found.push(at..at + words.len());
        }
        start += line.len();
    }
    found
}

fn single_bracket(file: &Arc<SourceFile>, span: &Range<usize>) -> Diagnostic {
    let written = file.slice(span.clone());
    Diagnostic::new(
        &codes::TOML_SYNTAX,
        Location::new(file, span.clone()),
        Bilingual::new(
            format!("“{written}”应为双方括号：每一条都是一项"),
            format!("“{written}” should have two brackets: every entry is an item of a list"),
        ),
    )
    .help(format!("请写 [{written}]。"), format!("Write [{written}]."))
}

/// Reads values of a text that may have more brackets than the file.
struct Reader<'a> {
    file: &'a Arc<SourceFile>,
    /// Bytes of the file before which a bracket was added.
    added: Vec<usize>,
}

impl Reader<'_> {
    /// Where a span of the text stands in the file.
    fn place(&self, span: Range<usize>) -> Location {
        let back = |at: usize| {
            let before = self.added.iter().zip(0..);
            let before = before.filter(|(place, nth)| *place + nth < at);
            at - before.count()
        };
        Location::new(self.file, back(span.start)..back(span.end))
    }

    fn entries(&self, table: &DeTable<'_>) -> Value {
        let mut entries: Vec<Entry> = table
            .iter()
            .map(|(key, value)| Entry {
                key: Placed::new(key.get_ref().to_string(), self.place(key.span())),
                node: self.node(value),
            })
            .collect();
        entries.sort_by_key(|entry| entry.key.location.span.start);
        Value::Table(entries)
    }

    fn node(&self, value: &Spanned<DeValue<'_>>) -> Node {
        let location = self.place(value.span());
        let raw = self.file.slice(location.span.clone()).to_owned();
        let value = match value.get_ref() {
            DeValue::String(text) => {
                return Node {
                    value: Value::Text(text.to_string()),
                    raw: text.to_string(),
                    location,
                };
            }
            DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix())
                .map_or_else(|_| Value::Text(raw.clone()), Value::Integer),
            DeValue::Float(number) => number.as_str().parse().map_or(Value::Null, Value::Float),
            DeValue::Boolean(truth) => Value::Bool(*truth),
            DeValue::Datetime(date) => Value::Text(date.to_string()),
            DeValue::Array(list) => Value::List(list.iter().map(|item| self.node(item)).collect()),
            DeValue::Table(table) => self.entries(table),
        };
        Node {
            value,
            raw,
            location,
        }
    }
}
