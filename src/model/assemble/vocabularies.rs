//! `topics.toml`, `indicators.toml`, `glossary.toml` → controlled vocabularies.

use std::collections::BTreeSet;

use super::check_slug;
use crate::diagnostics::codes::model as codes;
use crate::diagnostics::{Diagnostics, Location, Placed};
use crate::documents::fields::{Fields, text_of};
use crate::documents::tree::Node;
use crate::model::{Glossary, Indicator, Term, Topic};

pub(super) fn topics(node: &Node, diagnostics: &mut Diagnostics) -> Vec<Topic> {
    let mut seen = BTreeSet::new();
    let mut names = BTreeSet::new();
    tables(node, "topic", diagnostics, |fields, diagnostics| {
        let id = id(fields, &mut seen, diagnostics);
        let name = fields.required_bilingual("name", diagnostics);
        if let Some(name) = &name
            && !names.insert(name.value.zh.clone())
        {
            let zh = &name.value.zh;
            diagnostics.report(
                &codes::DUPLICATE_TERM,
                name.location.clone(),
                format!("“{zh}”已是前面另一主题的名称"),
                format!("“{zh}” is the name of another topic already"),
            );
        }
        let topic = Topic {
            id: id.as_ref().map_or_else(String::new, |id| id.value.clone()),
            scope: fields
                .bilingual("scope", diagnostics)
                .map(|text| text.value),
            terms: texts(fields, "terms", diagnostics),
            except: texts(fields, "except", diagnostics),
            also_en: texts(fields, "also_en", diagnostics),
            broader: texts(fields, "broader", diagnostics),
            location: fields.location().clone(),
            name: name
                .as_ref()
                .map(|name| name.value.clone())
                .unwrap_or_default(),
        };
        (id.is_some() && name.is_some()).then_some(topic)
    })
}

pub(super) fn indicators(node: &Node, diagnostics: &mut Diagnostics) -> Vec<Indicator> {
    let mut seen = BTreeSet::new();
    let mut spelled = BTreeSet::new();
    tables(node, "indicator", diagnostics, |fields, diagnostics| {
        let id = id(fields, &mut seen, diagnostics);
        let name = fields.required_bilingual("name", diagnostics);
        let spellings = texts(fields, "spellings", diagnostics);
        let zh = name.as_ref().map(|name| name.value.zh.as_str());
        let own: BTreeSet<&str> = spellings.iter().map(String::as_str).chain(zh).collect();
        for spelling in own {
            if !spelled.insert(spelling.to_owned()) {
                diagnostics.report(
                    &codes::DUPLICATE_TERM,
                    fields.location().clone(),
                    format!("“{spelling}”已是前面另一指标的名称或写法"),
                    format!("“{spelling}” is a name or spelling of another indicator already"),
                );
            }
        }
        let indicator = Indicator {
            id: id.as_ref().map_or_else(String::new, |id| id.value.clone()),
            spellings,
            unit: fields.text("unit", diagnostics).map(|text| text.value),
            unit_en: fields.text("unit_en", diagnostics).map(|text| text.value),
            location: fields.location().clone(),
            name: name
                .as_ref()
                .map(|name| name.value.clone())
                .unwrap_or_default(),
        };
        (id.is_some() && name.is_some()).then_some(indicator)
    })
}

pub(super) fn glossary(node: &Node, diagnostics: &mut Diagnostics) -> Glossary {
    let mut spellings = BTreeSet::new();
    let mut ids = BTreeSet::new();
    let terms = tables(node, "term", diagnostics, |fields, diagnostics| {
        let zh = fields.required_text("zh", diagnostics);
        let en = fields.required_text("en", diagnostics);
        let also_en = texts(fields, "also_en", diagnostics);
        let also_zh = fields.texts("also_zh", diagnostics);
        let gloss = fields
            .bilingual("gloss", diagnostics)
            .map(|text| text.value);
        let remark = fields.bilingual("note", diagnostics).map(|text| text.value);
        let location = fields.location().clone();
        let (zh, en) = (zh?, en?);
        for spelling in std::iter::once(&zh).chain(&also_zh) {
            if !spellings.insert(spelling.value.clone()) {
                diagnostics.report(
                    &codes::DUPLICATE_TERM,
                    spelling.location.clone(),
                    format!("术语“{}”已在前面列出", spelling.value),
                    format!(
                        "the term “{}” stands in the glossary already",
                        spelling.value
                    ),
                );
            }
        }
        Some(Term {
            id: term_id(&en.value, &mut ids),
            zh: zh.value,
            en: en.value,
            also_zh: also_zh.into_iter().map(|text| text.value).collect(),
            also_en,
            gloss,
            note: remark,
            location,
        })
    });
    Glossary { terms }
}

/// A fragment for the glossary page: the English folded to `[a-z0-9-]`, made unique by a number.
fn term_id(en: &str, ids: &mut BTreeSet<String>) -> String {
    let mut stem = String::new();
    for letter in en.to_lowercase().chars() {
        if letter.is_ascii_alphanumeric() {
            stem.push(letter);
        } else if !stem.ends_with('-') && !stem.is_empty() {
            stem.push('-');
        }
    }
    let stem = stem.trim_end_matches('-');
    let stem = if stem.is_empty() { "term" } else { stem };
    let mut id = stem.to_owned();
    let mut number = 2;
    while !ids.insert(id.clone()) {
        id = format!("{stem}-{number}");
        number += 1;
    }
    id
}

/// Reads the tables `[[name]]`, the only key that such a file has.
fn tables<T>(
    node: &Node,
    name: &'static str,
    diagnostics: &mut Diagnostics,
    mut read: impl FnMut(&mut Fields<'_>, &mut Diagnostics) -> Option<T>,
) -> Vec<T> {
    let mut fields = Fields::new(node, diagnostics);
    let list = fields.list(name, diagnostics);
    fields.finish(diagnostics);
    let mut values = Vec::with_capacity(list.len());
    for node in list {
        let mut fields = Fields::new(node, diagnostics);
        values.extend(read(&mut fields, diagnostics));
        fields.finish(diagnostics);
    }
    values
}

/// Words: a number among them is a slip.
fn texts(fields: &mut Fields<'_>, key: &'static str, diagnostics: &mut Diagnostics) -> Vec<String> {
    fields
        .list(key, diagnostics)
        .iter()
        .filter_map(|node| text_of(node, Some(key), diagnostics))
        .map(|text| text.value)
        .collect()
}

fn id(
    fields: &mut Fields<'_>,
    seen: &mut BTreeSet<String>,
    diagnostics: &mut Diagnostics,
) -> Option<Placed<String>> {
    let id = fields.required_text("id", diagnostics)?;
    check_slug(&id.value, &id.location, diagnostics);
    if !seen.insert(id.value.clone()) {
        report_clash(&id.value, id.location.clone(), diagnostics);
    }
    Some(id)
}

fn report_clash(id: &str, location: Location, diagnostics: &mut Diagnostics) {
    diagnostics.report(
        &codes::ADDRESS_CLASH,
        location,
        format!("“{id}”已被前面的一项使用，两者地址相同"),
        format!("“{id}” is taken by an earlier entry; both would have the same address"),
    );
}
