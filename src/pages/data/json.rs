//! JSON as the data files write it: a record a line, so that a change shows as a changed line;
//! fields in the order they are given; decimals exact, without a detour through binary fractions.

use std::fmt::Write as _;

use rust_decimal::Decimal;

use crate::language::Bilingual;

/// A value of JSON.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Json {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number as it is written.
    Number(String),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Json>),
    /// An object, fields in order.
    Object(Vec<(&'static str, Json)>),
}

impl Json {
    /// The value as one line.
    pub(crate) fn line(&self) -> String {
        let mut out = String::new();
        self.write(&mut out);
        out
    }

    fn write(&self, out: &mut String) {
        match self {
            Self::Null => out.push_str("null"),
            Self::Bool(truth) => out.push_str(if *truth { "true" } else { "false" }),
            Self::Number(number) => out.push_str(number),
            Self::Text(text) => write_text(text, out),
            Self::List(items) => {
                out.push('[');
                for (index, item) in items.iter().enumerate() {
                    if index > 0 {
                        out.push_str(", ");
                    }
                    item.write(out);
                }
                out.push(']');
            }
            Self::Object(fields) => {
                out.push('{');
                for (index, (name, value)) in fields.iter().enumerate() {
                    if index > 0 {
                        out.push_str(", ");
                    }
                    write_text(name, out);
                    out.push_str(": ");
                    value.write(out);
                }
                out.push('}');
            }
        }
    }
}

impl From<&str> for Json {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Json {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<bool> for Json {
    fn from(truth: bool) -> Self {
        Self::Bool(truth)
    }
}

impl From<usize> for Json {
    fn from(number: usize) -> Self {
        Self::Number(number.to_string())
    }
}

impl From<i16> for Json {
    fn from(number: i16) -> Self {
        Self::Number(number.to_string())
    }
}

impl From<Decimal> for Json {
    fn from(number: Decimal) -> Self {
        Self::Number(number.normalize().to_string())
    }
}

impl From<&Bilingual> for Json {
    fn from(text: &Bilingual) -> Self {
        Self::Object(vec![
            ("zh", text.zh.as_str().into()),
            ("en", text.en.as_str().into()),
        ])
    }
}

impl<T: Into<Json>> From<Option<T>> for Json {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

impl<T: Into<Json>> FromIterator<T> for Json {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Self::List(items.into_iter().map(Into::into).collect())
    }
}

/// A data file: its version, then lists with a record a line.
pub(crate) fn document(version: u32, lists: &[(&str, Vec<Json>)]) -> Vec<u8> {
    finish(format!("{{\n  \"version\": {version}"), lists)
}

/// The same with a record of its own before the lists.
pub(crate) fn headed(version: u32, head: (&str, Json), lists: &[(&str, Vec<Json>)]) -> Vec<u8> {
    let (name, record) = head;
    let mut out = format!("{{\n  \"version\": {version},\n  ");
    write_text(name, &mut out);
    out.push_str(": ");
    record.write(&mut out);
    finish(out, lists)
}

fn finish(mut out: String, lists: &[(&str, Vec<Json>)]) -> Vec<u8> {
    for (name, records) in lists {
        out.push_str(",\n  ");
        write_text(name, &mut out);
        out.push_str(": [");
        for (index, record) in records.iter().enumerate() {
            out.push_str(if index > 0 { ",\n    " } else { "\n    " });
            record.write(&mut out);
        }
        out.push_str(if records.is_empty() { "]" } else { "\n  ]" });
    }
    out.push_str("\n}\n");
    out.into_bytes()
}

fn write_text(text: &str, out: &mut String) {
    out.push('"');
    let mut rest = text;
    // Runs without anything to escape are most of a text: they are copied whole.
    while let Some(at) = rest.bytes().position(may_need_escape) {
        let (plain, from) = rest.split_at(at);
        out.push_str(plain);
        let mut chars = from.chars();
        if let Some(character) = chars.next() {
            write_char(character, out);
        }
        rest = chars.as_str();
    }
    out.push_str(rest);
    out.push('"');
}

/// Marks, control characters, and the first byte of the line separators U+2028 and U+2029.
fn may_need_escape(byte: u8) -> bool {
    matches!(byte, b'"' | b'\\' | 0..=0x1f | 0x7f | 0xe2)
}

fn write_char(character: char, out: &mut String) {
    match character {
        '"' => out.push_str("\\\""),
        '\\' => out.push_str("\\\\"),
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        '\t' => out.push_str("\\t"),
        // Line separators end a line in older JavaScript; control characters need escapes.
        '\u{2028}' | '\u{2029}' | '\0'..='\u{1f}' | '\u{7f}' => {
            let _ = write!(out, "\\u{:04x}", u32::from(character));
        }
        character => out.push(character),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_exact() {
        for (number, written) in [
            ("10000000000", "10000000000"),
            ("0.10", "0.1"),
            ("12", "12"),
            ("-3.250", "-3.25"),
            (
                "1234567890123456789.123456789",
                "1234567890123456789.123456789",
            ),
        ] {
            let number: Decimal = number.parse().unwrap();
            assert_eq!(Json::from(number).line(), written);
        }
    }

    #[test]
    fn any_text_can_be_read_back() {
        let text = "一\"二\\三\n\t\u{0}\u{1f}\u{2028}“引”…<😀\u{7f}末";
        let read: serde_json::Value = serde_json::from_str(&Json::from(text).line()).unwrap();
        assert_eq!(read.as_str(), Some(text));
    }

    #[test]
    fn records_stand_on_lines() {
        let record = Json::Object(vec![("id", "a".into()), ("n", Json::Null)]);
        let file = document(
            1,
            &[("one", vec![record.clone(), record]), ("none", vec![])],
        );
        assert_eq!(
            String::from_utf8(file).unwrap(),
            "{\n  \"version\": 1,\n  \"one\": [\n    {\"id\": \"a\", \"n\": null},\n    {\"id\": \"a\", \"n\": null}\n  ],\n  \"none\": []\n}\n"
        );
    }
}
