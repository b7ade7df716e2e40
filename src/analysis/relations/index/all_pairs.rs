//! The neighbours of all tasks at once. A score is the same from both sides, so each pair is added up
//! once, by the task with the smaller slot, and entered into both lists.
//!
//! The lists are shared by threads that come to them in any order. What remains does not depend on
//! it: the best by a total order, and a bound that only ever rises to the worst of those kept.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use super::{Entry, Index, KEPT, LOWEST, LOWEST_CUT, Neighbour, Slot};
use crate::analysis::relations::vectors::score;

/// How long a list may grow before it is cut back to [`KEPT`]: a power of two, as lists grow.
const ROOM: usize = (KEPT + 16).next_power_of_two();

/// A list that is being filled.
struct Filling {
    /// The score of the last that is kept for certain; what is lower need not be entered.
    bound: AtomicU32,
    list: Mutex<List>,
}

#[derive(Default)]
struct List {
    found: Vec<Neighbour>,
    cut: bool,
}

/// By slot: the nearest, at most [`KEPT`], and whether these are all at or above [`LOWEST_CUT`].
pub(super) fn nearest(index: &Index) -> Vec<(Vec<Neighbour>, bool)> {
    let lists: Vec<Filling> = index
        .entries
        .iter()
        .map(|_| Filling {
            bound: AtomicU32::new(LOWEST_CUT),
            list: Mutex::default(),
        })
        .collect();
    index
        .entries
        .par_iter()
        .enumerate()
        .for_each_init(Vec::new, |sums, (slot, entry)| {
            if entry.city != 0 {
                add_up_later(index, slot, entry, sums);
                enter(index, &lists, (slot, entry), sums);
            }
        });
    lists
        .into_par_iter()
        .map(|filling| {
            let list = filling.list.into_inner();
            let mut list = list.unwrap_or_else(PoisonError::into_inner);
            let (nearest, all) = index.keep_best(&mut list.found);
            (nearest, all && !list.cut)
        })
        .collect()
}

/// Sums of products with the tasks of later slots; the first of `sums` is that of the next slot.
fn add_up_later(index: &Index, slot: usize, entry: &Entry, sums: &mut Vec<u32>) {
    sums.clear();
    sums.resize(index.entries.len() - slot - 1, 0);
    for (number, weight) in entry.terms.iter() {
        let Some(postings) = index.postings.get(number as usize) else {
            continue;
        };
        let from = postings
            .slots
            .partition_point(|other| *other as usize <= slot);
        let slots = postings.slots.get(from..).unwrap_or_default();
        let weights = postings.weights.get(from..).unwrap_or_default();
        for (other, other_weight) in slots.iter().zip(weights) {
            if let Some(sum) = sums.get_mut(*other as usize - slot - 1) {
                *sum += u32::from(weight) * u32::from(*other_weight);
            }
        }
    }
}

fn enter(index: &Index, lists: &[Filling], (slot, entry): (usize, &Entry), sums: &[u32]) {
    let Some(own) = lists.get(slot) else {
        return;
    };
    let later = lists.iter().zip(&index.entries).enumerate().skip(slot + 1);
    for (sum, (other, (list, candidate))) in sums.iter().zip(later) {
        let sum = u64::from(*sum);
        if sum < LOWEST || candidate.city == entry.city {
            continue;
        }
        let score = score(sum);
        own.enter(index, score, other);
        list.enter(index, score, slot);
    }
}

impl Filling {
    fn enter(&self, index: &Index, score: u32, slot: usize) {
        if score < self.bound.load(Ordering::Relaxed) {
            return;
        }
        let slot = Slot::try_from(slot).unwrap_or(Slot::MAX);
        let mut list = self.list.lock().unwrap_or_else(PoisonError::into_inner);
        list.found.push(Neighbour { score, slot });
        if list.found.len() == ROOM {
            list.cut = true;
            list.found
                .select_nth_unstable_by_key(KEPT - 1, |near| index.order(*near));
            list.found.truncate(KEPT);
            let worst = list.found.iter().map(|near| near.score).min();
            self.bound
                .store(worst.unwrap_or(LOWEST_CUT), Ordering::Relaxed);
        }
    }
}
