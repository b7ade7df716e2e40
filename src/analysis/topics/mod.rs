//! Which topics of the controlled vocabulary each section is about, and the words that say so.
//!
//! A mention counts 1; in an enumeration with n 、 it counts 2/(2+n), because a list of ten fields is
//! about none of them; in the heading it counts three times. Editors add and remove topics.

pub(crate) mod folded;
pub(crate) mod matcher;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostics::SourceFile;
use crate::model::{Plan, Section, Site, Status, Topic};
use folded::Folded;
use matcher::Matcher;

/// The weight of one plain mention.
pub const MENTION: u32 = 1000;

/// A section is about a topic from this weight on: one mention beside one other in a list.
const STATED: u32 = MENTION / 2;

/// What an editor's word weighs: as much as a heading.
const EDITOR: u32 = 3 * MENTION;

/// The topics of every section, and the sections of every topic.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TopicFacts {
    /// By section id: its topics, the weightiest first; sections without any are absent.
    pub sections: BTreeMap<String, Arc<Vec<SectionTopic>>>,
    /// By topic id: the sections that are about it, the weightiest first. Withdrawn plans are out.
    pub topics: BTreeMap<String, Vec<TopicSection>>,
}

/// A topic of a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionTopic {
    /// Topic id.
    pub topic: Arc<str>,
    /// Mentions in the heading, in thousandths, not yet tripled.
    pub heading: u32,
    /// Mentions in the body, in thousandths.
    pub body: u32,
    /// The words that led here, as written, each once, in the order of the text.
    pub words: Vec<String>,
    /// Where they stand: character ranges of the official text.
    pub places: Vec<Range<usize>>,
    /// Did an editor add it?
    pub by_editor: bool,
}

impl SectionTopic {
    /// How much the section is about the topic, in thousandths of a mention.
    pub fn weight(&self) -> u32 {
        let editor = if self.by_editor { EDITOR } else { 0 };
        (3 * self.heading + self.body).max(editor)
    }

    /// Is the section about it, or does it stand in a long list only?
    pub fn is_stated(&self) -> bool {
        self.weight() >= STATED
    }
}

/// A section of a topic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TopicSection {
    /// Section id.
    pub section: String,
    /// In thousandths of a mention.
    pub weight: u32,
}

impl TopicFacts {
    /// Finds the topics of all sections.
    pub fn of(site: &Site) -> Self {
        let facts = TopicFinder::default().update(site);
        Arc::unwrap_or_clone(facts)
    }

    /// The topics of a section, the weightiest first.
    pub fn of_section(&self, id: &str) -> &[SectionTopic] {
        self.sections
            .get(id)
            .map_or(&[], |topics| topics.as_slice())
    }
}

/// Finds topics, and keeps what it found for the next time.
#[derive(Debug, Default)]
pub struct TopicFinder {
    vocabulary: Vec<Topic>,
    reader: Option<Reader>,
    /// Plans by id with their files, in the order of the site, as they were the last time.
    plans: Vec<(String, Arc<SourceFile>)>,
    facts: Arc<TopicFacts>,
}

impl TopicFinder {
    /// The topics of all sections of a site; plans whose file and vocabulary are those of the last
    /// time are not read again. The facts are those of [`TopicFacts::of`].
    pub fn update(&mut self, site: &Site) -> Arc<TopicFacts> {
        if !same_topics(&self.vocabulary, &site.topics) {
            self.vocabulary.clone_from(&site.topics);
            self.reader = None;
            self.plans.clear();
        }
        let before = std::mem::take(&mut self.plans);
        let plans = site.plans.iter();
        self.plans = plans
            .map(|plan| (plan.id.clone(), Arc::clone(&plan.file)))
            .collect();
        let files: BTreeMap<&str, &Arc<SourceFile>> = before
            .iter()
            .map(|(id, file)| (id.as_str(), file))
            .collect();
        let (kept, read): (Vec<&Plan>, Vec<&Plan>) = site.plans.iter().partition(|plan| {
            let file = files.get(plan.id.as_str());
            file.is_some_and(|file| is_same(file, &plan.file))
        });
        if read.is_empty()
            && before
                .iter()
                .map(|(id, _)| id)
                .eq(self.plans.iter().map(|(id, _)| id))
        {
            return Arc::clone(&self.facts);
        }
        let reader = &*self.reader.get_or_insert_with(|| Reader::new(&site.topics));
        let mut sections: BTreeMap<String, Arc<Vec<SectionTopic>>> = read
            .into_par_iter()
            .flat_map_iter(|plan| plan.sections.iter())
            .map(|section| (section.id.clone(), reader.topics(section)))
            .filter(|(_, topics)| !topics.is_empty())
            .map(|(id, topics)| (id, Arc::new(topics)))
            .collect();
        for section in kept.into_iter().flat_map(|plan| &plan.sections) {
            if let Some(topics) = self.facts.sections.get(&section.id) {
                sections.insert(section.id.clone(), Arc::clone(topics));
            }
        }
        let topics = by_topic(site, &sections);
        self.facts = Arc::new(TopicFacts { sections, topics });
        Arc::clone(&self.facts)
    }
}

/// Is a file what it was? Nearly always it is the very same one.
pub(crate) fn is_same(before: &Arc<SourceFile>, now: &Arc<SourceFile>) -> bool {
    Arc::ptr_eq(before, now) || before.text() == now.text()
}

fn same_topics(before: &[Topic], now: &[Topic]) -> bool {
    before.len() == now.len()
        && before
            .iter()
            .zip(now)
            .all(|(a, b)| (&a.id, &a.terms, &a.except) == (&b.id, &b.terms, &b.except))
}

fn by_topic(
    site: &Site,
    sections: &BTreeMap<String, Arc<Vec<SectionTopic>>>,
) -> BTreeMap<String, Vec<TopicSection>> {
    let mut topics: BTreeMap<String, Vec<TopicSection>> = BTreeMap::new();
    let current = site
        .plans
        .iter()
        .filter(|plan| plan.publication.status != Status::Withdrawn);
    for section in current.flat_map(|plan| &plan.sections) {
        let of_section = sections.get(&section.id).map_or(&[][..], |found| found);
        for topic in of_section.iter().filter(|topic| topic.is_stated()) {
            let entry = TopicSection {
                section: section.id.clone(),
                weight: topic.weight(),
            };
            match topics.get_mut(&*topic.topic) {
                Some(list) => list.push(entry),
                None => {
                    topics.insert(topic.topic.to_string(), vec![entry]);
                }
            }
        }
    }
    for list in topics.values_mut() {
        // Stable: sections of the same weight stay in the order of the site.
        list.sort_by_key(|entry| std::cmp::Reverse(entry.weight));
    }
    topics
}

/// The vocabulary as it is looked for.
#[derive(Debug)]
struct Reader {
    matcher: Matcher,
    ids: Vec<Arc<str>>,
}

impl Reader {
    fn new(topics: &[Topic]) -> Self {
        Self {
            matcher: Matcher::new(topics),
            ids: topics
                .iter()
                .map(|topic| Arc::from(topic.id.as_str()))
                .collect(),
        }
    }

    fn topics(&self, section: &Section) -> Vec<SectionTopic> {
        let mut found = self.mentions(section);
        for id in section.topics.add.iter().map(|id| id.value.as_str()) {
            if let Some(index) = self.ids.iter().position(|known| **known == *id) {
                self.entry(&mut found, index).by_editor = true;
            }
        }
        let removed: BTreeSet<&str> = section
            .topics
            .remove
            .iter()
            .map(|id| id.value.as_str())
            .collect();
        let mut topics: Vec<SectionTopic> = found
            .into_values()
            .filter(|topic| !removed.contains(&*topic.topic))
            .collect();
        // Stable: topics of the same weight stay in the order of the vocabulary.
        topics.sort_by_key(|topic| std::cmp::Reverse(topic.weight()));
        // They stay for as long as the site is held.
        topics.shrink_to_fit();
        for topic in &mut topics {
            topic.words.shrink_to_fit();
            topic.places.shrink_to_fit();
        }
        topics
    }

    fn mentions(&self, section: &Section) -> BTreeMap<usize, SectionTopic> {
        let folded = Folded::of(section);
        let mut found = BTreeMap::new();
        for hit in self.matcher.hits(&folded) {
            let places = folded.official(hit.range.clone());
            let word = section.official.slice(places.clone());
            for index in self.matcher.leads_to(hit.pattern) {
                let topic = self.entry(&mut found, *index);
                let weight = 2 * MENTION / (2 + hit.listed);
                if hit.range.start < folded.heading {
                    topic.heading += weight;
                } else {
                    topic.body += weight;
                }
                if !topic.words.iter().any(|known| known == word) {
                    topic.words.push(word.to_owned());
                }
                topic.places.push(places.clone());
            }
        }
        found
    }

    fn entry<'a>(
        &self,
        found: &'a mut BTreeMap<usize, SectionTopic>,
        index: usize,
    ) -> &'a mut SectionTopic {
        found.entry(index).or_insert_with(|| SectionTopic {
            topic: self.ids.get(index).cloned().unwrap_or_default(),
            heading: 0,
            body: 0,
            words: Vec::new(),
            places: Vec::new(),
            by_editor: false,
        })
    }
}

#[cfg(test)]
mod tests;
