//! Why two tasks are linked, in words.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::aspects::{Aspect, TopicNumber, Vocabulary};
use super::phrases;
use super::relation::{Evidence, Mention, Reason, SharedIndicator, SharedPhrase};
use super::sentences;
use crate::analysis::topics::folded::{Folded, fold};
use crate::analysis::topics::{MENTION, SectionTopic};
use crate::language::Bilingual;
use crate::model::{Section, Site, Topic};

/// How many topics and phrases a reason names.
const NAMED: usize = 3;

/// What a topic must weigh on both sides to be a reason: one mention beside one other in a list.
const SHARED: u32 = MENTION / 2;

/// A shared topic is named when it weighs more than this part of the strongest.
const FAINT: u32 = 4;

/// A section as reasons see it.
pub(super) struct Side<'a> {
    pub(super) section: &'a Section,
    pub(super) folded: &'a Folded,
    pub(super) topics: &'a [SectionTopic],
    pub(super) aspects: &'a [Aspect],
    pub(super) mentions: &'a [Mention],
}

impl Side<'_> {
    /// Where the vocabulary's words stand: characters of the official text.
    pub(super) fn places(&self) -> Vec<Range<usize>> {
        let topics = self.topics.iter();
        topics
            .flat_map(|topic| topic.places.iter().cloned())
            .collect()
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
        let topics = self.shared_topics(a.aspects, b.aspects);
        let (words_a, words_b) = (a.places(), b.places());
        let texts = [(a.folded, &words_a), (b.folded, &words_b)]
            .map(|(folded, words)| phrases::Text { folded, words });
        let phrases = self.shared_phrases(&topics, &texts);
        // A phrase is enough by itself only where it is a term of the field.
        if topics.is_empty() && phrases.iter().all(|phrase| phrase.en.is_none()) {
            return Vec::new();
        }
        let mut reasons = Vec::new();
        if !topics.is_empty() {
            reasons.push(self.topic_reason(&topics));
        }
        if !phrases.is_empty() {
            reasons.push(phrase_reason(phrases));
        }
        reasons.extend(indicator_reason(a.mentions, b.mentions));
        let texts = [a, b].map(|side| sentences::Text {
            folded: side.folded,
            topics: side.topics,
        });
        if let Some(mut alike) = sentences::most_alike(&texts[0], &texts[1]) {
            alike.a.start = alike.a.start.max(number_end(a.section));
            alike.b.start = alike.b.start.max(number_end(b.section));
            let quote_a = a.section.official.slice(alike.a.clone());
            let quote_b = b.section.official.slice(alike.b.clone());
            reasons.push(Reason {
                text: Bilingual::new(
                    format!("表述最接近的两处：“{quote_a}”；“{quote_b}”。"),
                    format!("The two passages most alike: “{quote_a}”; “{quote_b}”."),
                ),
                evidence: Evidence::Sentences(alike),
            });
        }
        reasons
    }

    fn shared_topics(&self, a: &[Aspect], b: &[Aspect]) -> Vec<TopicNumber> {
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
        let mut shared: Vec<(u32, TopicNumber)> = pairs
            .iter()
            .filter(|pair| !is_said(pair))
            .map(|(one, other)| {
                let count = one.strength.min(other.strength);
                (self.vocabulary.weigh_mentions(one.topic, count), one.topic)
            })
            .collect();
        shared.sort_by_key(|(rank, topic)| (std::cmp::Reverse(*rank), *topic));
        // What is faint beside the strongest says nothing about the link.
        let faint = shared.first().map_or(0, |(highest, _)| highest / FAINT);
        shared.retain(|(rank, _)| *rank > faint);
        shared.truncate(NAMED);
        shared.into_iter().map(|(_, topic)| topic).collect()
    }

    fn topic_reason(&self, topics: &[TopicNumber]) -> Reason {
        let topics: Vec<&Topic> = topics
            .iter()
            .filter_map(|number| self.vocabulary.topic(*number))
            .collect();
        let zh: Vec<&str> = topics.iter().map(|topic| topic.name.zh.as_str()).collect();
        let en: Vec<&str> = topics.iter().map(|topic| topic.name.en.as_str()).collect();
        Reason {
            text: Bilingual::new(
                format!("两项任务都涉及{}。", zh.join("、")),
                format!("Both tasks work on {}.", enumerate(&en)),
            ),
            evidence: Evidence::Topics(
                topics
                    .iter()
                    .map(|topic| Arc::from(topic.id.as_str()))
                    .collect(),
            ),
        }
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
                en: self.english.get(&phrase.text).map(|en| (*en).to_owned()),
                zh: phrase.text,
                a: phrase.a,
                b: phrase.b,
            })
            .collect()
    }
}

fn phrase_reason(phrases: Vec<SharedPhrase>) -> Reason {
    let zh: Vec<&str> = phrases.iter().map(|phrase| phrase.zh.as_str()).collect();
    let zh = zh.join("”“");
    let en: Vec<String> = phrases
        .iter()
        .map(|phrase| format!("“{}”", phrase.en.as_ref().unwrap_or(&phrase.zh)))
        .collect();
    let en: Vec<&str> = en.iter().map(String::as_str).collect();
    Reason {
        text: Bilingual::new(
            format!("都提到“{zh}”。"),
            format!("Both mention {}.", enumerate(&en)),
        ),
        evidence: Evidence::Phrases(phrases),
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
    Some(Reason {
        text: Bilingual::new(
            format!(
                "都有“{}”的数值：{}；{}。",
                one.name.zh, one.value.zh, other.value.zh
            ),
            format!(
                "Both give a figure for {}: {}; {}.",
                one.name.en, one.value.en, other.value.en
            ),
        ),
        evidence: Evidence::Indicator(SharedIndicator {
            key: one.key.clone(),
            a: one.value.clone(),
            b: other.value.clone(),
        }),
    })
}

/// `a, b and c`
fn enumerate(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
