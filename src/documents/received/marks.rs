//! Which paragraphs start sections.

use std::collections::{BTreeMap, BTreeSet};

use super::outline::{Remark, Remarks};
use super::{Paragraph, ParagraphKind, tail};
use crate::documents::numbering::{self, Form, Number};

/// A number or heading mark at the start of a paragraph.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark {
    /// Index of the paragraph.
    pub(super) paragraph: usize,
    /// The number, where there is one.
    pub(super) number: Option<Number>,
    /// The outline level, where style or mark gives one.
    pub(super) outline: Option<u8>,
}

/// Finds the paragraphs that start sections. A number counts where others of its form stand next
/// to it; one in a form that is easily something else only where the sequence needs it.
pub(super) fn find(paragraphs: &[Paragraph], remarks: &mut Remarks) -> Vec<Mark> {
    let listed: BTreeSet<usize> = (0..paragraphs.len())
        .flat_map(|index| tail::attachments_listed(paragraphs, index))
        .collect();
    let candidates: Vec<Mark> = paragraphs
        .iter()
        .enumerate()
        .filter(|(index, _)| !listed.contains(index))
        .filter_map(|(index, paragraph)| mark(index, paragraph))
        .collect();
    let numbers: Vec<Option<Number>> = candidates.iter().map(|mark| mark.number).collect();
    let mut last: BTreeMap<Form, u32> = BTreeMap::new();
    let mut marks = Vec::new();
    for (at, mut mark) in candidates.into_iter().enumerate() {
        let Some(paragraph) = paragraphs.get(mark.paragraph) else {
            continue;
        };
        if let Some(number) = mark.number {
            let first = last.is_empty() && marks.is_empty();
            let before = last.get(&number.form).copied();
            let later = numbers.get(at + 1..).unwrap_or_default();
            if belongs(number, &paragraph.text, before, first, later) {
                last.insert(number.form, number.value);
            } else if mark.outline.is_some() {
                mark.number = None;
            } else {
                if number.form != Form::Ordinal {
                    remarks.push((paragraph.line, Remark::LoneNumber));
                }
                continue;
            }
        }
        marks.push(mark);
    }
    without_lists(marks, paragraphs, remarks)
}

/// Leaves out what is numbered without a heading mark between a marked heading and the first one
/// marked below it, in a form customary deeper than that one's: a list in the text, whose numbers
/// would take the keys of the headings.
fn without_lists(marks: Vec<Mark>, paragraphs: &[Paragraph], remarks: &mut Remarks) -> Vec<Mark> {
    let mut below: Option<(u8, Form)> = None;
    let mut items: BTreeSet<usize> = BTreeSet::new();
    for (at, mark) in marks.iter().enumerate().rev() {
        let Some(number) = mark.number else {
            below = None;
            continue;
        };
        match (mark.outline, below) {
            (Some(level), _) => below = Some((level, number.form)),
            (None, Some((level, form))) if number.form > form => {
                let above = marks.iter().take(at).rev().find_map(|mark| mark.outline);
                if above.is_some_and(|above| above + 1 == level) {
                    items.insert(at);
                }
            }
            (None, _) => {}
        }
    }
    let mut kept = Vec::with_capacity(marks.len());
    for (at, mark) in marks.into_iter().enumerate() {
        if items.contains(&at) {
            let line = paragraphs
                .get(mark.paragraph)
                .map_or(0, |paragraph| paragraph.line);
            remarks.push((line, Remark::ListItem));
        } else {
            kept.push(mark);
        }
    }
    kept
}

/// Is the number one of a sequence? `before` is the last of its form, `first` tells that no number
/// came before at all, `later` are the numbers that follow.
fn belongs(
    number: Number,
    text: &str,
    before: Option<u32>,
    first: bool,
    later: &[Option<Number>],
) -> bool {
    let next = later
        .iter()
        .flatten()
        .find(|other| other.form == number.form)
        .is_some_and(|other| other.value == number.value + 1);
    if is_weak(number, text) {
        let parts = match number.form {
            Form::Bare => Some(Form::Dotted(2)),
            Form::Dotted(parts) => Some(Form::Dotted(parts + 1)),
            _ => None,
        };
        let has_parts =
            parts.is_some_and(|parts| later.iter().flatten().any(|other| other.form == parts));
        let follows = before.is_some_and(|before| before + 1 == number.value);
        return follows || has_parts || (next && (number.value == 1 || before.is_none()));
    }
    // A list may start late in an excerpt; deep inside a text a lone 10) is something else.
    number.value == 1 || first || next || before.is_some()
}

fn mark(index: usize, paragraph: &Paragraph) -> Option<Mark> {
    let outline = match paragraph.kind {
        ParagraphKind::Text => None,
        ParagraphKind::Heading(level) => Some(level),
        ParagraphKind::Row { .. } | ParagraphKind::Note => return None,
    };
    // 第一章 may stand alone on its line; a bare 一、 is no heading.
    let number = numbering::read(&paragraph.text).filter(|number| {
        let alone = number.len >= paragraph.text.trim_end().len();
        !alone || number.form <= Form::Article
    });
    let no_heading = outline.is_none()
        && (is_entry_of_contents(&paragraph.text) || is_table_row(&paragraph.text));
    let number = number.filter(|_| !no_heading);
    (number.is_some() || outline.is_some()).then_some(Mark {
        paragraph: index,
        number,
        outline,
    })
}

/// Can the number easily be something else (第一条地铁, 一是)?
fn is_weak(number: Number, text: &str) -> bool {
    let written = text.get(..number.len).unwrap_or_default().trim_end();
    let rest = text.get(number.len..).unwrap_or_default();
    let blank_follows = rest.is_empty() || rest.starts_with(char::is_whitespace);
    match number.form {
        Form::Bare | Form::Ordinal | Form::Stem | Form::Letter | Form::Roman | Form::Dotted(2) => {
            true
        }
        Form::Part | Form::Chapter | Form::Division | Form::Article => !blank_follows,
        Form::Chinese | Form::Arabic => {
            written.ends_with([',', '，', '﹐'])
                || written.ends_with(|one: char| one.is_alphanumeric())
        }
        _ => false,
    }
}

/// `一、总体要求……3`: a line of a table of contents.
fn is_entry_of_contents(text: &str) -> bool {
    let head = text
        .trim_end()
        .trim_end_matches(|one: char| one.is_ascii_digit() || ('０'..='９').contains(&one));
    let leader = head.trim_end();
    head.len() < text.trim_end().len()
        && (leader.ends_with("……")
            || leader.ends_with("...")
            || leader.ends_with("···")
            || head.ends_with('\t'))
}

/// `1⇥研发强度⇥3.2%`: a row of a table, copied as text; its first cell is a mere number.
fn is_table_row(text: &str) -> bool {
    let mut cells = text.trim().split('\t');
    let counts = cells.next().is_some_and(|cell| {
        cell.trim()
            .chars()
            .all(|one| one.is_numeric() || "一二三四五六七八九十、.．()（）".contains(one))
    });
    counts && cells.count() >= 2
}

/// Why a paragraph without number may not belong where it stands.
pub(super) fn doubtful(paragraph: &Paragraph, inside: bool) -> Option<Remark> {
    if paragraph.kind != ParagraphKind::Text {
        return None;
    }
    let text = paragraph.text.trim();
    if tail::is_page_number(text) {
        return Some(Remark::PageNumber);
    }
    if !inside {
        return None;
    }
    if tail::is_address(text) {
        return Some(Remark::Address);
    }
    let short = text.chars().count() <= 25
        && numbering::read(text).is_none()
        && text
            .chars()
            .next()
            .is_some_and(|one| one.is_alphanumeric() || "“《".contains(one));
    let sentence = text.ends_with([
        '。', '；', '：', '！', '？', '，', '、', ';', ':', '.', '”', '…',
    ]);
    (short && !sentence).then_some(Remark::HeadingLike)
}
