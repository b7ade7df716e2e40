//! The inverted index: who shares terms with whom, and each task's nearest of other cities.
//!
//! Everything a list depends on is the two texts of a pair and the frozen table. So a changed
//! document moves its own pairs only, and the lists after an update are those of a clean start.

use rayon::prelude::*;

use super::hashing::QuickMap;
use super::vectors::{LENGTH, SCORE_UNIT, Term, Vector, score};

mod all_pairs;

/// No pair below this score is ever linked, in 1/10000.
pub(super) const LOWEST_CUT: u32 = 600;

/// How many neighbours selection looks at. More would only matter where this many pairs of tasks
/// close to one another all lack a reason or repeat one city's years.
pub(super) const LISTED: usize = 24;

/// How many are kept, so that the removal of a few asks for no new search.
const KEPT: usize = LISTED + 16;

/// A task's place in the index. A place freed by a removal is used again; no result depends on it.
pub(super) type Slot = u32;

/// A neighbour of a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Neighbour {
    /// In 1/10000.
    pub(super) score: u32,
    pub(super) slot: Slot,
}

/// The terms of a task by their numbers, in rising order, and the weight of each: six bytes a term.
#[derive(Debug, Default)]
struct Numbered {
    numbers: Box<[u32]>,
    weights: Box<[u16]>,
}

impl Numbered {
    fn iter(&self) -> impl Iterator<Item = (u32, u16)> + '_ {
        let numbers = self.numbers.iter().copied();
        numbers.zip(self.weights.iter().copied())
    }
}

impl FromIterator<(u32, u16)> for Numbered {
    fn from_iter<I: IntoIterator<Item = (u32, u16)>>(terms: I) -> Self {
        let mut terms: Vec<(u32, u16)> = terms.into_iter().collect();
        terms.sort_unstable();
        let (numbers, weights): (Vec<u32>, Vec<u16>) = terms.into_iter().unzip();
        Self {
            numbers: numbers.into(),
            weights: weights.into(),
        }
    }
}

#[derive(Debug, Default)]
struct Entry {
    /// Number of the city; 0 for a free slot.
    city: u32,
    /// Place in the order of the site, for ties.
    rank: u32,
    terms: Numbered,
    /// The nearest, at most [`KEPT`]. All there are at or above [`LOWEST_CUT`] when `all`.
    nearest: Vec<Neighbour>,
    all: bool,
}

impl Entry {
    /// The score of the nearest, 0 where there is none.
    fn best(&self) -> u32 {
        self.nearest.first().map_or(0, |nearest| nearest.score)
    }
}

/// What a change has moved, by slot.
#[derive(Debug, Default)]
pub(super) struct Moved {
    /// Is the list of neighbours another?
    pub(super) lists: Vec<bool>,
    /// Is the score of the nearest another?
    pub(super) best: Vec<bool>,
}

impl Moved {
    fn none(slots: usize) -> Self {
        Self {
            lists: vec![false; slots],
            best: vec![false; slots],
        }
    }

    fn all(slots: usize) -> Self {
        Self {
            lists: vec![true; slots],
            best: vec![true; slots],
        }
    }

    fn set(&mut self, slot: Slot) {
        if let Some(list) = self.lists.get_mut(slot as usize) {
            *list = true;
        }
    }
}

/// Tasks that hold a term, in the order of slots, with its weight in each.
#[derive(Debug, Default)]
struct Postings {
    slots: Vec<Slot>,
    weights: Vec<u16>,
}

impl Postings {
    fn insert(&mut self, slot: Slot, weight: u16) {
        let at = self.slots.partition_point(|other| *other < slot);
        self.slots.insert(at, slot);
        self.weights.insert(at, weight);
    }

    fn remove(&mut self, slot: Slot) {
        if let Ok(at) = self.slots.binary_search(&slot) {
            self.slots.remove(at);
            self.weights.remove(at);
        }
    }
}

/// The index.
#[derive(Debug, Default)]
pub(super) struct Index {
    numbers: QuickMap<Term, u32>,
    postings: Vec<Postings>,
    entries: Vec<Entry>,
    free: Vec<Slot>,
}

impl Index {
    /// Takes a task in; its neighbours are found by the next [`Self::settle`].
    pub(super) fn insert(&mut self, city: u32, vector: &Vector) -> Slot {
        let slot = self.free.pop().unwrap_or_else(|| {
            self.entries.push(Entry::default());
            u32::try_from(self.entries.len() - 1).unwrap_or(u32::MAX)
        });
        let terms: Numbered = vector
            .iter()
            .map(|(term, weight)| (self.number(*term), *weight))
            .collect();
        for (number, weight) in terms.iter() {
            if let Some(postings) = self.postings.get_mut(number as usize) {
                postings.insert(slot, weight);
            }
        }
        if let Some(entry) = self.entries.get_mut(slot as usize) {
            *entry = Entry {
                city,
                terms,
                ..Entry::default()
            };
        }
        slot
    }

    fn number(&mut self, term: Term) -> u32 {
        let next = u32::try_from(self.postings.len()).unwrap_or(u32::MAX);
        let number = *self.numbers.entry(term).or_insert(next);
        if number == next {
            self.postings.push(Postings::default());
        }
        number
    }

    /// Takes a task out. Lists that named it are mended by the next [`Self::settle`].
    pub(super) fn remove(&mut self, slot: Slot) {
        let Some(entry) = self.entries.get_mut(slot as usize) else {
            return;
        };
        let entry = std::mem::take(entry);
        for (number, _) in entry.terms.iter() {
            if let Some(postings) = self.postings.get_mut(number as usize) {
                postings.remove(slot);
            }
        }
        self.free.push(slot);
    }

    /// Says where in the order of the site a task stands.
    pub(super) fn set_rank(&mut self, slot: Slot, rank: u32) {
        if let Some(entry) = self.entries.get_mut(slot as usize) {
            entry.rank = rank;
        }
    }

    /// Where in the order of the site a task stands.
    pub(super) fn rank(&self, slot: Slot) -> u32 {
        self.entries
            .get(slot as usize)
            .map_or(0, |entry| entry.rank)
    }

    /// The nearest of a task, at most [`LISTED`], nearest first.
    pub(super) fn nearest(&self, slot: Slot) -> &[Neighbour] {
        let nearest = self
            .entries
            .get(slot as usize)
            .map_or(&[][..], |entry| &entry.nearest);
        nearest.get(..LISTED).unwrap_or(nearest)
    }

    /// The score of any two tasks.
    pub(super) fn compare(&self, a: Slot, b: Slot) -> u32 {
        match (self.entries.get(a as usize), self.entries.get(b as usize)) {
            (Some(a), Some(b)) => score(products(&a.terms, &b.terms)),
            _ => 0,
        }
    }

    /// All of other cities that share anything with a task, nearest first, below every cut too.
    pub(super) fn all_scores(&self, slot: Slot) -> Vec<Neighbour> {
        let Some(entry) = self.entries.get(slot as usize) else {
            return Vec::new();
        };
        let mut sums = vec![0; self.entries.len()];
        self.add_up(&entry.terms, &mut sums);
        let mut found: Vec<Neighbour> = (0..)
            .zip(sums.iter().zip(&self.entries))
            .filter(|(_, (sum, other))| **sum > 0 && other.city != 0 && other.city != entry.city)
            .map(|(slot, (sum, _))| Neighbour {
                score: score(u64::from(*sum)),
                slot,
            })
            .collect();
        found.sort_unstable_by_key(|neighbour| self.order(*neighbour));
        found
    }

    /// Finds all neighbours anew. Every list may have changed.
    pub(super) fn settle_all(&mut self) -> Moved {
        for postings in &mut self.postings {
            postings.slots.shrink_to_fit();
            postings.weights.shrink_to_fit();
        }
        let lists = all_pairs::nearest(self);
        for (entry, (nearest, all)) in self.entries.iter_mut().zip(lists) {
            entry.nearest = nearest;
            entry.all = all;
        }
        Moved::all(self.entries.len())
    }

    /// Finds the neighbours of tasks just inserted, and mends the lists of the others: `removed`
    /// are slots freed since the last time (some may be in use again), `added` those filled. Says
    /// which lists have changed.
    pub(super) fn settle(&mut self, removed: &[Slot], added: &[Slot]) -> Moved {
        let before: Vec<u32> = self.entries.iter().map(Entry::best).collect();
        let mut moved = Moved::none(self.entries.len());
        for slot in removed.iter().chain(added) {
            moved.set(*slot);
        }
        let gone = moved.lists.clone();
        let is_gone = |slot: Slot| gone.get(slot as usize).copied().unwrap_or(false);
        for (entry, list) in self.entries.iter_mut().zip(&mut moved.lists) {
            let length = entry.nearest.len();
            entry.nearest.retain(|neighbour| !is_gone(neighbour.slot));
            *list |= entry.nearest.len() < length;
        }
        for slot in added {
            self.join(*slot, &mut moved);
        }
        let short: Vec<Slot> = (0..)
            .zip(&self.entries)
            .filter(|(_, entry)| entry.city != 0 && !entry.all && entry.nearest.len() < LISTED)
            .map(|(slot, _)| slot)
            .collect();
        let mended: Vec<(Vec<Neighbour>, bool)> = short
            .par_iter()
            .map_init(Vec::new, |sums, slot| self.search(*slot, sums))
            .collect();
        for (slot, (nearest, all)) in short.into_iter().zip(mended) {
            if let Some(entry) = self.entries.get_mut(slot as usize) {
                (entry.nearest, entry.all) = (nearest, all);
            }
            moved.set(slot);
        }
        let now = self.entries.iter().map(Entry::best);
        moved.best = now.zip(before).map(|(now, before)| now != before).collect();
        moved
    }

    /// Searches for a new task, and enters it into the lists of those it is near to: a score is
    /// the same from both sides.
    fn join(&mut self, slot: Slot, moved: &mut Moved) {
        let Some(entry) = self.entries.get(slot as usize) else {
            return;
        };
        let (city, rank) = (entry.city, entry.rank);
        let mut sums = vec![0; self.entries.len()];
        self.add_up(&entry.terms, &mut sums);
        let own = self.best(slot, &sums);
        for (other, sum) in sums.into_iter().enumerate() {
            if u64::from(sum) < LOWEST {
                continue;
            }
            let score = score(u64::from(sum));
            if score < LOWEST_CUT {
                continue;
            }
            let Some(entry) = self.entries.get(other) else {
                continue;
            };
            if entry.city == 0 || entry.city == city {
                continue;
            }
            // Below the last of a list that left some out, nothing is known: the usual case.
            let last = entry.nearest.last().map_or(0, |last| last.score);
            if !entry.all && score < last {
                continue;
            }
            let neighbour = Neighbour { score, slot };
            let key = (std::cmp::Reverse(score), rank);
            let at = entry
                .nearest
                .partition_point(|present| self.order(*present) < key);
            if let Some(entry) = self.entries.get_mut(other)
                && (at < entry.nearest.len() || entry.all)
            {
                entry.nearest.insert(at.min(entry.nearest.len()), neighbour);
                moved.set(u32::try_from(other).unwrap_or(u32::MAX));
                if entry.nearest.len() > KEPT {
                    entry.nearest.truncate(KEPT);
                    entry.all = false;
                }
            }
        }
        if let Some(entry) = self.entries.get_mut(slot as usize) {
            (entry.nearest, entry.all) = own;
        }
    }

    fn search(&self, slot: Slot, sums: &mut Vec<u32>) -> (Vec<Neighbour>, bool) {
        sums.clear();
        sums.resize(self.entries.len(), 0);
        if let Some(entry) = self.entries.get(slot as usize) {
            self.add_up(&entry.terms, sums);
        }
        self.best(slot, sums)
    }

    fn add_up(&self, terms: &Numbered, sums: &mut [u32]) {
        for (number, weight) in terms.iter() {
            let Some(postings) = self.postings.get(number as usize) else {
                continue;
            };
            for (slot, other) in postings.slots.iter().zip(&postings.weights) {
                if let Some(sum) = sums.get_mut(*slot as usize) {
                    *sum += u32::from(weight) * u32::from(*other);
                }
            }
        }
    }

    /// The best [`KEPT`] by their sums of products, and whether these are all.
    fn best(&self, slot: Slot, sums: &[u32]) -> (Vec<Neighbour>, bool) {
        let city = self
            .entries
            .get(slot as usize)
            .map_or(0, |entry| entry.city);
        let mut found: Vec<Neighbour> = (0..)
            .zip(sums.iter().zip(&self.entries))
            .filter(|(_, (sum, other))| {
                u64::from(**sum) >= LOWEST && other.city != 0 && other.city != city
            })
            .map(|(slot, (sum, _))| Neighbour {
                score: score(u64::from(*sum)),
                slot,
            })
            .filter(|neighbour| neighbour.score >= LOWEST_CUT)
            .collect();
        self.keep_best(&mut found)
    }

    fn keep_best(&self, found: &mut Vec<Neighbour>) -> (Vec<Neighbour>, bool) {
        let all = found.len() <= KEPT;
        if !all {
            found.select_nth_unstable_by_key(KEPT - 1, |neighbour| self.order(*neighbour));
            found.truncate(KEPT);
        }
        found.shrink_to_fit();
        found.sort_unstable_by_key(|neighbour| self.order(*neighbour));
        (std::mem::take(found), all)
    }

    /// The order of neighbours: higher score first, then the order of the site.
    fn order(&self, neighbour: Neighbour) -> (std::cmp::Reverse<u32>, u32) {
        (
            std::cmp::Reverse(neighbour.score),
            self.rank(neighbour.slot),
        )
    }
}

/// Sums of products below this cannot round to [`LOWEST_CUT`].
const LOWEST: u64 = (LOWEST_CUT as u64 - 1) * LENGTH * LENGTH / SCORE_UNIT as u64;

fn products(a: &Numbered, b: &Numbered) -> u64 {
    let (mut a, mut b) = (a.iter().peekable(), b.iter().peekable());
    let mut sum = 0;
    while let (Some((term_a, weight_a)), Some((term_b, weight_b))) =
        (a.peek().copied(), b.peek().copied())
    {
        match term_a.cmp(&term_b) {
            std::cmp::Ordering::Less => {
                a.next();
            }
            std::cmp::Ordering::Greater => {
                b.next();
            }
            std::cmp::Ordering::Equal => {
                sum += u64::from(weight_a) * u64::from(weight_b);
                a.next();
                b.next();
            }
        }
    }
    sum
}
