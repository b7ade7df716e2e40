//! Sentences, and what in them is quoted.

use std::ops::Range;

use crate::analysis::targets::sentences::{self, Close};

/// A sentence: its characters and where it starts in the text.
pub(super) struct Sentence<'a> {
    pub(super) chars: &'a [char],
    start: usize,
    /// Quoted names and titles: “五个一”, 《…规划（2022—2025年）》.
    quoted: Vec<Range<usize>>,
}

/// Quotations longer than this are prose, not names.
const LONGEST_NAME: usize = 15;

impl<'a> Sentence<'a> {
    pub(super) fn new(chars: &'a [char], start: usize) -> Self {
        Self {
            chars,
            start,
            quoted: quoted(chars),
        }
    }

    /// The words of a range; empty where it is none.
    pub(super) fn slice(&self, range: Range<usize>) -> &'a [char] {
        self.chars.get(range).unwrap_or_default()
    }

    pub(super) fn text(&self, range: Range<usize>) -> String {
        self.slice(range).iter().collect()
    }

    pub(super) fn from(&self, at: usize) -> &'a [char] {
        self.chars.get(at..).unwrap_or_default()
    }

    pub(super) fn to(&self, at: usize) -> &'a [char] {
        self.chars.get(..at).unwrap_or_default()
    }

    pub(super) fn at(&self, at: usize) -> Option<char> {
        self.chars.get(at).copied()
    }

    pub(super) fn before(&self, at: usize) -> Option<char> {
        at.checked_sub(1).and_then(|at| self.at(at))
    }

    pub(super) fn starts(&self, at: usize, word: &str) -> bool {
        let mut rest = self.from(at).iter();
        word.chars().all(|c| rest.next() == Some(&c))
    }

    pub(super) fn ends(&self, at: usize, word: &str) -> bool {
        let mut rest = self.to(at).iter().rev();
        word.chars().rev().all(|c| rest.next() == Some(&c))
    }

    /// The place in the text of a range of the sentence.
    pub(super) fn place(&self, range: Range<usize>) -> Range<usize> {
        self.start + range.start..self.start + range.end
    }

    /// The end of the quoted name that `at` stands in.
    pub(super) fn quoted_until(&self, at: usize) -> Option<usize> {
        self.quoted
            .iter()
            .find(|range| range.contains(&at))
            .map(|range| range.end)
    }

    /// The start of the quoted name that `at` stands in.
    pub(super) fn quoted_from(&self, at: usize) -> Option<usize> {
        self.quoted
            .iter()
            .find(|range| range.contains(&at))
            .map(|range| range.start)
    }
}

/// The sentences of a text. Marks inside quotation marks and titles end a sentence too: a carried
/// indicator never depends on them.
pub(super) fn split(chars: &[char]) -> impl Iterator<Item = Range<usize>> + '_ {
    sentences::split(chars, |chars, _, at| match chars.get(at) {
        Some('。' | '！' | '？' | '!' | '?' | '｡') => Close::After,
        Some('\n' | '\r') => Close::Before,
        _ => Close::No,
    })
}

/// Quoted names: short quotations and everything in title marks.
fn quoted(chars: &[char]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(&open) = chars.get(at) {
        let close = match open {
            '“' => '”',
            '‘' => '’',
            '「' => '」',
            '『' => '』',
            '《' => '》',
            '〈' => '〉',
            '"' => '"',
            _ => {
                at += 1;
                continue;
            }
        };
        let rest = chars.get(at + 1..).unwrap_or_default();
        let Some(len) = rest.iter().position(|&c| c == close) else {
            at += 1;
            continue;
        };
        if open == '《' || len <= LONGEST_NAME {
            found.push(at..at + len + 2);
            at += len + 2;
        } else {
            at += 1;
        }
    }
    found
}
