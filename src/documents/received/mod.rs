//! Documents as received become plan files.
//!
//! Three steps, each a value: [`Source`] (paragraphs with their lines, whatever the file format),
//! [`Part`] (one document of a compilation: title, sections, what was guessed), and the text of a
//! plan file. Every character of the source is in one of them, in its order; what has no certain
//! place is kept as a paragraph and reported.

mod align;
pub mod batch;
mod docx;
mod existing;
mod guesses;
mod heading;
mod lines;
mod marks;
mod outline;
mod partners;
mod parts;
mod places;
pub mod plan_text;
mod recognise;
mod reports;
mod retitle;
mod structure;
mod tail;
mod title;
pub mod update;

use std::sync::Arc;

use crate::diagnostics::codes::documents::{EMPTY_SOURCE, LEFT_OUT, UNSUPPORTED_FORMAT};
use crate::diagnostics::{Diagnostic, Diagnostics, Location, SourceFile};
use crate::documents::encoding;
use crate::language::Bilingual;

pub use guesses::{Guesses, Kind, KnownCity};
pub use outline::{Body, Section};
pub use parts::{Part, divide};
pub use places::{Place, place_named};

/// A document as received, as paragraphs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The text by lines: of a text file its own, of a Markdown file without markup, of a Word
    /// file a paragraph or table row (cells joined by TAB) a line. `source.lines` count these.
    pub file: Arc<SourceFile>,
    /// The paragraphs that hold text, in order.
    pub paragraphs: Vec<Paragraph>,
}

/// A paragraph as received.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// Its characters, numbers that a word processor counts included.
    pub text: String,
    /// Its line in [`Source::file`], from 1.
    pub line: usize,
    /// What it is.
    pub kind: ParagraphKind,
}

/// What a paragraph is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ParagraphKind {
    /// Running text.
    Text,
    /// A heading by its style or mark; the outline level, from 1 (0 is the document's title).
    Heading(u8),
    /// A row of a table: its cells, and whether the table starts here.
    Row {
        /// The cells' text.
        cells: Vec<String>,
        /// Is it the table's first row?
        first: bool,
    },
    /// A footnote or endnote, moved to the end with its mark.
    Note,
}

/// The formats that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Text,
    Markdown,
    Word,
}

/// Reads a document as received; `path` is for messages, its ending and the first bytes tell the
/// format. `None` where it cannot be read; the reason is among the findings.
pub fn read(path: &str, bytes: &[u8], diagnostics: &mut Diagnostics) -> Option<Source> {
    let mut source = match format(path, bytes) {
        Ok(Format::Word) => docx::read(path, bytes, diagnostics)?,
        Ok(format) => match encoding::decode(path, bytes) {
            Ok(decoded) if format == Format::Markdown => {
                let file = SourceFile::new(path, decoded.text);
                let skipped = lines::front_matter_lines(&file);
                if skipped > 0 {
                    diagnostics.report(
                        &LEFT_OUT,
                        Location::of_path(path),
                        format!("文件头（第 1 至 {skipped} 行）未导入"),
                        format!("the front matter (lines 1 to {skipped}) was not imported"),
                    );
                }
                lines::markdown(&file)
            }
            Ok(decoded) => lines::plain(path, decoded.text),
            Err(fault) => {
                diagnostics.push(*fault);
                return None;
            }
        },
        Err((zh, en)) => {
            diagnostics.report(&UNSUPPORTED_FORMAT, Location::of_path(path), zh, en);
            return None;
        }
    };
    without_byte_order_marks(&mut source, diagnostics);
    if !super::is_readable(path) {
        // Nothing would be compared with a copy of that name.
        diagnostics.push(
            Diagnostic::new(
                &UNSUPPORTED_FORMAT,
                Location::of_path(path),
                Bilingual::new(
                    "文件名不以 .txt、.md 或 .docx 结尾",
                    "the file’s name does not end in .txt, .md or .docx",
                ),
            )
            .help(
                "请按内容给文件改名：文本用 .txt，Markdown 用 .md，Word 用 .docx，再导入。",
                "Rename it after what it holds (.txt for text, .md for Markdown, .docx for Word) and import it again.",
            ),
        );
        return None;
    }
    if source.paragraphs.is_empty() {
        diagnostics.report(
            &EMPTY_SOURCE,
            Location::of_path(path),
            "文件中没有文字",
            "the file has no text",
        );
        return None;
    }
    Some(source)
}

/// Takes U+FEFF off the ends of lines, where files put together have left it; `check` does not
/// count it as text there either.
fn without_byte_order_marks(source: &mut Source, diagnostics: &mut Diagnostics) {
    const MARK: char = '\u{feff}';
    let mut lines = Vec::new();
    for paragraph in &mut source.paragraphs {
        let kept = without_marks_at_ends(&paragraph.text);
        if kept.len() == paragraph.text.len() {
            continue;
        }
        paragraph.text = kept;
        lines.push(paragraph.line);
        if let ParagraphKind::Row { cells, .. } = &mut paragraph.kind {
            if let Some(first) = cells.first_mut() {
                *first = first.trim_start_matches(MARK).to_owned();
            }
            if let Some(last) = cells.last_mut() {
                *last = last.trim_end_matches(MARK).to_owned();
            }
        }
    }
    source
        .paragraphs
        .retain(|paragraph| !paragraph.text.trim().is_empty());
    if let Some(first) = lines.first() {
        let count = lines.len();
        diagnostics.report(
            &LEFT_OUT,
            Location::new(&source.file, source.file.line(*first).unwrap_or(0..0)),
            format!("{count} 行的行首或行尾有字节顺序标记（U+FEFF），不是文字，未导入；第一处在本行"),
            format!("byte order marks (U+FEFF) at the ends of lines, which are no text, were not imported: {count}, the first on this line"),
        );
    }
}

/// The text without U+FEFF among the blanks at its ends.
fn without_marks_at_ends(text: &str) -> String {
    let is_layout = |one: char| matches!(one, ' ' | '\t' | '\u{feff}');
    let body = text.trim_matches(is_layout);
    let start = text.len() - text.trim_start_matches(is_layout).len();
    let blanks = |part: &str| part.replace('\u{feff}', "");
    let before = text.get(..start).unwrap_or_default();
    let after = text.get(start + body.len()..).unwrap_or_default();
    format!("{}{body}{}", blanks(before), blanks(after))
}

/// Why a format is not read, in Chinese and English.
type Refusal = (&'static str, &'static str);

fn format(path: &str, bytes: &[u8]) -> Result<Format, Refusal> {
    let ending = path
        .rsplit_once('.')
        .map_or(String::new(), |(_, ending)| ending.to_ascii_lowercase());
    if bytes.starts_with(b"PK\x03\x04") {
        return Ok(Format::Word);
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return Err((
            "这是旧版或加密的 Word/WPS 文件",
            "this is a Word or WPS file of the old format, or an encrypted one",
        ));
    }
    if bytes.starts_with(b"%PDF") || ending == "pdf" {
        return Err(("这是 PDF 文件", "this is a PDF file"));
    }
    if bytes.starts_with(b"{\\rtf") || ending == "rtf" {
        return Err(("这是 RTF 文件", "this is an RTF file"));
    }
    match ending.as_str() {
        "docx" => Ok(Format::Word),
        "md" | "markdown" => Ok(Format::Markdown),
        "doc" | "wps" | "odt" | "ofd" | "html" | "htm" | "xlsx" | "xls" => {
            Err(("不支持这种文件格式", "files of this format cannot be read"))
        }
        _ => Ok(Format::Text),
    }
}
