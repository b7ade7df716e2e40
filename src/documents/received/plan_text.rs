//! Sections become the text of a plan file, escaped so that Markdown gives the same characters back.

use std::fmt::Write as _;

use super::outline::{Body, Section};

/// Headings are at most this deep in Markdown; deeper sections keep their key and lose depth.
const DEEPEST: usize = 6;

/// Facts for the front matter of a new plan file; what is not known is left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// The title as received.
    pub title: String,
    /// `plan` or `report`.
    pub kind: &'static str,
    /// The year in the title, or the best guess.
    pub year: i16,
    /// A part of a document?
    pub excerpt: bool,
    /// File under `content/sources/` and first and last line.
    pub source: (String, (usize, usize)),
    /// The plan that this one goes on from.
    pub continues_from: Option<String>,
    /// Numbers that the source leaves out.
    pub gaps: Vec<String>,
    /// The bodies that issue it.
    pub issuer: Option<String>,
    /// 文号.
    pub document_number: Option<String>,
    /// Keys of the front matter that were guessed.
    pub needs_confirmation: Vec<&'static str>,
}

/// The front matter of a new plan file, its marks included.
pub fn front_matter(facts: &Facts) -> String {
    let mut lines = vec![
        "---".to_owned(),
        format!("title: {}", scalar(&facts.title)),
        format!("kind: {}", facts.kind),
        format!("year: {}", facts.year),
        format!("covers: {}", facts.year),
        format!(
            "completeness: {}",
            if facts.excerpt { "excerpt" } else { "whole" }
        ),
        source_line(&facts.source.0, facts.source.1),
    ];
    if let Some(before) = &facts.continues_from {
        lines.push(format!("continues_from: {before}"));
    }
    if !facts.gaps.is_empty() {
        lines.push(format!("gaps: [\"{}\"]", facts.gaps.join("\", \"")));
    }
    if let Some(issuer) = &facts.issuer {
        lines.push(format!("issuer: {}", scalar(issuer)));
    }
    if let Some(number) = &facts.document_number {
        lines.push(format!("document_number: {}", scalar(number)));
    }
    if !facts.needs_confirmation.is_empty() {
        lines.push(format!(
            "needs_confirmation: [{}]",
            facts.needs_confirmation.join(", ")
        ));
    }
    lines.push("---".to_owned());
    lines.join("\n") + "\n"
}

/// The line of the front matter that says where the text came from.
pub(super) fn source_line(file: &str, (first, last): (usize, usize)) -> String {
    format!("source: {{file: {}, lines: {first}-{last}}}", scalar(file))
}

/// A text as a YAML scalar, in quotes where it could be read as something else.
pub(super) fn scalar(text: &str) -> String {
    let plain = text.starts_with(|one: char| one.is_alphanumeric())
        && !text.ends_with(char::is_whitespace)
        && !text.starts_with(|one: char| {
            one.is_ascii_digit() && !text.contains(|one: char| !one.is_ascii())
        })
        && text
            .chars()
            .all(|one| one.is_alphanumeric() || " -_./()（）《》〔〕—，、：“”　".contains(one))
        && !text.contains(": ")
        && !text.contains(" -")
        && !["true", "false", "null", "yes", "no", "on", "off", "y", "n"]
            .contains(&text.to_ascii_lowercase().as_str());
    if plain {
        return text.to_owned();
    }
    let mut quoted = String::from("\"");
    for one in text.chars() {
        match one {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\t' => quoted.push_str("\\t"),
            one if one.is_control() || matches!(one, '\u{feff}' | '\u{2028}' | '\u{2029}') => {
                let _ = write!(quoted, "\\u{:04x}", u32::from(one));
            }
            one => quoted.push(one),
        }
    }
    quoted.push('"');
    quoted
}

/// The body of a plan file: every section, a blank line before each.
pub fn body(sections: &[Section]) -> String {
    let mut body = String::new();
    for section in sections {
        body.push('\n');
        body.push_str(&section_text(section));
    }
    body
}

/// One section in Markdown.
pub fn section_text(section: &Section) -> String {
    let mut blocks: Vec<String> = Vec::new();
    if section.key != "0" || section.explicit {
        let mut heading = heading(section);
        if !section.run_on.is_empty() {
            heading.push('\n');
            heading.push_str(&paragraph(&section.run_on));
        }
        blocks.push(heading);
    }
    for block in &section.body {
        blocks.push(match block {
            Body::Paragraph(text) => paragraph(text),
            Body::Table(rows) => table(rows),
        });
    }
    blocks.join("\n\n") + "\n"
}

fn heading(section: &Section) -> String {
    let depth = section.level + 1;
    let mut line = "#".repeat(depth.min(DEEPEST));
    let words = heading_words(&section.heading);
    if !words.is_empty() {
        line.push(' ');
        line.push_str(&words);
    }
    if section.explicit || depth > DEEPEST {
        let _ = write!(line, " {{#{}}}", section.key);
    }
    line
}

/// A heading's characters; what ends it must not read as closing marks or attributes.
fn heading_words(text: &str) -> String {
    let mut words = edges(&inline(text));
    if words.ends_with('#') {
        words.pop();
        words.push_str("\\#");
    } else if words.ends_with('}') {
        words.pop();
        words.push_str("&#125;");
    }
    words
}

/// A paragraph on one line.
fn paragraph(text: &str) -> String {
    line_start(&edges(&inline(text)))
}

/// Escapes what is markup inside a line.
fn inline(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut rest = text.chars().peekable();
    while let Some(one) = rest.next() {
        match one {
            '\\' | '`' | '*' | '_' | '[' | '<' => {
                out.push('\\');
                out.push(one);
            }
            '&' if rest
                .peek()
                .is_some_and(|next| *next == '#' || next.is_ascii_alphanumeric()) =>
            {
                out.push_str("&amp;");
            }
            '\r' | '\n' | '\u{b}' | '\u{c}' => entity(&mut out, one),
            _ => out.push(one),
        }
    }
    out
}

fn entity(out: &mut String, character: char) {
    let _ = write!(out, "&#{};", u32::from(character));
}

/// Writes blanks at both ends as entities: Markdown would drop them. Full-width ones stay.
fn edges(text: &str) -> String {
    let is_dropped = |one: &char| *one != '\u{3000}' && one.is_whitespace();
    let mut out = String::with_capacity(text.len());
    let count = text.chars().count();
    for (at, one) in text.chars().enumerate() {
        if (at == 0 || at + 1 == count) && is_dropped(&one) {
            entity(&mut out, one);
        } else {
            out.push(one);
        }
    }
    out
}

/// Escapes what opens a block at the start of a line.
fn line_start(line: &str) -> String {
    let mut characters = line.chars();
    let Some(first) = characters.next() else {
        return String::new();
    };
    if "#>+-=~|:{".contains(first) {
        return format!("\\{line}");
    }
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    let mark = line.chars().nth(digits);
    if (1..=9).contains(&digits) && mark.is_some_and(|mark| mark == '.' || mark == ')') {
        let (number, rest) = line.split_at_checked(digits).unwrap_or((line, ""));
        let after = rest.chars().nth(1);
        if after.is_none_or(|after| after == ' ' || after == '\t') {
            return format!("{number}\\{rest}");
        }
    }
    line.to_owned()
}

/// A table; the first row is its head, short rows are filled up.
fn table(rows: &[Vec<String>]) -> String {
    let width = rows.iter().map(Vec::len).max().unwrap_or(0).max(1);
    let mut lines = Vec::with_capacity(rows.len() + 1);
    for row in rows {
        let cells = (0..width).map(|at| row.get(at).map_or(String::new(), |cell| table_cell(cell)));
        lines.push(format!("| {} |", cells.collect::<Vec<_>>().join(" | ")));
        if lines.len() == 1 {
            lines.push(format!("|{}", "---|".repeat(width)));
        }
    }
    lines.join("\n")
}

/// A cell's characters. Bars and backslashes are entities: a table reads them before the rest.
fn table_cell(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for one in text.chars() {
        match one {
            '|' | '\\' | '`' | '*' | '_' | '[' | '<' | '&' | '\r' | '\n' => entity(&mut out, one),
            _ => out.push(one),
        }
    }
    edges(&out)
}
