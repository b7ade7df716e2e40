//! The sections that belong beside a section, and why.

use serde::Serialize;

use super::document::foreign;
use super::section::heading;
use crate::analysis::relations::{Reason, Relation, RelationKind};
use crate::language::Lang;
use crate::model::{Section, address};
use crate::pages::links::Here;
use crate::pages::press::Press;
use crate::pages::text::rendering;

/// A related section.
#[derive(Debug, Serialize)]
pub(crate) struct RelatedView {
    /// Its id.
    pub id: String,
    /// `similar`, `continues`, `outcome` or `curated`.
    pub kind: &'static str,
    /// Key of the words for the link's direction: `similar`, `continues_from`, `outcome_to` …
    pub direction: &'static str,
    pub city: String,
    pub covers: i16,
    /// `plan` or `report`.
    pub plan_kind: &'static str,
    pub title: String,
    pub title_lang: Option<&'static str>,
    pub url: String,
    pub reasons: Vec<ReasonView>,
    /// The two passages most alike: this section's, then the other's.
    pub passages: Option<Passages>,
}

/// A reason.
#[derive(Debug, Serialize)]
pub(crate) struct ReasonView {
    /// `topic`, `phrase`, `indicator`, `sentences` or `curated`.
    pub kind: &'static str,
    pub text: String,
}

/// Passages of the official texts, face to face.
#[derive(Debug, Serialize)]
pub(crate) struct Passages {
    pub here: String,
    pub there: String,
    /// The same in English, on English pages, where the translations say them sentence by sentence.
    pub here_en: Option<String>,
    pub there_en: Option<String>,
}

/// What a section's page shows: links to other cities, and links within the city.
pub(crate) fn related(
    press: &Press,
    here: &Here,
    section: &Section,
) -> (Vec<RelatedView>, Vec<RelatedView>) {
    press
        .relations_of(&section.id)
        .filter_map(|relation| view(press, here, section, relation))
        .partition(|link| matches!(link.kind, "similar" | "curated"))
}

fn view(press: &Press, here: &Here, section: &Section, relation: &Relation) -> Option<RelatedView> {
    let lang = here.lang;
    let (plan, other) = press.site.section(relation.other(&section.id))?;
    let first = *relation.a == *section.id;
    let city = press.site.city(&plan.city);
    let mut passages = None;
    let mut reasons = Vec::new();
    for reason in &relation.reasons {
        if let Reason::Sentences(alike) = reason {
            let (mine, theirs) = if first {
                (&alike.a, &alike.b)
            } else {
                (&alike.b, &alike.a)
            };
            let english = |section: &Section, range| {
                let english = section.english.as_ref().filter(|_| lang == Lang::En)?;
                rendering(&section.official, english, range).map(str::to_owned)
            };
            passages = Some(Passages {
                here_en: english(section, mine),
                there_en: english(other, theirs),
                here: section.official.slice(mine.clone()).to_owned(),
                there: other.official.slice(theirs.clone()).to_owned(),
            });
        }
        reasons.push(ReasonView {
            kind: reason.kind(),
            text: reason.text(relation, press.site).get(lang).to_owned(),
        });
    }
    let direction = match (relation.kind, first) {
        (RelationKind::Similar, _) => "similar",
        (RelationKind::Curated, _) => "curated",
        (RelationKind::Continues, true) => "continues_to",
        (RelationKind::Continues, false) => "continues_from",
        (RelationKind::Outcome, true) => "outcome_to",
        (RelationKind::Outcome, false) => "outcome_from",
    };
    Some(RelatedView {
        id: other.id.clone(),
        kind: relation.kind.name(),
        direction,
        city: city.map_or_else(|| plan.city.clone(), |city| city.name.get(lang).to_owned()),
        covers: plan.covers,
        plan_kind: plan.kind.name(),
        title: heading(lang, other),
        title_lang: foreign(lang, other.title_en.is_some()),
        url: here.link(&address::section(lang, &other.id)),
        reasons,
        passages,
    })
}

/// A topic as a link.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct TopicLink {
    pub id: String,
    pub name: String,
    pub url: String,
    /// Sections that are about it.
    pub sections: usize,
}

/// The topics of a section.
pub(crate) fn topics(press: &Press, here: &Here, section: &Section) -> Vec<TopicLink> {
    press
        .topics_of(&section.id)
        .into_iter()
        .filter_map(|(topic, _)| topic_link(press, here, &topic.id))
        .collect()
}

/// A link to a topic's page; none where it has no page.
pub(crate) fn topic_link(press: &Press, here: &Here, id: &str) -> Option<TopicLink> {
    let lang = here.lang;
    let topic = press.topics.get(id)?;
    let sections = press.facts.topics.topics.get(id)?.len();
    (sections > 0).then(|| TopicLink {
        id: id.to_owned(),
        name: capital(lang, topic.name.get(lang)),
        url: here.link(&address::item(lang, "topics", id)),
        sections,
    })
}

/// English names that stand alone start with a capital.
pub(crate) fn capital(lang: Lang, name: &str) -> String {
    let mut chars = name.chars();
    match (lang, chars.next()) {
        (Lang::En, Some(first)) => first.to_uppercase().chain(chars).collect(),
        _ => name.to_owned(),
    }
}
