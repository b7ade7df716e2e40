//! Terms to suggest: those of the glossary with their English, and phrases that recur in the text.

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde_json::{Value, json};

use super::Input;
use super::alphabet::{Alphabet, NumberMap};
use super::english::words;
use super::files::{Group, objects};
use super::fold::fold;
use super::grams::Page;
use super::lists::hash;
use super::readings::Readings;
use super::traditional::is_han;

/// No phrase is longer.
const LONGEST: usize = 8;
/// Shards hold about so many terms.
const TERMS_PER_SHARD: usize = 60;
/// Terms that begin with one typed character: so many of them are offered.
const MOST_BY_CHARACTER: usize = 8;
/// Characters that seldom begin or end a term.
const EDGES: &str = "的了和与及等在对为以是把将并或其到从由向于个各这该不";

/// A phrase and the number of pages it stands in.
pub(super) type Phrase = (String, u32);

/// Phrases of 2 to 8 characters that recur and do not just stand inside a longer one that does.
///
/// They are grown by a character at a time: a phrase recurs only if both phrases do that it is but a
/// character longer than.
pub(super) fn mine(pages: &[Page], alphabet: &Alphabet, sections: usize) -> Vec<Phrase> {
    let least = u32::try_from(sections / 2000)
        .unwrap_or(u32::MAX)
        .max(if sections < 500 { 2 } else { 3 });
    let texts: Vec<Vec<u32>> = pages
        .iter()
        .map(|page| page.letters().map(|letter| han(alphabet, letter)).collect())
        .collect();
    let mut level = Level {
        ids: texts.clone(),
        found: Vec::new(),
    };
    let mut kept: Vec<Phrase> = Vec::new();
    for length in 2..=LONGEST + 1 {
        let next = level.grow(least, length);
        if length > 2 {
            let ends = level.ends(length - 1, pages, &texts);
            level.keep(&next, length - 1, (&texts, &ends), alphabet, &mut kept);
        }
        if next.found.is_empty() {
            break;
        }
        level = next;
    }
    let most = 4000 + sections / 4;
    kept.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    kept.truncate(most);
    kept
}

/// A character's number if it is Chinese.
fn han(alphabet: &Alphabet, letter: u16) -> u32 {
    let at = usize::from(letter).checked_sub(1);
    let c = at.and_then(|at| alphabet.chars().get(at)).copied();
    if c.is_some_and(is_han) {
        u32::from(letter)
    } else {
        0
    }
}

/// The recurrent phrases of one length.
struct Level {
    /// For each page and position the number of the phrase that begins there, 0 for none.
    ids: Vec<Vec<u32>>,
    /// The phrases, by number less one.
    found: Vec<Found>,
}

/// A recurrent phrase.
#[derive(Clone, Copy)]
struct Found {
    pages: u32,
    /// A place where it stands: index of the page, position.
    place: (usize, usize),
    /// The phrases it grew from.
    parents: (u32, u32),
}

type Counts = NumberMap<u64, (u32, usize, usize)>;

impl Level {
    /// The recurrent phrases one character longer.
    fn grow(&self, least: u32, length: usize) -> Self {
        let mut counts = Counts::default();
        let pairs = |ids: &'_ [u32], at: usize| -> Option<u64> {
            let (a, b) = (*ids.get(at)?, *ids.get(at + 1)?);
            (a != 0 && b != 0).then_some(u64::from(a) << 32 | u64::from(b))
        };
        for (page, ids) in self.ids.iter().enumerate() {
            for at in 0..ids.len() {
                let Some(pair) = pairs(ids, at) else { continue };
                let count = counts.entry(pair).or_insert((0, usize::MAX, at));
                if count.1 != page {
                    *count = (count.0 + 1, page, at);
                }
            }
        }
        let mut recurrent: Vec<(u64, (u32, usize, usize))> = counts
            .into_iter()
            .filter(|(_, count)| count.0 >= least)
            .collect();
        recurrent.sort_unstable();
        let numbers: NumberMap<u64, u32> =
            recurrent.iter().map(|(pair, _)| *pair).zip(1..).collect();
        let ids = self
            .ids
            .par_iter()
            .map(|ids| {
                (0..(ids.len() + 1).saturating_sub(length.min(2)))
                    .map(|at| {
                        pairs(ids, at)
                            .and_then(|pair| numbers.get(&pair))
                            .copied()
                            .unwrap_or(0)
                    })
                    .collect()
            })
            .collect();
        let found = recurrent
            .iter()
            .map(|(pair, (pages, page, at))| Found {
                pages: *pages,
                place: (*page, *at),
                parents: ((pair >> 32) as u32, (pair & 0xffff_ffff) as u32),
            })
            .collect();
        Self { ids, found }
    }

    /// Which phrases, by number, end somewhere where a text pauses: before a sign, a border or what is
    /// not Chinese. Others are cut off words.
    fn ends(&self, length: usize, pages: &[Page], texts: &[Vec<u32>]) -> Vec<bool> {
        let mut ends = vec![false; self.found.len() + 1];
        for ((ids, page), text) in self.ids.iter().zip(pages).zip(texts) {
            for (at, id) in ids.iter().enumerate().filter(|(_, id)| **id != 0) {
                let after = at + length;
                let pauses = page.pauses(after) || text.get(after).is_none_or(|c| *c == 0);
                if let Some(end) = ends.get_mut(*id as usize) {
                    *end |= pauses;
                }
            }
        }
        ends
    }

    /// Keeps the phrases that end where a text pauses, and of which no longer one has nearly all the
    /// places.
    fn keep(
        &self,
        longer: &Self,
        length: usize,
        (texts, ends): (&[Vec<u32>], &[bool]),
        alphabet: &Alphabet,
        kept: &mut Vec<Phrase>,
    ) {
        let mut most = vec![0_u32; self.found.len() + 1];
        for found in &longer.found {
            for parent in [found.parents.0, found.parents.1] {
                if let Some(most) = most.get_mut(parent as usize) {
                    *most = (*most).max(found.pages);
                }
            }
        }
        let of_each = most.iter().zip(ends).skip(1);
        for (found, (most, ends)) in self.found.iter().zip(of_each) {
            if !ends || most * 10 >= found.pages * 9 {
                continue;
            }
            let (page, at) = found.place;
            let letters = texts.get(page).and_then(|text| text.get(at..at + length));
            let phrase: String = letters
                .into_iter()
                .flatten()
                .filter_map(|letter| alphabet.chars().get((*letter as usize).checked_sub(1)?))
                .collect();
            let edge = |c: Option<char>| c.is_none_or(|c| EDGES.contains(c));
            if !edge(phrase.chars().next()) && !edge(phrase.chars().last()) {
                kept.push((phrase, found.pages));
            }
        }
    }
}

/// A term as readers of the index see it: Chinese, its English if approved, frequency.
type Record = (String, Option<String>, u32);

/// The shards: objects from the first one or two characters, `*gxjsqy` for initials, or an English word, to terms: Chinese, English or null, frequency.
pub(super) fn shards(input: &Input, mined: &[Phrase], readings: &Readings) -> Vec<Group> {
    let mut lists: BTreeMap<String, Vec<Record>> = BTreeMap::new();
    let frequencies: BTreeMap<&str, u32> = mined
        .iter()
        .map(|(phrase, pages)| (phrase.as_str(), *pages))
        .collect();
    let mut approved = BTreeMap::new();
    for term in &input.terms {
        for (zh, en) in pairings(term) {
            let folded = fold(zh);
            let pages = frequencies.get(folded.as_str()).copied().unwrap_or(0);
            let record: Record = (zh.to_owned(), Some(en.to_owned()), pages);
            for word in words(en) {
                add(&mut lists, word, &record);
            }
            approved.insert(folded, record);
        }
    }
    for (name, alias) in readings.of_cities(input) {
        let record: Record = (name.to_owned(), Some(alias.clone()), 0);
        add(&mut lists, alias, &record);
    }
    let plain = mined
        .iter()
        .filter(|(phrase, _)| !approved.contains_key(phrase))
        .map(|(phrase, pages)| (phrase.clone(), (phrase.clone(), None, *pages)));
    for (folded, record) in approved.clone().into_iter().chain(plain) {
        for length in 1..=2 {
            let key: String = folded.chars().take(length).collect();
            if key.chars().count() == length {
                add(&mut lists, key, &record);
            }
        }
        for initials in readings.initials(&folded) {
            add(&mut lists, format!("*{initials}"), &record);
        }
    }
    let total: usize = lists.values().map(Vec::len).sum();
    let count = (total / TERMS_PER_SHARD).max(1).next_power_of_two();
    let mut shards = vec![BTreeMap::<String, Value>::new(); count];
    for (key, mut list) in lists {
        list.sort_by(|a, b| b.2.cmp(&a.2).then_with(|| a.cmp(b)));
        list.dedup();
        if key.chars().count() == 1 && key.chars().all(is_han) {
            list.truncate(MOST_BY_CHARACTER);
        }
        let shard = hash(0, key.chars()) as usize & (count - 1);
        if let Some(object) = shards.get_mut(shard) {
            object.insert(key, json!(list));
        }
    }
    objects("s", &shards)
}

fn add(lists: &mut BTreeMap<String, Vec<Record>>, key: String, record: &Record) {
    lists.entry(key).or_default().push(record.clone());
}

/// The first Chinese with every English, every other Chinese with the first English.
fn pairings<'a>(term: &super::Term<'a>) -> Vec<(&'a str, &'a str)> {
    let (Some(zh), Some(en)) = (term.zh.first(), term.en.first()) else {
        return Vec::new();
    };
    let mut pairings: Vec<(&str, &str)> = term.en.iter().rev().map(|en| (*zh, *en)).collect();
    pairings.extend(term.zh.iter().skip(1).map(|zh| (*zh, *en)));
    pairings
}
