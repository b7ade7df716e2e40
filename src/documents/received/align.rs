//! Which line of a corrected text continues which line of the earlier one.

use std::collections::BTreeMap;
use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::structure::Line;

/// For each line of `new` the line of `old` that it continues, and whether with the same words:
/// unmoved lines first, then moved ones, then changed ones at the same place.
pub(super) fn align(old: &[Line], new: &[Line]) -> Vec<Option<(usize, bool)>> {
    /// How far a changed line is looked for.
    const REACH: usize = 20;
    let words = |lines: &'_ [Line]| -> Vec<String> {
        lines
            .iter()
            .map(|line| line.text.trim().to_owned())
            .collect()
    };
    let (old_words, new_words) = (words(old), words(new));
    let mut pairs: Vec<Option<(usize, bool)>> = vec![None; new.len()];
    let mut changed: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    let mut left: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for op in capture_diff_slices(Algorithm::Myers, &old_words, &new_words) {
        let (before, after) = (op.old_range(), op.new_range());
        if matches!(op, DiffOp::Equal { .. }) {
            for (pair, at) in pairs.iter_mut().skip(after.start).zip(before) {
                *pair = Some((at, true));
            }
            continue;
        }
        for at in before.clone() {
            if let Some(words) = old_words.get(at) {
                left.entry(words).or_default().push(at);
            }
        }
        changed.push((before, after));
    }
    for lines in left.values_mut() {
        lines.reverse();
    }
    for (pair, words) in pairs.iter_mut().zip(&new_words) {
        if pair.is_none() {
            *pair = left
                .get_mut(words.as_str())
                .and_then(Vec::pop)
                .map(|at| (at, true));
        }
    }
    let mut free: Vec<bool> = vec![true; old.len()];
    for (at, _) in pairs.iter().flatten() {
        if let Some(free) = free.get_mut(*at) {
            *free = false;
        }
    }
    for (before, after) in changed {
        let mut next = before.start;
        let old_letters: Vec<Vec<char>> = old_words
            .iter()
            .take(before.end)
            .skip(before.start)
            .map(|words| letters(words))
            .collect();
        for (pair, words) in pairs
            .iter_mut()
            .zip(&new_words)
            .take(after.end)
            .skip(after.start)
        {
            if pair.is_some() {
                continue;
            }
            let words = letters(words);
            let found = (next..before.end).take(REACH).find(|at| {
                let old = old_letters.get(at - before.start);
                free.get(*at) == Some(&true) && old.is_some_and(|old| is_alike(old, &words))
            });
            if let Some(at) = found {
                *pair = Some((at, false));
                if let Some(free) = free.get_mut(at) {
                    *free = false;
                }
                next = at + 1;
            }
        }
    }
    by_place(old, &free, &mut pairs);
    pairs
}

/// A heading in other words: the line in its place, where what stands below it is the same, or else
/// what stands on both sides.
fn by_place(old: &[Line], free: &[bool], pairs: &mut [Option<(usize, bool)>]) {
    let is_start = |at: usize| old.get(at).is_some_and(|line| line.start.is_some());
    for at in 0..pairs.len() {
        if pairs.get(at).is_none_or(Option::is_some) {
            continue;
        }
        let pair = |at: Option<usize>| at.and_then(|at| pairs.get(at).copied().flatten());
        let above = pair(at.checked_sub(1)).map(|(above, _)| above + 1);
        let below = pair(at.checked_add(1)).and_then(|(below, _)| below.checked_sub(1));
        let ends = at + 1 == pairs.len();
        let place = match (above, below) {
            (Some(above), Some(below)) if above == below => Some(above),
            (_, Some(below)) if !is_start(below + 1) => Some(below),
            (Some(above), None) if ends && above + 1 == old.len() => Some(above),
            (None, Some(below)) if at == 0 && below == 0 => Some(below),
            _ => None,
        };
        let place = place.filter(|place| is_start(*place) && free.get(*place) == Some(&true));
        if let (Some(place), Some(pair)) = (place, pairs.get_mut(at)) {
            *pair = Some((place, false));
        }
    }
}

/// The characters of a text in a fixed order.
fn letters(text: &str) -> Vec<char> {
    let mut letters: Vec<char> = text.chars().collect();
    letters.sort_unstable();
    letters
}

/// Do two texts share three in five of their characters?
pub(super) fn alike(a: &str, b: &str) -> bool {
    is_alike(&letters(a), &letters(b))
}

/// Do two texts, as [`letters`], share three in five of their characters?
fn is_alike(a: &[char], b: &[char]) -> bool {
    let mut rest = a.iter().peekable();
    let mut shared = 0;
    for letter in b {
        while rest.next_if(|other| *other < letter).is_some() {}
        if rest.next_if_eq(&letter).is_some() {
            shared += 1;
        }
    }
    shared * 10 >= (a.len() + b.len()) * 3
}
