//! Why two tasks are linked, in words.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::Arc;

use super::phrases;
use super::relation::{Evidence, Mention, Reason, SharedIndicator, SharedPhrase};
use super::sentences;
use super::vectors::TopicWeights;
use crate::analysis::topics::folded::{Folded, fold};
use crate::analysis::topics::{MENTION, SectionTopic};
use crate::language::Bilingual;
use crate::model::{Section, Site};

/// How many topics and phrases a reason names.
const NAMED: usize = 3;

/// What a topic must weigh on both sides to be a reason: one mention beside one other in a list.
const SHARED: u32 = MENTION / 2;

/// A shared topic is named when it weighs more than this part of the strongest.
const FAINT: u64 = 4;

/// What a section's main topic must weigh: a heading or two mentions.
const MAIN: u32 = 2 * MENTION;

/// A section as reasons see it.
pub(super) struct Side<'a> {
    pub(super) section: &'a Section,
    pub(super) folded: &'a Folded,
    pub(super) topics: &'a [SectionTopic],
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
    names: HashMap<&'a str, &'a Bilingual>,
    /// Topic id and folded term: what a shared topic has said already.
    terms: HashMap<&'a str, Vec<String>>,
    english: BTreeMap<String, &'a str>,
    weights: TopicWeights,
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
            names: site
                .topics
                .iter()
                .map(|topic| (topic.id.as_str(), &topic.name))
                .collect(),
            terms: site
                .topics
                .iter()
                .map(|topic| {
                    let terms = topic.terms.iter().map(|term| fold(term)).collect();
                    (topic.id.as_str(), terms)
                })
                .collect(),
            english,
            weights: TopicWeights::new(&site.topics),
        }
    }

    /// Is the phrase a term of a topic, or does it hold one?
    pub(super) fn is_in_vocabulary(&self, phrase: &str) -> bool {
        let mut terms = self.terms.values().flatten();
        terms.any(|term| phrase.contains(term.as_str()))
    }

    pub(super) fn weights(&self) -> &TopicWeights {
        &self.weights
    }

    /// The reasons to link two sections, strongest first; none where there is no link.
    pub(super) fn reasons(&self, a: &Side<'_>, b: &Side<'_>) -> Vec<Reason> {
        let topics = self.shared_topics(a.topics, b.topics);
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
            reasons.push(self.topic_reason(topics));
        }
        if !phrases.is_empty() {
            reasons.push(phrase_reason(phrases));
        }
        reasons.extend(indicator_reason(a.mentions, b.mentions));
        if let Some(mut alike) = sentences::most_alike(a.folded, b.folded) {
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

    /// The topics that a section is about in the first place.
    pub(super) fn main_topics(&self, topics: &[SectionTopic]) -> Vec<Arc<str>> {
        let highest = topics.iter().map(|topic| self.weights.weigh(topic)).max();
        let is_main = |topic: &&SectionTopic| {
            topic.weight() >= MAIN
                && highest.is_some_and(|highest| self.weights.weigh(topic) * 3 >= highest * 2)
        };
        let main = topics.iter().filter(is_main);
        main.map(|topic| Arc::clone(&topic.topic)).collect()
    }

    fn shared_topics(&self, a: &[SectionTopic], b: &[SectionTopic]) -> Vec<Arc<str>> {
        let mut shared: Vec<(u64, Arc<str>)> = a
            .iter()
            .filter_map(|topic| {
                let other = b.iter().find(|other| other.topic == topic.topic)?;
                let count = strength(topic).min(strength(other));
                let rank = u64::from(self.weights.weigh_mentions(&topic.topic, count));
                (count >= SHARED).then(|| (rank, Arc::clone(&topic.topic)))
            })
            .collect();
        shared.sort_by(|a, b| (b.0, &a.1).cmp(&(a.0, &b.1)));
        // What is faint beside the strongest says nothing about the link.
        let faint = shared.first().map_or(0, |(highest, _)| highest / FAINT);
        shared.retain(|(rank, _)| *rank > faint);
        shared.truncate(NAMED);
        shared.into_iter().map(|(_, id)| id).collect()
    }

    fn topic_reason(&self, topics: Vec<Arc<str>>) -> Reason {
        let names = |pick: fn(&Bilingual) -> &str| -> Vec<&str> {
            topics
                .iter()
                .map(|id| self.names.get(&**id).map_or(&**id, |name| pick(name)))
                .collect()
        };
        let zh = names(|name| &name.zh).join("、");
        let en = enumerate(&names(|name| &name.en));
        Reason {
            text: Bilingual::new(
                format!("两项任务都涉及{zh}。"),
                format!("Both tasks work on {en}."),
            ),
            evidence: Evidence::Topics(topics),
        }
    }

    /// Phrases that say more than the shared topics have said.
    fn shared_phrases(
        &self,
        topics: &[Arc<str>],
        [a, b]: &[phrases::Text<'_>; 2],
    ) -> Vec<SharedPhrase> {
        let terms = topics
            .iter()
            .filter_map(|id| self.terms.get(&**id))
            .flatten();
        let names = topics.iter().filter_map(|id| self.names.get(&**id));
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

/// How much a section says of a topic; a heading alone is a weak witness.
fn strength(topic: &SectionTopic) -> u32 {
    if topic.by_editor {
        return topic.weight();
    }
    if topic.body == 0 {
        topic.heading / 2
    } else {
        topic.heading + topic.body
    }
}

/// Topics that a section has more than a word of.
pub(super) fn firm_topics(topics: &[SectionTopic]) -> Vec<Arc<str>> {
    let firm = topics.iter().filter(|topic| strength(topic) >= MENTION);
    firm.map(|topic| Arc::clone(&topic.topic)).collect()
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
