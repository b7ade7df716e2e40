//! The page of a plan: what is known of it, its contents, its whole text.

use serde::Serialize;

use super::contents::{self, Part};
use super::document::{NoteView, PlanEntry, SectionEntry, TranslationView, date, own};
use super::prose::{Ids, Texts, note_view, texts};
use crate::diagnostics::Diagnostics;
use crate::model::{Plan, address};
use crate::pages::citation::{Citation, cite_plan};
use crate::pages::frame::Frame;
use crate::pages::links::Here;
use crate::pages::press::Press;

/// The view of `plan.html`.
#[derive(Debug, Serialize)]
pub(crate) struct PlanView {
    pub plan: PlanEntry,
    /// The title as received, on English pages.
    pub title_zh: String,
    pub facts: FactsBox,
    pub translation: Option<TranslationView>,
    pub notes: Vec<NoteView>,
    pub parts: Vec<Part>,
    pub sections: Vec<Whole>,
    pub citation: Citation,
}

/// The fields of 政府信息公开 that the files give.
#[derive(Debug, Serialize)]
pub(crate) struct FactsBox {
    pub index_number: Option<String>,
    pub document_number: Option<String>,
    pub issuer: Option<String>,
    pub status_stated: bool,
    pub source_url: Option<String>,
    /// Is the source a government site?
    pub source_official: bool,
    /// File and lines of the text as received.
    pub source_file: Option<String>,
    pub source_lines: Option<(usize, usize)>,
    pub covers_note: Option<String>,
    pub needs_confirmation: Vec<String>,
    pub reviewed: Vec<ReviewView>,
    pub withdrawn: Option<WithdrawnView>,
}

/// A review of the files.
#[derive(Debug, Serialize)]
pub(crate) struct ReviewView {
    pub role: String,
    pub by: String,
    pub on: String,
}

/// A plan that was taken back.
#[derive(Debug, Serialize)]
pub(crate) struct WithdrawnView {
    pub on: String,
    pub by: String,
    pub why: String,
}

/// A section on its plan's page.
#[derive(Debug, Serialize)]
pub(crate) struct Whole {
    pub entry: SectionEntry,
    /// Heading level in HTML: 3 for a section without parent.
    pub heading_level: usize,
    /// The level of what stands under the heading.
    pub notes_level: usize,
    pub translated: bool,
    pub texts: Texts,
}

/// Makes the view.
pub(crate) fn plan(
    press: &Press,
    here: &Here,
    plan: &Plan,
    found: &mut Diagnostics,
) -> (Frame, PlanView) {
    let lang = here.lang;
    let entry = PlanEntry::new(press, here, plan);
    let mut known = Vec::new();
    let withdrawn = plan.publication.withdrawn.is_some();
    let sections = plan
        .sections
        .iter()
        .filter(|_| !withdrawn)
        .map(|section| Whole {
            entry: SectionEntry::new(press, here, section, false),
            heading_level: (section.level + 2).min(6),
            notes_level: (section.level + 3).min(6),
            translated: section.english.is_some(),
            texts: texts(press, here, section, Ids::Under(&section.key), &mut known),
        })
        .collect();
    let translation_notes = plan.translation.iter().flat_map(|made| &made.notes);
    let notes = plan
        .notes
        .iter()
        .chain(translation_notes)
        .enumerate()
        .map(|(index, note)| note_view(press, lang, note, index + 1, "plan-"))
        .collect();
    let view = PlanView {
        title_zh: plan.title.clone(),
        facts: facts_box(press, here, plan),
        translation: plan
            .translation
            .as_ref()
            .map(|translation| TranslationView::new(lang, translation)),
        notes,
        parts: contents::of_plan(press, here, plan, found),
        sections,
        citation: cite_plan(press, lang, plan),
        plan: entry.clone(),
    };
    let steps = [(entry.city.as_str(), address::city(lang, &plan.city))];
    let mut frame = Frame::new(
        press,
        here.clone(),
        "plan",
        &format!("{} — {}", entry.title, entry.city),
    )
    .way(press, &steps)
    .ends(entry.title.clone())
    .under("plans");
    frame.description = press
        .word(lang, &format!("plan.description_{}", entry.kind))
        .replace("{city}", &entry.city)
        .replace("{covers}", &entry.covers.to_string())
        .replace("{n}", &entry.sections.to_string());
    frame.noindex |= withdrawn;
    (frame, view)
}

fn facts_box(press: &Press, here: &Here, plan: &Plan) -> FactsBox {
    let lang = here.lang;
    let publication = &plan.publication;
    let source = plan.source.as_ref().map(|source| &source.value);
    FactsBox {
        index_number: publication.index_number.clone(),
        document_number: publication.document_number.clone(),
        issuer: publication.issuer.as_ref().map(|name| own(lang, name)),
        status_stated: publication.status_stated,
        source_official: publication.source_url.as_deref().is_some_and(is_government),
        source_url: publication
            .source_url
            .clone()
            .filter(|url| url.starts_with("http://") || url.starts_with("https://")),
        source_file: source.map(|source| source.file.clone()),
        source_lines: source.and_then(|source| source.lines),
        covers_note: plan.covers_note.as_ref().map(|note| own(lang, note)),
        needs_confirmation: plan
            .needs_confirmation
            .iter()
            .map(|key| {
                let name = press.word(lang, &format!("fields.{key}"));
                if name.is_empty() { key } else { name }.to_owned()
            })
            .collect(),
        reviewed: publication
            .reviewed
            .iter()
            .map(|review| ReviewView {
                role: match press.word(lang, &format!("roles.{}", review.role)) {
                    "" => review.role.clone(),
                    known => known.to_owned(),
                },
                by: own(lang, &review.by),
                on: date(lang, review.on),
            })
            .collect(),
        withdrawn: publication.withdrawn.as_ref().map(|taken| WithdrawnView {
            on: date(lang, taken.on),
            by: own(lang, &taken.by),
            why: own(lang, &taken.why),
        }),
    }
}

/// Is the address on a Chinese government host?
pub(crate) fn is_government(url: &str) -> bool {
    url.split_once("://")
        .and_then(|(_, rest)| rest.split(['/', '?', '#', ':']).next())
        .is_some_and(|host| host == "gov.cn" || host.ends_with(".gov.cn"))
}
