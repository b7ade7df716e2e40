//! TOML files → [`Node`].

use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::syntax::{Grammar, slip};
use super::tree::{Entry, Node, Value};
use crate::diagnostics::codes::documents as codes;
use crate::diagnostics::{Diagnostics, Location, Placed, SourceFile};

/// Reads a whole file; what can be read is returned beside the findings.
pub fn read(file: &Arc<SourceFile>, diagnostics: &mut Diagnostics) -> Node {
    let (table, errors) = DeTable::parse_recoverable(file.text());
    for error in errors {
        let span = error.span().unwrap_or(0..0);
        let info = error
            .message()
            .lines()
            .next()
            .unwrap_or_default()
            .to_owned();
        let location = Location::new(file, span);
        diagnostics.push(slip(&codes::TOML_SYNTAX, Grammar::Toml, location, &info));
    }
    let span = table.span();
    Node {
        value: entries(file, table.get_ref()),
        raw: String::new(),
        location: Location::new(file, span),
    }
}

fn entries(file: &Arc<SourceFile>, table: &DeTable<'_>) -> Value {
    let mut entries: Vec<Entry> = table
        .iter()
        .map(|(key, value)| Entry {
            key: Placed::new(key.get_ref().to_string(), Location::new(file, key.span())),
            node: node(file, value),
        })
        .collect();
    entries.sort_by_key(|entry| entry.key.location.span.start);
    Value::Table(entries)
}

fn node(file: &Arc<SourceFile>, value: &Spanned<DeValue<'_>>) -> Node {
    let span: Range<usize> = value.span();
    let raw = file.slice(span.clone()).to_owned();
    let value = match value.get_ref() {
        DeValue::String(text) => {
            return Node {
                value: Value::Text(text.to_string()),
                raw: text.to_string(),
                location: Location::new(file, span),
            };
        }
        DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix())
            .map_or_else(|_| Value::Text(raw.clone()), Value::Integer),
        DeValue::Float(number) => number.as_str().parse().map_or(Value::Null, Value::Float),
        DeValue::Boolean(truth) => Value::Bool(*truth),
        DeValue::Datetime(date) => Value::Text(date.to_string()),
        DeValue::Array(list) => Value::List(list.iter().map(|item| node(file, item)).collect()),
        DeValue::Table(table) => entries(file, table),
    };
    Node {
        value,
        raw,
        location: Location::new(file, span),
    }
}
