//! A plan file's sections → [`Section`]s, with editors' options.

use super::outline::{Keyed, is_duplicate, outline};
use crate::diagnostics::codes::model as codes;
use crate::diagnostics::{Diagnostic, Diagnostics, Location, Placed};
use crate::documents::fields::Fields;
use crate::documents::plan_file::SectionText;
use crate::documents::prose::BlockKind;
use crate::documents::tree::{Entry, Value};
use crate::language::{Bilingual, Lang};
use crate::model::{Plan, Related, Section, TopicChange};

/// The sections of the official text.
pub(super) fn read(
    plan: &Plan,
    texts: &[SectionText],
    gaps: &[Placed<String>],
    diagnostics: &mut Diagnostics,
) -> Vec<Section> {
    let keyed = outline(texts, gaps, Lang::Zh, diagnostics);
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
        title: title(&keyed.text),
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
        .filter(|section| section.english.is_none() && !is_duplicate(&section.key))
    {
        diagnostics.report(
            &codes::SECTION_UNTRANSLATED,
            section.location.clone(),
            format!("条目“{}”没有译文", section.key),
            format!("section “{}” has no translation", section.key),
        );
    }
}
