//! What import tells editors of a document's lines, numbers and title.

use std::sync::Arc;

use super::Source;
use super::batch::{Settled, place_of};
use super::outline::{Gap, Remark, Section};
use super::retitle::Title;
use crate::diagnostics::codes::documents::{
    ATTACHMENTS, DUPLICATE_NUMBER, GUESSED, MISSING_NUMBER, TITLE_CHANGED, TWO_PARTS, UNPLACED_LINE,
};
use crate::diagnostics::{Diagnostic, Diagnostics, Location, SourceFile};
use crate::language::Bilingual;

/// Tells which numbers are missing.
pub(super) fn gaps(gaps: &[Gap], file: &Arc<SourceFile>, diagnostics: &mut Diagnostics) {
    for gap in gaps {
        let missing_zh = gap.missing.join("、");
        let missing = match &gap.missing[..] {
            [one] => format!("number {one} is missing"),
            _ => format!("numbers {} are missing", gap.missing.join(", ")),
        };
        diagnostics.report(
            &MISSING_NUMBER,
            Location::new(file, file.line(gap.line).unwrap_or(0..0)),
            format!("“{}”之前缺少编号 {missing_zh}", gap.number),
            format!("{missing} before “{}”", gap.number),
        );
    }
}

/// Tells what was guessed of a new plan.
pub(super) fn guesses(settled: &Settled<'_>, source: &Source, diagnostics: &mut Diagnostics) {
    let (results, intents) = settled.part.guesses.cues;
    let name = &settled.place.name;
    let (year, kind) = (settled.year, settled.kind.name());
    diagnostics.report(
        &GUESSED,
        place_of(source, settled.part),
        format!(
            "《{}》：城市 {name}，年份 {year}，类别 {kind}（表示结果的词 {results} 处，表示打算的词 {intents} 处）；待核实：{}",
            settled.title,
            settled.guessed.join("、")
        ),
        format!(
            "“{}”: city {name}, year {year}, kind {kind} (words of results: {results}, of intent: {intents}); to be confirmed: {}",
            settled.title,
            settled.guessed.join(", ")
        ),
    );
    // An editor who gives both has decided.
    let open = ["year", "kind"]
        .iter()
        .any(|key| settled.guessed.contains(key));
    let Some(second) = settled.part.guesses.two_parts.filter(|_| open) else {
        return;
    };
    let lines = settled.part.lines;
    let (place, zh, en) = match second.line {
        Some(line) => (
            Location::new(&source.file, source.file.line(line).unwrap_or(0..0)),
            format!(
                "正文似含两部分：工作总结和工作计划，后一部分自本行起；现作为一份，年份 {year}、类别 {kind} 待核实"
            ),
            format!(
                "the text seems to hold two parts, a report and a plan that begins here; it is taken as one, and year {year} and kind {kind} are to be confirmed"
            ),
        ),
        None => (
            place_of(source, settled.part),
            format!(
                "按标题看，正文含工作总结和工作计划两部分；现作为一份，年份 {year}、类别 {kind} 待核实"
            ),
            format!(
                "by its title the text holds two parts, a report and a plan; it is taken as one, and year {year} and kind {kind} are to be confirmed"
            ),
        ),
    };
    let mut found = Diagnostic::new(&TWO_PARTS, place, Bilingual::new(zh, en));
    if let Some(line) = second.line.filter(|line| *line > lines.0) {
        let ((first, last), before) = (lines, line - 1);
        found = found.help(
            format!("如要分开发布：把第 {first} 至 {before} 行和第 {line} 至 {last} 行各存成一个文件，分别用 --kind report、--kind plan 导入，并用 --year 指明各自的年份。"),
            format!("To publish them apart, save lines {first} to {before} and lines {line} to {last} as a file each, and import them with --kind report and --kind plan, each with its --year."),
        );
    }
    diagnostics.push(found);
}

/// Tells that the corrected source has another title than the plan file `path`.
pub(super) fn title(title: &Title, path: &str, location: Location, diagnostics: &mut Diagnostics) {
    let (zh, en) = match title {
        Title::Same => return,
        Title::Updated { old, new } => (
            format!(
                "更正后的原文标题为《{new}》，计划文件 content/{path} 的标题已由《{old}》改为此题"
            ),
            format!(
                "the corrected source is titled “{new}”; content/{path} had “{old}” and now has the new title"
            ),
        ),
        Title::Kept { old, new } => (
            format!(
                "更正后的原文标题为《{new}》，计划文件 content/{path} 的标题《{old}》为编辑所定，未改"
            ),
            format!(
                "the corrected source is titled “{new}”; the title “{old}” of content/{path} is an editor’s and was kept"
            ),
        ),
    };
    diagnostics.report(&TITLE_CHANGED, location, zh, en);
}

/// Tells a remark; `section` is the one that starts with the line, if one does.
pub(super) fn remark(
    remark: &Remark,
    section: Option<&Section>,
    location: Location,
    diagnostics: &mut Diagnostics,
) {
    let about_number = matches!(remark, Remark::Duplicate { .. } | Remark::Back { .. });
    if about_number != section.is_some() {
        // An editor has made the line a heading, or none.
        return;
    }
    let key = section.map_or("", |section| section.key.as_str());
    match remark {
        Remark::Duplicate { number } => diagnostics.report(
            &DUPLICATE_NUMBER,
            location,
            format!("编号“{number}”在同一级重复出现；本条的键记为 {key}"),
            format!("the number {number} stands twice at its level; this section gets the key {key}"),
        ),
        Remark::Back { number, last } => diagnostics.report(
            &DUPLICATE_NUMBER,
            location,
            format!("编号“{number}”排在 {last} 之后；本条的键记为 {key}"),
            format!("the number {number} comes after {last}; this section gets the key {key}"),
        ),
        Remark::LoneNumber => diagnostics.report(
            &UNPLACED_LINE,
            location,
            "本行开头像编号，但前后没有相接的编号；作为段落保留",
            "the line starts like a number, but none goes before or after it; kept as a paragraph",
        ),
        Remark::ListItem => diagnostics.report(
            &UNPLACED_LINE,
            location,
            "本行有编号而没有标题记号，其后另有带记号的下级标题；作为段落保留",
            "the line is numbered but has no heading mark, and marked headings of the next level follow; kept as a paragraph",
        ),
        Remark::HeadingLike => diagnostics.report(
            &UNPLACED_LINE,
            location,
            "本行像没有编号的标题；作为段落保留在上一条之内",
            "the line looks like a heading without number; kept as a paragraph of the section before",
        ),
        Remark::PageNumber => diagnostics.report(
            &UNPLACED_LINE,
            location,
            "本行像页码；作为段落保留",
            "the line looks like a page number; kept as a paragraph",
        ),
        Remark::Attachments { lines } => diagnostics.report(
            &ATTACHMENTS,
            location,
            format!("附件自本行起，共 {lines} 行，作为文字收入 end；其中的编号不作为本计划的条目"),
            format!(
                "the attachments begin here ({lines} lines); they are kept as text in `end`, and their numbers make no sections of this plan"
            ),
        ),
        Remark::Address => diagnostics.report(
            &UNPLACED_LINE,
            location,
            "本段面向听众，可能不属于上一条；作为段落保留在上一条之内",
            "the paragraph addresses the audience and may not belong to the section before, where it is kept",
        ),
    }
}
