//! Promise 1: the official text is that of the document as received, to the character.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;
use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::diagnostics::codes::model as codes;
use crate::diagnostics::{Diagnostic, Diagnostics, Location, Placed, SourceFile};
use crate::language::Bilingual;
use crate::model::{Plan, Section, Site, SourceLines};

/// How many differences of one plan are told one by one.
const MOST: usize = 20;

/// Compares every plan with the lines it says it was taken from.
pub(super) fn check(site: &Site, diagnostics: &mut Diagnostics) {
    let found: Vec<Diagnostics> = site
        .plans
        .par_iter()
        .map(|plan| {
            let mut diagnostics = Diagnostics::default();
            check_plan(site, plan, &mut diagnostics);
            diagnostics
        })
        .collect();
    for found in found {
        diagnostics.append(found);
    }
}

fn check_plan(site: &Site, plan: &Plan, diagnostics: &mut Diagnostics) {
    let Some(source) = &plan.source else {
        diagnostics.report(
            &codes::NO_SOURCE,
            Location::new(&plan.file, 0..0),
            "没有写明来源，无法核对正文",
            "the plan names no source, so its text cannot be checked",
        );
        return;
    };
    let Some(file) = site.sources.get(&source.value.file) else {
        if !site
            .unread
            .contains(&format!("sources/{}", source.value.file))
        {
            report_no_file(site, source, diagnostics);
        }
        return;
    };
    let (first, last) = source.value.lines.unwrap_or((1, file.line_count()));
    if last > file.line_count() {
        diagnostics.report(
            &codes::SOURCE_NOT_FOUND,
            source.location.clone(),
            format!("{} 只有 {} 行", file.path(), file.line_count()),
            format!("{} has only {} lines", file.path(), file.line_count()),
        );
        return;
    }
    let received = received_lines(file, first, last, &plan.title);
    let published = published_lines(plan);
    compare(plan, file, &received, &published, diagnostics);
}

fn report_no_file(site: &Site, source: &Placed<SourceLines>, diagnostics: &mut Diagnostics) {
    let name = &source.value.file;
    let mut found = Diagnostic::new(
        &codes::SOURCE_NOT_FOUND,
        source.location.clone(),
        Bilingual::new(
            format!("来源文件 content/sources/{name} 不存在或不是文本"),
            format!("the source content/sources/{name} does not exist or is not text"),
        ),
    );
    if let Some(near) =
        crate::documents::fields::nearest(name, site.sources.keys().map(String::as_str))
    {
        found = found.help(
            format!("是不是“{near}”？"),
            format!("Did you mean “{near}”?"),
        );
    }
    diagnostics.push(found);
}

/// A line with words of the document as received.
struct Received<'a> {
    number: usize,
    words: &'a str,
}

/// The lines with words; blanks at their ends are layout. The plan's title, as one line or several,
/// is in the front matter and not in the text.
fn received_lines<'a>(
    file: &'a Arc<SourceFile>,
    first: usize,
    last: usize,
    title: &str,
) -> Vec<Received<'a>> {
    let mut lines: Vec<Received<'a>> = (first..=last)
        .filter_map(|number| {
            let words = file
                .text()
                .get(file.line(number)?)?
                .trim_matches([' ', '\t', '\r', '\u{feff}']);
            (!words.is_empty()).then_some(Received { number, words })
        })
        .collect();
    let squeeze =
        |words: &str| -> String { words.chars().filter(|c| !c.is_whitespace()).collect() };
    let title = squeeze(title);
    let mut joined = String::new();
    if title.is_empty() {
        // Its absence has been reported; the line that holds it is no text.
        lines.drain(..1.min(lines.len()));
        return lines;
    }
    for count in 1..=lines.len().min(4) {
        joined.push_str(&squeeze(lines.get(count - 1).map_or("", |line| line.words)));
        if joined == title {
            lines.drain(..count);
            break;
        }
    }
    lines
}

/// A paragraph of the official text and where it stands.
struct Published<'a> {
    section: &'a Section,
    start: usize,
    words: &'a str,
}

fn published_lines(plan: &Plan) -> Vec<Published<'_>> {
    let mut lines = Vec::new();
    for section in &plan.sections {
        let mut start = 0;
        for words in section.official.text.split('\n') {
            let trimmed = words.trim_matches([' ', '\t']);
            if !trimmed.is_empty() {
                let lead = words
                    .chars()
                    .take_while(|c| matches!(c, ' ' | '\t'))
                    .count();
                lines.push(Published {
                    section,
                    start: start + lead,
                    words: trimmed,
                });
            }
            start += words.chars().count() + 1;
        }
    }
    lines
}

fn compare(
    plan: &Plan,
    file: &SourceFile,
    received: &[Received<'_>],
    published: &[Published<'_>],
    diagnostics: &mut Diagnostics,
) {
    let old: Vec<&str> = received.iter().map(|line| line.words).collect();
    let new: Vec<&str> = published.iter().map(|line| line.words).collect();
    let mut told = 0;
    let mut tell = |found: Diagnostic| {
        told += 1;
        if told <= MOST {
            diagnostics.push(found);
        }
    };
    for op in capture_diff_slices(Algorithm::Myers, &old, &new) {
        let (old, new) = (op.old_range(), op.new_range());
        if matches!(op, DiffOp::Equal { .. }) {
            continue;
        }
        let mut next = old.start;
        for at in new.clone() {
            let Some(paragraph) = published.get(at) else {
                continue;
            };
            let rest = received.get(next..old.end).unwrap_or_default();
            let Some(step) = rest
                .iter()
                .position(|line| is_alike(line.words, paragraph.words))
            else {
                tell(added(file, paragraph));
                continue;
            };
            for line in rest.get(..step).unwrap_or_default() {
                tell(missing(
                    plan,
                    file,
                    line,
                    published.get(at.saturating_sub(1)),
                ));
            }
            if let Some(line) = rest.get(step) {
                tell(changed(file, line, paragraph));
            }
            next += step + 1;
        }
        for line in received.get(next..old.end).unwrap_or_default() {
            tell(missing(
                plan,
                file,
                line,
                published.get(new.end.saturating_sub(1)),
            ));
        }
    }
}

/// Do two paragraphs share so many characters that one was made of the other?
fn is_alike(a: &str, b: &str) -> bool {
    let mut counts: BTreeMap<char, i32> = BTreeMap::new();
    for letter in a.chars() {
        *counts.entry(letter).or_default() += 1;
    }
    let mut shared = 0;
    for letter in b.chars() {
        if let Some(count) = counts.get_mut(&letter).filter(|count| **count > 0) {
            *count -= 1;
            shared += 1;
        }
    }
    shared * 2 > a.chars().count().min(b.chars().count())
        && shared * 4 > a.chars().count().max(b.chars().count())
}

/// A paragraph that differs: shows the characters around each difference.
fn changed(file: &SourceFile, line: &Received<'_>, paragraph: &Published<'_>) -> Diagnostic {
    let old: Vec<char> = line.words.chars().collect();
    let new: Vec<char> = paragraph.words.chars().collect();
    let ops = capture_diff_slices(Algorithm::Myers, &old, &new);
    let mut changed = ops
        .iter()
        .filter(|op| !matches!(op, DiffOp::Equal { .. }))
        .map(DiffOp::new_range);
    let first = changed.next().unwrap_or(0..0);
    let last = changed.next_back().unwrap_or_else(|| first.clone());
    let place = paragraph.start + first.start..paragraph.start + last.end.max(first.end);
    let diff = show(&old, &new, &ops);
    let (path, number) = (file.path(), line.number);
    Diagnostic::new(
        &codes::TEXT_DIFFERS,
        paragraph.section.official.location(place),
        Bilingual::new(
            format!("正文与原件 {path} 第 {number} 行不一致：{diff}"),
            format!("the text differs from {path}, line {number}: {diff}"),
        ),
    )
}

/// The differences as `…前[-删-]{+增+}后…`, eight characters around each.
fn show(old: &[char], new: &[char], ops: &[DiffOp]) -> String {
    const AROUND: usize = 8;
    let words = |chars: &[char], range: Range<usize>| -> String {
        chars.get(range).unwrap_or_default().iter().collect()
    };
    let mut out = String::new();
    let count = ops.len();
    for (index, op) in ops.iter().enumerate() {
        let (before, after) = (op.old_range(), op.new_range());
        if matches!(op, DiffOp::Equal { .. }) {
            let (start, end) = (before.start, before.end);
            let keep_start = if index == 0 {
                start
            } else {
                (start + AROUND).min(end)
            };
            let keep_end = if index + 1 == count {
                end
            } else {
                end.saturating_sub(AROUND).max(start)
            };
            if keep_end > keep_start {
                out.push_str(&words(old, start..keep_start));
                out.push('…');
                out.push_str(&words(old, keep_end..end));
            } else {
                out.push_str(&words(old, start..end));
            }
            continue;
        }
        if !before.is_empty() {
            let _ = write!(out, "[-{}-]", words(old, before));
        }
        if !after.is_empty() {
            let _ = write!(out, "{{+{}+}}", words(new, after));
        }
    }
    out
}

fn missing(
    plan: &Plan,
    file: &SourceFile,
    line: &Received<'_>,
    near: Option<&Published<'_>>,
) -> Diagnostic {
    let location = near.map_or_else(
        || Location::new(&plan.file, 0..0),
        |near| {
            let end = near.start + near.words.chars().count();
            near.section.official.location(end.saturating_sub(1)..end)
        },
    );
    let (path, number) = (file.path(), line.number);
    let words = shorten(line.words);
    Diagnostic::new(
        &codes::TEXT_DIFFERS,
        location,
        Bilingual::new(
            format!("正文缺少原件 {path} 第 {number} 行：[-{words}-]"),
            format!("line {number} of {path} is missing from the text: [-{words}-]"),
        ),
    )
}

fn added(file: &SourceFile, paragraph: &Published<'_>) -> Diagnostic {
    let end = paragraph.start + paragraph.words.chars().count();
    let words = shorten(paragraph.words);
    let path = file.path();
    Diagnostic::new(
        &codes::TEXT_DIFFERS,
        paragraph.section.official.location(paragraph.start..end),
        Bilingual::new(
            format!("原件 {path} 中没有这一段：{{+{words}+}}"),
            format!("this paragraph is not in {path}: {{+{words}+}}"),
        ),
    )
}

fn shorten(words: &str) -> String {
    let short: String = words.chars().take(40).collect();
    if short.len() < words.len() {
        format!("{short}…")
    } else {
        short
    }
}
