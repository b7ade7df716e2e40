//! A section as a vector of weighted terms: pairs of Chinese characters, words in Latin letters,
//! topics. All in whole numbers, so that no order of work and no platform changes a result.

use super::aspects::{Aspect, ROOT_UNIT, TopicNumber, Vocabulary};
use super::frequencies;
use super::hashing::QuickMap;
use crate::analysis::topics::MENTION;
use crate::analysis::topics::folded::{Folded, is_han};

/// The length of a whole vector.
pub(super) const LENGTH: u64 = 1 << 14;

/// Weights below a hundredth of the length are left out: two of them together do not reach the last
/// decimal of a score, and the words that have them stand in nearly every text.
const LEAST_WEIGHT: u16 = 164;

/// The lengths of its two parts: √(5/6) and √(1/6) of the whole, so that a score is the cosine of
/// the words and that of the topics at five to one.
const TEXT_LENGTH: u64 = 14_957;
const TOPIC_LENGTH: u64 = 6689;

/// A text that names topics once or twice is not wholly about them: this much is thought of as being
/// about something else. One mention of a topic of middling weight.
const FEW_MENTIONS: u32 = MENTION * 2 * ROOT_UNIT;

/// How many times a heading's words count.
const HEADING: u32 = 2;

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

    fn topic(number: TopicNumber) -> Self {
        Self(1 << 62 | u64::from(number))
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

/// The vector of a section.
pub(super) fn vector(folded: &Folded, aspects: &[Aspect], vocabulary: &Vocabulary<'_>) -> Vector {
    let mut counts: QuickMap<Term, (u32, u32)> = QuickMap::default();
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
    let mut vector: Vector = Vec::with_capacity(counts.len() + aspects.len());
    extend_normalised(
        &mut vector,
        counts
            .into_iter()
            .map(|(term, (count, idf))| (term, count * idf)),
        (TEXT_LENGTH, 0),
    );
    extend_normalised(
        &mut vector,
        aspects
            .iter()
            .map(|aspect| (Term::topic(aspect.topic), vocabulary.weigh(aspect))),
        (TOPIC_LENGTH, u64::from(FEW_MENTIONS)),
    );
    vector.sort_unstable();
    vector
}

fn extend_normalised(
    vector: &mut Vector,
    weights: impl Iterator<Item = (Term, u32)>,
    (length, least): (u64, u64),
) {
    let weights: Vec<(Term, u32)> = weights.collect();
    let squares = weights
        .iter()
        .map(|(_, weight)| u64::from(*weight) * u64::from(*weight))
        .sum::<u64>()
        + least * least;
    let norm = squares.isqrt().max(1);
    vector.extend(weights.into_iter().filter_map(|(term, weight)| {
        let scaled = (u64::from(weight) * length + norm / 2) / norm;
        let scaled = u16::try_from(scaled).unwrap_or(u16::MAX);
        (scaled >= LEAST_WEIGHT).then_some((term, scaled))
    }));
}

/// The score of a sum of products, in 1/10000.
#[expect(
    clippy::cast_possible_truncation,
    reason = "at most 10000 and a little"
)]
pub(super) fn score(products: u64) -> u32 {
    ((products * u64::from(SCORE_UNIT) + LENGTH * LENGTH / 2) / (LENGTH * LENGTH)) as u32
}
