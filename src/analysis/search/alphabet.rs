//! The characters of the texts as numbers, and grams as pairs of numbers.

use std::collections::BTreeSet;
use std::hash::{BuildHasherDefault, Hasher};

use rayon::prelude::*;

use super::fold::BORDER;
use super::grams::{DROPPED, Page};

/// The number of a character, from 1, or of a frequent gram, from [`FIRST_FREQUENT`]; 0 is a border.
pub(super) type Symbol = u16;

/// Characters have numbers below.
pub(super) const FIRST_FREQUENT: Symbol = 0xf000;

/// A gram: a character, or two symbols side by side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Gram(pub(super) u32);

impl Gram {
    /// A single character.
    pub(super) fn of(symbol: Symbol) -> Self {
        Self(u32::from(symbol))
    }

    /// Two symbols.
    pub(super) fn pair(first: Symbol, second: Symbol) -> Self {
        Self(u32::from(first) << 16 | u32::from(second))
    }

    /// The symbols; the first is 0 for a single character.
    #[expect(
        clippy::cast_possible_truncation,
        reason = "each half is a symbol, 16 bits wide"
    )]
    pub(super) fn symbols(self) -> [Symbol; 2] {
        [(self.0 >> 16) as Symbol, self.0 as Symbol]
    }

    /// Is it a character?
    pub(super) fn is_single(self) -> bool {
        self.symbols()[0] == 0
    }

    /// Is it made of characters alone, two of them or one?
    pub(super) fn is_of_characters(self) -> bool {
        self.symbols().iter().all(|symbol| *symbol < FIRST_FREQUENT)
    }
}

/// The characters of all pages, numbered from 1 in the order of code points.
pub(super) struct Alphabet {
    chars: Vec<char>,
}

impl Alphabet {
    /// Collects the characters, and writes the pages in their numbers.
    pub(super) fn of(mut pages: Vec<Page>) -> (Self, Vec<Page>) {
        let characters = |page: &Page| {
            let units = page.units.iter();
            units
                .filter_map(|unit| char::from_u32(unit & !DROPPED))
                .collect::<BTreeSet<char>>()
        };
        let set: BTreeSet<char> = pages
            .par_iter()
            .fold(BTreeSet::new, |mut set, page| {
                set.extend(characters(page));
                set
            })
            .reduce(BTreeSet::new, |mut all, set| {
                all.extend(set);
                all
            });
        let chars: Vec<char> = set
            .into_iter()
            .filter(|c| *c != BORDER)
            .take(usize::from(FIRST_FREQUENT) - 1)
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

    /// The number of a character; 0 for a border, and for characters beyond those that have one.
    pub(super) fn number(&self, c: char) -> Symbol {
        self.chars
            .binary_search(&c)
            .ok()
            .and_then(|at| Symbol::try_from(at + 1).ok())
            .unwrap_or(0)
    }

    /// The characters, in the order of their numbers from 1.
    pub(super) fn chars(&self) -> &[char] {
        &self.chars
    }

    /// The character of a number.
    pub(super) fn character(&self, symbol: Symbol) -> Option<char> {
        self.chars.get(usize::from(symbol).checked_sub(1)?).copied()
    }

    /// Which pairs of Latin letters there are: bit `26 a + b`, lowest bit first.
    pub(super) fn latin_pairs(&self, pairs: &[(Gram, u32)]) -> Vec<u8> {
        let mut bits = vec![0_u8; (26 * 26_usize).div_ceil(8)];
        for (gram, _) in pairs {
            let letters = gram.symbols().map(|symbol| self.character(symbol));
            if let [Some(a @ 'a'..='z'), Some(b @ 'a'..='z')] = letters {
                let bit = 26 * (a as usize - 'a' as usize) + (b as usize - 'a' as usize);
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

    fn write_u32(&mut self, value: u32) {
        self.write_u64(u64::from(value));
    }

    fn write_u64(&mut self, value: u64) {
        let mixed = (self.0 ^ value).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0 = mixed ^ mixed >> 32;
    }
}

/// A map from grams or other numbers.
pub(super) type NumberMap<K, V> = std::collections::HashMap<K, V, BuildHasherDefault<GramHasher>>;
