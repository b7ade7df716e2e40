//! All numbers of a text, whatever they count.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::quantities::numerals::{self, Form};

/// A number and its place, in characters.
pub(super) struct Written {
    pub(super) value: Decimal,
    pub(super) span: Range<usize>,
    /// Written in digits, or after 第: the translation must hold it.
    pub(super) named: bool,
}

/// The numbers of a Chinese text.
pub(super) fn chinese(text: &str) -> Vec<Written> {
    let chars: Vec<char> = text.chars().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let rest = chars.get(at..).unwrap_or_default();
        let Some(number) = numerals::read(rest) else {
            at += 1;
            continue;
        };
        let ordinal = at > 0 && chars.get(at - 1) == Some(&'第');
        // 第一 is said in many ways: first, primary, leading.
        let named = number.form == Form::Arabic || (ordinal && number.value > Decimal::ONE);
        found.push(Written {
            value: number.value.normalize(),
            span: at..at + number.len,
            named,
        });
        if let Some(max) = number.max {
            found.push(Written {
                value: max.normalize(),
                span: at..at + number.len,
                named,
            });
        }
        at += number.len.max(1);
    }
    found
}

/// The numbers of an English text: digits, words, ordinals in either writing.
pub(super) fn english(text: &str) -> Vec<Written> {
    let chars: Vec<char> = text.chars().collect();
    let mut found = Vec::new();
    let mut word_start: Option<usize> = None;
    for at in 0..=chars.len() {
        let c = chars.get(at).copied().unwrap_or(' ');
        let digit_mark =
            matches!(c, ',' | '.') && chars.get(at + 1).is_some_and(char::is_ascii_digit);
        let after_digit = at
            .checked_sub(1)
            .and_then(|at| chars.get(at))
            .is_some_and(char::is_ascii_digit);
        let in_word = c.is_alphanumeric() || (digit_mark && after_digit && word_start.is_some());
        match (in_word, word_start) {
            (true, None) => word_start = Some(at),
            (false, Some(start)) => {
                let word: String = chars.get(start..at).unwrap_or_default().iter().collect();
                found.extend(value(&word).map(|value| Written {
                    value: value.normalize(),
                    span: start..at,
                    named: true,
                }));
                word_start = None;
            }
            _ => {}
        }
    }
    scaled(&chars, &mut found);
    found
}

const WORDS: &[(&str, u32)] = &[
    ("one", 1),
    ("first", 1),
    ("two", 2),
    ("second", 2),
    ("three", 3),
    ("third", 3),
    ("four", 4),
    ("fourth", 4),
    ("five", 5),
    ("fifth", 5),
    ("six", 6),
    ("sixth", 6),
    ("seven", 7),
    ("seventh", 7),
    ("eight", 8),
    ("eighth", 8),
    ("nine", 9),
    ("ninth", 9),
    ("ten", 10),
    ("tenth", 10),
    ("eleven", 11),
    ("eleventh", 11),
    ("twelve", 12),
    ("twelfth", 12),
    ("thirteen", 13),
    ("thirteenth", 13),
    ("fourteen", 14),
    ("fourteenth", 14),
    ("fifteen", 15),
    ("fifteenth", 15),
    ("sixteen", 16),
    ("sixteenth", 16),
    ("seventeen", 17),
    ("seventeenth", 17),
    ("eighteen", 18),
    ("eighteenth", 18),
    ("nineteen", 19),
    ("nineteenth", 19),
    ("twenty", 20),
    ("twentieth", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fifty", 50),
    ("sixty", 60),
    ("seventy", 70),
    ("eighty", 80),
    ("ninety", 90),
    ("hundred", 100),
    ("thousand", 1000),
];

fn value(word: &str) -> Option<Decimal> {
    let digits: String = word
        .chars()
        .take_while(|c| c.is_ascii_digit() || matches!(c, ',' | '.'))
        .filter(|c| *c != ',')
        .collect();
    if !digits.is_empty() {
        return digits.trim_end_matches('.').parse().ok();
    }
    // PM2.5, G60: the number of a name.
    let tail = word.trim_start_matches(|c: char| c.is_alphabetic());
    if tail.starts_with(|c: char| c.is_ascii_digit()) {
        return tail.replace(',', "").parse().ok();
    }
    if let Some(superscript) = word.strip_suffix('²') {
        return superscript.parse().ok();
    }
    let lower = word.to_lowercase();
    WORDS
        .iter()
        .find(|(name, _)| *name == lower)
        .map(|(_, value)| Decimal::from(*value))
}

/// `10 billion` holds 10 000 000 000 too.
fn scaled(chars: &[char], found: &mut Vec<Written>) {
    let mut more = Vec::new();
    for number in found.iter() {
        let rest: String = chars
            .get(number.span.end..)
            .unwrap_or_default()
            .iter()
            .take(10)
            .collect();
        let scale = [
            (" thousand", 1_000u64),
            (" million", 1_000_000),
            (" billion", 1_000_000_000),
            (" trillion", 1_000_000_000_000),
        ]
        .into_iter()
        .find(|(word, _)| rest.starts_with(word));
        if let Some((_, scale)) = scale
            && let Some(value) = number.value.checked_mul(Decimal::from(scale))
        {
            more.push(Written {
                value: value.normalize(),
                span: number.span.clone(),
                named: true,
            });
        }
    }
    found.extend(more);
}
