//! A section as a vector of weighted terms: pairs of Chinese characters, words in Latin letters,
//! topics. All in whole numbers, so that no order of work and no platform changes a result.

use std::collections::HashMap;

use super::frequencies;
use crate::analysis::topics::folded::{Folded, is_han};
use crate::analysis::topics::{MENTION, SectionTopic};
use crate::model::Topic;

/// The length of a vector of text.
pub(super) const LENGTH: u64 = 1 << 14;

/// The length of a vector of topics: √0.10 of a text's, so that topics add 0.10 × their cosine.
const TOPIC_LENGTH: u64 = 5181;

/// How many times a heading counts.
const HEADING: u32 = 3;

/// A score of 1; [`crate::analysis::relations::Relation::score`] counts in these.
pub const SCORE_UNIT: u32 = 10_000;

/// What a term is, in one number: two characters, or a hash with a mark that tells the kinds apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Term(u64);

impl Term {
    fn pair(first: char, second: char) -> Self {
        Self(u64::from(first) << 21 | u64::from(second))
    }

    fn word(word: &[char]) -> Self {
        Self(1 << 63 | hash(word.iter().copied()) >> 2)
    }

    fn topic(id: &str) -> Self {
        Self(1 << 62 | hash(id.chars()) >> 2)
    }
}

/// FNV-1a over characters.
fn hash(chars: impl Iterator<Item = char>) -> u64 {
    chars.fold(0xcbf2_9ce4_8422_2325, |hash, character| {
        (hash ^ u64::from(character)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// Terms with weights, in the order of terms.
pub(super) type Vector = Vec<(Term, u16)>;

/// How telling each topic of a vocabulary is, in 1/1024, by its id.
pub(super) struct TopicWeights(HashMap<String, u32>);

impl TopicWeights {
    /// A topic is as common as its terms together, and a term as its rarest pair: a figure that
    /// depends on the vocabulary and the frozen table alone, never on the documents.
    pub(super) fn new(topics: &[Topic]) -> Self {
        Self(
            topics
                .iter()
                .map(|topic| {
                    let count = topic.terms.iter().map(|term| rarest(term)).sum();
                    let weight = frequencies::idf_of_count(count).max(frequencies::UNIT / 2);
                    (topic.id.clone(), weight)
                })
                .collect(),
        )
    }

    /// The weight of a topic, in 1/1024.
    pub(super) fn of(&self, id: &str) -> u32 {
        self.0.get(id).copied().unwrap_or(frequencies::UNIT)
    }
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

/// The vector of a section.
pub(super) fn vector(folded: &Folded, topics: &[SectionTopic], weights: &TopicWeights) -> Vector {
    let mut counts: HashMap<Term, (u32, u32)> = HashMap::with_capacity(folded.chars.len());
    let mut add = |term: Term, at: usize, idf: u32| {
        let times = if at < folded.heading { HEADING } else { 1 };
        counts.entry(term).or_insert((0, idf)).0 += times;
    };
    for run in folded.split(|character| !is_han(character)) {
        let chars = folded.chars.get(run.clone()).unwrap_or_default();
        for (at, pair) in chars.windows(2).enumerate() {
            if let [first, second] = *pair {
                let idf = frequencies::idf(first, second);
                add(Term::pair(first, second), run.start + at, idf);
            }
        }
    }
    for word in folded.split(|character| !character.is_alphanumeric() || is_han(character)) {
        let chars = folded.chars.get(word.clone()).unwrap_or_default();
        // Numbers say how much, not what about.
        if chars.iter().any(|character| character.is_alphabetic()) {
            add(Term::word(chars), word.start, frequencies::idf_of_latin());
        }
    }
    let mut vector: Vector = Vec::with_capacity(counts.len() + topics.len());
    extend_normalised(
        &mut vector,
        counts
            .into_iter()
            .map(|(term, (count, idf))| (term, count * idf)),
        LENGTH,
    );
    extend_normalised(
        &mut vector,
        topics.iter().map(|topic| {
            let weight = logarithm(topic.weight()) * weights.of(&topic.topic) / frequencies::UNIT;
            (Term::topic(&topic.topic), weight)
        }),
        TOPIC_LENGTH,
    );
    vector.sort_unstable();
    vector
}

fn extend_normalised(vector: &mut Vector, weights: impl Iterator<Item = (Term, u32)>, length: u64) {
    let weights: Vec<(Term, u32)> = weights.collect();
    let squares: u64 = weights
        .iter()
        .map(|(_, weight)| u64::from(*weight) * u64::from(*weight))
        .sum();
    let norm = squares.isqrt().max(1);
    vector.extend(weights.into_iter().filter_map(|(term, weight)| {
        let scaled = (u64::from(weight) * length + norm / 2) / norm;
        let scaled = u16::try_from(scaled).unwrap_or(u16::MAX);
        (scaled > 0).then_some((term, scaled))
    }));
}

/// ln(1 + count), in 1/1024; `count` in thousandths.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "at most ln(2^32) times 1024"
)]
fn logarithm(count: u32) -> u32 {
    let value = (f64::from(count) / f64::from(MENTION)).ln_1p();
    (value * f64::from(frequencies::UNIT)).round() as u32
}

/// The score of a sum of products, in 1/10000.
#[expect(clippy::cast_possible_truncation, reason = "at most 1.1 × 10000")]
pub(super) fn score(products: u64) -> u32 {
    ((products * u64::from(SCORE_UNIT) + LENGTH * LENGTH / 2) / (LENGTH * LENGTH)) as u32
}
