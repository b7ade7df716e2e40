//! Official text as comparison sees it: one spelling of width and case, no quotation marks, no
//! blanks, and nothing where the source is known to be damaged.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use crate::model::{NoteSubject, Section};

/// Stands where text was left out; no term, phrase or clause runs across it.
const GAP: char = '\u{0}';

/// Kinds of notes that say "these characters are not what the issuer wrote".
const DAMAGE: [&str; 3] = ["lost-characters", "misprint", "lost-formatting"];

/// Folded characters, each with its place in the official text.
#[derive(Debug, Clone, Default)]
pub(crate) struct Folded {
    /// The characters.
    pub(crate) chars: Vec<char>,
    /// Character offset in the official text of each, from 0.
    pub(crate) at: Vec<u32>,
    /// How many of them belong to the heading.
    pub(crate) heading: usize,
}

impl Folded {
    /// Folds a section's official text.
    pub(crate) fn of(section: &Section) -> Self {
        let damaged: Vec<&Range<usize>> = section
            .notes
            .iter()
            .filter(|note| note.subject == NoteSubject::Official)
            .filter(|note| DAMAGE.contains(&note.kind.as_str()))
            .flat_map(|note| &note.places)
            .collect();
        let heading = section.official.heading().end;
        Self::of_text(&section.official.text, heading, |at| {
            damaged.iter().any(|range| range.contains(&at))
        })
    }

    /// Folds a text whose first `heading` characters are its heading, without the characters for
    /// which `left_out` holds.
    pub(crate) fn of_text(text: &str, heading: usize, left_out: impl Fn(usize) -> bool) -> Self {
        let mut folded = Self::default();
        for (at, character) in text.chars().enumerate() {
            if at == heading {
                folded.heading = folded.chars.len();
            }
            if left_out(at) {
                if folded.chars.last() != Some(&GAP) {
                    folded.push(GAP, at);
                }
            } else if is_common_han(character) {
                folded.push(character, at);
            } else if !is_dropped(character) {
                for part in std::iter::once(character).nfkc() {
                    for lower in part.to_lowercase().filter(|part| !is_dropped(*part)) {
                        folded.push(lower, at);
                    }
                }
            }
        }
        if text.chars().count() <= heading {
            folded.heading = folded.chars.len();
        }
        folded
    }

    fn push(&mut self, character: char, at: usize) {
        self.chars.push(character);
        // A section is far shorter than 4 G characters: files are.
        self.at.push(u32::try_from(at).unwrap_or(u32::MAX));
    }

    /// The range in the official text of a range of folded characters.
    pub(crate) fn official(&self, range: Range<usize>) -> Range<usize> {
        let start = self.at.get(range.start).copied().unwrap_or_default() as usize;
        let end = range
            .end
            .checked_sub(1)
            .and_then(|last| self.at.get(last))
            .map_or(start, |last| *last as usize + 1);
        start..end
    }

    /// The folded characters of a range as text.
    pub(crate) fn text(&self, range: Range<usize>) -> String {
        self.chars.get(range).unwrap_or_default().iter().collect()
    }

    /// Ranges between the marks that `ends` names, empty ones left out; a heading's end is a mark.
    pub(crate) fn split(&self, ends: impl Fn(char) -> bool) -> Vec<Range<usize>> {
        let mut parts = Vec::new();
        let mut start = 0;
        for (at, character) in self.chars.iter().enumerate() {
            if at == self.heading && at > start {
                parts.push(start..at);
                start = at;
            }
            if ends(*character) {
                if at > start {
                    parts.push(start..at);
                }
                start = at + 1;
            }
        }
        if self.chars.len() > start {
            parts.push(start..self.chars.len());
        }
        parts
    }
}

/// Folds a term of a vocabulary in the same way.
pub(crate) fn fold(term: &str) -> String {
    Folded::of_text(term, 0, |_| false)
        .chars
        .into_iter()
        .collect()
}

/// Does the folded character end a sentence?
pub(crate) fn ends_sentence(character: char) -> bool {
    matches!(character, '。' | ';' | '!' | '?' | '\n')
}

/// Does the folded character end a clause?
pub(crate) fn ends_clause(character: char) -> bool {
    ends_sentence(character) || matches!(character, ',' | ':')
}

/// Is it a Chinese character?
pub(crate) fn is_han(character: char) -> bool {
    is_common_han(character)
        || matches!(u32::from(character), 0x3400..=0x4DBF | 0x20000..=0x3FFFF)
        || character == '〇'
}

/// Chinese characters that folding cannot change: the quick way for nearly all of a text.
fn is_common_han(character: char) -> bool {
    matches!(u32::from(character), 0x4E00..=0x9FFF)
}

fn is_dropped(character: char) -> bool {
    matches!(
        character,
        '“' | '”'
            | '‘'
            | '’'
            | '"'
            | '\''
            | '「'
            | '」'
            | '『'
            | '』'
            | '《'
            | '》'
            | '〈'
            | '〉'
            | '\t'
            | '\u{FEFF}'
            | '\u{200B}'
    ) || (character.is_whitespace() && character != '\n')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_keeps_places() {
        let folded = Folded::of_text("(一)推动“双招双引”Ｒ＆Ｄ,是。", 5, |_| {
            false
        });
        let text: String = folded.chars.iter().collect();
        assert_eq!(text, "(一)推动双招双引r&d,是。");
        assert_eq!(folded.heading, 5);
        assert_eq!(folded.official(5..9), 6..10);
    }

    #[test]
    fn damaged_characters_leave_a_gap() {
        let folded = Folded::of_text("深化科技_制度", 0, |at| (2..5).contains(&at));
        assert_eq!(folded.chars, ['深', '化', GAP, '制', '度']);
    }
}
