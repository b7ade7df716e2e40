//! Headings that lost their `#`, or have it in full width or without a blank after it: the
//! paragraph then belongs to the section before.

use std::borrow::Cow;

use crate::diagnostics::codes::model as codes;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::documents::numbering::{self, Number};
use crate::documents::plan_file::{self, SectionText};
use crate::documents::prose::{BlockKind, Prose};
use crate::language::{Bilingual, Lang};

/// Splits sections at paragraphs that go on counting from an open section while no heading does;
/// each is reported.
pub(super) fn restore<'a>(
    texts: &'a [SectionText],
    lang: Lang,
    diagnostics: &mut Diagnostics,
) -> Vec<Cow<'a, SectionText>> {
    let mut restored: Vec<Cow<'a, SectionText>> = Vec::with_capacity(texts.len());
    // Open sections: depth and number.
    let mut open: Vec<(usize, Number)> = Vec::new();
    for (at, text) in texts.iter().enumerate() {
        let rest = texts.get(at + 1..).unwrap_or_default();
        let mut text = Cow::Borrowed(text);
        loop {
            enter(&mut open, &text);
            let Some(lost) = find(&text.prose, &open, rest) else {
                restored.push(text);
                break;
            };
            let (before, after) = split(&text, &lost, lang);
            report(&after, lost.marks, diagnostics);
            restored.push(Cow::Owned(before));
            text = Cow::Owned(after);
        }
    }
    restored
}

fn enter(open: &mut Vec<(usize, Number)>, text: &SectionText) {
    if text.depth == 0 {
        return;
    }
    while open.last().is_some_and(|(depth, _)| *depth >= text.depth) {
        open.pop();
    }
    open.extend(numbering::read(&text.number).map(|number| (text.depth, number)));
}

/// A paragraph that is a heading.
struct Lost<'a> {
    /// Its index among the blocks.
    block: usize,
    /// The depth its heading should have.
    depth: usize,
    /// What stands before its number: marks of a heading, or of emphasis.
    marks: &'a str,
}

fn find<'p>(prose: &'p Prose, open: &[(usize, Number)], rest: &[SectionText]) -> Option<Lost<'p>> {
    let mut before: Option<Number> = None;
    prose.blocks.iter().enumerate().find_map(|(block, it)| {
        let words = match it.kind {
            BlockKind::Paragraph | BlockKind::Item { .. } => prose.slice(it.range.clone()),
            _ => return None,
        };
        let bare = words.trim_start_matches(['#', '＃', '*', '_', ' ', '\u{3000}']);
        let number = numbering::read(bare)?;
        // A list of the text itself: 1, 2, 3, 4 in section 3 has no heading at 4.
        let listed = before
            .replace(number)
            .is_some_and(|before| before.form == number.form && before.value + 1 == number.value);
        if listed {
            return None;
        }
        let (depth, _) = open.iter().rev().find(|(depth, before)| {
            before.form == number.form
                && before.value + 1 == number.value
                && !has_heading(rest, *depth, number)
        })?;
        let marks = words.get(..words.len() - bare.len())?;
        Some(Lost {
            block,
            depth: *depth,
            marks,
        })
    })
}

/// Does a heading with the number come before the section above ends?
fn has_heading(rest: &[SectionText], depth: usize, number: Number) -> bool {
    rest.iter()
        .take_while(|text| text.depth >= depth)
        .filter_map(|text| numbering::read(&text.number))
        .any(|other| (other.form, other.value) == (number.form, number.value))
}

/// The section up to the lost heading, and the section that it begins.
fn split(text: &SectionText, lost: &Lost<'_>, lang: Lang) -> (SectionText, SectionText) {
    let block = text.prose.blocks.get(lost.block);
    let range = block.map_or(0..0, |block| block.range.clone());
    let start = range.start + lost.marks.chars().count();
    let words = text.prose.slice(start..range.end);
    let number = numbering::read(words).map_or(0, |number| number.len);
    let ends = match lang {
        Lang::Zh => ["。", "；"],
        Lang::En => [". ", "; "],
    };
    // Without its own line the heading ends with its first sentence.
    let after = words.get(number..).unwrap_or_default();
    let end = ends
        .iter()
        .filter_map(|end| after.find(end).map(|at| number + at + end.len()))
        .min()
        .unwrap_or(words.len());
    let heading = words
        .get(..end)
        .map_or(0, |heading| heading.chars().count());
    let (before, after) = text.prose.split(lost.block, start, start + heading);
    let before = SectionText {
        prose: before,
        ..text.clone()
    };
    let location = text.prose.location(range.start..start + heading);
    (
        before,
        plan_file::section(None, lost.depth, after, location, lang),
    )
}

fn report(text: &SectionText, marks: &str, diagnostics: &mut Diagnostics) {
    let heading = text.prose.slice(text.prose.heading());
    let shown: String = heading.chars().take(12).collect();
    let more = if shown.len() < heading.len() {
        "…"
    } else {
        ""
    };
    let (zh, en) = if marks.contains('＃') {
        ("用的是全角＃", "with full-width ＃")
    } else if marks.contains('#') {
        ("# 后面缺空格", "without a blank after its #")
    } else {
        ("前面没有 #", "without its #")
    };
    diagnostics.push(Diagnostic::new(
        &codes::HEADING_LOST,
        text.location.clone(),
        Bilingual::new(
            format!("“{shown}{more}”像是标题，{zh}"),
            format!("“{shown}{more}” looks like a heading {en}"),
        ),
    ));
}
