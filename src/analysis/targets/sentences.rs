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

/// From this length on a sentence ends with its next clause: each of its targets repeats it, and
/// what is said of them would grow with the square of its length. No sentence of a real document
/// comes near.
const LONG: usize = 1_000;

/// No sentence is longer.
const LONGEST: usize = 2_000;

fn too_long(chars: &[char], start: usize, at: usize) -> bool {
    let mark = || match chars.get(at) {
        Some('，' | '；' | '、') => true,
        Some(',' | ';') => chars.get(at + 1).is_some_and(|next| next.is_whitespace()),
        _ => false,
    };
    at - start >= LONGEST || (at - start >= LONG && mark())
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
            let mut close = closes(chars, start, at);
            if close == Close::No && too_long(chars, start, at) {
                close = Close::After;
            }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_without_end_is_cut_between_clauses() {
        let text: Vec<char> = "新增企业10家，".repeat(1_000).chars().collect();
        let parts: Vec<_> = split(&text, |_, _, _| Close::No).collect();
        assert!(parts.iter().all(|part| part.len() < LONGEST));
        assert!(parts.iter().all(|part| text[part.end - 1] == '，'));
        let whole: usize = parts.iter().map(ExactSizeIterator::len).sum();
        assert_eq!(whole, text.len());
        let run = vec!['九'; 5_000];
        assert_eq!(split(&run, |_, _, _| Close::No).count(), 3);
    }
}
