//! Numbers in digits and in words, with their scale words.

use rust_decimal::Decimal;

use crate::analysis::targets::english::tokens::Sentence;

const WORDS: &[(&str, u64)] = &[
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
    ("thirteen", 13),
    ("fourteen", 14),
    ("fifteen", 15),
    ("sixteen", 16),
    ("seventeen", 17),
    ("eighteen", 18),
    ("nineteen", 19),
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fifty", 50),
    ("sixty", 60),
    ("seventy", 70),
    ("eighty", 80),
    ("ninety", 90),
];

const SCALES: &[(&str, u64)] = &[
    ("dozen", 12),
    ("hundred", 100),
    ("thousand", 1_000),
    ("million", 1_000_000),
    ("billion", 1_000_000_000),
    ("trillion", 1_000_000_000_000),
    ("bn", 1_000_000_000),
    ("mn", 1_000_000),
];

/// Letters that scale a sum of money right after its digits: RMB250m.
const LETTERS: &[(&str, u64)] = &[
    ("k", 1_000),
    ("m", 1_000_000),
    ("b", 1_000_000_000),
    ("tn", 1_000_000_000_000),
];

pub(super) fn lookup(table: &[(&str, u64)], word: &str) -> Option<u64> {
    table
        .iter()
        .find(|(name, _)| *name == word)
        .map(|(_, value)| *value)
}

/// The words of small numbers.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    WORDS.iter().map(|(word, _)| *word)
}

/// The scale word at a token: million.
pub(super) fn scale(word: &str) -> Option<Decimal> {
    lookup(SCALES, word).map(Decimal::from)
}

/// The scale letter right after a number, where a currency stands before it.
pub(super) fn letter(sentence: &Sentence, at: usize) -> Option<Decimal> {
    let tight = sentence.tokens.get(at).is_some_and(|token| token.tight);
    lookup(LETTERS, sentence.word(at))
        .filter(|_| tight)
        .map(Decimal::from)
}

/// The token after a hyphen that joins two words: 300-billion.
pub(super) fn past_hyphen(sentence: &Sentence, at: usize) -> usize {
    let tight = sentence.tokens.get(at).is_some_and(|token| token.tight);
    at + usize::from(tight && sentence.word(at) == "-")
}

/// A number in digits or words with its scale words: value, end, whether it is spelled.
pub(in crate::analysis::targets::english) fn plain(
    sentence: &Sentence,
    at: usize,
) -> Option<(Decimal, usize, bool)> {
    let word = sentence.word(at);
    let digits = word.starts_with(|c: char| c.is_ascii_digit());
    let (mut value, mut end) = if digits {
        if word.len() > 24 {
            return None;
        }
        (word.replace(',', "").parse::<Decimal>().ok()?, at + 1)
    } else {
        spelled(sentence, at)?
    };
    if digits {
        loop {
            let next = past_hyphen(sentence, end);
            let Some(scale) = scale(sentence.word(next)) else {
                break;
            };
            value = value.checked_mul(scale)?;
            end = next + 1;
        }
    }
    Some((value, end, !digits))
}

/// `one hundred and twenty-five thousand`.
fn spelled(sentence: &Sentence, start: usize) -> Option<(Decimal, usize)> {
    let mut total = 0u64;
    let mut part = 0u64;
    let mut at = start;
    let mut any = false;
    if matches!(sentence.word(at), "a" | "an") && lookup(SCALES, sentence.word(at + 1)).is_some() {
        part = 1;
        at += 1;
    }
    loop {
        let word = sentence.word(at);
        if let Some(value) = lookup(WORDS, word) {
            part = part.checked_add(value)?;
            any = true;
        } else if let Some(scale) = lookup(SCALES, word).filter(|_| any || part > 0) {
            if scale >= 1_000 {
                total = total.checked_add(part.max(1).checked_mul(scale)?)?;
                part = 0;
            } else {
                part = part.max(1).checked_mul(scale)?;
            }
            any = true;
        } else {
            let joined = matches!(word, "-" | "and")
                && any
                && lookup(WORDS, sentence.word(at + 1)).is_some();
            let tens = sentence.tokens.get(at).is_some_and(|token| token.tight) && word == "-";
            if joined
                && (tens && (20..100).contains(&(part % 100)) && part.is_multiple_of(10)
                    || word == "and" && part >= 100)
            {
                at += 1;
                continue;
            }
            break;
        }
        at += 1;
    }
    any.then(|| (Decimal::from(total.saturating_add(part)), at))
}
