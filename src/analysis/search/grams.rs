//! Grams: single characters, overlapping pairs, and where a gram is too frequent to tell pages apart
//! the longer ones around it.

use std::ops::Range;

use rayon::prelude::*;

use super::Section;
use super::alphabet::{Alphabet, Gram, Symbol};
use super::files::{Group, Packed};
use super::fold::Stream;
use super::frequent::Frequent;
use super::lists::{
    BEGINS_TITLE, BROKEN, ENDS_TITLE, IN_TITLE, Key, Lists, Posting, shard_bits, write,
};
use super::traditional::is_han;

/// Characters whose postings are sorted at once; bounds the memory.
const BATCH: usize = 1 << 19;
/// Pages whose grams are counted by one thread at a time.
const PAGES_COUNTED: usize = 1024;

/// The folded text of a section.
pub(super) struct Page {
    /// Its number.
    pub(super) number: u32,
    /// Characters, the highest bit set where something was dropped before one. After
    /// [`Alphabet::of`] numbers of characters instead, 0 for a border.
    pub(super) units: Vec<u32>,
    /// Where the title stands in them.
    title: Range<usize>,
}

/// The bit of a unit before which something was dropped.
pub(super) const DROPPED: u32 = 1 << 31;

impl Page {
    /// Folds the official text, and what is Chinese in the English.
    pub(super) fn new(number: u32, section: &Section) -> Self {
        let mut stream = Stream::default();
        stream.push(section.official);
        let place = |at: usize| stream.source.partition_point(|source| *source < at);
        let title = place(section.title_range.start)..place(section.title_range.end);
        for run in section.english.into_iter().flat_map(chinese_runs) {
            stream.push(run);
        }
        let units = stream
            .chars
            .iter()
            .zip(&stream.broken)
            .map(|(c, broken)| u32::from(*c) | if *broken { DROPPED } else { 0 })
            .collect();
        Self {
            number,
            units,
            title,
        }
    }

    /// Was something dropped before the character at a place?
    pub(super) fn pauses(&self, at: usize) -> bool {
        self.units.get(at).is_some_and(|unit| unit & DROPPED != 0)
    }

    /// The numbers of the characters.
    pub(super) fn letters(&self) -> impl Iterator<Item = Symbol> {
        self.units.iter().map(|unit| letter(*unit))
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "numbers of characters are 16 bits wide"
)]
fn letter(unit: u32) -> Symbol {
    unit as Symbol
}

/// Runs of Chinese in a translation: terms quoted in the original.
pub(super) fn chinese_runs(english: &str) -> impl Iterator<Item = &str> {
    english
        .split(|c: char| !is_han(c))
        .filter(|run| !run.is_empty())
}

/// Calls `found` with each gram of a page, its place and its length: every character, every pair, and
/// every longer run of which all but the last or all but the first character are frequent.
pub(super) fn each_gram(
    page: &Page,
    frequent: &Frequent,
    mut found: impl FnMut(Gram, usize, usize),
) {
    let letters: Vec<Symbol> = page.letters().collect();
    for (at, letter) in letters.iter().enumerate() {
        if *letter != 0 {
            found(Gram::of(*letter), at, 1);
        }
    }
    // What stands at each place, if it is frequent; of single characters all count as such.
    let mut shorter = letters.clone();
    for length in 2..=frequent.longest() + 1 {
        let ends = letters.iter().skip(length - 1);
        let mut here: Vec<Symbol> = Vec::with_capacity(shorter.len());
        let mut any = false;
        for (at, (last, pair)) in ends.zip(shorter.windows(2)).enumerate() {
            let gram = match (pair, letters.get(at)) {
                ([before, _], _) if *before != 0 && *last != 0 => Gram::pair(*before, *last),
                ([_, after], Some(first)) if *after != 0 && *first != 0 => {
                    Gram::pair(*first, *after)
                }
                _ => {
                    here.push(0);
                    continue;
                }
            };
            found(gram, at, length);
            let symbol = frequent.symbol(gram);
            any |= symbol != 0;
            here.push(symbol);
        }
        if !any {
            break;
        }
        shorter = here;
    }
}

/// The lists of all grams.
pub(super) struct Index {
    /// Shards.
    pub(super) shards: Vec<Group>,
    /// Files of long lists.
    pub(super) long: Vec<Packed>,
    /// The pairs, and in how many pages each stands.
    pub(super) pairs: Vec<(Gram, u32)>,
}

/// Writes the lists of all grams.
pub(super) fn index(pages: &[Page], alphabet: &Alphabet, frequent: &Frequent) -> Index {
    let total: usize = pages.iter().map(|page| page.units.len()).sum();
    let bits = shard_bits(total);
    let shards = 1_usize << bits;
    // Each batch reads all texts, so that a large site is read no more than 17 times.
    let batches = total
        .div_ceil(BATCH)
        .next_power_of_two()
        .min(16)
        .min(shards);
    let per_batch = shards / batches;
    let shard_of = |gram: Gram| frequent.hash(alphabet, gram) as usize & (shards - 1);
    let counts = counts(pages, frequent, batches, |gram| shard_of(gram) / per_batch);
    let parts: Vec<Lists> = counts
        .into_par_iter()
        .enumerate()
        .map(|(batch, count)| {
            let range = batch * per_batch..(batch + 1) * per_batch;
            let mut postings = postings(pages, frequent, count, |gram| {
                range.contains(&shard_of(gram))
            });
            postings.sort_unstable();
            write(&postings, range.clone(), ["g", "h"], |gram| {
                let gram = Gram(gram);
                Key {
                    text: frequent.spell(alphabet, gram),
                    shard: shard_of(gram),
                    positions: !gram.is_single(),
                }
            })
        })
        .collect();
    let mut lists = Lists::default();
    for part in parts {
        lists.append(part);
    }
    let frequencies = lists.frequencies.into_iter();
    let mut pairs: Vec<(Gram, u32)> = frequencies
        .map(|(gram, pages)| (Gram(gram), pages))
        .filter(|(gram, _)| gram.is_of_characters() && !gram.is_single())
        .collect();
    pairs.sort_unstable();
    Index {
        shards: lists.shards,
        long: lists.long,
        pairs,
    }
}

/// How many postings each batch has, so that no more memory is taken.
fn counts(
    pages: &[Page],
    frequent: &Frequent,
    batches: usize,
    batch_of: impl Fn(Gram) -> usize + Sync,
) -> Vec<usize> {
    let of = |pages: &[Page]| {
        let mut counts = vec![0; batches];
        for page in pages {
            each_gram(page, frequent, |gram, _, _| {
                if let Some(count) = counts.get_mut(batch_of(gram)) {
                    *count += 1;
                }
            });
        }
        counts
    };
    let added = |mut sums: Vec<usize>, counts: Vec<usize>| {
        for (sum, count) in sums.iter_mut().zip(counts) {
            *sum += count;
        }
        sums
    };
    pages
        .par_chunks(PAGES_COUNTED)
        .map(of)
        .reduce(|| vec![0; batches], added)
}

/// The places of the grams that are wanted, so many as were counted.
fn postings(
    pages: &[Page],
    frequent: &Frequent,
    count: usize,
    wanted: impl Fn(Gram) -> bool,
) -> Vec<Posting> {
    let mut postings = Vec::with_capacity(count);
    for page in pages {
        each_gram(page, frequent, |gram, at, length| {
            if wanted(gram) {
                let flags = flags(page, at, length);
                postings.push(Posting::new(gram.0, page.number, at, flags));
            }
        });
    }
    postings
}

fn flags(page: &Page, at: usize, length: usize) -> u32 {
    let end = at + length;
    let mut flags = 0;
    if page.title.start <= at && end <= page.title.end {
        flags |= IN_TITLE;
        if at == page.title.start {
            flags |= BEGINS_TITLE;
        }
        if end == page.title.end {
            flags |= ENDS_TITLE;
        }
    }
    let inner = page.units.get(at + 1..end).unwrap_or_default();
    if inner.iter().any(|unit| unit & DROPPED != 0) {
        flags |= BROKEN;
    }
    flags
}
