//! Cuts the front matter off a Markdown file.

use std::ops::Range;
use std::sync::Arc;

use super::tree::Node;
use super::{fields, yaml};
use crate::diagnostics::codes::documents as codes;
use crate::diagnostics::{Diagnostic, Diagnostics, Location, SourceFile};
use crate::language::Bilingual;

/// A file's front matter as values, and where the text after it starts (byte offset).
pub struct FrontMatter {
    /// The values; an empty table where they could not be read.
    pub node: Node,
    /// Were they read?
    pub sound: bool,
    /// Were lines left out that could not be read? Then keys may seem missing.
    pub mended: bool,
    /// Byte offset of the first line after the front matter.
    pub body_start: usize,
}

/// Reads the front matter of `file`; what is wrong with it is reported.
pub fn read(file: &Arc<SourceFile>, diagnostics: &mut Diagnostics) -> FrontMatter {
    let Some((yaml_span, body_start)) = cut(file, diagnostics) else {
        return FrontMatter {
            node: fields::empty(file),
            sound: false,
            mended: false,
            body_start: 0,
        };
    };
    let (node, faults) = yaml::read_on(file, yaml_span);
    let mended = !faults.is_empty();
    diagnostics.extend(faults);
    FrontMatter {
        sound: node.is_some(),
        mended,
        node: node.unwrap_or_else(|| fields::empty(file)),
        body_start,
    }
}

fn cut(file: &Arc<SourceFile>, diagnostics: &mut Diagnostics) -> Option<(Range<usize>, usize)> {
    let text = file.text();
    let mut lines = text.split_inclusive('\n');
    let first = lines.next().unwrap_or_default();
    if first.trim_end() != "---" {
        let found = Diagnostic::new(
            &codes::FRONT_MATTER_MISSING,
            Location::new(file, 0..first.trim_end().len()),
            Bilingual::new(
                "文件开头没有用“---”标出的文件头",
                "the file does not start with front matter between lines of “---”",
            ),
        );
        diagnostics.push(with_keys(found, file.path()));
        return None;
    }
    let start = first.len();
    let mut at = start;
    for line in lines {
        if line.trim_end() == "---" {
            return Some((start..at, at + line.len()));
        }
        at += line.len();
    }
    diagnostics.push(
        Diagnostic::new(
            &codes::FRONT_MATTER_MISSING,
            Location::new(file, 0..3),
            Bilingual::new(
                "文件头没有结束：缺少第二个“---”",
                "the front matter does not end: a second line “---” is missing",
            ),
        )
        .help(
            "请在最后一个键之后加一行“---”。",
            "Put a line --- after the last key.",
        ),
    );
    None
}

/// Pages and translations have other keys than plans.
fn with_keys(found: Diagnostic, path: &str) -> Diagnostic {
    let keys = if path.starts_with("content/pages/") {
        "title"
    } else if path.ends_with(".en.md") {
        "title, translation"
    } else {
        return found;
    };
    found.help(
        format!("请在文件开头写一行“---”，再写 {keys}，再写一行“---”。"),
        format!("Start the file with a line ---, then {keys}, then another line ---."),
    )
}
