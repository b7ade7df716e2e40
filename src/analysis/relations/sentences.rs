//! The two sentences of two sections that are most alike, to be read side by side.

use std::ops::Range;
use std::sync::Arc;

use super::frequencies::{self, UNIT};
use crate::analysis::topics::SectionTopic;
use crate::analysis::topics::folded::{Folded, ends_clause, ends_sentence, is_han};

/// Two passages that name the same topic are shown side by side from this likeness on (a cosine of
/// 0.15, squared, in 1/10000) …
const ALIKE: u64 = 225;

/// … and others from this one on (0.3): a shared turn of phrase is no likeness.
const VERY_ALIKE: u64 = 900;

/// Chinese characters a clause must have to be compared.
const SHORTEST: usize = 6;

/// Sentences up to this length are shown whole, of longer ones the clauses that are alike.
const WHOLE: usize = 60;

/// What the passages must share, in 1/1024: a single common word is no likeness.
const SHARED: u32 = 8 * UNIT;

/// Two passages: character ranges of the official texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alike {
    /// In the one section.
    pub a: Range<usize>,
    /// In the other.
    pub b: Range<usize>,
}

/// A clause of a text.
#[derive(Debug)]
pub(super) struct Clause {
    range: Range<usize>,
    /// Distinct pairs of characters in order, each as one number, with their weights in 1/1024.
    pairs: Vec<(u64, u32)>,
    weight: u32,
    heading: bool,
    /// Ids of the topics that it names.
    topics: Vec<Arc<str>>,
}

/// The two passages most alike of two texts, where any are alike.
pub(super) fn most_alike(
    (a, in_a): (&Folded, &[Clause]),
    (b, in_b): (&Folded, &[Clause]),
) -> Option<Alike> {
    let mut best: Option<(u64, Alike)> = None;
    for one in in_a {
        for other in in_b {
            // They share no more than the lighter one has.
            if one.weight.min(other.weight) < SHARED {
                continue;
            }
            let shared = shared(one, other);
            let product = u64::from(one.weight) * u64::from(other.weight);
            let squared = u64::from(shared) * u64::from(shared);
            let on_topic = one.topics.iter().any(|topic| other.topics.contains(topic));
            let least = if on_topic { ALIKE } else { VERY_ALIKE };
            if shared < SHARED || squared * 10_000 < least * product {
                continue;
            }
            // What they share, weighed by how alike they are; a heading is the weaker witness.
            let mut rank = u64::from(shared) * squared.isqrt() / product.isqrt().max(1);
            if one.heading || other.heading || !on_topic {
                rank /= 2;
            }
            if best.as_ref().is_none_or(|(highest, _)| rank > *highest) {
                let alike = Alike {
                    a: one.range.clone(),
                    b: other.range.clone(),
                };
                best = Some((rank, alike));
            }
        }
    }
    best.map(|(_, alike)| Alike {
        a: a.official(whole(a, alike.a)),
        b: b.official(whole(b, alike.b)),
    })
}

/// The clauses of a text that are long enough to be compared.
pub(super) fn clauses(folded: &Folded, topics: &[SectionTopic]) -> Vec<Clause> {
    folded
        .split(ends_clause)
        .into_iter()
        .filter_map(|range| {
            let chars = folded.chars.get(range.clone())?;
            let mut pairs: Vec<(u64, u32)> = chars
                .windows(2)
                .filter_map(|pair| match *pair {
                    [first, second] if is_han(first) && is_han(second) => {
                        let pair = u64::from(u32::from(first)) << 32 | u64::from(u32::from(second));
                        Some((pair, frequencies::idf(first, second)))
                    }
                    _ => None,
                })
                .collect();
            pairs.sort_unstable();
            pairs.dedup();
            let clause = Clause {
                topics: topics_in(topics, &folded.official(range.clone())),
                heading: range.start < folded.heading,
                weight: pairs.iter().map(|(_, weight)| weight).sum(),
                pairs,
                range,
            };
            (clause.pairs.len() + 1 >= SHORTEST).then_some(clause)
        })
        .collect()
}

/// The topics that a passage of the official text names.
fn topics_in(topics: &[SectionTopic], passage: &Range<usize>) -> Vec<Arc<str>> {
    let is_inside = |place: &Range<usize>| passage.start <= place.start && place.end <= passage.end;
    let named = topics
        .iter()
        .filter(|topic| topic.places.iter().any(is_inside));
    named.map(|topic| Arc::clone(&topic.topic)).collect()
}

fn shared(a: &Clause, b: &Clause) -> u32 {
    let (mut at_a, mut at_b, mut sum) = (0, 0, 0);
    while let (Some((pair_a, weight)), Some((pair_b, _))) = (a.pairs.get(at_a), b.pairs.get(at_b)) {
        match pair_a.cmp(pair_b) {
            std::cmp::Ordering::Less => at_a += 1,
            std::cmp::Ordering::Greater => at_b += 1,
            std::cmp::Ordering::Equal => {
                sum += weight;
                at_a += 1;
                at_b += 1;
            }
        }
    }
    sum
}

/// The sentence that holds a clause, where it is short enough to be read at a glance.
fn whole(folded: &Folded, clause: Range<usize>) -> Range<usize> {
    folded
        .split(ends_sentence)
        .into_iter()
        .find(|sentence| sentence.start <= clause.start && clause.end <= sentence.end)
        .filter(|sentence| sentence.len() <= WHOLE)
        .unwrap_or(clause)
}
