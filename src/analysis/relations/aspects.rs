//! What a section is about, as relations see it: its topics, and the broader ones they belong to.
//!
//! Two tasks that name different narrow topics of one broader topic are near to each other: one
//! fosters high-tech enterprises, the other small technology firms. So a section is about a broader
//! topic as much as about its narrower ones.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::frequencies;
use crate::analysis::topics::{MENTION, SectionTopic};
use crate::model::{Section, Topic};

/// A topic's place in the site's vocabulary, from 0.
pub type TopicNumber = u16;

/// One whole unit of a topic's weight.
pub(super) const ROOT_UNIT: u32 = 32;

/// What a section's main topic must weigh: a heading or two mentions.
const MAIN: u32 = 2 * MENTION;

/// A topic of a section, or one that is broader than its topics.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Aspect {
    pub(super) topic: TopicNumber,
    /// Is the section about it in the first place?
    pub(super) is_main: bool,
    /// How much the text says of it, in thousandths of a mention; a heading alone is a weak witness.
    pub(super) strength: u32,
    /// The part of it that names the topic itself and none narrower.
    pub(super) own: u32,
    /// What it counts in comparison: three times in the heading.
    pub(super) weight: u32,
}

impl Aspect {
    /// Has the section more than a word of it?
    pub(super) fn is_firm(&self) -> bool {
        self.strength >= MENTION
    }
}

/// Mentions of a topic, in thousandths.
#[derive(Default, Clone, Copy)]
struct Count {
    heading: u32,
    body: u32,
    by_editor: Option<u32>,
}

impl Count {
    fn weight(self) -> u32 {
        (3 * self.heading + self.body).max(self.by_editor.unwrap_or_default())
    }

    fn strength(self) -> u32 {
        match self.by_editor {
            Some(weight) => weight.max(self.weight()),
            None if self.body == 0 => self.heading / 2,
            None => self.heading + self.body,
        }
    }
}

/// The vocabulary as relations need it.
pub(super) struct Vocabulary<'a> {
    pub(super) topics: &'a [Topic],
    numbers: HashMap<&'a str, TopicNumber>,
    broader: Vec<Vec<TopicNumber>>,
    /// How telling each topic is: the root of its idf, in 1/32.
    weights: Vec<u32>,
}

impl<'a> Vocabulary<'a> {
    pub(super) fn new(topics: &'a [Topic]) -> Self {
        let numbers: HashMap<&str, TopicNumber> = topics
            .iter()
            .zip(0..)
            .map(|(topic, number)| (topic.id.as_str(), number))
            .collect();
        let broader = topics.iter().map(|topic| {
            let broader = topic.broader.iter();
            broader
                .filter_map(|id| numbers.get(id.as_str()).copied())
                .collect()
        });
        Self {
            broader: broader.collect(),
            weights: topics.iter().map(telling).collect(),
            topics,
            numbers,
        }
    }

    /// What a section is about, in the order of the vocabulary.
    pub(super) fn aspects(&self, section: &Section, topics: &[SectionTopic]) -> Box<[Aspect]> {
        let removed = section.topics.remove.iter();
        let removed: BTreeSet<TopicNumber> = removed
            .filter_map(|id| self.numbers.get(id.value.as_str()).copied())
            .collect();
        let mut counts: BTreeMap<TopicNumber, (Count, Count)> = BTreeMap::new();
        for topic in topics {
            let Some(number) = self.numbers.get(&*topic.topic).copied() else {
                continue;
            };
            let own = Count {
                heading: topic.heading,
                body: topic.body,
                by_editor: topic.by_editor.then(|| topic.weight()),
            };
            counts.entry(number).or_default().0 = own;
            let broader = self.broader.get(usize::from(number)).into_iter().flatten();
            for number in broader.filter(|number| !removed.contains(number)) {
                let inherited = &mut counts.entry(*number).or_default().1;
                inherited.heading += own.heading;
                inherited.body += own.body;
            }
        }
        let mut aspects: Box<[Aspect]> = counts
            .into_iter()
            .map(|(topic, (own, inherited))| {
                let all = Count {
                    heading: own.heading + inherited.heading,
                    body: own.body + inherited.body,
                    by_editor: own.by_editor,
                };
                Aspect {
                    topic,
                    is_main: false,
                    strength: all.strength(),
                    own: own.strength(),
                    weight: all.weight(),
                }
            })
            .collect();
        let highest = aspects.iter().map(|aspect| self.weigh(aspect)).max();
        for aspect in &mut aspects {
            let near = highest.is_some_and(|highest| self.weigh(aspect) * 3 >= highest * 2);
            aspect.is_main = aspect.weight >= MAIN && near;
        }
        aspects
    }

    /// What a topic weighs in a section, for comparison with others.
    pub(super) fn weigh(&self, aspect: &Aspect) -> u32 {
        self.weigh_mentions(aspect.topic, aspect.weight)
    }

    /// What a topic weighs at so many mentions, in thousandths.
    pub(super) fn weigh_mentions(&self, topic: TopicNumber, mentions: u32) -> u32 {
        let weight = self.weights.get(usize::from(topic)).copied();
        mentions.saturating_mul(weight.unwrap_or(ROOT_UNIT))
    }

    /// Is the one topic narrower than the other?
    pub(super) fn is_narrower(&self, topic: TopicNumber, than: TopicNumber) -> bool {
        let broader = self.broader.get(usize::from(topic));
        broader.is_some_and(|broader| broader.contains(&than))
    }

    pub(super) fn topic(&self, number: TopicNumber) -> Option<&'a Topic> {
        self.topics.get(usize::from(number))
    }
}

/// A topic is as common as its terms together, and a term as its rarest pair: a figure that depends
/// on the vocabulary and the frozen table alone, never on the documents.
fn telling(topic: &Topic) -> u32 {
    let count = topic.terms.iter().map(|term| rarest(term)).sum();
    let idf = frequencies::idf_of_count(count).max(frequencies::UNIT / 2);
    idf.isqrt()
}

fn rarest(term: &str) -> u32 {
    let chars: Vec<char> = term.chars().collect();
    chars
        .windows(2)
        .filter_map(|pair| match pair {
            [first, second] => Some(frequencies::count(*first, *second)),
            _ => None,
        })
        .min()
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Location;
    use crate::language::Bilingual;

    #[test]
    fn a_broader_topic_knows_its_narrower_ones() {
        let topic = |id: &str, broader: &[&str]| Topic {
            id: id.to_owned(),
            name: Bilingual::new(id, id),
            scope: None,
            terms: Vec::new(),
            except: Vec::new(),
            also_en: Vec::new(),
            broader: broader.iter().map(|id| (*id).to_owned()).collect(),
            location: Location::of_path("content/topics.toml"),
        };
        let topics = [topic("firms", &[]), topic("small-firms", &["firms"])];
        let vocabulary = Vocabulary::new(&topics);
        assert!(vocabulary.is_narrower(1, 0));
        assert!(!vocabulary.is_narrower(0, 1));
    }
}
