//! Markdown events → [`Prose`]: plain characters, blocks, emphasis, and the way back to the file.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::markdown;
use super::prose::{Block, BlockKind, Prose, Style, StyleKind};
use crate::diagnostics::SourceFile;

/// Builds one section's text out of the events that belong to it.
pub(super) struct ProseReader {
    file: Arc<SourceFile>,
    /// Byte offset in the file of the Markdown's start.
    base: usize,
    /// Is a paragraph on the line after the heading its continuation? So in official text.
    runs_on: bool,
    text: String,
    chars: usize,
    blocks: Vec<Block>,
    styles: Vec<Style>,
    map: Vec<(usize, usize)>,
    /// The block being read: what it is and its first character.
    open: Option<(BlockKind, usize)>,
    /// Emphasis being read.
    open_styles: Vec<(StyleKind, usize)>,
    /// End of the last block in the file, to see whether the next runs on.
    last_end: usize,
    /// Lists being read; the marker waits for the item's first words.
    depth: usize,
    marker: Option<Range<usize>>,
    row: Option<Row>,
    in_code: bool,
}

struct Row {
    head: bool,
    start: usize,
    cells: Vec<Range<usize>>,
    cell_start: usize,
}

impl ProseReader {
    pub(super) fn new(file: &Arc<SourceFile>, base: usize, runs_on: bool) -> Self {
        Self {
            file: Arc::clone(file),
            base,
            runs_on,
            text: String::new(),
            chars: 0,
            blocks: Vec::new(),
            styles: Vec::new(),
            map: Vec::new(),
            open: None,
            open_styles: Vec::new(),
            last_end: 0,
            depth: 0,
            marker: None,
            row: None,
            in_code: false,
        }
    }

    /// Starts the section's heading.
    pub(super) fn start_heading(&mut self) {
        self.open = Some((BlockKind::Heading, self.chars));
    }

    /// Ends the heading, whose source ends at byte `end` of the Markdown.
    pub(super) fn end_heading(&mut self, end: usize) {
        self.close(end);
    }

    /// Takes an event of the body or of the heading's words; ranges are bytes of the Markdown.
    pub(super) fn event(&mut self, event: &Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, &range),
            Event::End(tag) => self.end(*tag, &range),
            Event::Text(text) if self.in_code => self.code(text, range.start),
            Event::Text(text) | Event::InlineHtml(text) => self.words(text, range.start),
            Event::Code(text) => {
                let start = self.chars;
                self.words(
                    text,
                    range.start + (range.len().saturating_sub(text.len())) / 2,
                );
                let start = start.max(self.block_start());
                self.styles.push(Style {
                    kind: StyleKind::Code,
                    range: start..self.chars,
                });
            }
            // Raw HTML is no markup in a plan: its characters are shown as they are.
            Event::Html(text) => self.code(text, range.start),
            Event::Rule => {
                let words = self.source(&range).trim_end().to_owned();
                self.words(&words, range.start);
                self.close(range.end);
            }
            Event::HardBreak => self.close(range.start),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: &Range<usize>) {
        match tag {
            Tag::Paragraph => self.paragraph(range.start),
            Tag::List(_) => {
                self.close(range.start);
                self.depth += 1;
            }
            Tag::Item => self.marker = Some(range.start..range.end),
            Tag::CodeBlock(_) => self.in_code = true,
            Tag::TableHead => self.start_row(true),
            Tag::TableRow => self.start_row(false),
            Tag::TableCell => self.start_cell(),
            Tag::Strong => self.open_styles.push((StyleKind::Strong, self.chars)),
            Tag::Emphasis => self.open_styles.push((StyleKind::Emphasis, self.chars)),
            Tag::Link { dest_url, .. } => {
                self.open_styles
                    .push((StyleKind::Link(dest_url.to_string()), self.chars));
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: &Range<usize>) {
        match tag {
            TagEnd::Paragraph | TagEnd::HtmlBlock => self.close(range.end),
            TagEnd::Item => {
                self.marker = None;
                self.close(range.end);
            }
            TagEnd::List(_) => self.depth = self.depth.saturating_sub(1),
            TagEnd::CodeBlock => {
                self.in_code = false;
                self.close(range.end);
            }
            TagEnd::TableCell => self.end_cell(),
            TagEnd::TableHead | TagEnd::TableRow => self.end_row(range.end),
            TagEnd::Strong | TagEnd::Emphasis | TagEnd::Link => {
                if let Some((kind, start)) = self.open_styles.pop() {
                    let start = start.max(self.block_start());
                    if start < self.chars {
                        self.styles.push(Style {
                            kind,
                            range: start..self.chars,
                        });
                    }
                }
            }
            _ => {}
        }
    }

    fn source(&self, range: &Range<usize>) -> &str {
        self.file
            .text()
            .get(self.base + range.start..self.base + range.end)
            .unwrap_or_default()
    }

    fn block_start(&self) -> usize {
        self.open.as_ref().map_or(self.chars, |(_, start)| *start)
    }

    /// Decides whether the paragraph at byte `at` runs on from the heading.
    fn paragraph(&mut self, at: usize) {
        let after_heading = self
            .blocks
            .last()
            .is_some_and(|block| block.kind == BlockKind::Heading)
            && self.blocks.len() == 1;
        if self.runs_on && after_heading && self.depth == 0 {
            let between = self.source(&(self.last_end..at));
            if between.matches('\n').count() <= 1 {
                self.open = Some((BlockKind::RunOn, self.chars));
            }
        }
    }

    /// Opens a block for words that have none yet.
    fn ensure_block(&mut self) {
        if self.open.is_some() || self.row.is_some() {
            return;
        }
        self.separate();
        let kind = if self.depth > 0 {
            BlockKind::Item { depth: self.depth }
        } else {
            BlockKind::Paragraph
        };
        self.open = Some((kind, self.chars));
    }

    /// Puts the LF between two blocks.
    fn separate(&mut self) {
        if !self.blocks.is_empty() {
            self.text.push('\n');
            self.chars += 1;
        }
    }

    fn words(&mut self, text: &str, at: usize) {
        self.ensure_block();
        if let Some(item) = self.marker.take() {
            let marker = self
                .source(&(item.start..at.min(item.end)))
                .trim_start()
                .to_owned();
            let lead = item.start;
            self.push(&marker.replace('\n', " "), lead);
        }
        self.push(text, at);
    }

    fn push(&mut self, text: &str, at: usize) {
        if text.is_empty() {
            return;
        }
        self.map.push((self.chars, self.base + at));
        self.text.push_str(text);
        self.chars += text.chars().count();
    }

    /// Text whose line breaks count: each line a paragraph.
    fn code(&mut self, text: &str, at: usize) {
        let mut start = at;
        for line in text.split_inclusive('\n') {
            let words = line.trim_end_matches(['\n', '\r']);
            if !words.is_empty() {
                self.words(words, start);
            }
            if line.ends_with('\n') {
                self.close(start + line.len());
            }
            start += line.len();
        }
    }

    /// Ends the block being read; its source ends at byte `end` of the Markdown.
    fn close(&mut self, end: usize) {
        self.last_end = end;
        let trailing = self.source(&(0..end));
        self.last_end = trailing.trim_end().len();
        let Some((kind, start)) = self.open.take() else {
            return;
        };
        if start < self.chars {
            self.blocks.push(Block {
                kind,
                range: start..self.chars,
            });
        }
    }

    fn start_row(&mut self, head: bool) {
        self.separate();
        self.row = Some(Row {
            head,
            start: self.chars,
            cells: Vec::new(),
            cell_start: self.chars,
        });
    }

    fn start_cell(&mut self) {
        let Some(row) = &mut self.row else { return };
        if !row.cells.is_empty() {
            self.text.push('\t');
            self.chars += 1;
        }
        row.cell_start = self.chars;
    }

    fn end_cell(&mut self) {
        if let Some(row) = &mut self.row {
            row.cells.push(row.cell_start..self.chars);
        }
    }

    fn end_row(&mut self, end: usize) {
        if let Some(row) = self.row.take() {
            let kind = BlockKind::Row {
                cells: row.cells,
                head: row.head,
            };
            self.blocks.push(Block {
                kind,
                range: row.start..self.chars,
            });
        }
        self.close(end);
    }

    /// The section's text.
    pub(super) fn finish(mut self) -> Prose {
        self.close(self.last_end);
        self.styles
            .sort_by_key(|style| (style.range.start, std::cmp::Reverse(style.range.end)));
        Prose {
            text: self.text,
            blocks: self.blocks,
            styles: self.styles,
            map: self.map,
            file: self.file,
        }
    }
}

/// Reads Markdown that has no headings of sections: a page's or a note's words.
pub fn read_plain(file: &Arc<SourceFile>, body_start: usize) -> Prose {
    let source = file.text().get(body_start..).unwrap_or_default();
    let mut reader = ProseReader::new(file, body_start, false);
    for (event, range) in markdown::events(source, markdown::plan_options()) {
        reader.event(&event, range);
    }
    reader.finish()
}
