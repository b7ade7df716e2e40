//! Frequent grams: those that stand in so many sections that they tell few apart.

use std::collections::BTreeMap;

use super::alphabet::{Alphabet, FIRST_FREQUENT, Gram, NumberMap, Symbol};
use super::grams::{Page, each_gram};
use super::lists::hash;

/// A gram in one of so many pages, and in so many at least, is frequent.
const SHARE: usize = 16;
const LEAST: usize = 256;
/// At most so many grams are frequent; readers load their list.
const MOST: usize = 512;
/// None is longer.
const LONGEST: usize = 12;

/// The frequent grams of two characters and more. Every part of one is one too.
#[derive(Default)]
pub(super) struct Frequent {
    /// What they are spelled like, in order; their symbols are numbered in this order.
    texts: Vec<Vec<char>>,
    symbols: NumberMap<Gram, Symbol>,
    /// The hash of each character, by its number, and of each text.
    hashes: (Vec<u32>, Vec<u32>),
    longest: usize,
}

impl Frequent {
    /// Finds them, a character longer at a time.
    pub(super) fn of(pages: &[Page], alphabet: &Alphabet, sections: usize) -> Self {
        let least = (sections / SHARE).max(LEAST);
        let mut found: BTreeMap<Vec<char>, usize> = BTreeMap::new();
        let mut frequent = Self::from(found.keys().cloned().collect(), alphabet);
        for length in 2..=LONGEST {
            let counts = count(pages, &frequent, length);
            #[expect(clippy::iter_over_hash_type, reason = "into an ordered map")]
            for (gram, (pages, _)) in counts {
                if pages >= least {
                    found.insert(frequent.spell(alphabet, gram).chars().collect(), pages);
                }
            }
            keep_most(&mut found);
            let before = frequent.texts.len();
            frequent = Self::from(found.keys().cloned().collect(), alphabet);
            if frequent.texts.len() == before || frequent.longest < length {
                break;
            }
        }
        frequent
    }

    fn from(texts: Vec<Vec<char>>, alphabet: &Alphabet) -> Self {
        let mut frequent = Self {
            longest: texts.iter().map(Vec::len).max().unwrap_or(1),
            hashes: (
                std::iter::once(0)
                    .chain(alphabet.chars().iter().map(|c| hash(0, [*c])))
                    .collect(),
                texts
                    .iter()
                    .map(|text| hash(0, text.iter().copied()))
                    .collect(),
            ),
            texts,
            symbols: NumberMap::default(),
        };
        let grams: Vec<Option<Gram>> = (frequent.texts.iter())
            .map(|text| frequent.gram(alphabet, text))
            .collect();
        frequent.symbols = (grams.into_iter().zip(FIRST_FREQUENT..))
            .filter_map(|(gram, symbol)| Some((gram?, symbol)))
            .collect();
        frequent
    }

    /// A text as two symbols: all but the last character and the last, or else the first and all but
    /// the first.
    fn gram(&self, alphabet: &Alphabet, text: &[char]) -> Option<Gram> {
        let (first, after) = text.split_first()?;
        let (last, before) = text.split_last()?;
        let of = |text: &[char]| {
            if let [c] = text {
                return Some(alphabet.number(*c));
            }
            let known = |known: &Vec<char>| known.as_slice().cmp(text);
            let at = self.texts.binary_search_by(known).ok()?;
            Some(FIRST_FREQUENT + Symbol::try_from(at).ok()?)
        };
        of(before)
            .map(|before| Gram::pair(before, alphabet.number(*last)))
            .or_else(|| Some(Gram::pair(alphabet.number(*first), of(after)?)))
    }

    /// How many characters the longest has; 1 if there is none.
    pub(super) fn longest(&self) -> usize {
        self.longest
    }

    /// The symbol of a gram that is frequent, else 0.
    pub(super) fn symbol(&self, gram: Gram) -> Symbol {
        self.symbols.get(&gram).copied().unwrap_or(0)
    }

    fn text(&self, symbol: Symbol) -> Option<&Vec<char>> {
        self.texts
            .get(usize::from(symbol.checked_sub(FIRST_FREQUENT)?))
    }

    /// The characters of a gram.
    pub(super) fn spell(&self, alphabet: &Alphabet, gram: Gram) -> String {
        let mut spelled = String::new();
        for symbol in gram.symbols() {
            match self.text(symbol) {
                Some(text) => spelled.extend(text),
                None => spelled.extend(alphabet.character(symbol)),
            }
        }
        spelled
    }

    /// The hash of a gram's characters.
    pub(super) fn hash(&self, alphabet: &Alphabet, gram: Gram) -> u32 {
        let [first, second] = gram.symbols();
        let before = match first.checked_sub(FIRST_FREQUENT) {
            Some(at) => self.hashes.1.get(usize::from(at)),
            None => self.hashes.0.get(usize::from(first)),
        };
        let before = before.copied().unwrap_or(0);
        match self.text(second) {
            Some(text) => hash(before, text.iter().copied()),
            None => hash(before, alphabet.character(second)),
        }
    }

    /// What they are spelled like, in order.
    pub(super) fn spelled(&self) -> Vec<String> {
        self.texts
            .iter()
            .map(|text| text.iter().collect())
            .collect()
    }
}

/// Leaves the most frequent ones; of equally frequent ones the shorter, so that the parts of those
/// that are left are left too.
fn keep_most(found: &mut BTreeMap<Vec<char>, usize>) {
    if found.len() <= MOST {
        return;
    }
    let mut order: Vec<(Vec<char>, usize)> = std::mem::take(found).into_iter().collect();
    order.sort_by(|(a, a_pages), (b, b_pages)| {
        (b_pages.cmp(a_pages))
            .then(a.len().cmp(&b.len()))
            .then_with(|| a.cmp(b))
    });
    order.truncate(MOST);
    found.extend(order);
}

/// In how many pages each gram of a length stands; with the last page that was counted.
fn count(pages: &[Page], known: &Frequent, length: usize) -> NumberMap<Gram, (usize, u32)> {
    let mut counts: NumberMap<Gram, (usize, u32)> = NumberMap::default();
    for page in pages {
        each_gram(page, known, |gram, _, its| {
            if its != length {
                return;
            }
            let count = counts.entry(gram).or_insert((0, u32::MAX));
            if count.1 != page.number {
                *count = (count.0 + 1, page.number);
            }
        });
    }
    counts
}
