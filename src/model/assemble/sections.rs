//! A plan file's sections → [`Section`]s: keys, nesting, numbering, editors' options.

use std::collections::BTreeMap;

use crate::diagnostics::codes::model as codes;
use crate::diagnostics::{Diagnostic, Diagnostics, Location, Placed};
use crate::documents::fields::Fields;
use crate::documents::numbering;
use crate::documents::plan_file::SectionText;
use crate::documents::prose::BlockKind;
use crate::documents::tree::{Entry, Value};
use crate::language::Bilingual;
use crate::model::{Plan, Related, Section, TopicChange};

/// A section's key and place in the nesting.
pub(super) struct Keyed<'a> {
    pub(super) key: String,
    pub(super) level: usize,
    /// Index among the keyed sections.
    pub(super) parent: Option<usize>,
    pub(super) text: &'a SectionText,
}

/// Gives every section its permanent key; those that can have none, or one that is taken, are
/// reported and left out.
pub(super) fn keyed<'a>(texts: &'a [SectionText], diagnostics: &mut Diagnostics) -> Vec<Keyed<'a>> {
    let mut keyed: Vec<Keyed<'a>> = Vec::with_capacity(texts.len());
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    for text in texts {
        let depth = level(text, &open, &keyed, diagnostics);
        while open.last().is_some_and(|(above, _)| *above >= depth) {
            open.pop();
        }
        let parent = open.last().map(|(_, index)| *index);
        let Some(mut key) = key(text, parent.and_then(|at| keyed.get(at)), diagnostics) else {
            continue;
        };
        let index = keyed.len();
        if let Some(first) = taken.get(&key) {
            let first = keyed.get(*first).map(|first| first.text);
            report_duplicate(text, &key, first, diagnostics);
            // It stays, so that its own faults are found in the same run.
            key = format!("{key}-duplicate-{index}");
        }
        taken.insert(key.clone(), index);
        let level = parent
            .and_then(|at| keyed.get(at))
            .map_or(1, |parent| parent.level + 1);
        keyed.push(Keyed {
            key,
            level,
            parent,
            text,
        });
        if depth > 0 {
            open.push((depth, index));
        }
    }
    keyed
}

/// The depth of a heading. One that goes on counting from its own parent, or from a section deeper
/// than itself, has the wrong number of `#`: it is reported and taken to stand beside that section.
fn level(
    text: &SectionText,
    open: &[(usize, usize)],
    keyed: &[Keyed<'_>],
    diagnostics: &mut Diagnostics,
) -> usize {
    let Some(own) = numbering::read(&text.number) else {
        return text.depth;
    };
    let number = |at: usize| {
        let text = keyed.get(at)?.text;
        numbering::read(&text.number)
    };
    let follows = |at: usize| {
        number(at).is_some_and(|before| before.form == own.form && before.value + 1 == own.value)
    };
    let parent = open.iter().rev().find(|(depth, _)| *depth < text.depth);
    let beside = open.iter().any(|(depth, at)| {
        *depth == text.depth && number(*at).is_some_and(|other| other.form == own.form)
    });
    let deeper = open
        .iter()
        .find(|(depth, at)| *depth > text.depth && follows(*at))
        .filter(|_| !beside);
    let sibling = parent.filter(|(_, at)| !beside && follows(*at)).or(deeper);
    let Some((depth, at)) = sibling else {
        return text.depth;
    };
    let before = keyed
        .get(*at)
        .map_or("", |before| before.text.number.as_str());
    let marks = "#".repeat(*depth);
    diagnostics.push(
        Diagnostic::new(
            &codes::HEADING_LEVEL,
            text.location.clone(),
            Bilingual::new(
                format!("“{}”接着“{before}”，标题层级却不同", text.number),
                format!(
                    "“{}” follows “{before}” and is a heading of another level",
                    text.number
                ),
            ),
        )
        .help(
            format!("请把 {} 改为 {marks}。", "#".repeat(text.depth)),
            format!("Write {marks} for {}.", "#".repeat(text.depth)),
        ),
    );
    *depth
}

fn key(
    text: &SectionText,
    parent: Option<&Keyed<'_>>,
    diagnostics: &mut Diagnostics,
) -> Option<String> {
    if let Some(explicit) = &text.explicit_key {
        if super::check_slug(&explicit.value, &explicit.location, diagnostics) {
            return Some(explicit.value.clone());
        }
        // With a key that cannot be one the number goes on counting.
        let value = text.value?;
        return Some(parent.map_or_else(
            || value.to_string(),
            |parent| format!("{}-{value}", parent.key),
        ));
    }
    if text.depth == 0 {
        return Some("0".to_owned());
    }
    let Some(value) = text.value else {
        let heading = text.prose.slice(text.prose.heading());
        diagnostics.push(
            Diagnostic::new(
                &codes::HEADING_WITHOUT_NUMBER,
                text.location.clone(),
                Bilingual::new(
                    format!("标题“{heading}”没有编号，也没有键"),
                    format!("the heading “{heading}” has neither number nor key"),
                ),
            )
            .help(
                "请照原件补上编号；原件本无编号的，在标题后写键，如 {#zhidao-sixiang}。",
                "Add the number as in the source; where the source has none, write a key after the heading, as in {#guiding-principles}.",
            ),
        );
        return None;
    };
    Some(parent.map_or_else(
        || value.to_string(),
        |parent| format!("{}-{value}", parent.key),
    ))
}

fn report_duplicate(
    text: &SectionText,
    key: &str,
    first: Option<&SectionText>,
    diagnostics: &mut Diagnostics,
) {
    let line = first.map_or(0, |first| first.location.start().line);
    diagnostics.push(
        Diagnostic::new(
            &codes::DUPLICATE_NUMBER,
            text.location.clone(),
            Bilingual::new(
                format!("编号“{key}”重复，第 {line} 行已经用过"),
                format!("number “{key}” stands twice; it was used on line {line}"),
            ),
        )
        .help(
            format!("请改正编号；原件确实重号的，在标题后写另一个键，如 {{#{key}-b}}。"),
            format!("Correct the number; where the source repeats it, write another key after the heading, as in {{#{key}-b}}."),
        ),
    );
}

/// The sections of the official text.
pub(super) fn read(
    plan: &Plan,
    texts: &[SectionText],
    diagnostics: &mut Diagnostics,
) -> Vec<Section> {
    let keyed = keyed(texts, diagnostics);
    if keyed.is_empty() {
        diagnostics.report(
            &codes::NO_SECTIONS,
            Location::new(&plan.file, 0..0),
            "文件中没有任何条目",
            "the file has no section",
        );
    }
    let mut sections: Vec<Section> = keyed.iter().map(|keyed| section(plan, keyed)).collect();
    for (index, keyed) in keyed.iter().enumerate() {
        if let Some(parent) = keyed.parent.and_then(|at| sections.get_mut(at)) {
            parent.children.push(index);
        }
    }
    for section in &sections {
        check_empty(
            &section.official,
            !section.children.is_empty(),
            &section.location,
            diagnostics,
        );
    }
    sections
}

fn section(plan: &Plan, keyed: &Keyed<'_>) -> Section {
    Section {
        id: format!("{}/{}", plan.id, keyed.key),
        key: keyed.key.clone(),
        number: keyed.text.number.clone(),
        level: keyed.level,
        parent: keyed.parent,
        children: Vec::new(),
        title: title(keyed.text),
        title_en: None,
        official: keyed.text.prose.clone(),
        english: None,
        notes: Vec::new(),
        topics: TopicChange::default(),
        related: Vec::new(),
        unrelated: Vec::new(),
        related_off: false,
        location: keyed.text.location.clone(),
    }
}

/// A section without heading is called by its first words.
pub(super) fn title(text: &SectionText) -> String {
    if !text.title.is_empty() {
        return text.title.clone();
    }
    let first = text.prose.text.lines().next().unwrap_or_default();
    let short: String = first.chars().take(24).collect();
    if short.len() < first.len() {
        format!("{short}…")
    } else {
        short
    }
}

/// Reports a section without words, or with a heading alone.
pub(super) fn check_empty(
    prose: &crate::documents::prose::Prose,
    has_children: bool,
    location: &Location,
    diagnostics: &mut Diagnostics,
) {
    if has_children {
        return;
    }
    if prose.text.trim().is_empty() {
        diagnostics.report(
            &codes::EMPTY_SECTION,
            location.clone(),
            "条目没有任何文字",
            "the section has no words",
        );
    } else if prose
        .blocks
        .iter()
        .all(|block| block.kind == BlockKind::Heading)
    {
        diagnostics.report(
            &codes::HEADING_ONLY,
            location.clone(),
            "条目只有标题，没有正文",
            "the section has a heading and no text",
        );
    }
}

/// Applies `sections: {"5": {…}}` of the front matter.
pub(super) fn apply_options(plan: &mut Plan, entries: &[Entry], diagnostics: &mut Diagnostics) {
    for entry in entries {
        let key = &entry.key.value;
        let Some(section) = plan.sections.iter_mut().find(|section| section.key == *key) else {
            report_unknown_key(plan, &entry.key, diagnostics);
            continue;
        };
        let mut fields = Fields::new(&entry.node, diagnostics);
        if let Some(node) = fields.get("topics") {
            let mut fields = Fields::new(node, diagnostics);
            section.topics = TopicChange {
                add: fields.texts("add", diagnostics),
                remove: fields.texts("remove", diagnostics),
                why: fields.bilingual("why", diagnostics).map(|why| why.value),
            };
            fields.finish(diagnostics);
        }
        match fields.get("related").map(|node| &node.value) {
            Some(Value::Text(word)) if word == "off" => section.related_off = true,
            Some(Value::Bool(false)) => section.related_off = true,
            Some(_) => section.related = related(&mut fields, diagnostics),
            None => {}
        }
        section.unrelated = fields.texts("unrelated", diagnostics);
        fields.finish(diagnostics);
    }
}

fn related(fields: &mut Fields<'_>, diagnostics: &mut Diagnostics) -> Vec<Related> {
    let mut related = Vec::new();
    for node in fields.list("related", diagnostics) {
        let mut fields = Fields::new(node, diagnostics);
        let to = fields.required_text("to", diagnostics);
        let why = fields.required_bilingual("why", diagnostics);
        let both = fields.boolean("both", diagnostics).unwrap_or(false);
        fields.finish(diagnostics);
        // A reason that is missing has been reported; what it is about is looked for all the same.
        let why = why.map_or_else(Bilingual::default, |why| why.value);
        related.extend(to.map(|to| Related { to, why, both }));
    }
    related
}

/// Reports a key that no section of the plan has.
pub(super) fn report_unknown_key(plan: &Plan, key: &Placed<String>, diagnostics: &mut Diagnostics) {
    let keys: Vec<&str> = plan
        .sections
        .iter()
        .map(|section| section.key.as_str())
        .collect();
    diagnostics.push(
        Diagnostic::new(
            &codes::UNKNOWN_SECTION,
            key.location.clone(),
            Bilingual::new(
                format!("本计划没有条目“{}”", key.value),
                format!("this plan has no section “{}”", key.value),
            ),
        )
        .help(
            format!("现有条目：{}。", keys.join("、")),
            format!("It has: {}.", keys.join(", ")),
        ),
    );
}

/// Every section has a translation, and every translation a section.
pub(super) fn check_translated(plan: &Plan, diagnostics: &mut Diagnostics) {
    if plan.translation.is_none() {
        return;
    }
    for section in plan
        .sections
        .iter()
        .filter(|section| section.english.is_none() && !plan.lost.contains_key(&section.key))
    {
        diagnostics.report(
            &codes::SECTION_UNTRANSLATED,
            section.location.clone(),
            format!("条目“{}”没有译文", section.key),
            format!("section “{}” has no translation", section.key),
        );
    }
}
