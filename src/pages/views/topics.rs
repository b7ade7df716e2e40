//! The list of topics, and the page of one.

use std::collections::BTreeMap;

use serde::Serialize;

use super::document::{SectionEntry, own};
use super::paging::{Pager, cut};
use super::related::{TopicLink, capital, topic_link};
use crate::model::{Topic, address};
use crate::pages::frame::Frame;
use crate::pages::links::Here;
use crate::pages::press::Press;

/// Sections on one page of a topic.
pub(crate) const PER_PAGE: usize = 120;

/// The view of `topics.html`.
#[derive(Debug, Serialize)]
pub(crate) struct TopicsView {
    pub topics: Vec<TopicRow>,
}

/// A topic in the list.
#[derive(Debug, Serialize)]
pub(crate) struct TopicRow {
    pub link: TopicLink,
    pub scope: Option<String>,
    /// Cities that have a section about it.
    pub cities: Vec<String>,
}

/// The view of `topic.html`.
#[derive(Debug, Serialize)]
pub(crate) struct TopicView {
    pub id: String,
    pub name: String,
    /// The Chinese name, on English pages.
    pub name_zh: String,
    pub scope: Option<String>,
    /// Chinese words that lead to it.
    pub terms: Vec<String>,
    pub broader: Vec<TopicLink>,
    pub narrower: Vec<TopicLink>,
    pub groups: Vec<TopicGroup>,
    pub sections: usize,
    pub pager: Pager,
}

/// A city's sections about a topic, latest year first.
#[derive(Debug, Serialize)]
pub(crate) struct TopicGroup {
    pub city: String,
    pub city_url: String,
    pub rows: Vec<TopicSectionRow>,
}

/// A section about a topic.
#[derive(Debug, Serialize)]
pub(crate) struct TopicSectionRow {
    pub section: SectionEntry,
    pub covers: i16,
    /// `plan` or `report`.
    pub kind: &'static str,
    /// The words that led to the topic.
    pub words: Vec<String>,
}

/// Makes the list's view.
pub(crate) fn topics(press: &Press, here: Here) -> (Frame, TopicsView) {
    let lang = here.lang;
    let mut rows: Vec<TopicRow> = press
        .site
        .topics
        .iter()
        .filter_map(|topic| row(press, &here, topic))
        .collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.link.sections));
    let title = press.word(lang, "nav.topics");
    let frame = Frame::new(press, here, "topics", title)
        .way(press, &[])
        .ends(title)
        .about(press.word(lang, "topics.lead"))
        .under("topics");
    (frame, TopicsView { topics: rows })
}

fn row(press: &Press, here: &Here, topic: &Topic) -> Option<TopicRow> {
    let lang = here.lang;
    let link = topic_link(press, here, &topic.id)?;
    let mut cities: Vec<&str> = press
        .facts
        .topics
        .topics
        .get(&topic.id)?
        .iter()
        .filter_map(|found| found.section.split('/').next())
        .collect();
    cities.sort_unstable();
    cities.dedup();
    Some(TopicRow {
        link,
        scope: topic.scope.as_ref().map(|scope| own(lang, scope)),
        cities: cities
            .into_iter()
            .filter_map(|slug| press.site.city(slug))
            .map(|city| city.short.get(lang).to_owned())
            .collect(),
    })
}

/// Makes the view of one topic's page `page`, from 1.
pub(crate) fn topic(press: &Press, here: &Here, topic: &Topic, page: usize) -> (Frame, TopicView) {
    let lang = here.lang;
    let name = capital(lang, topic.name.get(lang));
    let ids = press.about(&topic.id);
    let base = address::item(lang, "topics", &topic.id);
    let pager = Pager::new(here, &base, page, ids.len(), PER_PAGE);
    let mut groups: BTreeMap<&str, Vec<TopicSectionRow>> = BTreeMap::new();
    for id in cut(ids, page, PER_PAGE) {
        let Some((plan, section)) = press.site.section(id) else {
            continue;
        };
        let words = press
            .topics_of(id)
            .into_iter()
            .find(|(other, _)| other.id == topic.id)
            .map(|(_, found)| found.words.clone())
            .unwrap_or_default();
        groups.entry(&plan.city).or_default().push(TopicSectionRow {
            section: SectionEntry::new(press, here, section, false),
            covers: plan.covers,
            kind: plan.kind.name(),
            words,
        });
    }
    let groups = groups
        .into_iter()
        .filter_map(|(slug, rows)| {
            let city = press.site.city(slug)?;
            Some(TopicGroup {
                city: city.name.get(lang).to_owned(),
                city_url: here.link(&address::city(lang, slug)),
                rows,
            })
        })
        .collect();
    let narrower = press
        .site
        .topics
        .iter()
        .filter(|other| other.broader.contains(&topic.id));
    let view = TopicView {
        id: topic.id.clone(),
        name: name.clone(),
        name_zh: topic.name.zh.clone(),
        scope: topic.scope.as_ref().map(|scope| own(lang, scope)),
        terms: topic.terms.clone(),
        broader: topic
            .broader
            .iter()
            .filter_map(|id| topic_link(press, here, id))
            .collect(),
        narrower: narrower
            .filter_map(|other| topic_link(press, here, &other.id))
            .collect(),
        groups,
        sections: ids.len(),
        pager,
    };
    let steps = [(
        press.word(lang, "nav.topics"),
        address::listing(lang, "topics"),
    )];
    let about = view.scope.clone().unwrap_or_default();
    let mut frame = Frame::new(press, here.clone(), "topic", &name)
        .way(press, &steps)
        .ends(name)
        .about(about)
        .under("topics");
    frame.noindex |= view.groups.is_empty();
    (frame, view)
}
