//! Promise 1: the official text is that of the document as received, to the character.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;
use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::diagnostics::codes::model as codes;
use crate::diagnostics::{Diagnostic, Diagnostics, Location, Placed, SourceFile};
use crate::documents::numbering;
use crate::language::Bilingual;
use crate::model::{Plan, Section, Site, SourceLines};

mod shown;

use shown::{shorten, show};

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
        if !source.value.faulty
            && !site
                .unread
                .contains(&format!("sources/{}", source.value.file))
        {
            report_no_file(site, source, diagnostics);
        }
        return;
    };
    if source.value.faulty {
        return;
    }
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
    let published = published_lines(plan);
    let (received, title) = received_lines(file, (first, last), &plan.title, &published);
    if source.value.lines.is_none()
        && let Some(part) = part_of(&received, &published)
    {
        diagnostics.push(more_in_source(source, file, &received, &part));
        let received = received.get(part).unwrap_or_default();
        compare(plan, file, received, &published, diagnostics);
        return;
    }
    diagnostics.extend(title.map(|line| title_differs(plan, file, &line)));
    compare(plan, file, &received, &published, diagnostics);
}

/// Where the plan's lines begin and end in a source that holds other documents too.
fn part_of(received: &[Received<'_>], published: &[Published<'_>]) -> Option<Range<usize>> {
    let (first, last) = (published.first()?, published.last()?);
    let start = received.iter().position(|line| line.words == first.words)?;
    let end = received.iter().rposition(|line| line.words == last.words)? + 1;
    let others = received.len().checked_sub(end - start)?;
    (start < end && others > published.len().min(3)).then_some(start..end)
}

fn more_in_source(
    source: &Placed<SourceLines>,
    file: &SourceFile,
    received: &[Received<'_>],
    part: &Range<usize>,
) -> Diagnostic {
    let number = |at: usize| received.get(at).map_or(0, |line| line.number);
    // The line before the text is mostly its title.
    let (first, last) = (number(part.start.saturating_sub(1)), number(part.end - 1));
    let path = file.path();
    Diagnostic::new(
        &codes::TEXT_DIFFERS,
        source.location.clone(),
        Bilingual::new(
            format!("{path} 中还有别的文件，没有写明本计划是哪几行"),
            format!("{path} holds more than this plan, and nothing says which lines are its"),
        ),
    )
    .help(
        format!("请写 lines: {first}-{last}，并核对起止行。"),
        format!("Write lines: {first}-{last}, and check where it starts and ends."),
    )
}

fn title_differs(plan: &Plan, file: &SourceFile, line: &Received<'_>) -> Diagnostic {
    let start = plan.file.text().find(&plan.title).unwrap_or(0);
    let old: Vec<char> = line.words.chars().collect();
    let new: Vec<char> = plan.title.chars().collect();
    let diff = show(
        &old,
        &new,
        &capture_diff_slices(Algorithm::Myers, &old, &new),
    );
    let (path, number) = (file.path(), line.number);
    Diagnostic::new(
        &codes::TEXT_DIFFERS,
        Location::new(&plan.file, start..start + plan.title.len()),
        Bilingual::new(
            format!("标题与原件 {path} 第 {number} 行不一致：{diff}"),
            format!("the title differs from {path}, line {number}: {diff}"),
        ),
    )
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
/// is in the front matter and not in the text; where the first line is nearly the title it comes
/// second, for a finding.
fn received_lines<'a>(
    file: &'a Arc<SourceFile>,
    (first, last): (usize, usize),
    title: &str,
    published: &[Published<'_>],
) -> (Vec<Received<'a>>, Option<Received<'a>>) {
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
        return (lines, None);
    }
    for count in 1..=lines.len().min(4) {
        joined.push_str(&squeeze(lines.get(count - 1).map_or("", |line| line.words)));
        if joined == title {
            lines.drain(..count);
            return (lines, None);
        }
    }
    let is_title = lines.first().is_some_and(|line| {
        let in_text = || published.iter().any(|own| is_alike(line.words, own.words));
        numbering::read(line.words).is_none()
            && (is_near(line.words, &title) || is_short(line.words) && !in_text())
    });
    let differing = is_title.then(|| lines.remove(0));
    (lines, differing)
}

/// Is a line as short as titles are, and no sentence?
fn is_short(line: &str) -> bool {
    line.chars().count() < 60 && !line.ends_with(['。', '；', '：'])
}

/// Is a line the title but for a few characters?
fn is_near(line: &str, title: &str) -> bool {
    let length = line.chars().count().max(title.chars().count());
    length < 80 && strsim::damerau_levenshtein(line, title) * 4 <= length
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
        let mut skip = 0;
        for at in new.clone() {
            let Some(paragraph) = published.get(at) else {
                continue;
            };
            if skip > 0 {
                skip -= 1;
                continue;
            }
            let (left, here) = (received.get(next..old.end), published.get(at..new.end));
            if let Some((found, lines, paragraphs)) = divided(file, left, here) {
                tell(found);
                next += lines;
                skip = paragraphs - 1;
                continue;
            }
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

/// The same words in other paragraphs, a blank line too many or too few: the finding, and how many
/// lines and paragraphs it is about.
fn divided(
    file: &SourceFile,
    received: Option<&[Received<'_>]>,
    published: Option<&[Published<'_>]>,
) -> Option<(Diagnostic, usize, usize)> {
    let (line, paragraph) = (received?.first()?, published?.first()?);
    let runs = |whole: &str, parts: &mut dyn Iterator<Item = &str>| {
        let mut rest = whole;
        for count in 1.. {
            rest = rest.strip_prefix(parts.next()?)?;
            if rest.is_empty() {
                return (count > 1).then_some(count);
            }
        }
        None
    };
    let more = runs(line.words, &mut published?.iter().map(|one| one.words));
    let fewer = runs(paragraph.words, &mut received?.iter().map(|one| one.words));
    let (first, lines, paragraphs) = match (more, fewer) {
        (Some(paragraphs), _) => (paragraph.words, 1, paragraphs),
        (None, Some(lines)) => (line.words, lines, 1),
        (None, None) => return None,
    };
    let end = paragraph.start + first.chars().count();
    let (path, number) = (file.path(), line.number);
    let found = |zh: &str, en: &str| {
        Diagnostic::new(
            &codes::TEXT_DIFFERS,
            paragraph
                .section
                .official
                .location(end.saturating_sub(1)..end),
            Bilingual::new(
                format!("文字与原件 {path} 第 {number} 行相同，{zh}"),
                format!("the words are those of {path}, line {number}, {en}"),
            ),
        )
    };
    let found = if more.is_some() {
        found("但在这里多分了一段", "but a new paragraph starts after this place").help(
            "请删去这里之后的空行；与标题连排的正文，紧接着写在标题的下一行。",
            "Remove the empty line after it; a body that runs on after the heading stands on the next line.",
        )
    } else {
        found(
            "但原件在这里分段",
            "but the source has a new paragraph after this place",
        )
        .help("请在这里之后加一个空行。", "Put an empty line after it.")
    };
    Some((found, lines, paragraphs))
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
    // One may be cut short: a section that lost its body.
    let is_cut = a.starts_with(b) || b.starts_with(a);
    is_cut
        || shared * 2 > a.chars().count().min(b.chars().count())
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
