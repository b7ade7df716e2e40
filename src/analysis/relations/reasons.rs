//! Why two tasks are linked, in words.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::aspects::{Aspect, TopicNumber, Vocabulary};
use super::phrases::{self, Grams};
use super::relation::{Mention, Reason, SharedIndicator, SharedPhrase};
use super::sentences::{self, Clause};
use crate::analysis::topics::folded::{Folded, fold};
use crate::analysis::topics::{MENTION, SectionTopic};
use crate::model::{Section, Site};

/// How many topics and phrases a reason names.
const NAMED: usize = 3;

/// What a topic must weigh on both sides to be a reason: one mention beside one other in a list.
const SHARED: u32 = MENTION / 2;

/// A shared topic is named when it weighs more than this part of the strongest.
const FAINT: u32 = 4;

/// A section as reasons see it.
pub(super) struct Side<'a> {
    pub(super) id: &'a Arc<str>,
    pub(super) section: &'a Section,
    pub(super) aspects: &'a [Aspect],
    pub(super) mentions: &'a [Mention],
    folded: Folded,
    /// Where the vocabulary's words stand: characters of the official text.
    places: Vec<Range<usize>>,
    grams: Grams,
    clauses: Vec<Clause>,
}

impl<'a> Side<'a> {
    pub(super) fn new(
        (id, section): (&'a Arc<str>, &'a Section),
        topics: &[SectionTopic],
        aspects: &'a [Aspect],
        mentions: &'a [Mention],
    ) -> Self {
        let folded = Folded::of(section);
        let places = topics.iter().flat_map(|topic| topic.places.iter().cloned());
        Self {
            id,
            section,
            aspects,
            mentions,
            places: places.collect(),
            grams: Grams::of(&folded),
            clauses: sentences::clauses(&folded, topics),
            folded,
        }
    }

    /// The text as phrases are looked for in it.
    pub(super) fn text(&self) -> phrases::Text<'_> {
        phrases::Text {
            folded: &self.folded,
            grams: &self.grams,
            words: &self.places,
        }
    }
}

/// The words that reasons are written in.
pub(super) struct Words<'a> {
    vocabulary: Vocabulary<'a>,
    /// Folded terms by topic: what a shared topic has said already.
    terms: Vec<Vec<String>>,
    english: BTreeMap<String, &'a str>,
}

impl<'a> Words<'a> {
    pub(super) fn new(site: &'a Site) -> Self {
        let mut english = BTreeMap::new();
        for term in &site.glossary.terms {
            for zh in std::iter::once(&term.zh).chain(&term.also_zh) {
                english.entry(fold(zh)).or_insert(term.en.as_str());
            }
        }
        Self {
            vocabulary: Vocabulary::new(&site.topics),
            terms: site
                .topics
                .iter()
                .map(|topic| topic.terms.iter().map(|term| fold(term)).collect())
                .collect(),
            english,
        }
    }

    /// Is the phrase a term of a topic, or does it hold one?
    pub(super) fn is_in_vocabulary(&self, phrase: &str) -> bool {
        let mut terms = self.terms.iter().flatten();
        terms.any(|term| phrase.contains(term.as_str()))
    }

    pub(super) fn vocabulary(&self) -> &Vocabulary<'a> {
        &self.vocabulary
    }

    /// The reasons to link two sections, strongest first; none where there is no link.
    pub(super) fn reasons(&self, a: &Side<'_>, b: &Side<'_>) -> Vec<Reason> {
        let shared = self.shared_topics(a.aspects, b.aspects);
        let topics: Vec<TopicNumber> = shared.iter().map(|(topic, _)| *topic).collect();
        let phrases = self.shared_phrases(&topics, &[a.text(), b.text()]);
        // A phrase is enough by itself only where it is a term of the field.
        if topics.is_empty() && phrases.iter().all(|phrase| phrase.en.is_none()) {
            return Vec::new();
        }
        let mut reasons = Vec::new();
        let (own, kindred): (Vec<_>, Vec<_>) = shared.into_iter().partition(|(_, own)| *own);
        let numbers = |topics: Vec<(TopicNumber, bool)>| topics.into_iter().map(|(topic, _)| topic);
        if !own.is_empty() {
            reasons.push(Reason::Topics(numbers(own).collect()));
        }
        if !kindred.is_empty() {
            reasons.push(Reason::Kindred(numbers(kindred).collect()));
        }
        if !phrases.is_empty() {
            reasons.push(Reason::Phrases(phrases.into()));
        }
        reasons.extend(indicator_reason(a.mentions, b.mentions));
        let alike = sentences::most_alike((&a.folded, &a.clauses), (&b.folded, &b.clauses));
        if let Some(mut alike) = alike {
            alike.a.start = alike.a.start.max(number_end(a.section));
            alike.b.start = alike.b.start.max(number_end(b.section));
            reasons.push(Reason::Sentences(Box::new(alike)));
        }
        reasons
    }

    /// The most telling topics that both have, and whether both name the topic itself.
    fn shared_topics(&self, a: &[Aspect], b: &[Aspect]) -> Vec<(TopicNumber, bool)> {
        let pairs: Vec<(&Aspect, &Aspect)> = a
            .iter()
            .filter_map(|one| Some((one, b.iter().find(|other| other.topic == one.topic)?)))
            .filter(|(one, other)| one.strength.min(other.strength) >= SHARED)
            .collect();
        // A broader topic says nothing more where a narrower one is shared.
        let is_said = |(one, other): &(&Aspect, &Aspect)| {
            one.own.min(other.own) < SHARED
                && pairs
                    .iter()
                    .any(|(narrower, _)| self.vocabulary.is_narrower(narrower.topic, one.topic))
        };
        let mut shared: Vec<(u32, TopicNumber, bool)> = pairs
            .iter()
            .filter(|pair| !is_said(pair))
            .map(|(one, other)| {
                let count = one.strength.min(other.strength);
                let own = one.own.min(other.own) >= SHARED;
                let rank = self.vocabulary.weigh_mentions(one.topic, count);
                (rank, one.topic, own)
            })
            .collect();
        shared.sort_by_key(|(rank, topic, _)| (std::cmp::Reverse(*rank), *topic));
        // What is faint beside the strongest says nothing about the link.
        let faint = shared.first().map_or(0, |(highest, ..)| highest / FAINT);
        shared.retain(|(rank, ..)| *rank > faint);
        shared.truncate(NAMED);
        let shared = shared.into_iter();
        shared.map(|(_, topic, own)| (topic, own)).collect()
    }

    /// Phrases that say more than the shared topics have said.
    fn shared_phrases(
        &self,
        topics: &[TopicNumber],
        [a, b]: &[phrases::Text<'_>; 2],
    ) -> Vec<SharedPhrase> {
        let terms = topics
            .iter()
            .filter_map(|number| self.terms.get(usize::from(*number)))
            .flatten();
        let names = topics
            .iter()
            .filter_map(|number| Some(&self.vocabulary.topic(*number)?.name));
        let said: Vec<&str> = terms
            .map(String::as_str)
            .chain(names.map(|name| name.zh.as_str()))
            .collect();
        phrases::shared(a, b, |text| self.english.contains_key(text))
            .into_iter()
            .filter(|phrase| !said.iter().any(|term| term.contains(&phrase.text)))
            .take(NAMED)
            .map(|phrase| SharedPhrase {
                en: self.english.get(&phrase.text).map(|en| Box::from(*en)),
                zh: phrase.text.into(),
            })
            .collect()
    }
}

/// Where a section's number ends, so that a quotation leaves it out.
fn number_end(section: &Section) -> usize {
    section.number.chars().count()
}

fn indicator_reason(a: &[Mention], b: &[Mention]) -> Option<Reason> {
    let (one, other) = a
        .iter()
        .find_map(|one| Some((one, b.iter().find(|other| other.key == one.key)?)))?;
    Some(Reason::Indicator(Box::new(SharedIndicator {
        key: one.key.clone(),
        name: one.name.clone(),
        a: one.value.clone(),
        b: other.value.clone(),
    })))
}
