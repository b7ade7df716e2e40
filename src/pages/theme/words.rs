//! The theme's words in both languages.

use std::collections::BTreeMap;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::File;
use crate::diagnostics::{Diagnostics, Location, SourceFile, codes};
use crate::language::Lang;

/// The words of one language: a table of tables of texts.
#[derive(Debug, Default)]
pub(crate) struct Words {
    table: toml::Table,
}

impl Words {
    /// The words as a value for templates.
    pub(super) fn value(&self) -> &toml::Table {
        &self.table
    }

    /// The text at a dotted key.
    pub(crate) fn get(&self, key: &str) -> Option<&str> {
        let mut parts = key.split('.');
        let mut value = self.table.get(parts.next()?)?;
        for part in parts {
            value = value.get(part)?;
        }
        value.as_str()
    }
}

/// Reads `words/zh.toml` and `words/en.toml`, a site's own over the embedded ones key by key, and
/// reports what one language has and the other lacks.
pub(super) fn load(
    base: &BTreeMap<String, File>,
    own: &BTreeMap<String, File>,
    found: &mut Diagnostics,
) -> BTreeMap<Lang, Words> {
    let mut tables: BTreeMap<Lang, toml::Table> = BTreeMap::new();
    let mut places: BTreeMap<Lang, BTreeMap<String, Location>> = BTreeMap::new();
    for lang in Lang::ALL {
        let name = format!("words/{}.toml", lang.code());
        for file in [base.get(&name), own.get(&name)].into_iter().flatten() {
            let Some(source) = file.text(found) else {
                continue;
            };
            let table = tables.entry(lang).or_default();
            let places = places.entry(lang).or_default();
            read(&source, table, places, found);
        }
    }
    for lang in Lang::ALL {
        let (Some(here), Some(there)) = (places.get(&lang), places.get(&lang.other())) else {
            continue;
        };
        for (key, location) in here.iter().filter(|(key, _)| !there.contains_key(*key)) {
            let lacking = lang.other().code();
            found.report(
                &codes::pages::WORD_MISSING,
                location.clone(),
                format!("词条“{key}”在 words/{lacking}.toml 中没有"),
                format!("the word \"{key}\" is missing in words/{lacking}.toml"),
            );
        }
    }
    tables
        .into_iter()
        .map(|(lang, table)| (lang, Words { table }))
        .collect()
}

fn read(
    source: &Arc<SourceFile>,
    into: &mut toml::Table,
    places: &mut BTreeMap<String, Location>,
    found: &mut Diagnostics,
) {
    match DeTable::parse(source.text()) {
        Ok(table) => merge(table.get_ref(), into, "", source, places, found),
        Err(error) => found.report(
            &codes::pages::WORDS_FILE,
            Location::new(source, error.span().unwrap_or(0..0)),
            format!("词语文件有语法错误：{}", error.message()),
            format!("the words' file has a mistake: {}", error.message()),
        ),
    }
}

fn merge(
    from: &DeTable,
    into: &mut toml::Table,
    prefix: &str,
    source: &Arc<SourceFile>,
    places: &mut BTreeMap<String, Location>,
    found: &mut Diagnostics,
) {
    for (key, value) in from {
        let name = key.get_ref().to_string();
        let path = format!("{prefix}{name}");
        match value.get_ref() {
            DeValue::String(text) => {
                into.insert(name, toml::Value::String(text.to_string()));
                places.insert(path, place(source, value));
            }
            // A text that goes by number is one word to readers: its forms differ by language.
            DeValue::Table(table) => {
                let entry = into
                    .entry(name)
                    .or_insert_with(|| toml::Value::Table(toml::Table::new()));
                if !entry.is_table() {
                    *entry = toml::Value::Table(toml::Table::new());
                }
                let toml::Value::Table(inner) = entry else {
                    continue;
                };
                if table.contains_key("one") || table.contains_key("other") {
                    let mut forms = BTreeMap::new();
                    merge(table, inner, "", source, &mut forms, found);
                    places.insert(path, place(source, value));
                } else {
                    merge(table, inner, &format!("{path}."), source, places, found);
                }
            }
            _ => found.report(
                &codes::pages::WORDS_FILE,
                place(source, value),
                format!("词条“{path}”应为文字"),
                format!("the word \"{path}\" is not a text"),
            ),
        }
    }
}

fn place(source: &Arc<SourceFile>, value: &Spanned<DeValue>) -> Location {
    Location::new(source, value.span())
}
