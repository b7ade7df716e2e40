//! Lists of pages and positions, and the shards they are packed in.

use rayon::prelude::*;

use super::files::{Group, Packed, pack};

/// A list longer than this many bytes gets a file of its own.
const LONG: usize = 2048;
/// So many times and more are one to the order of results.
const MANY: u32 = 4;
/// Positions of a long list are cut into files of about this many bytes.
const BLOCK: usize = 8192;

/// Shards hold at most about this many postings, long lists among them.
const POSTINGS_PER_SHARD: usize = 1250;

/// The key stands inside the title.
pub(super) const IN_TITLE: u32 = 1;
/// The key begins the title.
pub(super) const BEGINS_TITLE: u32 = 2;
/// The key ends the title.
pub(super) const ENDS_TITLE: u32 = 4;
/// Something was dropped between the key's characters.
pub(super) const BROKEN: u32 = 8;

/// One place of a key. Postings are sorted by key, page, place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Posting {
    /// The key, as a number.
    pub(super) key: u32,
    /// Number of the page.
    pub(super) page: u32,
    /// Position in the page, shifted left by 4, and flags.
    pub(super) place: u32,
}

impl Posting {
    /// A place of a key; positions beyond 2²⁸ are not told apart.
    pub(super) fn new(key: u32, page: u32, position: usize, flags: u32) -> Self {
        let position = u32::try_from(position)
            .unwrap_or(u32::MAX)
            .min((1 << 28) - 1);
        Self {
            key,
            page,
            place: position << 4 | flags,
        }
    }
}

/// What is known of a key's spelling.
pub(super) struct Key {
    /// As it stands in the shard.
    pub(super) text: String,
    /// The shard it belongs to.
    pub(super) shard: usize,
    /// Are its positions written?
    pub(super) positions: bool,
}

/// The lists of an index: shards of page lists with those of positions, and files of long lists.
#[derive(Debug, Default)]
pub(super) struct Lists {
    /// Shards, by number.
    pub(super) shards: Vec<Group>,
    /// Files of long lists.
    pub(super) long: Vec<Packed>,
    /// Keys with the number of pages each stands in, in the order of keys.
    pub(super) frequencies: Vec<(u32, u32)>,
}

impl Lists {
    /// Adds the lists of further shards.
    pub(super) fn append(&mut self, mut other: Self) {
        self.shards.append(&mut other.shards);
        self.long.append(&mut other.long);
        self.frequencies.append(&mut other.frequencies);
    }
}

/// Writes the lists of `postings` (sorted) into the shards of `range`; `families` are the folders of page lists
/// and of positions.
pub(super) fn write(
    postings: &[Posting],
    range: std::ops::Range<usize>,
    families: [&'static str; 2],
    spell: impl Fn(u32) -> Key,
) -> Lists {
    let mut shards: Vec<Shard> = range.clone().map(|_| Shard::default()).collect();
    let mut lists = Lists::default();
    for group in postings.chunk_by(|a, b| a.key == b.key) {
        let Some(posting) = group.first() else {
            continue;
        };
        let key = spell(posting.key);
        let encoded = Encoded::new(group, key.positions);
        lists.frequencies.push((posting.key, encoded.pages));
        let place = key.shard.checked_sub(range.start);
        if let Some(shard) = place.and_then(|place| shards.get_mut(place)) {
            shard.add(&key, encoded, &mut lists.long);
        }
    }
    lists.shards = shards
        .par_iter()
        .zip(range)
        .map(|(shard, number)| shard.pack(families, number))
        .collect();
    lists
}

/// One key's lists in bytes.
#[derive(Default)]
struct Encoded {
    pages: u32,
    gaps: Vec<u8>,
    flags: Vec<u8>,
    positions: Vec<u8>,
    /// Where the positions of each page end, for cutting them into blocks.
    ends: Vec<usize>,
}

impl Encoded {
    fn new(group: &[Posting], with_positions: bool) -> Self {
        let mut encoded = Self::default();
        let mut before = 0;
        for page in group.chunk_by(|a, b| a.page == b.page) {
            let number = page.first().map_or(0, |posting| posting.page);
            varint(&mut encoded.gaps, number - before);
            before = number;
            let (mut flags, mut broken) = (0, BROKEN);
            let times = u32::try_from(page.len()).unwrap_or(u32::MAX >> 4);
            let mut last = 0;
            if with_positions && times >= MANY {
                varint(&mut encoded.positions, times - MANY);
            }
            for posting in page {
                flags |= posting.place & (IN_TITLE | BEGINS_TITLE | ENDS_TITLE);
                broken &= posting.place;
                if with_positions {
                    let position = posting.place >> 4;
                    varint(&mut encoded.positions, position - last);
                    last = position;
                }
            }
            varint(
                &mut encoded.flags,
                (times.min(MANY) - 1) << 4 | flags | broken,
            );
            encoded.pages += 1;
            encoded.ends.push(encoded.positions.len());
        }
        encoded
    }
}

/// A shard in the making: columns, so that like stands with like when they are packed.
#[derive(Default)]
struct Shard {
    keys: Vec<String>,
    frequencies: Vec<u8>,
    gaps: Vec<u8>,
    flags: Vec<u8>,
    long: Vec<u8>,
    positions: Vec<u8>,
}

impl Shard {
    fn add(&mut self, key: &Key, list: Encoded, files: &mut Vec<Packed>) {
        self.keys.push(key.text.clone());
        let long = list.gaps.len() + list.flags.len() > LONG;
        varint(&mut self.frequencies, list.pages << 1 | u32::from(long));
        if !long {
            self.gaps.extend(list.gaps);
            self.flags.extend(list.flags);
            self.positions.extend(list.positions);
            return;
        }
        let mut bytes = list.gaps;
        bytes.extend(list.flags);
        let file = pack(&bytes);
        self.long.extend(file.hash());
        files.push(file);
        if !key.positions {
            return;
        }
        let blocks = blocks(&list.ends);
        varint(&mut self.long, number(blocks.len()));
        for (pages, bytes) in blocks {
            let file = pack(list.positions.get(bytes).unwrap_or_default());
            varint(&mut self.long, number(pages));
            self.long.extend(file.hash());
            files.push(file);
        }
    }

    /// The files of page lists and of positions; none for a shard without keys.
    fn pack(&self, [pages, places]: [&'static str; 2], number_of: usize) -> Group {
        if self.keys.is_empty() {
            return Group::new();
        }
        let keys = self.keys.join("\n");
        let mut bytes = Vec::new();
        varint(&mut bytes, number(self.keys.len()));
        varint(&mut bytes, number(keys.len()));
        bytes.extend(keys.as_bytes());
        for column in [&self.frequencies, &self.gaps, &self.flags, &self.long] {
            bytes.extend(column);
        }
        let mut group = vec![(pages, number_of, pack(&bytes))];
        if !self.positions.is_empty() {
            group.push((places, number_of, pack(&self.positions)));
        }
        group
    }
}

/// Cuts positions into blocks: how many pages each holds, and its bytes.
fn blocks(ends: &[usize]) -> Vec<(usize, std::ops::Range<usize>)> {
    let mut blocks = Vec::new();
    let (mut start, mut pages) = (0, 0);
    for (nth, end) in ends.iter().enumerate() {
        pages += 1;
        if end - start >= BLOCK || nth + 1 == ends.len() {
            blocks.push((pages, start..*end));
            (start, pages) = (*end, 0);
        }
    }
    blocks
}

fn number(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

/// Seven bits a byte, lowest first; the eighth says that more follow.
pub(super) fn varint(bytes: &mut Vec<u8>, mut value: u32) {
    let [mut lowest, ..] = value.to_le_bytes();
    while value >= 128 {
        bytes.push(lowest | 128);
        value >>= 7;
        [lowest, ..] = value.to_le_bytes();
    }
    bytes.push(lowest);
}

/// A hash of characters that the script computes in the same way; the shard is its lowest bits.
/// `before` is the hash of what stands before them, 0 for nothing.
pub(super) fn hash(before: u32, chars: impl IntoIterator<Item = char>) -> u32 {
    chars.into_iter().fold(before, |hash, c| {
        let mixed = (hash ^ u32::from(c)).wrapping_mul(0x9e37_79b1);
        mixed ^ mixed >> 15
    })
}

/// How many bits number the shards of so many postings.
pub(super) fn shard_bits(postings: usize) -> u32 {
    (postings / POSTINGS_PER_SHARD)
        .max(1)
        .next_power_of_two()
        .trailing_zeros()
}
