//! Words of translations, and of Latin script in general.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use rayon::prelude::*;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::lists::{
    BEGINS_TITLE, ENDS_TITLE, IN_TITLE, Key, Lists, Posting, hash, shard_bits, write,
};
use super::order::{Order, Place};

/// How many characters of a word choose its shard, so that words with the same beginning stand
/// together.
pub(super) const SHARD_LETTERS: usize = 3;

/// The words of a text in the form they are indexed in, in order.
///
/// Letters in lower case without accents; apostrophes and `&` join (Lu'an is luan, R&D is rd), and
/// so do `.` and `/` between digits; `,` between digits is dropped; `%` and `+` are letters of
/// words; everything else parts them.
pub fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    each_word(text, |word| words.push(stem(word)));
    words
}

/// Calls `found` with each word as it stands, in lower case and without accents.
fn each_word(text: &str, mut found: impl FnMut(&str)) {
    let chars = plain(text);
    let mut word = String::new();
    for (at, c) in chars.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| chars.get(at)).copied();
        let after = chars.get(at + 1).copied();
        match c {
            'a'..='z' | '0'..='9' | '%' | '+' => word.push(*c),
            '\'' | '’' | '‘' | 'ʼ' | '&' if both(before, after, |c| c.is_ascii_alphanumeric()) =>
                {}
            ',' if both(before, after, |c| c.is_ascii_digit()) => {}
            '.' | '/' if both(before, after, |c| c.is_ascii_digit()) => word.push(*c),
            _ if c.is_alphanumeric() && !super::traditional::is_han(*c) => word.push(*c),
            _ => {
                if !word.is_empty() {
                    found(&word);
                    word.clear();
                }
            }
        }
    }
    if !word.is_empty() {
        found(&word);
    }
}

/// Characters in lower case, without accents, compatibility forms as the plain ones.
fn plain(text: &str) -> Vec<char> {
    let mut chars = Vec::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii() {
            chars.push(c.to_ascii_lowercase());
        } else {
            let parts = std::iter::once(c).nfkd();
            chars.extend(
                parts
                    .filter(|c| !is_combining_mark(*c))
                    .flat_map(char::to_lowercase),
            );
        }
    }
    chars
}

fn both(before: Option<char>, after: Option<char>, is: impl Fn(char) -> bool) -> bool {
    before.is_some_and(&is) && after.is_some_and(&is)
}

/// A word without the signs of the plural, and in one of its spellings.
pub fn stem(word: &str) -> String {
    let mut stem = word.to_owned();
    let ends = |stem: &str, end: &str, least: usize| stem.ends_with(end) && stem.len() >= least;
    let replace = |stem: &mut String, cut: usize, by: &str| {
        stem.truncate(stem.len() - cut);
        stem.push_str(by);
    };
    if ends(&stem, "ies", 5) {
        replace(&mut stem, 3, "y");
    } else if ["sses", "xes", "ches", "shes"]
        .iter()
        .any(|end| ends(&stem, end, 5))
    {
        replace(&mut stem, 2, "");
    } else if ends(&stem, "s", 4) && !["ss", "us", "is"].iter().any(|end| stem.ends_with(end)) {
        replace(&mut stem, 1, "");
    }
    if ends(&stem, "center", 6) {
        replace(&mut stem, 2, "re");
    } else if ends(&stem, "programme", 9) {
        replace(&mut stem, 2, "");
    } else if ends(&stem, "ization", 9) {
        replace(&mut stem, 7, "isation");
    } else if ends(&stem, "ize", 6) {
        replace(&mut stem, 3, "ise");
    } else if ends(&stem, "ized", 7) {
        replace(&mut stem, 4, "ised");
    } else if ends(&stem, "izing", 8) {
        replace(&mut stem, 5, "ising");
    } else if ends(&stem, "our", 5) {
        replace(&mut stem, 3, "or");
    }
    stem
}

/// The words of some pages as numbers of a vocabulary of their own.
struct Part {
    vocabulary: Vec<String>,
    pages: Vec<PageWords>,
}

/// The words of a page.
struct PageWords {
    /// The page's number.
    number: u32,
    /// 0 between paragraphs, else a place in the vocabulary plus one.
    words: Vec<u32>,
    /// Where the title's words stand among them.
    title: Range<usize>,
}

/// How many pages are read at once.
const PAGES_PER_PART: usize = 512;

/// Words whose postings are sorted at once; bounds the memory.
const BATCH: usize = 1 << 19;

/// The lists of all words of all translations.
pub(super) fn index(order: &Order) -> Lists {
    let mut parts: Vec<Part> = order.pages().par_chunks(PAGES_PER_PART).map(read).collect();
    let vocabulary = number_alike(&mut parts);
    let pages: Vec<&PageWords> = parts.iter().flat_map(|part| &part.pages).collect();
    let words = pages.iter().flat_map(|page| &page.words);
    let total = words.filter(|word| **word != 0).count();
    let shards = 1_usize << shard_bits(total);
    let shard_of: Vec<usize> = vocabulary
        .iter()
        .map(|word| hash(0, word.chars().take(SHARD_LETTERS)) as usize & (shards - 1))
        .collect();
    let batches = total.div_ceil(BATCH).next_power_of_two().min(shards);
    let per_batch = shards / batches;
    let written: Vec<Lists> = (0..batches)
        .into_par_iter()
        .map(|batch| {
            let range = batch * per_batch..(batch + 1) * per_batch;
            let mut postings = postings(&pages, &shard_of, &range);
            postings.sort_unstable();
            write(&postings, range, ["w", "x"], |word| {
                let word = word as usize;
                Key {
                    text: vocabulary.get(word).cloned().unwrap_or_default(),
                    shard: shard_of.get(word).copied().unwrap_or_default(),
                    positions: true,
                }
            })
        })
        .collect();
    let mut lists = Lists::default();
    for part in written {
        lists.append(part);
    }
    lists
}

/// Gives all parts one vocabulary, in order, and returns it.
fn number_alike(parts: &mut [Part]) -> Vec<String> {
    let vocabulary: BTreeSet<&String> = parts.iter().flat_map(|part| &part.vocabulary).collect();
    let vocabulary: Vec<String> = vocabulary.into_iter().cloned().collect();
    parts.par_iter_mut().for_each(|part| {
        let own = std::mem::take(&mut part.vocabulary);
        let numbers: Vec<u32> = std::iter::once(0)
            .chain(own.iter().map(|word| {
                let at = vocabulary.binary_search(word).unwrap_or_default();
                u32::try_from(at + 1).unwrap_or(u32::MAX)
            }))
            .collect();
        for word in part.pages.iter_mut().flat_map(|page| &mut page.words) {
            *word = numbers.get(*word as usize).copied().unwrap_or_default();
        }
    });
    vocabulary
}

/// The places of the words of some shards.
fn postings(pages: &[&PageWords], shard_of: &[usize], shards: &Range<usize>) -> Vec<Posting> {
    let mut postings = Vec::new();
    for page in pages {
        for (at, word) in page.words.iter().enumerate() {
            let Some(word) = word.checked_sub(1) else {
                continue;
            };
            let shard = shard_of.get(word as usize);
            if shard.is_some_and(|shard| shards.contains(shard)) {
                let flags = flags(at, &page.title);
                postings.push(Posting::new(word, page.number, at, flags));
            }
        }
    }
    postings
}

/// Reads the words of some pages; the official text's Latin words are found by their letters.
fn read(pages: &[Place]) -> Part {
    let mut vocabulary: Vec<String> = Vec::new();
    let mut stems: HashMap<String, u32> = HashMap::new();
    let mut numbers: HashMap<String, u32> = HashMap::new();
    let mut number = |word: &str| -> u32 {
        if let Some(known) = numbers.get(word) {
            return *known;
        }
        let stem = stem(word);
        let next = u32::try_from(vocabulary.len() + 1).unwrap_or(u32::MAX);
        let given = *stems.entry(stem.clone()).or_insert(next);
        if given == next {
            vocabulary.push(stem);
        }
        numbers.insert(word.to_owned(), given);
        given
    };
    let pages = pages
        .iter()
        .filter_map(|page| {
            let english = page.section.english?;
            let mut words = Vec::with_capacity(english.len() / 6);
            for paragraph in english.split('\n') {
                each_word(paragraph, |word| words.push(number(word)));
                words.push(0);
            }
            let mut title = Vec::new();
            each_word(page.section.title_en.unwrap_or_default(), |word| {
                title.push(number(word));
            });
            words.shrink_to_fit();
            Some(PageWords {
                number: page.number,
                title: place_of(&title, &words),
                words,
            })
        })
        .collect();
    Part { vocabulary, pages }
}

/// Where the title stands at the beginning of the words, after a number or not.
fn place_of(title: &[u32], words: &[u32]) -> Range<usize> {
    let start = words
        .windows(title.len().max(1))
        .take(4)
        .position(|window| window == title);
    start.map_or(0..0, |start| start..start + title.len())
}

fn flags(at: usize, title: &Range<usize>) -> u32 {
    if !title.contains(&at) {
        return 0;
    }
    let begins = if at == title.start { BEGINS_TITLE } else { 0 };
    let ends = if at + 1 == title.end { ENDS_TITLE } else { 0 };
    IN_TITLE | begins | ends
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn words_are_found_in_each_spelling() {
        let cases = [
            ("Proof-of-concept centers", "proof of concept centre"),
            ("Lu’an’s R&D", "luan rd"),
            ("12,000 companies, 3.2%", "12000 company 3.2%"),
            ("the “5+1” layout", "the 5+1 layout"),
            (
                "labour, organization, analysis",
                "labor organisation analysis",
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(words(text).join(" "), expected, "{text}");
        }
    }
}
