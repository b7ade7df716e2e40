//! Reads the fields of a table: each by name and type, reporting what is missing, of the wrong
//! type, repeated or unknown, and going on.

use std::sync::Arc;

use super::tree::{Entry, Node, Value};
use crate::diagnostics::codes::documents as codes;
use crate::diagnostics::{Diagnostic, Diagnostics, Location, Placed, SourceFile};
use crate::language::Bilingual;

mod bilingual;
mod dates;

/// The fields of one table.
pub struct Fields<'a> {
    entries: &'a [Entry],
    location: Location,
    asked: Vec<&'static str>,
    /// Is the value no table at all? That has been reported; nothing more is missing.
    broken: bool,
}

/// A one-line table for files that hold nothing.
static NOTHING: [Entry; 0] = [];

impl<'a> Fields<'a> {
    /// The fields of `node`; anything but a table is reported and reads as empty.
    pub fn new(node: &'a Node, diagnostics: &mut Diagnostics) -> Self {
        let broken = !matches!(node.value, Value::Table(_) | Value::Null);
        let entries = match &node.value {
            Value::Table(entries) => entries.as_slice(),
            Value::Null => &NOTHING,
            _ => {
                wrong_type(
                    node,
                    None,
                    "键值表",
                    "a table of keys and values",
                    diagnostics,
                );
                &NOTHING
            }
        };
        for (index, entry) in entries.iter().enumerate() {
            if entries
                .iter()
                .take(index)
                .any(|earlier| earlier.key.value == entry.key.value)
            {
                let key = &entry.key.value;
                diagnostics.report(
                    &codes::DUPLICATE_KEY,
                    entry.key.location.clone(),
                    format!("“{key}”写了两次"),
                    format!("“{key}” is written twice"),
                );
            }
        }
        Self {
            entries,
            location: node.location.clone(),
            asked: Vec::new(),
            broken,
        }
    }

    /// Reports nothing as missing: lines that could not be read were left out.
    pub fn forgive_missing(&mut self) {
        self.broken = true;
    }

    /// Where the table stands.
    pub fn location(&self) -> &Location {
        &self.location
    }

    /// The value under `key`; an empty one counts as absent.
    pub fn get(&mut self, key: &'static str) -> Option<&'a Node> {
        self.asked.push(key);
        self.entries
            .iter()
            .find(|entry| entry.key.value == key)
            .map(|entry| &entry.node)
            .filter(|node| node.value != Value::Null)
    }

    /// A text.
    pub fn text(
        &mut self,
        key: &'static str,
        diagnostics: &mut Diagnostics,
    ) -> Option<Placed<String>> {
        let node = self.get(key)?;
        text_of(node, Some(key), diagnostics)
    }

    /// A section key or a fingerprint: a text that may look like a number (`5`, `128e1234`).
    pub fn key(
        &mut self,
        key: &'static str,
        diagnostics: &mut Diagnostics,
    ) -> Option<Placed<String>> {
        let node = self.get(key)?;
        if let Value::Integer(_) | Value::Float(_) = node.value {
            return Some(Placed::new(node.raw.clone(), node.location.clone()));
        }
        text_of(node, Some(key), diagnostics)
    }

    /// A text that must be there.
    pub fn required_text(
        &mut self,
        key: &'static str,
        diagnostics: &mut Diagnostics,
    ) -> Option<Placed<String>> {
        if self.get(key).is_none() {
            self.missing(key, diagnostics);
            return None;
        }
        self.text(key, diagnostics)
    }

    /// A whole number.
    pub fn integer(
        &mut self,
        key: &'static str,
        diagnostics: &mut Diagnostics,
    ) -> Option<Placed<i64>> {
        let node = self.get(key)?;
        if let Value::Integer(number) = node.value {
            return Some(Placed::new(number, node.location.clone()));
        }
        wrong_type(
            node,
            Some(key),
            "整数（不加引号）",
            "a whole number without quotation marks",
            diagnostics,
        );
        None
    }

    /// A year from 1900 to 2200.
    pub fn year(
        &mut self,
        key: &'static str,
        diagnostics: &mut Diagnostics,
    ) -> Option<Placed<i16>> {
        let number = self.integer(key, diagnostics)?;
        if let Ok(year @ 1900..=2200) = i16::try_from(number.value) {
            Some(Placed::new(year, number.location))
        } else {
            diagnostics.report(
                &codes::BAD_VALUE,
                number.location,
                format!("“{key}”应为四位年份，这里是 {}", number.value),
                format!(
                    "“{key}” should be a year of four digits; here it is {}",
                    number.value
                ),
            );
            None
        }
    }

    /// true or false.
    pub fn boolean(&mut self, key: &'static str, diagnostics: &mut Diagnostics) -> Option<bool> {
        let node = self.get(key)?;
        if let Value::Bool(truth) = node.value {
            return Some(truth);
        }
        wrong_type(
            node,
            Some(key),
            "true 或 false",
            "true or false",
            diagnostics,
        );
        None
    }

    /// One of a few words.
    pub fn choice<T: Copy>(
        &mut self,
        key: &'static str,
        choices: &[(&'static str, T)],
        diagnostics: &mut Diagnostics,
    ) -> Option<Placed<T>> {
        let text = self.text(key, diagnostics)?;
        if let Some((_, value)) = choices.iter().find(|(word, _)| *word == text.value) {
            return Some(Placed::new(*value, text.location));
        }
        let words: Vec<&str> = choices.iter().map(|(word, _)| *word).collect();
        let listed = words.join(" | ");
        let guess = nearest(&text.value, words.iter().copied());
        let mut found = Diagnostic::new(
            &codes::BAD_VALUE,
            text.location,
            Bilingual::new(
                format!("“{key}”不能是“{}”", text.value),
                format!("“{key}” cannot be “{}”", text.value),
            ),
        )
        .help(
            format!("可用的值：{listed}。"),
            format!("Choose one of: {listed}."),
        );
        if let Some(guess) = guess {
            found = found.help(
                format!("是不是“{guess}”？可用的值：{listed}。"),
                format!("Did you mean “{guess}”? Choose one of: {listed}."),
            );
        }
        diagnostics.push(found);
        None
    }

    /// A list of texts; numbers are taken as written, so that keys need no quotation marks.
    pub fn texts(
        &mut self,
        key: &'static str,
        diagnostics: &mut Diagnostics,
    ) -> Vec<Placed<String>> {
        self.list(key, diagnostics)
            .iter()
            .filter_map(|node| match node.value {
                Value::Integer(_) => Some(Placed::new(node.raw.clone(), node.location.clone())),
                _ => text_of(node, Some(key), diagnostics),
            })
            .collect()
    }

    /// A list.
    pub fn list(&mut self, key: &'static str, diagnostics: &mut Diagnostics) -> &'a [Node] {
        match self.get(key) {
            None => &[],
            Some(node) => {
                if let Value::List(list) = &node.value {
                    return list;
                }
                wrong_type(node, Some(key), "列表", "a list", diagnostics);
                &[]
            }
        }
    }

    /// The entries of a table whose keys are free: section keys, for one.
    pub fn entries(&mut self, key: &'static str, diagnostics: &mut Diagnostics) -> &'a [Entry] {
        match self.get(key) {
            None => &[],
            Some(node) => {
                if let Value::Table(entries) = &node.value {
                    return entries;
                }
                wrong_type(
                    node,
                    Some(key),
                    "键值表",
                    "a table of keys and values",
                    diagnostics,
                );
                &[]
            }
        }
    }

    /// Reports that `key` must be there.
    pub fn missing(&self, key: &str, diagnostics: &mut Diagnostics) {
        if self.broken {
            return;
        }
        let mut location = self.location.clone();
        location.span.end = location.span.start;
        let path = std::path::Path::new(location.file.path());
        let toml = path.extension().is_some_and(|ending| ending == "toml");
        let sign = if toml { " =" } else { ":" };
        diagnostics.push(
            Diagnostic::new(&codes::MISSING_KEY, location, lacks(key)).help(
                format!("请补上一行“{key}{sign} …”。"),
                format!("Add a line “{key}{sign} …”."),
            ),
        );
    }

    /// Reports the keys that nobody asked for.
    pub fn finish(self, diagnostics: &mut Diagnostics) {
        for entry in self.entries {
            let key = entry.key.value.as_str();
            if self.asked.contains(&key) {
                continue;
            }
            let mut found = Diagnostic::new(
                &codes::UNKNOWN_KEY,
                entry.key.location.clone(),
                Bilingual::new(format!("不认识的键“{key}”"), format!("unknown key “{key}”")),
            );
            if let Some(guess) = nearest(key, self.asked.iter().copied()) {
                // A slip in its name is why it is missing.
                let words = lacks(guess);
                diagnostics.retain(|other| {
                    other.rule != &codes::MISSING_KEY
                        || other.message != words
                        || other.location.file.path() != self.location.file.path()
                        || other.location.span.start != self.location.span.start
                });
                found = found.help(
                    format!("是不是“{guess}”？"),
                    format!("Did you mean “{guess}”?"),
                );
            } else {
                let mut known = self.asked.clone();
                known.sort_unstable();
                known.dedup();
                let known = known.join(", ");
                found = found.help(
                    format!("请删去它，或改用这里认识的键：{known}。"),
                    format!("Remove it, or use one of the keys known here: {known}."),
                );
            }
            diagnostics.push(found);
        }
    }
}

fn lacks(key: &str) -> Bilingual {
    Bilingual::new(format!("缺少“{key}”"), format!("“{key}” is missing"))
}

/// The text of a node; anything else, and a text without words, is reported.
pub fn text_of(
    node: &Node,
    key: Option<&str>,
    diagnostics: &mut Diagnostics,
) -> Option<Placed<String>> {
    match &node.value {
        Value::Text(text) if text.trim().is_empty() => {
            let key = key.map_or_else(String::new, |key| format!("“{key}”"));
            diagnostics.push(
                Diagnostic::new(
                    &codes::BAD_VALUE,
                    node.location.clone(),
                    Bilingual::new(format!("{key}没有文字"), format!("{key} holds no words")),
                )
                .help(
                    "请填写；不知道的，删去这一行。",
                    "Write it; where it is not known, remove the line.",
                ),
            );
            None
        }
        Value::Text(text) => Some(Placed::new(text.clone(), node.location.clone())),
        _ => {
            wrong_type(node, key, "文字", "text", diagnostics);
            None
        }
    }
}

fn wrong_type(node: &Node, key: Option<&str>, zh: &str, en: &str, diagnostics: &mut Diagnostics) {
    let (is_zh, is_en) = match &node.value {
        Value::Null => ("空", "empty"),
        Value::Bool(_) => ("true/false", "true or false"),
        Value::Integer(_) => ("整数", "a whole number"),
        Value::Float(_) => ("小数", "a decimal number"),
        Value::Text(_) => ("文字", "text"),
        Value::List(_) => ("列表", "a list"),
        Value::Table(_) => ("键值表", "a table"),
    };
    let (of_zh, of_en) = key.map_or((String::new(), "the value".to_owned()), |key| {
        (format!("“{key}”"), format!("“{key}”"))
    });
    let mut found = Diagnostic::new(
        &codes::WRONG_TYPE,
        node.location.clone(),
        Bilingual::new(
            format!("{of_zh}应为{zh}，这里是{is_zh}"),
            format!("{of_en} should be {en}; here it is {is_en}"),
        ),
    );
    if matches!(
        node.value,
        Value::Integer(_) | Value::Float(_) | Value::Bool(_)
    ) && en == "text"
    {
        found = found.help(
            format!("请加引号：\"{}\"。", node.raw),
            format!("Put it in quotation marks: \"{}\".", node.raw),
        );
    }
    diagnostics.push(found);
}

/// The word nearest to `word`, if it is near enough to be what was meant.
pub fn nearest<'a>(word: &str, words: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let length = word.chars().count();
    let bound = (length / 3).max(1);
    words
        .filter(|known| *known != word)
        .map(|known| (strsim::damerau_levenshtein(word, known), known))
        .filter(|(distance, _)| *distance <= bound && *distance < length)
        .min()
        .map(|(_, known)| known)
}

/// An empty table at the start of a file: what a file without front matter reads as.
pub fn empty(file: &Arc<SourceFile>) -> Node {
    Node {
        value: Value::Table(Vec::new()),
        raw: String::new(),
        location: Location::new(file, 0..0),
    }
}
