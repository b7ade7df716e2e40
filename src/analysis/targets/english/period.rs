//! When, in English: by 2025, in 2022, over the year.

use crate::quantities::dates::{self, Period};

use super::tokens::Sentence;

/// The nearest period before the amount, or the first after it; the document's year otherwise.
pub(super) fn find(sentence: &Sentence, before: usize, year: Option<i16>) -> Option<Period> {
    let named = |at: usize| -> Option<Period> {
        let token = sentence.tokens.get(at)?;
        let value: i16 = token
            .lower
            .parse()
            .ok()
            .filter(|value| (1900..=2100).contains(value) && token.lower.len() == 4)?;
        if super::gate::quoted(sentence, at) {
            return None;
        }
        let end_of = at >= 4 && sentence.follows(at - 4, &["by", "the", "end", "of"]);
        let by = at >= 1 && sentence.word(at - 1) == "by";
        let (from, to) = dates::year(value);
        let (start, from) = if end_of {
            (at - 4, None)
        } else if by {
            (at - 1, None)
        } else if at >= 1 && sentence.word(at - 1) == "in" {
            (at - 1, from)
        } else {
            return None;
        };
        Some(Period {
            text: Some(sentence.words(start..at + 1)),
            from,
            to,
        })
    };
    let found = (0..before)
        .rev()
        .find_map(named)
        .or_else(|| (before..sentence.tokens.len()).find_map(named));
    if found.is_some() {
        return found;
    }
    let whole = (0..sentence.tokens.len()).find(|at| {
        sentence.follows(*at, &["over", "the", "year"])
            || sentence.follows(*at, &["for", "the", "year"])
            || sentence.follows(*at, &["this", "year"])
    });
    let text =
        whole.map(|at| sentence.words(at..at + if sentence.word(at) == "this" { 2 } else { 3 }));
    let (from, to) = year.map_or((None, None), dates::year);
    (text.is_some() || year.is_some()).then_some(Period { text, from, to })
}

/// The last year named in a line.
pub(super) fn year_in(line: &str) -> Option<i16> {
    line.split(|c: char| !c.is_ascii_digit())
        .filter(|word| word.len() == 4)
        .filter_map(|word| word.parse().ok())
        .rfind(|year| (1900..=2100).contains(year))
}
