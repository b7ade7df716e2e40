//! Grams: single characters and overlapping pairs, and where pairs are too frequent to tell pages
//! apart, threes and fours.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Range;

use rayon::prelude::*;

use super::Section;
use super::fold::{BORDER, Stream};
use super::lists::{
    BEGINS_TITLE, BROKEN, ENDS_TITLE, IN_TITLE, Key, Lists, Posting, hash, shard_bits, write,
};
use super::traditional::is_han;

/// No gram is longer.
const LONGEST: usize = 4;
/// A gram in one of so many pages, and in so many at least, is frequent.
const FREQUENT_SHARE: usize = 16;
const FREQUENT_LEAST: usize = 256;
/// At most so many grams are frequent; readers load their list.
const FREQUENT_MOST: usize = 512;
/// Postings that are sorted at once; bounds the memory.
const BATCH: usize = 1 << 19;

/// The folded text of a section.
pub(super) struct Page {
    number: u32,
    /// Characters, the highest bit set where something was dropped before one. After
    /// [`Alphabet::of`] numbers of characters instead, 0 for a border.
    units: Vec<u32>,
    /// Where the title stands in them.
    title: Range<usize>,
}

/// The bit of a unit before which something was dropped.
const DROPPED: u32 = 1 << 31;

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

    /// The numbers of the characters.
    pub(super) fn letters(&self) -> impl Iterator<Item = u16> {
        self.units.iter().map(|unit| letter(*unit))
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "numbers of characters are 16 bits wide"
)]
fn letter(unit: u32) -> u16 {
    unit as u16
}

/// Runs of Chinese in a translation: terms quoted in the original.
fn chinese_runs(english: &str) -> impl Iterator<Item = &str> {
    english
        .split(|c: char| !is_han(c))
        .filter(|run| !run.is_empty())
}

/// The characters of all pages, numbered from 1 in the order of code points, so that a gram of four
/// fits in 64 bits.
pub(super) struct Alphabet {
    chars: Vec<char>,
}

impl Alphabet {
    /// Collects the characters, and writes the pages in their numbers.
    pub(super) fn of(mut pages: Vec<Page>) -> (Self, Vec<Page>) {
        let set: BTreeSet<char> = pages
            .par_iter()
            .fold(BTreeSet::new, |mut set, page| {
                set.extend(
                    page.units
                        .iter()
                        .filter_map(|unit| char::from_u32(unit & !DROPPED)),
                );
                set
            })
            .reduce(BTreeSet::new, |mut all, set| {
                all.extend(set);
                all
            });
        let chars: Vec<char> = set
            .into_iter()
            .filter(|c| *c != BORDER)
            .take(usize::from(u16::MAX))
            .collect();
        let alphabet = Self { chars };
        pages.par_iter_mut().for_each(|page| {
            for unit in &mut page.units {
                let number = char::from_u32(*unit & !DROPPED).map_or(0, |c| alphabet.number(c));
                *unit = *unit & DROPPED | u32::from(number);
            }
        });
        (alphabet, pages)
    }

    /// The number of a character; 0 for a border, and for characters beyond the 65,535th.
    pub(super) fn number(&self, c: char) -> u16 {
        self.chars
            .binary_search(&c)
            .ok()
            .and_then(|at| u16::try_from(at + 1).ok())
            .unwrap_or(0)
    }

    /// The characters, in the order of their numbers from 1.
    pub(super) fn chars(&self) -> &[char] {
        &self.chars
    }

    /// The characters of a gram.
    pub(super) fn spell(&self, gram: u64) -> String {
        (0..LONGEST)
            .rev()
            .filter_map(|place| {
                let number = usize::try_from(gram >> (16 * place) & 0xffff).ok()?;
                self.chars.get(number.checked_sub(1)?)
            })
            .collect()
    }

    /// The characters of each gram.
    pub(super) fn spell_all(&self, grams: &BTreeSet<u64>) -> Vec<String> {
        grams.iter().map(|gram| self.spell(*gram)).collect()
    }

    /// Which pairs of Latin letters there are: bit `26 a + b`, lowest bit first.
    pub(super) fn latin_pairs(&self, pairs: &[(u64, u32)]) -> Vec<u8> {
        let mut bits = vec![0_u8; (26 * 26_usize).div_ceil(8)];
        for (gram, _) in pairs {
            let letters: Vec<usize> = self
                .spell(*gram)
                .chars()
                .filter(char::is_ascii_lowercase)
                .map(|c| c as usize - 'a' as usize)
                .collect();
            if let [a, b] = letters.as_slice() {
                let bit = 26 * a + b;
                if let Some(byte) = bits.get_mut(bit / 8) {
                    *byte |= 1 << (bit % 8);
                }
            }
        }
        bits
    }
}

/// A fast hasher for grams, which are numbers.
#[derive(Default)]
pub(super) struct GramHasher(u64);

impl Hasher for GramHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_u64(&mut self, value: u64) {
        let mixed = (self.0 ^ value).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0 = mixed ^ mixed >> 32;
    }
}

type GramMap<T> = HashMap<u64, T, BuildHasherDefault<GramHasher>>;
type GramSet = HashSet<u64, BuildHasherDefault<GramHasher>>;

/// A gram at a place.
struct Gram {
    number: u64,
    at: usize,
    length: usize,
}

/// The grams of a page. Longer ones than two only after frequent ones.
fn grams<'a>(page: &'a Page, frequent: &'a GramSet) -> impl Iterator<Item = Gram> + 'a {
    (0..page.units.len()).flat_map(move |at| {
        let mut number = 0;
        let mut ended = false;
        let following = page.units.iter().skip(at).take(LONGEST).zip(1..);
        following.map_while(move |(unit, length)| {
            let letter = u64::from(letter(*unit));
            if ended || letter == 0 {
                return None;
            }
            number = number << 16 | letter;
            ended = length >= 2 && !frequent.contains(&number);
            Some(Gram { number, at, length })
        })
    })
}

/// The frequent grams of two and three characters.
pub(super) fn frequent(pages: &[Page], sections: usize) -> BTreeSet<u64> {
    let least = (sections / FREQUENT_SHARE).max(FREQUENT_LEAST);
    let mut found: Vec<(u64, usize)> = Vec::new();
    let mut known = GramSet::default();
    for length in 2..LONGEST {
        let counts = count(pages, &known, length);
        #[expect(clippy::iter_over_hash_type, reason = "sorted below")]
        for (gram, count) in counts {
            if count.0 >= least {
                found.push((gram, count.0));
                known.insert(gram);
            }
        }
    }
    found.sort_by_key(|(gram, count)| (std::cmp::Reverse(*count), *gram));
    found.truncate(FREQUENT_MOST);
    found.into_iter().map(|(gram, _)| gram).collect()
}

/// In how many pages each gram of a length stands; with the last page that was counted.
fn count(pages: &[Page], known: &GramSet, length: usize) -> GramMap<(usize, u32)> {
    let mut counts: GramMap<(usize, u32)> = GramMap::default();
    for page in pages {
        for gram in grams(page, known) {
            if gram.length != length {
                continue;
            }
            let count = counts.entry(gram.number).or_insert((0, u32::MAX));
            if count.1 != page.number {
                *count = (count.0 + 1, page.number);
            }
        }
    }
    counts
}

/// The lists of all grams.
pub(super) struct Index {
    /// Shards of page lists.
    pub(super) shards: Vec<Option<super::files::Packed>>,
    /// Shards of positions.
    pub(super) positions: Vec<Option<super::files::Packed>>,
    /// Files of long lists.
    pub(super) long: Vec<super::files::Packed>,
    /// The pairs, and in how many pages each stands.
    pub(super) pairs: Vec<(u64, u32)>,
}

/// Writes the lists of all grams.
pub(super) fn index(pages: &[Page], alphabet: &Alphabet, frequent: &BTreeSet<u64>) -> Index {
    let total: usize = pages.iter().map(|page| page.units.len()).sum();
    let bits = shard_bits(total);
    let shards = 1_usize << bits;
    // Each batch reads all texts, so that a large site is read no more than 16 times.
    let batches = total
        .div_ceil(BATCH)
        .next_power_of_two()
        .min(16)
        .min(shards);
    let per_batch = shards / batches;
    let frequent: GramSet = frequent.iter().copied().collect();
    let parts: Vec<Lists> = (0..batches)
        .into_par_iter()
        .map(|batch| {
            let range = batch * per_batch..(batch + 1) * per_batch;
            let wanted = |gram| range.contains(&shard_of(alphabet, gram, bits));
            let mut postings = postings(pages, &frequent, wanted);
            postings.sort_unstable();
            write(&postings, range.clone(), ["g", "h"], |gram| Key {
                text: alphabet.spell(gram),
                shard: shard_of(alphabet, gram, bits),
                positions: gram > 0xffff,
            })
        })
        .collect();
    let mut lists = Lists::default();
    for part in parts {
        lists.append(part);
    }
    let mut pairs = lists.frequencies;
    pairs.retain(|(gram, _)| (0x1_0000..=0xffff_ffff).contains(gram));
    pairs.sort_unstable();
    Index {
        shards: lists.shards,
        positions: lists.positions,
        long: lists.long,
        pairs,
    }
}

/// The shard of a gram.
fn shard_of(alphabet: &Alphabet, gram: u64, bits: u32) -> usize {
    let letters = (0..LONGEST).rev().filter_map(|place| {
        let number = usize::try_from(gram >> (16 * place) & 0xffff).ok()?;
        alphabet.chars.get(number.checked_sub(1)?).copied()
    });
    hash(letters) as usize & ((1 << bits) - 1)
}

/// The places of the grams that are wanted; counted first, so that no more memory is taken.
fn postings(pages: &[Page], frequent: &GramSet, wanted: impl Fn(u64) -> bool) -> Vec<Posting> {
    let found = || {
        pages.iter().flat_map(|page| {
            grams(page, frequent)
                .filter(|gram| wanted(gram.number))
                .map(move |gram| (page, gram))
        })
    };
    let mut postings = Vec::with_capacity(found().count());
    postings.extend(found().map(|(page, gram)| {
        let flags = flags(page, gram.at, gram.length);
        Posting::new(gram.number, page.number, gram.at, flags)
    }));
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
