//! Finds approved terms in running English.

use aho_corasick::{AhoCorasick, MatchKind};

use crate::model::Glossary;

/// Finds the glossary's terms; built once for a site.
pub(crate) struct TermFinder<'a> {
    glossary: &'a Glossary,
    automaton: Option<AhoCorasick>,
    /// The term each pattern belongs to.
    owners: Vec<usize>,
}

/// A term found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FoundTerm {
    /// Index in [`Glossary::terms`].
    pub term: usize,
    /// Characters, from 0, end exclusive.
    pub range: std::ops::Range<usize>,
}

impl<'a> TermFinder<'a> {
    /// Prepares for the terms that have an explanation.
    pub(crate) fn new(glossary: &'a Glossary) -> Self {
        let mut patterns: Vec<&str> = Vec::new();
        let mut owners = Vec::new();
        for (index, term) in glossary.terms.iter().enumerate() {
            if term.gloss.is_none() && term.note.is_none() {
                continue;
            }
            for spelling in std::iter::once(&term.en).chain(&term.also_en) {
                if !spelling.is_empty() {
                    patterns.push(spelling);
                    owners.push(index);
                }
            }
        }
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .ascii_case_insensitive(true)
            .build(&patterns)
            .ok();
        Self {
            glossary,
            automaton,
            owners,
        }
    }

    /// The first occurrence of each term in `english` whose Chinese stands in `official`.
    pub(crate) fn find(&self, english: &str, official: &str) -> Vec<FoundTerm> {
        let Some(automaton) = &self.automaton else {
            return Vec::new();
        };
        let mut found: Vec<FoundTerm> = Vec::new();
        let mut counted = (0, 0);
        for hit in automaton.find_iter(english) {
            let Some(&term) = self.owners.get(hit.pattern().as_usize()) else {
                continue;
            };
            if found.iter().any(|other| other.term == term)
                || !stands_alone(english, hit.start(), hit.end())
                || !self.is_meant(term, official)
            {
                continue;
            }
            let (byte, chars) = counted;
            let start = chars + count(english, byte, hit.start());
            let end = start + count(english, hit.start(), hit.end());
            counted = (hit.end(), end);
            found.push(FoundTerm {
                term,
                range: start..end,
            });
        }
        found
    }

    fn is_meant(&self, term: usize, official: &str) -> bool {
        self.glossary.terms.get(term).is_some_and(|term| {
            std::iter::once(&term.zh)
                .chain(&term.also_zh)
                .any(|zh| official.contains(zh.as_str()))
        })
    }
}

fn count(text: &str, from: usize, to: usize) -> usize {
    text.get(from..to).map_or(0, |part| part.chars().count())
}

/// Does no letter or digit touch the words?
fn stands_alone(text: &str, start: usize, end: usize) -> bool {
    let before = text.get(..start).and_then(|part| part.chars().next_back());
    let after = text.get(end..).and_then(|part| part.chars().next());
    let touches = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    !touches(before) && !touches(after)
}
