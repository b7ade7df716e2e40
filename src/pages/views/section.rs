//! The page of one section.

use serde::Serialize;

use super::contents::{Contents, Part};
use super::document::{PlanEntry, SectionEntry, TranslationView, number};
use super::prose::{Ids, Texts, texts};
use super::related::{RelatedView, TopicLink, related, topics};
use super::targets::{TargetRow, of_section};
use crate::language::Lang;
use crate::model::{Plan, Section, address};
use crate::pages::citation::{Citation, cite_section};
use crate::pages::frame::Frame;
use crate::pages::links::Here;
use crate::pages::press::Press;

/// The view of `section.html`.
#[derive(Debug, Serialize)]
pub(crate) struct SectionView {
    pub id: String,
    pub key: String,
    pub number: String,
    pub title: String,
    pub plan: PlanEntry,
    pub texts: Texts,
    /// Is there a translation?
    pub translated: bool,
    pub translation: Option<TranslationView>,
    /// The document's contents, file by file.
    pub parts: Vec<Part>,
    /// Sections that stand in this one.
    pub children: Vec<SectionEntry>,
    pub previous: Option<SectionEntry>,
    pub next: Option<SectionEntry>,
    /// Sections of other cities, and those an editor chose.
    pub related: Vec<RelatedView>,
    /// Sections of the same city: what went before, what came of it.
    pub same_city: Vec<RelatedView>,
    pub topics: Vec<TopicLink>,
    pub targets: Vec<TargetRow>,
    pub citation: Citation,
    /// The page in the other language, for a look at the translation from a Chinese page.
    pub other_url: String,
}

/// Makes the view of the section at `index` of `plan`, whose contents are given.
pub(crate) fn section(
    press: &Press,
    here: &Here,
    plan: &Plan,
    (index, section): (usize, &Section),
    contents: &Contents,
) -> (Frame, SectionView) {
    let lang = here.lang;
    let entry = PlanEntry::new(press, here, plan);
    let own = SectionEntry::new(press, here, section, true);
    let (others, same_city) = related(press, here, section);
    let (previous, next) = contents.neighbours(index);
    let neighbour = |section: &Section| SectionEntry::new(press, here, section, false);
    let view = SectionView {
        id: section.id.clone(),
        key: section.key.clone(),
        number: own.number.clone(),
        title: own.title.clone(),
        texts: texts(press, here, section, Ids::Plain, &mut Vec::new()),
        translated: section.english.is_some(),
        translation: plan
            .translation
            .as_ref()
            .filter(|_| section.english.is_some())
            .map(|translation| TranslationView::new(lang, translation)),
        parts: contents.beside(index),
        children: section
            .children
            .iter()
            .filter_map(|index| plan.sections.get(*index))
            .map(|child| SectionEntry::new(press, here, child, false))
            .collect(),
        previous: previous.map(neighbour),
        next: next.map(neighbour),
        related: others,
        same_city,
        topics: topics(press, here, section),
        targets: of_section(press, here, plan, section),
        citation: cite_section(press, lang, plan, section),
        other_url: here.link(&here.counterpart()),
        plan: entry.clone(),
    };
    let separator = if lang == Lang::En { ": " } else { "：" };
    let title = format!("{}{}", spaced(lang, &view.number), view.title);
    let frame_title = format!("{title} — {}{separator}{}", entry.city, entry.title);
    let steps = [
        (entry.city.as_str(), address::city(lang, &plan.city)),
        (entry.title.as_str(), address::plan(lang, &plan.id)),
    ];
    let frame = Frame::new(press, here.clone(), "section", &frame_title)
        .about(summary(section, lang))
        .way(press, &steps)
        .ends(title)
        .under("plans");
    (frame, view)
}

/// A number before a title: closed up in Chinese, spaced in English.
pub(crate) fn spaced(lang: Lang, number: &str) -> String {
    if lang == Lang::En && !number.is_empty() {
        format!("{number} ")
    } else {
        number.to_owned()
    }
}

/// The start of the text, for search engines and cards.
pub(crate) fn summary(section: &Section, lang: Lang) -> String {
    let prose = match (lang, &section.english) {
        (Lang::En, Some(english)) => english,
        _ => &section.official,
    };
    let limit = if lang == Lang::En { 180 } else { 90 };
    let body = prose.heading().end;
    let mut text: String = prose
        .text
        .chars()
        .skip(body)
        .map(|c| if c == '\n' { ' ' } else { c })
        .take(limit)
        .collect();
    if prose.len() > body + limit {
        text.push('…');
    }
    if text.trim().is_empty() {
        section.title_in(lang).clone_into(&mut text);
    }
    text.trim().to_owned()
}

/// A section's heading in a line of text.
pub(crate) fn heading(lang: Lang, section: &Section) -> String {
    format!(
        "{}{}",
        spaced(lang, &number(lang, section)),
        section.title_in(lang)
    )
}
