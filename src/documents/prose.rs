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
        let text = self.text.as_bytes();
        let (mut left, mut start) = (at, 0);
        // Whole stretches first: counting bytes is far quicker than reading characters.
        for stretch in text.chunks(STRETCH) {
            let begun = stretch
                .iter()
                .filter(|byte| begins_character(**byte))
                .count();
            if begun > left {
                break;
            }
            left -= begun;
            start += stretch.len();
        }
        let begun = (start..).zip(text.get(start..).unwrap_or_default());
        begun
            .filter(|(_, byte)| begins_character(**byte))
            .nth(left)
            .map_or(text.len(), |(byte, _)| byte)
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

    /// The text before block `block`, and the text from character `start` in that block on, whose
    /// heading goes up to character `heading`.
    pub(crate) fn split(&self, block: usize, start: usize, heading: usize) -> (Self, Self) {
        let (kept, moved) = self.blocks.split_at(block.min(self.blocks.len()));
        let end = kept.last().map_or(0, |block| block.range.end);
        let before = Self {
            text: self.slice(0..end).to_owned(),
            blocks: kept.to_vec(),
            styles: self
                .styles
                .iter()
                .filter(|style| style.range.end <= end)
                .cloned()
                .collect(),
            map: self
                .map
                .iter()
                .filter(|(at, _)| *at < end)
                .copied()
                .collect(),
            file: Arc::clone(&self.file),
        };
        let shift = |range: &Range<usize>| {
            range.start.saturating_sub(start)..range.end.saturating_sub(start)
        };
        let mut blocks: Vec<Block> = moved
            .iter()
            .map(|block| Block {
                kind: block.kind.shifted(start),
                range: shift(&block.range),
            })
            .collect();
        let title = heading.saturating_sub(start);
        if let Some(first) = blocks.first_mut() {
            let rest = title..first.range.end;
            *first = Block {
                kind: BlockKind::Heading,
                range: 0..title,
            };
            if !rest.is_empty() {
                let kind = BlockKind::RunOn;
                blocks.insert(1, Block { kind, range: rest });
            }
        }
        let pieces = self.map.iter().filter(|(at, _)| *at > start);
        let after = Self {
            text: self.slice(start..self.len()).to_owned(),
            blocks,
            styles: (self.styles.iter())
                .filter(|style| style.range.start >= start)
                .map(|style| Style {
                    kind: style.kind.clone(),
                    range: shift(&style.range),
                })
                .collect(),
            map: std::iter::once((0, self.file_byte(start)))
                .chain(pieces.map(|(at, byte)| (at - start, *byte)))
                .collect(),
            file: Arc::clone(&self.file),
        };
        (before, after)
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

/// Bytes that are counted at a time.
const STRETCH: usize = 64;

/// In UTF-8 every byte but those that go on begins a character.
fn begins_character(byte: u8) -> bool {
    byte & 0b1100_0000 != 0b1000_0000
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

impl BlockKind {
    /// The kind in a text that begins at character `start` of this one.
    fn shifted(&self, start: usize) -> Self {
        match self {
            Self::Row { cells, head } => Self::Row {
                cells: cells
                    .iter()
                    .map(|cell| cell.start.saturating_sub(start)..cell.end.saturating_sub(start))
                    .collect(),
                head: *head,
            },
            other => other.clone(),
        }
    }
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
