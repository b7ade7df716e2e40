//! Finds the terms of the vocabulary in folded text.

use std::collections::BTreeMap;
use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};

use super::folded::{Folded, ends_clause, fold};
use crate::model::Topic;

/// The vocabulary, ready to be looked for: at any place the longest term wins.
#[derive(Debug)]
pub(crate) struct Matcher {
    automaton: Option<AhoCorasick>,
    /// By pattern: indexes of the topics that it leads to; none for a word that only keeps others off.
    leads_to: Vec<Vec<usize>>,
}

/// A term found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Hit {
    /// Folded characters.
    pub(crate) range: Range<usize>,
    /// Index of the pattern.
    pub(crate) pattern: usize,
    /// How many 、 the clause has.
    pub(crate) listed: u32,
}

impl Matcher {
    /// Prepares a vocabulary.
    pub(crate) fn new(topics: &[Topic]) -> Self {
        let mut patterns: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (index, topic) in topics.iter().enumerate() {
            for term in topic.terms.iter().map(|term| fold(term)) {
                let leads_to = patterns.entry(term).or_default();
                if !leads_to.contains(&index) {
                    leads_to.push(index);
                }
            }
            for word in &topic.except {
                patterns.entry(fold(word)).or_default();
            }
        }
        patterns.remove("");
        let (words, leads_to): (Vec<String>, Vec<Vec<usize>>) = patterns.into_iter().unzip();
        // Building fails only beyond billions of characters of patterns; no vocabulary, no topics.
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(&words)
            .ok();
        Self {
            automaton,
            leads_to,
        }
    }

    /// The topics (by index in the vocabulary) that a pattern leads to.
    pub(crate) fn leads_to(&self, pattern: usize) -> &[usize] {
        self.leads_to.get(pattern).map_or(&[], Vec::as_slice)
    }

    /// Every term in the text, in order, words that lead nowhere left out.
    pub(crate) fn hits(&self, folded: &Folded) -> Vec<Hit> {
        let Some(automaton) = &self.automaton else {
            return Vec::new();
        };
        let text: String = folded.chars.iter().collect();
        let mut places = Places::new(folded);
        let mut clauses = Clauses::new(folded);
        automaton
            .find_iter(&text)
            .filter(|found| !self.leads_to(found.pattern().as_usize()).is_empty())
            .map(|found| {
                let range = places.char_at(found.start())..places.char_at(found.end());
                Hit {
                    listed: clauses.listed(range.start),
                    pattern: found.pattern().as_usize(),
                    range,
                }
            })
            .collect()
    }
}

/// Turns byte offsets, asked for in rising order, into character offsets.
struct Places<'a> {
    chars: &'a [char],
    byte: usize,
    at: usize,
}

impl<'a> Places<'a> {
    fn new(folded: &'a Folded) -> Self {
        Self {
            chars: &folded.chars,
            byte: 0,
            at: 0,
        }
    }

    fn char_at(&mut self, byte: usize) -> usize {
        while self.byte < byte {
            let Some(character) = self.chars.get(self.at) else {
                break;
            };
            self.byte += character.len_utf8();
            self.at += 1;
        }
        self.at
    }
}

/// Counts the 、 of clauses, asked for in rising order of places.
struct Clauses<'a> {
    chars: &'a [char],
    end: usize,
    listed: u32,
}

impl<'a> Clauses<'a> {
    fn new(folded: &'a Folded) -> Self {
        Self {
            chars: &folded.chars,
            end: 0,
            listed: 0,
        }
    }

    fn listed(&mut self, at: usize) -> u32 {
        while self.end <= at && self.end < self.chars.len() {
            self.listed = 0;
            let rest = self.chars.get(self.end..).unwrap_or_default();
            for character in rest {
                self.end += 1;
                self.listed += u32::from(*character == '、');
                if ends_clause(*character) {
                    break;
                }
            }
        }
        self.listed
    }
}
