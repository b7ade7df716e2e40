//! Phrases that two texts share, as people say them.
//!
//! A shared phrase is a string of Chinese characters that stands in both texts and cannot be made
//! longer in either (高新技术企业, never 术企), trimmed of the verbs and particles of official prose
//! at its ends. It must be a term of the glossary or the vocabulary, or at least five characters long and
//! telling: strings of four are mostly slogans (建强用好) or halves of something. Half a word of the
//! vocabulary is none, nor is a word with one character too many (高新技术企业总).

mod prose_words;

use std::ops::Range;

use super::frequencies::{self, UNIT};
use crate::analysis::topics::folded::{Folded, is_han};
use prose_words::{closing, ends_enumeration, is_slogan, kind, measure, opening};

/// Characters from which a known term counts …
const SHORTEST: usize = 4;

/// The same, as places in [`Grams`] are counted.
const LENGTH: u32 = 4;

/// … and a phrase that nobody has entered anywhere.
const SHORTEST_UNKNOWN: usize = 5;

/// What the pairs of a phrase must weigh together, and on average, in 1/1024.
const TELLING: u32 = 9 * UNIT;
const TELLING_ON_AVERAGE: u32 = 5 * UNIT / 2;

/// A string that stands this often in one text is looked at no further: it is a refrain.
const REFRAIN: usize = 40;

/// A text with the places (characters of the official text) of the vocabulary's words in it.
pub(super) struct Text<'a> {
    pub(super) folded: &'a Folded,
    pub(super) grams: &'a Grams,
    pub(super) words: &'a [Range<usize>],
}

/// A phrase in both texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Phrase {
    /// The phrase.
    pub(super) text: String,
    /// Characters of the official text of the one section.
    pub(super) a: Range<usize>,
    /// Characters of the official text of the other.
    pub(super) b: Range<usize>,
    /// How telling, in 1/1024.
    weight: u32,
}

/// The strings of [`SHORTEST`] Chinese characters of a text, by their characters: two texts' lists
/// are gone through side by side.
#[derive(Debug, Default)]
pub(super) struct Grams(Vec<Gram>);

/// The characters as one number, and the place of the first.
type Gram = (u64, u32);

impl Grams {
    pub(super) fn of(folded: &Folded) -> Self {
        let mut grams = Vec::with_capacity(folded.chars.len());
        let (mut key, mut run) = (0, 0);
        for (end, character) in (1..).zip(&folded.chars) {
            // Sixteen bits of a character tell nearly all of them apart; equality is seen to later.
            key = key << 16 | u64::from(u32::from(*character) & 0xFFFF);
            run = if is_han(*character) { run + 1 } else { 0 };
            if run >= SHORTEST {
                grams.push((key, end - LENGTH));
            }
        }
        grams.sort_unstable();
        Self(grams)
    }

    /// Places where the same characters may stand in both: lists of places, in this text and that.
    fn common<'g>(&'g self, other: &'g Self) -> impl Iterator<Item = (&'g [Gram], &'g [Gram])> {
        let same = |a: &Gram, b: &Gram| a.0 == b.0;
        let mut there = other.0.chunk_by(same).peekable();
        self.0.chunk_by(same).filter_map(move |here| {
            let key = here.first()?.0;
            let is_less = |list: &&[Gram]| list.first().is_some_and(|(other, _)| *other < key);
            while there.next_if(is_less).is_some() {}
            let is_same = |list: &&[Gram]| list.first().is_some_and(|(other, _)| *other == key);
            there.next_if(is_same).map(|there| (here, there))
        })
    }
}

/// The phrases that two texts share, the most telling first; `is_term` says what the glossary holds.
pub(super) fn shared(a: &Text<'_>, b: &Text<'_>, is_term: impl Fn(&str) -> bool) -> Vec<Phrase> {
    let mut found: Vec<Phrase> = Vec::new();
    for (in_a, in_b) in a.grams.common(b.grams) {
        let places =
            |list: &[Gram]| -> Vec<usize> { list.iter().map(|(_, at)| *at as usize).collect() };
        let is_run = |at: &usize| (1..SHORTEST).all(|step| goes_on(a.folded, at + step));
        let in_a: Vec<usize> = places(in_a).into_iter().filter(is_run).collect();
        if in_a.len() <= REFRAIN {
            for at_b in places(in_b) {
                for at_a in in_a.iter().copied() {
                    found.extend(phrase_at((a, at_a), (b, at_b), &is_term));
                }
            }
        }
    }
    select(found)
}

/// The phrase that begins at two places, where one does.
fn phrase_at(
    (a, at_a): (&Text<'_>, usize),
    (b, at_b): (&Text<'_>, usize),
    is_term: &impl Fn(&str) -> bool,
) -> Option<Phrase> {
    let (chars_a, chars_b) = (&a.folded.chars, &b.folded.chars);
    let is_same = chars_a.get(at_a..at_a + SHORTEST) == chars_b.get(at_b..at_b + SHORTEST);
    let began_earlier = goes_on(a.folded, at_a)
        && goes_on(b.folded, at_b)
        && chars_a.get(at_a - 1) == chars_b.get(at_b - 1);
    if !is_same || began_earlier {
        return None;
    }
    let length = run(a.folded, at_a, b.folded, at_b);
    trimmed((a, at_a), (b, at_b), length, is_term)
}

/// Is the character one of a run that began before it? Quotation marks end a run.
fn goes_on(folded: &Folded, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else {
        return false;
    };
    let han = |at| folded.chars.get(at).copied().is_some_and(is_han) && !is_and_so_on(folded, at);
    let place = |at| folded.at.get(at).copied().unwrap_or_default();
    han(at) && han(before) && place(at) == place(before) + 1
}

/// 等 after an enumeration ends a phrase: 生物医药等产业.
fn is_and_so_on(folded: &Folded, at: usize) -> bool {
    let char_at = |at: usize| folded.chars.get(at).copied();
    char_at(at) == Some('等')
        && ends_enumeration(at.checked_sub(1).and_then(char_at), char_at(at + 1))
}

fn run(a: &Folded, at_a: usize, b: &Folded, at_b: usize) -> usize {
    let mut length = 1;
    while goes_on(a, at_a + length)
        && goes_on(b, at_b + length)
        && a.chars.get(at_a + length) == b.chars.get(at_b + length)
    {
        length += 1;
    }
    length
}

/// Trims a shared string to a phrase, where one is left.
fn trimmed(
    (a, at_a): (&Text<'_>, usize),
    (b, at_b): (&Text<'_>, usize),
    length: usize,
    is_term: &impl Fn(&str) -> bool,
) -> Option<Phrase> {
    // Where an edge cuts a word, what is left is hardly one.
    for (text, at) in [(a, at_a), (b, at_b)] {
        let chars = &text.folded.chars;
        if cut_before(chars, at) || cut_after(chars, at + length) {
            return None;
        }
    }
    let mut range = 0..length;
    for (text, at) in [(a, at_a), (b, at_b)] {
        keep_words_whole(text, at, &mut range);
    }
    let weight = loop {
        if range.end < range.start + SHORTEST {
            return None;
        }
        let chars = a.folded.chars.get(at_a + range.start..at_a + range.end)?;
        let text: String = chars.iter().collect();
        if is_slogan(&text) {
            return None;
        }
        if is_term(&text) || is_word(a, at_a, &range) {
            break telling(chars);
        }
        let is_counted = range.start == 0 && (follows_digit(a, at_a) || follows_digit(b, at_b));
        let measure = if is_counted { measure(&text) } else { 0 };
        let (opening, closing) = match (opening(&text).max(measure), closing(&text)) {
            (0, closing) => (0, closing),
            (opening, _) => (opening, 0),
        };
        let (opening, closing) = match (opening, closing) {
            (0, 0) => one_too_many((a, at_a), (b, at_b), &range),
            trimmed => trimmed,
        };
        if opening + closing == 0 {
            let is_known = |shorter: &str, length| {
                is_term(shorter) || is_word(a, at_a, &(range.start..range.start + length))
            };
            if let Some(shorter) = without_kind(&text, is_known) {
                range.end = range.start + shorter;
                continue;
            }
            let weight = telling(chars);
            let pairs = u32::try_from(chars.len() - 1).unwrap_or(u32::MAX);
            if chars.len() < SHORTEST_UNKNOWN
                || is_verb_cut_short(&text)
                || weight < TELLING
                || weight / pairs < TELLING_ON_AVERAGE
            {
                return None;
            }
            break weight;
        }
        range = range.start + opening..range.end.saturating_sub(closing);
    };
    Some(Phrase {
        text: a.folded.text(at_a + range.start..at_a + range.end),
        a: a.folded.official(at_a + range.start..at_a + range.end),
        b: b.folded.official(at_b + range.start..at_b + range.end),
        weight,
    })
}

fn follows_digit(text: &Text<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|at| text.folded.chars.get(at));
    before.is_some_and(|before| before.is_ascii_digit() || *before == '%')
}

/// Is the first character left over from a word before a verb (才支持计划)?
fn is_verb_cut_short(text: &str) -> bool {
    let rest: String = text.chars().skip(1).collect();
    opening(&rest) > 1
}

/// Is the range one word of the vocabulary?
fn is_word(text: &Text<'_>, at: usize, range: &Range<usize>) -> bool {
    let official = text.folded.official(at + range.start..at + range.end);
    text.words.contains(&official)
}

/// The length of the known term that is left when the kind of thing is not said (高新技术企业培育计划).
fn without_kind(text: &str, is_known: impl Fn(&str, usize) -> bool) -> Option<usize> {
    let mut shorter = text.to_owned();
    loop {
        let length = shorter.chars().count();
        let kept = length.checked_sub(kind(&shorter).max(closing(&shorter)))?;
        if kept == length {
            return None;
        }
        shorter = shorter.chars().take(kept).collect();
        if is_known(&shorter, kept) {
            return Some(kept);
        }
    }
}

/// A single character that stands over at either end, before or after a word of the vocabulary,
/// where both texts go on with something else: 高新技术企业总数、高新技术企业总量.
fn one_too_many(
    (a, at_a): (&Text<'_>, usize),
    (b, at_b): (&Text<'_>, usize),
    range: &Range<usize>,
) -> (usize, usize) {
    let both = [(a, at_a), (b, at_b)];
    let stands_over = |is_edge: fn(&Range<usize>, &Range<usize>) -> bool| {
        both.iter().any(|(text, at)| {
            let official = text.folded.official(at + range.start..at + range.end);
            text.words.iter().any(|word| is_edge(word, &official))
        })
    };
    let goes_on = |edge: usize| {
        both.iter()
            .all(|(text, at)| goes_on(text.folded, at + edge))
    };
    let at_start = |word: &Range<usize>, all: &Range<usize>| {
        word.start == all.start + 1 && word.end <= all.end
    };
    let at_end = |word: &Range<usize>, all: &Range<usize>| {
        word.end + 1 == all.end && all.start <= word.start
    };
    if goes_on(range.start) && stands_over(at_start) {
        (1, 0)
    } else if goes_on(range.end) && stands_over(at_end) {
        (0, 1)
    } else {
        (0, 0)
    }
}

/// Leaves out a word of the vocabulary that an edge of the range cuts through.
fn keep_words_whole(text: &Text<'_>, at: usize, range: &mut Range<usize>) {
    let official = text.folded.official(at + range.start..at + range.end);
    for word in text.words {
        if word.start < official.start && official.start < word.end {
            range.start += word.end - official.start;
        }
        if word.start < official.end && official.end < word.end {
            range.end = range.end.saturating_sub(official.end - word.start);
        }
    }
}

/// Does the character before `at` belong to the one at it?
fn cut_before(chars: &[char], at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else {
        return false;
    };
    match chars.get(before..=at + 1) {
        Some([before, first, second]) => is_bound((*before, *first), (*first, *second)),
        _ => false,
    }
}

/// Does the character at `end` belong to the one before it?
fn cut_after(chars: &[char], end: usize) -> bool {
    let Some(start) = end.checked_sub(2) else {
        return false;
    };
    match chars.get(start..=end) {
        Some([first, last, after]) => is_bound((*last, *after), (*first, *last)),
        _ => false,
    }
}

/// Is the pair across an edge far commoner than the pair inside it? Then the edge cuts a word.
fn is_bound(across: (char, char), inside: (char, char)) -> bool {
    frequencies::count(across.0, across.1) > 3 * frequencies::count(inside.0, inside.1).max(3)
}

/// How telling a phrase is: the sum over its pairs, in 1/1024.
fn telling(chars: &[char]) -> u32 {
    chars
        .windows(2)
        .filter_map(|pair| match pair {
            [first, second] => Some(frequencies::idf(*first, *second)),
            _ => None,
        })
        .sum()
}

/// Each phrase once, those inside a longer one left out, the most telling first.
fn select(mut found: Vec<Phrase>) -> Vec<Phrase> {
    found.sort_by(|a, b| {
        (b.weight, a.a.start, a.b.start, &a.text).cmp(&(a.weight, b.a.start, b.b.start, &b.text))
    });
    let mut kept: Vec<Phrase> = Vec::new();
    for phrase in found {
        if !kept.iter().any(|other| other.text.contains(&phrase.text)) {
            kept.retain(|other| !phrase.text.contains(&other.text));
            kept.push(phrase);
        }
    }
    kept
}

#[cfg(test)]
mod tests;
