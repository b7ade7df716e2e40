//! A section's text as readers see it: plain characters, with its blocks, its emphasis and the way
//! back to the file.

use std::ops::Range;
use std::sync::Arc;

use crate::diagnostics::{Location, SourceFile};

/// A section's text in one language: heading and body.
///
/// All offsets count Unicode scalar values in [`Prose::text`], from 0, end exclusive; markup is not
/// counted. A body that runs on from its heading is joined to it by nothing, paragraphs by one LF.
#[derive(Debug, Clone)]
pub struct Prose {
    /// The characters.
    pub text: String,
    /// The blocks, in order; together they cover the text but for the LF between paragraphs.
    pub blocks: Vec<Block>,
    /// Emphasis, links and code, in order of their starts.
    pub styles: Vec<Style>,
    /// Pieces of text and where they stand in the file: (first character, first byte in the file).
    /// Inside a piece characters and bytes run in step.
    pub map: Vec<(usize, usize)>,
    /// The file it was read from.
    pub file: Arc<SourceFile>,
}

impl Prose {
    /// How many characters the text has.
    pub fn len(&self) -> usize {
        self.text.chars().count()
    }

    /// Is there no text at all?
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The words of a character range.
    pub fn slice(&self, range: Range<usize>) -> &str {
        let start = self.byte(range.start);
        let end = self.byte(range.end.max(range.start));
        self.text.get(start..end).unwrap_or_default()
    }

    /// Byte offset in the text of character `at`.
    pub fn byte(&self, at: usize) -> usize {
        self.text
            .char_indices()
            .nth(at)
            .map_or(self.text.len(), |(byte, _)| byte)
    }

    /// The character range of the heading; empty where the section has none.
    pub fn heading(&self) -> Range<usize> {
        self.blocks
            .first()
            .filter(|block| block.kind == BlockKind::Heading)
            .map_or(0..0, |block| block.range.clone())
    }

    /// Where a character range stands in the file.
    pub fn location(&self, range: Range<usize>) -> Location {
        let start = self.file_byte(range.start);
        let last = range.end.max(range.start + 1) - 1;
        let end = self.file_byte(last);
        let width = self.text.chars().nth(last).map_or(0, char::len_utf8);
        Location::new(&self.file, start..end + width)
    }

    fn file_byte(&self, at: usize) -> usize {
        let piece = self
            .map
            .partition_point(|(first, _)| *first <= at)
            .saturating_sub(1);
        let Some((first, byte)) = self.map.get(piece).copied() else {
            return 0;
        };
        let text = self.text.get(self.byte(first)..).unwrap_or_default();
        byte + text
            .chars()
            .take(at - first.min(at))
            .map(char::len_utf8)
            .sum::<usize>()
    }
}

/// A paragraph, or what stands as one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its characters.
    pub range: Range<usize>,
}

/// The kinds of blocks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BlockKind {
    /// The section's heading, number included.
    Heading,
    /// Body that runs on from the heading in the same paragraph of the source.
    RunOn,
    /// A paragraph.
    Paragraph,
    /// An item of a list, `depth` levels deep (from 1); its marker is part of the text.
    Item {
        /// How deep, from 1.
        depth: usize,
    },
    /// A row of a table; cells are character ranges, joined in the text by TAB.
    Row {
        /// The cells.
        cells: Vec<Range<usize>>,
        /// Is it the head?
        head: bool,
    },
}

/// Emphasis on a range.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Style {
    /// What it is.
    pub kind: StyleKind,
    /// The characters.
    pub range: Range<usize>,
}

/// The kinds of emphasis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StyleKind {
    /// `**…**`
    Strong,
    /// `*…*`
    Emphasis,
    /// `` `…` ``
    Code,
    /// `[…](address)`
    Link(String),
}
