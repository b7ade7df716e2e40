//! Text and Markdown files as paragraphs: a line is a paragraph.

use std::sync::Arc;

use pulldown_cmark::{Event, Options, Parser};

use super::{Paragraph, ParagraphKind, Source};
use crate::diagnostics::SourceFile;

/// Reads a text file. Blank lines hold no text.
pub(super) fn plain(path: &str, text: String) -> Source {
    let file = SourceFile::new(path, text);
    let mut paragraphs = Vec::new();
    for number in 1..=file.line_count() {
        let Some(range) = file.line(number) else {
            continue;
        };
        let text = file.slice(range);
        if !is_empty(text) {
            paragraphs.push(Paragraph {
                text: text.to_owned(),
                line: number,
                kind: ParagraphKind::Text,
            });
        }
    }
    Source {
        file: Arc::new(file),
        paragraphs,
    }
}

/// Reads a Markdown file: heading marks become outline levels, emphasis and links their text. The
/// numbers of lists are text here: Markdown's own count would change them.
pub(super) fn markdown(file: &SourceFile) -> Source {
    let mut lines: Vec<(String, ParagraphKind)> = Vec::new();
    let mut in_table = false;
    let skipped = front_matter_lines(file);
    for (at, line) in lines_of(file).enumerate() {
        if at < skipped {
            lines.push((String::new(), ParagraphKind::Text));
            continue;
        }
        let (level, rest) = heading_mark(line);
        if let Some(cells) = table_row(line).filter(|_| level == 0) {
            if is_delimiter(&cells) {
                lines.push((String::new(), ParagraphKind::Text));
                continue;
            }
            let cells: Vec<String> = cells.iter().map(|cell| inline_text(cell)).collect();
            let row = ParagraphKind::Row {
                cells: cells.clone(),
                first: !in_table,
            };
            in_table = true;
            lines.push((cells.join("\t"), row));
            continue;
        }
        in_table = false;
        let kind = match level {
            0 => ParagraphKind::Text,
            level => ParagraphKind::Heading(level - 1),
        };
        lines.push((inline_text(rest), kind));
    }
    from_lines(file.path(), lines)
}

/// How many lines of front matter, which is no text of the document, a Markdown file starts with.
pub(super) fn front_matter_lines(file: &SourceFile) -> usize {
    let mut lines = lines_of(file);
    if lines.next().map(str::trim_end) != Some("---") {
        return 0;
    }
    lines
        .position(|line| line.trim_end() == "---")
        .map_or(0, |at| at + 2)
}

fn lines_of(file: &SourceFile) -> impl Iterator<Item = &str> {
    (1..=file.line_count())
        .filter_map(|number| file.line(number))
        .map(|line| file.slice(line))
}

/// Makes a source of lines that another reader has found, empty ones kept for their numbers.
pub(super) fn from_lines(path: &str, lines: Vec<(String, ParagraphKind)>) -> Source {
    let mut text = String::new();
    let mut paragraphs = Vec::new();
    for (number, (line, kind)) in lines.into_iter().enumerate() {
        text.push_str(&line);
        text.push('\n');
        if !is_empty(&line) {
            paragraphs.push(Paragraph {
                text: line,
                line: number + 1,
                kind,
            });
        }
    }
    Source {
        file: Arc::new(SourceFile::new(path, text)),
        paragraphs,
    }
}

/// Does a line hold nothing but blanks?
fn is_empty(line: &str) -> bool {
    line.chars().all(char::is_whitespace)
}

/// The level of an ATX heading (0 for none) and the line without its marks.
fn heading_mark(line: &str) -> (u8, &str) {
    let trimmed = line.trim_start_matches(' ');
    let rest = trimmed.trim_start_matches('#');
    let level = trimmed.len() - rest.len();
    if !(1..=6).contains(&level) || !(rest.is_empty() || rest.starts_with([' ', '\t'])) {
        return (0, line);
    }
    let rest = rest.trim_matches([' ', '\t']);
    let open = rest.trim_end_matches('#');
    let rest = if open.ends_with([' ', '\t']) {
        open.trim_end()
    } else {
        rest
    };
    (u8::try_from(level).unwrap_or(6), rest)
}

fn table_row(line: &str) -> Option<Vec<String>> {
    let inner = line.trim().strip_prefix('|')?.strip_suffix('|')?;
    let mut cells = vec![String::new()];
    let mut escaped = false;
    for one in inner.chars() {
        if one == '|' && !escaped {
            cells.push(String::new());
        } else if let Some(cell) = cells.last_mut() {
            cell.push(one);
        }
        escaped = one == '\\' && !escaped;
    }
    Some(cells.iter().map(|cell| cell.trim().to_owned()).collect())
}

fn is_delimiter(cells: &[String]) -> bool {
    cells
        .iter()
        .all(|cell| !cell.is_empty() && cell.chars().all(|one| matches!(one, '-' | ':')))
}

/// The characters of a line without Markdown's inline marks. A guard before the line keeps its
/// start (`1.`, four blanks) from being read as a block.
fn inline_text(line: &str) -> String {
    const GUARD: &str = ":";
    if !line.contains(['*', '_', '`', '[', '<', '\\', '&']) {
        return line.to_owned();
    }
    let body = line.trim_end();
    let guarded = format!("{GUARD}{body}");
    let mut text = String::with_capacity(line.len());
    for event in Parser::new_ext(&guarded, Options::empty()) {
        match event {
            Event::Text(part) | Event::Code(part) | Event::InlineHtml(part) | Event::Html(part) => {
                text.push_str(&part);
            }
            _ => {}
        }
    }
    let text = text.strip_prefix(GUARD).unwrap_or(&text);
    let blanks = line.get(body.len()..).unwrap_or_default();
    format!("{text}{blanks}")
}
