//! Where the sentences of a text end, whatever its language.

use std::ops::Range;

/// What a character does to the sentence it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Close {
    /// Nothing.
    No,
    /// It is the last of it.
    After,
    /// It stands after it: a line break.
    Before,
}

/// The sentences of a text, blanks around them left out. `closes` gets the text, the start of the
/// sentence and the place of a character.
pub(super) fn split<'a>(
    chars: &'a [char],
    closes: impl Fn(&[char], usize, usize) -> Close + 'a,
) -> impl Iterator<Item = Range<usize>> + 'a {
    let mut at = 0;
    std::iter::from_fn(move || {
        while chars.get(at).is_some_and(|c| c.is_whitespace()) {
            at += 1;
        }
        if at >= chars.len() {
            return None;
        }
        let start = at;
        let mut end = chars.len();
        while at < chars.len() {
            let close = closes(chars, start, at);
            at += 1;
            if close != Close::No {
                end = if close == Close::Before { at - 1 } else { at };
                break;
            }
        }
        while end > start && chars.get(end - 1).is_some_and(|c| c.is_whitespace()) {
            end -= 1;
        }
        Some(start..end)
    })
}
