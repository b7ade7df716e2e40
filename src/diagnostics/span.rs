//! Source files and places in them.
//!
//! Inside the program a place is a byte range; at the edge it is a line and a column, both from 1,
//! the column counted in characters (汉 is one), ends exclusive.

use std::ops::Range;
use std::sync::Arc;

/// An input file as text, with the table that turns byte offsets into lines and columns.
#[derive(Debug, PartialEq, Eq)]
pub struct SourceFile {
    path: String,
    text: String,
    line_starts: Vec<usize>,
}

impl SourceFile {
    /// Takes a file's text; `path` is relative to the site, parts joined by `/`.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        // LF, CR LF, or CR alone, as old systems wrote it, ends a line.
        let bytes = text.as_bytes();
        let line_starts = std::iter::once(0)
            .chain(
                memchr::memchr2_iter(b'\n', b'\r', bytes)
                    .filter(|at| {
                        !bytes
                            .get(*at..)
                            .is_some_and(|rest| rest.starts_with(b"\r\n"))
                    })
                    .map(|at| at + 1),
            )
            .collect();
        Self {
            path: path.into(),
            text,
            line_starts,
        }
    }

    /// The path relative to the site, parts joined by `/`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text of a byte range; the range is widened to character boundaries and cut at the end.
    pub fn slice(&self, span: Range<usize>) -> &str {
        let end = ceil_boundary(&self.text, span.end);
        let start = floor_boundary(&self.text, span.start.min(end));
        self.text.get(start..end).unwrap_or_default()
    }

    /// Line and character column, both from 1, of a byte offset.
    pub fn position(&self, offset: usize) -> Position {
        let offset = floor_boundary(&self.text, offset);
        let line = self
            .line_starts
            .partition_point(|start| *start <= offset)
            .max(1);
        let start = self.line_starts.get(line - 1).copied().unwrap_or(0);
        let column = self
            .text
            .get(start..offset)
            .map_or(0, |part| part.chars().count())
            + 1;
        Position { line, column }
    }

    /// The byte range of line `number` (from 1), its end mark left out.
    pub fn line(&self, number: usize) -> Option<Range<usize>> {
        let start = *self.line_starts.get(number.checked_sub(1)?)?;
        let end = self
            .line_starts
            .get(number)
            .copied()
            .unwrap_or(self.text.len());
        let line = self.text.get(start..end)?;
        Some(start..start + line.trim_end_matches(['\n', '\r']).len())
    }

    /// How many lines the text has; an end mark at the very end starts no further line.
    pub fn line_count(&self) -> usize {
        self.line_starts.len()
            - usize::from(self.text.is_empty() || self.text.ends_with(['\n', '\r']))
    }
}

fn floor_boundary(text: &str, mut at: usize) -> usize {
    at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn ceil_boundary(text: &str, mut at: usize) -> usize {
    at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at += 1;
    }
    at
}

/// A line and a character column, both from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// A byte range of a source file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Location {
    /// The file.
    pub file: Arc<SourceFile>,
    /// The bytes, end exclusive.
    pub span: Range<usize>,
}

impl Location {
    /// A place in `file`.
    pub fn new(file: &Arc<SourceFile>, span: Range<usize>) -> Self {
        Self {
            file: Arc::clone(file),
            span,
        }
    }

    /// A place that is a whole file whose text could not be had.
    pub fn of_path(path: impl Into<String>) -> Self {
        Self {
            file: Arc::new(SourceFile::new(path, "")),
            span: 0..0,
        }
    }

    /// Where the place starts.
    pub fn start(&self) -> Position {
        self.file.position(self.span.start)
    }

    /// Where the place ends, exclusive.
    pub fn end(&self) -> Position {
        self.file.position(self.span.end.max(self.span.start))
    }
}

/// A value with the place it was written at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed<T> {
    /// The value.
    pub value: T,
    /// Where it was written.
    pub location: Location,
}

impl<T> Placed<T> {
    /// Joins a value and its place.
    pub fn new(value: T, location: Location) -> Self {
        Self { value, location }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let file = SourceFile::new("a.md", "一二\n三四五\n");
        assert_eq!(file.position(7 + 6), Position { line: 2, column: 3 });
        assert_eq!(file.line(2), Some(7..16));
        assert_eq!(file.line_count(), 2);
        assert_eq!(
            file.position(8),
            Position { line: 2, column: 1 },
            "inside a character"
        );
        assert_eq!(file.position(999), Position { line: 3, column: 1 });
    }

    #[test]
    fn each_kind_of_line_end_counts_once() {
        for text in ["a\nb\n\nc", "a\r\nb\r\n\r\nc", "a\rb\r\rc", "a\rb\n\r\nc\r"] {
            let file = SourceFile::new("a.txt", text);
            let lines: Vec<&str> = (1..=file.line_count())
                .filter_map(|number| file.line(number))
                .map(|line| file.slice(line))
                .collect();
            assert_eq!(lines, ["a", "b", "", "c"], "{text:?}");
        }
    }
}
