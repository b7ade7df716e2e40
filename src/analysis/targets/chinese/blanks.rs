//! Blanks inside Chinese text: `增长 5 %`, `一 百 五 十 个`.

use std::ops::Range;

use crate::analysis::targets::record::Extraction;

/// A text without the blanks that separate no words, and where its characters stood.
pub(super) struct Closed {
    pub(super) chars: Vec<char>,
    places: Vec<usize>,
}

/// The text without such blanks; `None` where it has none. A blank between two ASCII characters
/// separates words or numbers and stays.
pub(super) fn closed_up(chars: &[char]) -> Option<Closed> {
    let blank = |c: char| matches!(c, ' ' | '\u{3000}' | '\u{a0}');
    if !chars.iter().copied().any(blank) {
        return None;
    }
    let mut closed = Closed {
        chars: Vec::with_capacity(chars.len()),
        places: Vec::with_capacity(chars.len()),
    };
    for (at, &c) in chars.iter().enumerate() {
        if blank(c) {
            let before = closed.chars.last();
            let after = chars
                .get(at..)
                .unwrap_or_default()
                .iter()
                .find(|c| !blank(**c));
            let words = before.is_some_and(char::is_ascii) && after.is_some_and(char::is_ascii);
            let again = before == Some(&' ');
            if !words || again || spelled_out(chars, at) {
                continue;
            }
            closed.chars.push(' ');
        } else {
            closed.chars.push(c);
        }
        closed.places.push(at);
    }
    Some(closed)
}

/// Whether the blank at `at` stands in a number spelled out digit by digit: `1 2 0家`, `1 2 . 5 %`.
fn spelled_out(chars: &[char], at: usize) -> bool {
    let near = |place: Option<usize>| place.and_then(|place| chars.get(place)).copied();
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit() || c == '.');
    let apart = |c: Option<char>| c.is_none_or(|c| c == ' ' || !c.is_ascii());
    let next = near(Some(at + 1));
    digit(near(at.checked_sub(1)))
        && apart(near(at.checked_sub(2)))
        && (digit(next) || next == Some('%'))
        && apart(near(Some(at + 2)))
}

impl Closed {
    /// Gives the findings the places and the words of the text as it stands.
    pub(super) fn put_back(&self, mut found: Extraction, chars: &[char]) -> Extraction {
        let words = |range: &Range<usize>| {
            chars
                .get(range.clone())
                .unwrap_or_default()
                .iter()
                .collect()
        };
        for target in &mut found.targets {
            target.span = self.range(&target.span);
            target.text = words(&target.span);
            target.sentence_span = self.range(&target.sentence_span);
            target.sentence = words(&target.sentence_span);
        }
        for missing in &mut found.missing {
            missing.span = self.range(&missing.span);
            missing.text = words(&missing.span);
        }
        found
    }

    fn range(&self, range: &Range<usize>) -> Range<usize> {
        let place = |at: usize| self.places.get(at).copied();
        let start = place(range.start).unwrap_or_default();
        let end = range
            .end
            .checked_sub(1)
            .and_then(place)
            .map_or(start, |last| last + 1);
        start..end.max(start)
    }
}
