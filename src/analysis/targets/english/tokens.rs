//! English sentences as tokens: words, digits, single marks.

use std::ops::Range;

use crate::analysis::targets::sentences::{self, Close};

/// A word, a number in digits, or a mark.
#[derive(Debug)]
pub(super) struct Token {
    /// Lower case.
    pub(super) lower: String,
    /// Characters of the sentence.
    pub(super) range: Range<usize>,
    /// Begins with a capital letter.
    pub(super) capital: bool,
    /// No blank stands before it.
    pub(super) tight: bool,
}

/// A sentence with its tokens.
pub(super) struct Sentence<'a> {
    pub(super) chars: &'a [char],
    start: usize,
    pub(super) tokens: Vec<Token>,
}

impl Sentence<'_> {
    /// The token's word in lower case; empty where there is none.
    pub(super) fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.lower.as_str())
    }

    pub(super) fn start_of(&self, at: usize) -> usize {
        self.tokens.get(at).map_or(0, |token| token.range.start)
    }

    pub(super) fn end_of(&self, at: usize) -> usize {
        self.tokens
            .get(at)
            .map_or(self.chars.len(), |token| token.range.end)
    }

    pub(super) fn text(&self, range: Range<usize>) -> String {
        self.chars.get(range).unwrap_or_default().iter().collect()
    }

    /// The words of tokens as they stand.
    pub(super) fn words(&self, tokens: Range<usize>) -> String {
        if tokens.is_empty() {
            return String::new();
        }
        self.text(self.start_of(tokens.start)..self.end_of(tokens.end - 1))
    }

    pub(super) fn place(&self, range: Range<usize>) -> Range<usize> {
        self.start + range.start..self.start + range.end
    }

    /// Whether the tokens from `at` on are these words.
    pub(super) fn follows(&self, at: usize, words: &[&str]) -> bool {
        words
            .iter()
            .enumerate()
            .all(|(offset, word)| self.word(at + offset) == *word)
    }
}

/// The sentences of a text.
pub(super) fn sentences(chars: &[char]) -> impl Iterator<Item = Sentence<'_>> {
    sentences::split(chars, closes).filter_map(|range| {
        let words = chars.get(range.clone())?;
        Some(Sentence {
            chars: words,
            start: range.start,
            tokens: tokens(words),
        })
    })
}

fn closes(chars: &[char], start: usize, at: usize) -> Close {
    match chars.get(at) {
        Some('\n') => Close::Before,
        Some('!' | '?') => Close::After,
        Some('.') => {
            let last = chars
                .get(at + 1)
                .is_none_or(|next| next.is_whitespace() || matches!(next, '"' | '”'));
            if last && !abbreviated(chars, start, at) {
                Close::After
            } else {
                Close::No
            }
        }
        _ => Close::No,
    }
}

/// No. 5, e.g., 5. at the beginning: the dot ends no sentence.
fn abbreviated(chars: &[char], start: usize, dot: usize) -> bool {
    let from = chars
        .get(start..dot)
        .and_then(|words| words.iter().rposition(|c| c.is_whitespace()))
        .map_or(start, |at| start + at + 1);
    let word: String = chars.get(from..dot).unwrap_or_default().iter().collect();
    let numbering = from == start && word.chars().all(|c| c.is_ascii_digit());
    numbering
        || matches!(
            word.as_str(),
            "No" | "no" | "Nos" | "e.g" | "i.e" | "vs" | "approx" | "St" | "Dr" | "Mr" | "U.S"
        )
}

fn tokens(chars: &[char]) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = 0;
    let mut blank = true;
    while let Some(&c) = chars.get(at) {
        if c.is_whitespace() {
            at += 1;
            blank = true;
            continue;
        }
        let end = token_end(chars, at);
        let words = chars.get(at..end).unwrap_or_default();
        tokens.push(Token {
            lower: words.iter().flat_map(|c| c.to_lowercase()).collect(),
            range: at..end,
            capital: c.is_uppercase(),
            tight: !blank,
        });
        at = end;
        blank = false;
    }
    tokens
}

/// Length of the letters of a currency right before its digits.
fn currency(chars: &[char], at: usize) -> Option<usize> {
    ["RMB", "CNY", "USD", "EUR"]
        .into_iter()
        .find(|code| {
            let letters = chars.get(at..at + code.len()).unwrap_or_default();
            letters.iter().copied().eq(code.chars())
                && chars.get(at + code.len()).is_some_and(char::is_ascii_digit)
        })
        .map(str::len)
}

fn token_end(chars: &[char], at: usize) -> usize {
    let first = chars.get(at).copied().unwrap_or(' ');
    let get = |at: usize| chars.get(at).copied().unwrap_or(' ');
    let mut end = at + 1;
    if first.is_ascii_digit() {
        while get(end).is_ascii_digit()
            || (matches!(get(end), ',' | '.')
                && get(end + 1).is_ascii_digit()
                && get(end - 1).is_ascii_digit())
        {
            end += 1;
        }
    } else if let Some(len) = currency(chars, at) {
        // RMB250m: the sum is a number of its own.
        end = at + len;
    } else if first.is_alphabetic() {
        while get(end).is_alphanumeric()
            || (matches!(get(end), '\'' | '’') && get(end + 1).is_alphabetic())
        {
            end += 1;
        }
    }
    end
}
