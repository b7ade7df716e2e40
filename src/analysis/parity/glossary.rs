//! Terms of the glossary whose approved rendering is missing in the translation.

use std::collections::BTreeMap;
use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};

use super::declared;
use crate::diagnostics::Diagnostics;
use crate::diagnostics::codes::analysis::TERM_UNTRANSLATED;
use crate::model::{Glossary, NoteSubject, Prose, Section, Term};

/// The terms, ready to be looked for.
pub(super) struct Terms<'a> {
    /// `None` where there is none.
    finder: Option<AhoCorasick>,
    /// The term of each pattern of the finder.
    patterns: Vec<usize>,
    list: &'a [Term],
    /// The renderings of each term, folded.
    renderings: Vec<Vec<String>>,
}

impl<'a> Terms<'a> {
    pub(super) fn of(glossary: &'a Glossary) -> Self {
        let mut patterns = Vec::new();
        let mut spellings: Vec<&str> = Vec::new();
        for (index, term) in glossary.terms.iter().enumerate() {
            for zh in std::iter::once(&term.zh)
                .chain(&term.also_zh)
                .filter(|zh| !zh.is_empty())
            {
                patterns.push(index);
                spellings.push(zh);
            }
        }
        // The longest term wins at a position: 高新技术企业 is not 企业.
        let finder = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(&spellings);
        let renderings = glossary
            .terms
            .iter()
            .map(|term| {
                std::iter::once(&term.en)
                    .chain(&term.also_en)
                    .map(|words| fold(words))
                    .collect()
            })
            .collect();
        Self {
            finder: finder.ok().filter(|_| !spellings.is_empty()),
            patterns,
            list: &glossary.terms,
            renderings,
        }
    }

    /// Reports the terms of a section that the translation does not render as approved.
    pub(super) fn compare(
        &self,
        section: &Section,
        english: &Prose,
        diagnostics: &mut Diagnostics,
    ) {
        let found = self.places(&section.official.text);
        if found.is_empty() {
            return;
        }
        let folded = fold(&english.text);
        for (index, places) in found {
            let (Some(term), Some(renderings)) = (self.list.get(index), self.renderings.get(index))
            else {
                continue;
            };
            let rendered = renderings.iter().any(|words| holds(&folded, words));
            let accepted = places
                .iter()
                .any(|place| declared(section, NoteSubject::Official, place));
            let (false, false, Some(place)) = (rendered, accepted, places.first()) else {
                continue;
            };
            diagnostics.report(
                &TERM_UNTRANSLATED,
                section.official.location(place.clone()),
                format!("译文没有采用“{}”的所定译法“{}”", term.zh, term.en),
                format!(
                    "the translation does not render “{}” as “{}”",
                    term.zh, term.en
                ),
            );
        }
    }

    /// The places of each term in a Chinese text, in characters.
    fn places(&self, text: &str) -> BTreeMap<usize, Vec<Range<usize>>> {
        let mut found = BTreeMap::<usize, Vec<Range<usize>>>::new();
        let Some(finder) = &self.finder else {
            return found;
        };
        let mut byte = 0;
        let mut chars = 0;
        for place in finder.find_iter(text) {
            chars += text
                .get(byte..place.start())
                .map_or(0, |between| between.chars().count());
            let len = text
                .get(place.range())
                .map_or(0, |words| words.chars().count());
            if let Some(term) = self.patterns.get(place.pattern().as_usize()) {
                found.entry(*term).or_default().push(chars..chars + len);
            }
            chars += len;
            byte = place.end();
        }
        found
    }
}

/// Lower case, hyphens and dashes as blanks, straight quotation marks, single blanks.
fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '-' | '‐' | '‑' | '–' | '—' | '/' => folded.push(' '),
            '“' | '”' => folded.push('"'),
            '‘' | '’' => folded.push('\''),
            c => folded.extend(c.to_lowercase()),
        }
    }
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether folded text holds folded words as whole words.
fn holds(text: &str, words: &str) -> bool {
    !words.is_empty()
        && text.match_indices(words).any(|(at, found)| {
            let before = text.get(..at).and_then(|text| text.chars().next_back());
            let after = text
                .get(at + found.len()..)
                .and_then(|text| text.chars().next());
            let open = |edge: Option<char>, inner: Option<char>| {
                edge.is_none_or(|c| !c.is_alphanumeric())
                    || inner.is_none_or(|c| !c.is_alphanumeric())
            };
            open(before, found.chars().next()) && open(after, found.chars().next_back())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn renderings_are_whole_words() {
        let text = fold("It supports High-Tech Enterprises and “little giants”.");
        assert!(holds(&text, &fold("high tech enterprises")));
        assert!(!holds(&text, &fold("high-tech enterprise")));
        assert!(holds(&text, &fold("\"little giants\"")));
    }
}
