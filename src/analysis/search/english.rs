//! Words of translations, and of Latin script in general.

use std::collections::BTreeSet;

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
    raw_words(text).iter().map(|word| stem(word)).collect()
}

fn raw_words(text: &str) -> Vec<String> {
    let chars: Vec<char> = text
        .nfkd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .collect();
    let mut words = Vec::new();
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
                    words.push(std::mem::take(&mut word));
                }
            }
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
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

/// The lists of all words of all translations.
pub(super) fn index(order: &Order) -> Lists {
    let texts: Vec<Vec<String>> = order.pages().par_iter().map(page_words).collect();
    let vocabulary: BTreeSet<&str> = texts.iter().flatten().map(String::as_str).collect();
    let vocabulary: Vec<&str> = vocabulary.into_iter().collect();
    let number = |word: &str| vocabulary.binary_search(&word).unwrap_or_default() as u64;
    let mut postings: Vec<Posting> = order
        .pages()
        .par_iter()
        .zip(&texts)
        .flat_map_iter(|(page, words)| {
            let title = words_of_title(page);
            words
                .iter()
                .enumerate()
                .filter(|(_, word)| !word.is_empty())
                .map(move |(at, word)| {
                    Posting::new(number(word), page.number, at, flags(at, &title))
                })
        })
        .collect();
    postings.par_sort_unstable();
    let bits = shard_bits(postings.len());
    write(&postings, 0..1 << bits, ["w", "x"], |word| {
        let text = usize::try_from(word)
            .ok()
            .and_then(|word| vocabulary.get(word))
            .copied()
            .unwrap_or_default();
        Key {
            text: text.to_owned(),
            shard: hash(text.chars().take(SHARD_LETTERS)) as usize & ((1 << bits) - 1),
            positions: true,
        }
    })
}

/// The words of a page's English, an empty one between paragraphs; the official text's Latin words
/// are found by their letters.
fn page_words(page: &Place) -> Vec<String> {
    let mut all = Vec::new();
    for paragraph in page.section.english.unwrap_or_default().split('\n') {
        all.extend(words(paragraph));
        all.push(String::new());
    }
    all
}

/// Where the title's words stand among the page's.
fn words_of_title(page: &Place) -> std::ops::Range<usize> {
    let title = words(page.section.title_en.unwrap_or_default());
    let all = words(page.section.english.unwrap_or_default());
    let start = all
        .windows(title.len().max(1))
        .take(4)
        .position(|window| window == title.as_slice());
    start.map_or(0..0, |start| start..start + title.len())
}

fn flags(at: usize, title: &std::ops::Range<usize>) -> u32 {
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
