//! Which quantity of the translation says what a quantity of the official text says.
//!
//! Equal values are taken for each other first; among equal ones the nouns decide, then the order.
//! Where the nouns say that two values changed places, each goes to its noun, so that the swap is
//! a difference. What is left is paired by its noun, then by its place.

mod difference;
mod nouns;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

use rust_decimal::Decimal;

use super::record::Target;

use difference::{multiples, same_class};

pub use difference::{Difference, differences};
pub use nouns::Renderings;

/// A counterpart in the translation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counterpart {
    /// Index in the translation's targets.
    pub index: usize,
    /// In what it differs.
    pub differences: Vec<Difference>,
}

/// How far apart, counted in equal values, counterparts may stand: it keeps the work linear.
const REACH: usize = 16;

/// How far apart, in targets, values that changed places are looked for.
const NEIGHBOURS: usize = 6;

/// From this agreement on a noun is the other's rendering, below it is another thing's.
const AGREED: u32 = 50;

/// The counterpart of each target of the official text, in order.
pub fn align(
    official: &[Target],
    translation: &[Target],
    renderings: &Renderings,
) -> Vec<Option<Counterpart>> {
    if translation.is_empty() {
        return vec![None; official.len()];
    }
    let mut alignment = Alignment {
        official,
        translation,
        renderings,
        found: vec![None; official.len()],
        free: vec![true; translation.len()],
    };
    alignment.by_value();
    alignment.put_right();
    alignment.by_noun();
    alignment.by_place();
    alignment
        .found
        .into_iter()
        .zip(official)
        .map(|(index, target)| {
            let index = index?;
            let differences = differences(target, translation.get(index)?);
            Some(Counterpart { index, differences })
        })
        .collect()
}

/// Units that name what they count.
const NAMING: &[&str] = &["人次", "户"];

/// The words around a quantity in its clause, its verb among them.
fn words_around(target: &Target) -> String {
    let start = target.span.start.saturating_sub(target.sentence_span.start);
    let chars: Vec<char> = target.sentence.chars().take(start).collect();
    let from = chars
        .iter()
        .rposition(|c| matches!(c, ',' | ';' | ':' | '.' | '(') || c.is_ascii_digit())
        .map_or(0, |at| at + 1);
    let clause: String = chars.get(from..).unwrap_or_default().iter().collect();
    let words: Vec<&str> = clause.split_whitespace().collect();
    // What follows a number belongs to it up to the next `and`.
    let last_and = words.iter().rposition(|word| *word == "and");
    let own = words
        .get(last_and.map_or(0, |at| at + 1)..)
        .unwrap_or_default();
    let near = own.get(own.len().saturating_sub(5)..).unwrap_or_default();
    // What is said of it after its noun: 5,000 homes will be begun.
    let end = target.span.end.saturating_sub(target.sentence_span.start);
    let after: String = target
        .sentence
        .chars()
        .skip(end)
        .take_while(|c| !matches!(c, ',' | ';' | ':' | '(') && !c.is_ascii_digit())
        .collect();
    let after: Vec<&str> = after
        .split_whitespace()
        .take_while(|word| *word != "and")
        .collect();
    format!("{} {}", near.join(" "), after.join(" "))
}

struct Alignment<'a> {
    official: &'a [Target],
    translation: &'a [Target],
    renderings: &'a Renderings,
    /// The counterpart of each official target.
    found: Vec<Option<usize>>,
    /// Which targets of the translation are no counterpart yet.
    free: Vec<bool>,
}

impl Alignment<'_> {
    fn pair(&mut self, at: usize, index: usize) {
        if let (Some(slot), Some(free)) = (self.found.get_mut(at), self.free.get_mut(index)) {
            *slot = Some(index);
            *free = false;
        }
    }

    fn is_free(&self, index: usize) -> bool {
        self.free.get(index) == Some(&true)
    }

    fn agreement(&self, at: usize, index: usize) -> Option<u32> {
        let target = self.official.get(at)?;
        let other = self.translation.get(index)?;
        // 群众50万人次 are visits, not people.
        let counted = target.unit.as_deref().filter(|unit| NAMING.contains(unit));
        let zh = [
            counted,
            target.action.as_deref(),
            target.indicator.as_deref(),
        ];
        let zh: String = zh.into_iter().flatten().collect();
        let unit = other.unit_en.as_deref().unwrap_or_default();
        let noun = other.indicator.as_deref().unwrap_or_default();
        let en = format!("{} {noun} {unit}", words_around(other));
        self.renderings.agreement(&zh, &en)
    }

    /// Equal values: first those that differ least, then those whose nouns agree, then the nearest
    /// in order.
    fn by_value(&mut self) {
        let mut places = HashMap::<Decimal, Vec<usize>>::new();
        for (index, target) in self.translation.iter().enumerate() {
            places
                .entry(target.value.normalize())
                .or_default()
                .push(index);
        }
        let mut seen = HashMap::<Decimal, usize>::new();
        let mut pairs = Vec::new();
        for (at, target) in self.official.iter().enumerate() {
            let value = target.value.normalize();
            let plain = |value: Option<Decimal>| value.map(|value| value.normalize());
            let share = value.checked_mul(Decimal::ONE_HUNDRED);
            let less = share.and_then(|share| share.checked_sub(Decimal::ONE_HUNDRED));
            let next = value.checked_add(Decimal::ONE);
            let mut ways = vec![(Some(value), false)];
            ways.extend([share, less, next].map(|way| (plain(way), true)));
            ways.extend(target.max.map(|max| (plain(Some(max)), false)));
            for (value, grown) in ways {
                let Some((value, equal)) = value.and_then(|v| Some((v, places.get(&v)?))) else {
                    continue;
                };
                let rank = *seen.get(&value).unwrap_or(&0);
                let from = rank.saturating_sub(REACH).min(equal.len());
                for (other_rank, &index) in equal.iter().enumerate().skip(from).take(2 * REACH) {
                    let Some(other) = self.translation.get(index) else {
                        continue;
                    };
                    if grown && multiples(target, other) != Some(true) {
                        continue;
                    }
                    if let Some(tier) = tier(&differences(target, other)) {
                        let agreement = self.agreement(at, index).unwrap_or(AGREED);
                        let apart = rank.abs_diff(other_rank);
                        pairs.push((tier, 100 - agreement.min(100), apart, at, index));
                    }
                }
            }
            *seen.entry(value).or_default() += 1;
        }
        pairs.sort_unstable();
        for (.., at, index) in pairs {
            if self.found.get(at) == Some(&None) && self.is_free(index) {
                self.pair(at, index);
            }
        }
    }

    /// Two values that stand at each other's nouns have changed places.
    fn put_right(&mut self) {
        for at in 0..self.found.len() {
            for other in at + 1..self.found.len().min(at + 1 + NEIGHBOURS) {
                let slot = |at: usize| self.found.get(at).copied().flatten();
                let (Some(index), Some(other_index)) = (slot(at), slot(other)) else {
                    continue;
                };
                if self.exchanged(at, index, other, other_index) {
                    self.pair(at, other_index);
                    self.pair(other, index);
                }
            }
        }
    }

    /// Where the nouns alone speak against the pairs, both must; where the order does as well, one
    /// is enough.
    fn exchanged(&self, at: usize, index: usize, other: usize, other_index: usize) -> bool {
        let agrees = |at, index| self.agreement(at, index).unwrap_or(AGREED);
        let (here, there) = (agrees(at, index), agrees(other, other_index));
        let now = here + there;
        let (first, second) = (agrees(at, other_index), agrees(other, index));
        let crossing = other_index < index;
        if crossing && self.listed(at, other, other_index) {
            return self.comparable(at, other_index) && self.comparable(other, index);
        }
        let gain = (first + second).saturating_sub(now);
        // A noun that is half known must at least speak for its own place.
        let better = first >= here && second >= there && first + second >= 2 * AGREED;
        better
            && gain >= if crossing { 60 } else { 134 }
            && self.comparable(at, other_index)
            && self.comparable(other, index)
    }

    /// Do two values stand side by side in both texts, as in 分别增长5%和6.5%? Then each keeps its
    /// place, whatever the nouns before them.
    fn listed(&self, at: usize, other: usize, index: usize) -> bool {
        if other != at + 1 {
            return false;
        }
        let beside = |targets: &[Target], first: usize, joins: &[&str]| {
            let (Some(a), Some(b)) = (targets.get(first), targets.get(first + 1)) else {
                return false;
            };
            if a.sentence_span != b.sentence_span {
                return false;
            }
            let from = a.span.end.saturating_sub(a.sentence_span.start);
            let len = b.span.start.saturating_sub(a.span.end);
            let between: String = a.sentence.chars().skip(from).take(len).collect();
            let between = between.trim();
            len < 40
                && joins
                    .iter()
                    .any(|join| between == *join || join.len() > 5 && between.contains(join))
        };
        let lists = beside(self.official, at, &["、", "和", "及", "与"])
            && beside(self.translation, index, &[",", "and", ", and"]);
        // 企业20家，其中高新技术企业8家: the part comes after the whole.
        let parts = beside(self.official, at, &["，其中", "其中"])
            && beside(
                self.translation,
                index,
                &["of which", "of whom", "including"],
            );
        lists || parts
    }

    /// What is left of the same kind and with the same noun is one quantity with another value.
    fn by_noun(&mut self) {
        let free: Vec<usize> = (0..self.translation.len())
            .filter(|index| self.is_free(*index))
            .collect();
        for at in 0..self.found.len() {
            if self.found.get(at) != Some(&None) {
                continue;
            }
            let near = self.after_neighbour(at);
            let from = free.partition_point(|index| *index < near);
            let window = from.saturating_sub(NEIGHBOURS)..free.len().min(from + NEIGHBOURS);
            let best = free
                .get(window)
                .unwrap_or_default()
                .iter()
                .copied()
                .filter(|index| self.is_free(*index))
                .filter(|index| self.comparable(at, *index))
                .filter_map(|index| {
                    let agreement = self.agreement(at, index)?;
                    let rank = (agreement, usize::MAX - index.abs_diff(near));
                    (agreement >= AGREED).then_some((rank, index))
                })
                .max();
            if let Some((_, index)) = best {
                self.pair(at, index);
            }
        }
    }

    fn comparable(&self, at: usize, index: usize) -> bool {
        let pair = self.official.get(at).zip(self.translation.get(index));
        pair.is_some_and(|(target, other)| same_class(target, other))
    }

    /// Where the counterpart is expected: after that of the target before.
    fn after_neighbour(&self, at: usize) -> usize {
        let before = self.found.get(..at).unwrap_or_default();
        before
            .iter()
            .rev()
            .take(NEIGHBOURS)
            .find_map(|found| *found)
            .map_or(0, |index| index + 1)
    }

    /// What is left on both sides between the same neighbours is one quantity with another value.
    fn by_place(&mut self) {
        let mut next = vec![self.translation.len(); self.found.len() + 1];
        for at in (0..self.found.len()).rev() {
            let later = next.get(at + 1).copied().unwrap_or_default();
            let here = self.found.get(at).copied().flatten();
            if let Some(slot) = next.get_mut(at) {
                *slot = here.map_or(later, |index| index.min(later));
            }
        }
        let mut from = 0;
        for at in 0..self.found.len() {
            if let Some(index) = self.found.get(at).copied().flatten() {
                from = from.max(index + 1);
                continue;
            }
            let to = next.get(at + 1).copied().unwrap_or_default();
            let candidate = (from..to.max(from))
                .take(REACH)
                .find(|index| self.is_free(*index) && self.comparable(at, *index));
            if let Some(index) = candidate {
                self.pair(at, index);
                from = from.max(index + 1);
            }
        }
    }
}

/// How well two quantities of the same value fit, 0 best; `None` where they are not one.
fn tier(differences: &[Difference]) -> Option<u8> {
    match differences {
        [] => Some(0),
        [Difference::Comparator | Difference::Direction | Difference::Sense] => Some(1),
        [Difference::Unit] => Some(2),
        _ if differences.contains(&Difference::Value) => None,
        _ => (differences.len() < 3).then_some(3),
    }
}
