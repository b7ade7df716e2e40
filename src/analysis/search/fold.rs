//! Folding: what text is reduced to before it is indexed or searched, so that people find it as
//! they type it.
//!
//! Letters in lower case without their accents, full width as half width, traditional characters as
//! simplified ones; punctuation and spaces dropped. `%` and `+` stay, and `.` `-` `~` `/` between
//! digits, so that 12家 is not found in 1-2家, nor 32% in 3.2%. The script of the search page folds
//! queries by the same rules; `tests/search/` holds the two together.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::traditional;

/// What one character folds to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Folded {
    /// Nothing: it is dropped.
    Dropped,
    /// One character that stays.
    Kept(char),
    /// A sign that stays between two digits only.
    Joint(char),
    /// Several characters that stay: ㎡ is m2.
    Several(String),
}

/// Folds one character.
pub fn fold_char(c: char) -> Folded {
    match c {
        // Syllables of Hangul would fall apart into letters of which some are marks.
        '0'..='9' | 'a'..='z' | '%' | '+' | '\u{ac00}'..='\u{d7a3}' => return Folded::Kept(c),
        'A'..='Z' => return Folded::Kept(c.to_ascii_lowercase()),
        // Dashes and hyphens of any length; a range may be written with each of them.
        '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' => {
            return Folded::Joint('-');
        }
        '~' | '\u{223c}' | '\u{301c}' | '\u{ff5e}' => return Folded::Joint('~'),
        '.' | '\u{ff0e}' => return Folded::Joint('.'),
        '/' | '\u{2044}' | '\u{ff0f}' => return Folded::Joint('/'),
        // Nearly all of a Chinese text: nothing to take apart.
        '\u{4e00}'..='\u{9fff}' => return Folded::Kept(traditional::simplify(c)),
        // The other signs of ASCII, and characters of Unicode 18, which browsers do not know yet.
        '\0'..='\x7f'
        | '\u{558}'
        | '\u{58b}'
        | '\u{58c}'
        | '\u{209d}'..='\u{209f}'
        | '\u{107bb}'..='\u{107bf}'
        | '\u{1b123}'..='\u{1b126}'
        | '\u{1d6a6}'
        | '\u{1df95}'
        | '\u{1dfd0}'..='\u{1dfff}' => return Folded::Dropped,
        _ => {}
    }
    let kept: String = std::iter::once(c)
        .nfkd()
        .flat_map(char::to_lowercase)
        .nfkd()
        .filter_map(stays)
        .map(traditional::simplify)
        .collect();
    // ⅟ awaits the digits under it.
    let kept = kept.trim_end_matches('/').to_owned();
    let mut chars = kept.chars();
    match (chars.next(), chars.next()) {
        (None, _) => Folded::Dropped,
        (Some(one), None) => Folded::Kept(one),
        _ => Folded::Several(kept),
    }
}

/// A character of a decomposed one, if it stays. The slash of ½ stands between its digits.
fn stays(c: char) -> Option<char> {
    match c {
        '%' | '+' => Some(c),
        '\u{2044}' => Some('/'),
        // Apostrophes that count as letters: Lùʼān.
        '\u{2b9}' | '\u{2bb}'..='\u{2bd}' | '\u{2c8}' => None,
        _ if is_combining_mark(c) => None,
        _ => c.is_alphanumeric().then_some(c),
    }
}

/// Folded text with the way back to its source.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stream {
    /// The characters that stay; [`BORDER`] between paragraphs.
    pub chars: Vec<char>,
    /// For each of them the character of the source it comes from, counted from 0.
    pub source: Vec<usize>,
    /// For each of them: was something dropped between it and the one before it?
    pub broken: Vec<bool>,
}

/// Stands in a [`Stream`] between two paragraphs, so that no phrase reaches across.
pub const BORDER: char = '\n';

impl Stream {
    /// Folds `text` and adds it, after a border if something is there already. Line feeds and tabs
    /// (between paragraphs, between cells) are borders too.
    pub fn push(&mut self, text: &str) {
        self.border(0);
        let mut before = None;
        let mut dropped = false;
        let mut chars = text.chars().enumerate().peekable();
        while let Some((at, c)) = chars.next() {
            if c == '\n' || c == '\t' {
                self.border(at);
                before = None;
                continue;
            }
            let folded = fold_char(c);
            match &folded {
                Folded::Kept(kept) => self.keep(*kept, at, dropped),
                Folded::Several(several) => {
                    for (nth, kept) in several.chars().enumerate() {
                        self.keep(kept, at, dropped && nth == 0);
                    }
                }
                Folded::Joint(sign) => {
                    let after = chars.peek().map(|(_, next)| fold_char(*next));
                    if is_digit(before.as_ref()) && is_digit(after.as_ref()) {
                        self.keep(*sign, at, dropped);
                    } else {
                        dropped = true;
                        before = Some(folded);
                        continue;
                    }
                }
                Folded::Dropped => {
                    dropped = true;
                    before = Some(folded);
                    continue;
                }
            }
            dropped = false;
            before = Some(folded);
        }
        while self.chars.last() == Some(&BORDER) {
            self.chars.pop();
            self.source.pop();
            self.broken.pop();
        }
    }

    fn border(&mut self, at: usize) {
        if self.chars.last().is_some_and(|last| *last != BORDER) {
            self.keep(BORDER, at, true);
        }
    }

    fn keep(&mut self, c: char, at: usize, broken: bool) {
        self.chars.push(c);
        self.source.push(at);
        self.broken.push(broken);
    }
}

fn is_digit(folded: Option<&Folded>) -> bool {
    matches!(folded, Some(Folded::Kept('0'..='9')))
}

/// The folded characters of `text`, paragraphs apart by [`BORDER`].
pub fn fold(text: &str) -> String {
    let mut stream = Stream::default();
    stream.push(text);
    stream.chars.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::{Folded, Stream, fold, fold_char};

    #[test]
    fn what_people_type_folds_to_what_stands_there() {
        let cases = [
            ("“双招双引”", "双招双引"),
            ("５＋１", "5+1"),
            ("高效、诚信", "高效诚信"),
            ("研發投入", "研发投入"),
            ("12家", "12家"),
            ("1-2家", "1-2家"),
            ("3.2%", "3.2%"),
            ("2022—2030年", "2022-2030年"),
            ("R&D", "rd"),
            ("Lù'ān", "luan"),
            ("Lùʼān", "luan"),
            ("1,400名。", "1400名"),
            ("50²", "502"),
            ("甲。\n\n乙", "甲\n乙"),
            ("第5.条", "第5条"),
            ("５．５％", "5.5%"),
            ("½", "1/2"),
        ];
        for (text, folded) in cases {
            assert_eq!(fold(text), folded, "{text}");
        }
    }

    #[test]
    fn the_way_back_is_kept() {
        let mut stream = Stream::default();
        stream.push("高效、㎡");
        assert_eq!(stream.source, [0, 1, 3, 3]);
        assert_eq!(stream.broken, [false, false, true, false]);
    }

    #[test]
    fn folding_twice_changes_nothing() {
        for c in '\0'..=char::MAX {
            let once = match fold_char(c) {
                Folded::Dropped | Folded::Joint(_) => continue,
                Folded::Kept(kept) => kept.to_string(),
                Folded::Several(several) => several,
            };
            assert_eq!(fold(&once), once, "U+{:04X}", u32::from(c));
        }
    }
}
