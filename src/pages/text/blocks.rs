//! A section's text as the blocks a template lays out: paragraphs, list items, tables.

use std::fmt::Write as _;

use serde::Serialize;

use super::segments::{Span, Tag, escape, inline};
use crate::model::{BlockKind, Prose, StyleKind};

/// A block for a template. The blocks' HTML, stripped of tags and put together, is the text.
#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub(crate) struct Block {
    /// `heading`, `run-on`, `paragraph`, `item` or `table`.
    pub kind: &'static str,
    /// Its number among the blocks of the body, from 1; 0 for the heading.
    pub number: usize,
    /// How deep an item stands; 0 for everything else.
    pub depth: usize,
    /// Inline HTML, or the rows of a table; ends in the LF that parts it from the next block.
    pub html: String,
}

/// What lies over a text beside the styles it was written with.
pub(crate) struct Layer<'a> {
    /// Marks, notes and terms.
    pub spans: Vec<Span>,
    /// Rewrites the address of a link that the text holds; `None` drops the link.
    pub link: &'a dyn Fn(&str) -> Option<String>,
}

/// Splits a text into its blocks.
pub(crate) fn blocks(prose: &Prose, layer: &Layer) -> Vec<Block> {
    let mut spans = layer.spans.clone();
    spans.extend(styles(prose, layer));
    let cut = Cut::new(&prose.text);
    spans.extend(unbroken(&prose.text));
    let mut blocks: Vec<Block> = Vec::with_capacity(prose.blocks.len());
    let mut number = 0;
    for (index, block) in prose.blocks.iter().enumerate() {
        let next = prose.blocks.get(index + 1);
        let gap = next.map_or_else(
            || cut.slice(block.range.end, cut.len()),
            |next| cut.slice(block.range.end, next.range.start),
        );
        let (kind, depth) = match &block.kind {
            BlockKind::Heading => ("heading", 0),
            BlockKind::RunOn => ("run-on", 0),
            BlockKind::Paragraph => ("paragraph", 0),
            BlockKind::Item { depth } => ("item", *depth),
            BlockKind::Row { .. } => ("table", 0),
        };
        if let BlockKind::Row { cells, head } = &block.kind {
            let row = row(&cut, block.range.clone(), cells, *head, &spans);
            if let Some(table) = blocks.last_mut().filter(|last| last.kind == "table") {
                table.html.push_str(&row);
                table.html.push_str(gap);
                continue;
            }
            number += 1;
            blocks.push(Block {
                kind,
                number,
                depth,
                html: row + gap,
            });
            continue;
        }
        let here = clip_marks(&spans, block.range.clone());
        let mut html = String::new();
        let text = cut.slice(block.range.start, block.range.end);
        inline(text, block.range.start, &here, &mut html);
        escape(gap, &mut html);
        number += usize::from(kind != "heading");
        blocks.push(Block {
            kind,
            number: if kind == "heading" { 0 } else { number },
            depth,
            html,
        });
    }
    blocks
}

/// A mark belongs to the block it starts in, so that it stays one element.
fn clip_marks(spans: &[Span], block: std::ops::Range<usize>) -> Vec<Span> {
    spans
        .iter()
        .filter(|span| {
            span.range.end > block.start
                && span.range.start < block.end
                && (!matches!(span.tag, Tag::Mark(_)) || span.range.start >= block.start)
        })
        .cloned()
        .collect()
}

fn row(
    cut: &Cut,
    range: std::ops::Range<usize>,
    cells: &[std::ops::Range<usize>],
    head: bool,
    spans: &[Span],
) -> String {
    let (open, close) = if head {
        ("<th scope=\"col\">", "</th>")
    } else {
        ("<td>", "</td>")
    };
    let mut html = String::from("<tr>");
    let mut at = range.start;
    for cell in cells {
        // The TABs between cells are part of the text; in a row HTML allows them as white space.
        escape(cut.slice(at, cell.start), &mut html);
        html.push_str(open);
        let here = clip_marks(spans, cell.clone());
        inline(
            cut.slice(cell.start, cell.end),
            cell.start,
            &here,
            &mut html,
        );
        html.push_str(close);
        at = cell.end;
    }
    escape(cut.slice(at, range.end), &mut html);
    html.push_str("</tr>");
    html
}

fn styles<'a>(prose: &'a Prose, layer: &'a Layer) -> impl Iterator<Item = Span> + 'a {
    prose.styles.iter().filter_map(|style| {
        let tag = match &style.kind {
            StyleKind::Strong => Tag::Strong,
            StyleKind::Emphasis => Tag::Emphasis,
            StyleKind::Code => Tag::Code,
            StyleKind::Link(to) => {
                let mut attributes = String::new();
                let to = (layer.link)(to)?;
                attributes.push_str("href=\"");
                escape(&to, &mut attributes);
                attributes.push('"');
                if to.contains("://") {
                    let _ = write!(attributes, " rel=\"external noopener noreferrer\"");
                }
                Tag::Anchor {
                    id: None,
                    attributes,
                }
            }
        };
        Some(Span {
            range: style.range.clone(),
            tag,
        })
    })
}

/// Numbers that a Chinese line would part from the unit behind them: 12000家, 1-2家.
fn unbroken(text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut start: Option<usize> = None;
    let mut digits = false;
    for (at, c) in text.chars().enumerate() {
        let numeric =
            c.is_ascii_digit() || (start.is_some() && matches!(c, '.' | ',' | '-' | '%' | '％'));
        match (numeric, start) {
            (true, None) => {
                start = Some(at);
                digits = c.is_ascii_digit();
            }
            (true, Some(_)) | (false, None) => {}
            (false, Some(from)) => {
                if digits && is_han(c) {
                    spans.push(Span {
                        range: from..at + 1,
                        tag: Tag::Unbroken,
                    });
                }
                start = None;
            }
        }
    }
    spans
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}')
}

/// Cuts a text by characters without counting from its start each time.
struct Cut<'a> {
    text: &'a str,
    bytes: Vec<usize>,
}

impl<'a> Cut<'a> {
    fn new(text: &'a str) -> Self {
        let mut bytes: Vec<usize> = text.char_indices().map(|(byte, _)| byte).collect();
        bytes.push(text.len());
        Self { text, bytes }
    }

    fn len(&self) -> usize {
        self.bytes.len() - 1
    }

    fn slice(&self, start: usize, end: usize) -> &'a str {
        let at = |index: usize| self.bytes.get(index).copied().unwrap_or(self.text.len());
        self.text.get(at(start)..at(end.max(start))).unwrap_or("")
    }
}
