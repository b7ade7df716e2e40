//! A source becomes its documents: a compilation has several, each under its title.

use std::sync::Arc;

use super::guesses::{self, Guesses, KnownCity};
use super::outline::{self, Remarks, Section};
use super::title::{self, ends_as_title, is_title_line};
use super::{Paragraph, ParagraphKind, Source, reports, tail};
use crate::diagnostics::codes::documents::NO_TITLE;
use crate::diagnostics::{Diagnostics, Location, SourceFile};
use crate::documents::numbering;

/// One document of a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The title as received; empty where there is none.
    pub title: String,
    /// The 篇 of a compilation that the title names.
    pub number: Option<u32>,
    /// First and last line in [`Source::file`], from 1, title included.
    pub lines: (usize, usize),
    /// The sections, in the order of the text.
    pub sections: Vec<Section>,
    /// What the text suggests about the document.
    pub guesses: Guesses,
    /// Does the numbering start late or leave numbers out, or is it one of a compilation?
    pub excerpt: bool,
    /// What an editor should know of single lines.
    remarks: Remarks,
}

impl Part {
    /// The paragraphs of the part.
    pub(super) fn words<'a>(&self, source: &'a Source) -> Vec<&'a str> {
        let lines = self.lines.0..=self.lines.1;
        let own = source.paragraphs.iter();
        own.filter(|paragraph| lines.contains(&paragraph.line))
            .map(|paragraph| paragraph.text.as_str())
            .collect()
    }

    /// Tells what an editor should know of single lines; `sections` are those of the plan file,
    /// where editors may have decided already.
    pub(super) fn report_remarks(
        &self,
        sections: &[Section],
        file: &Arc<SourceFile>,
        diagnostics: &mut Diagnostics,
    ) {
        for (line, remark) in &self.remarks {
            let words = file.slice(file.line(*line).unwrap_or(0..0)).trim();
            let at = sections
                .iter()
                .find(|section| section.line == *line && !section.heading.is_empty())
                .or_else(|| {
                    sections.iter().find(|section| {
                        section.line == 0
                            && !section.heading.is_empty()
                            && format!("{}{}", section.heading, section.run_on).trim() == words
                    })
                });
            reports::remark(remark, at, place(file, *line), diagnostics);
        }
    }
}

/// Divides a source into its documents. `cities` are those the site knows.
pub fn divide(source: &Source, cities: &[KnownCity], diagnostics: &mut Diagnostics) -> Vec<Part> {
    let starts = boundaries(&source.paragraphs);
    let ends = starts
        .iter()
        .skip(1)
        .copied()
        .chain([source.paragraphs.len()]);
    starts
        .iter()
        .zip(ends)
        .filter_map(|(start, end)| source.paragraphs.get(*start..end))
        .map(|paragraphs| part(paragraphs, cities, &source.file, diagnostics))
        .collect()
}

fn part(
    paragraphs: &[Paragraph],
    cities: &[KnownCity],
    file: &Arc<SourceFile>,
    diagnostics: &mut Diagnostics,
) -> Part {
    let (title_at, title_len) = title::lines(paragraphs);
    let title: String = paragraphs
        .iter()
        .skip(title_at)
        .take(title_len)
        .map(|paragraph| paragraph.text.trim())
        .collect();
    // A title that is not the first line stays in the text too: moving it would reorder.
    let body_from = if title_at == 0 { title_len } else { 0 };
    let body = paragraphs.get(body_from..).unwrap_or_default();
    let tail = tail::start(body);
    let (sections, remarks) = outline::outline(body, tail);
    let first_line = paragraphs.first().map_or(1, |paragraph| paragraph.line);
    let last_line = paragraphs.last().map_or(1, |paragraph| paragraph.line);
    if title.is_empty() {
        diagnostics.report(
            &NO_TITLE,
            place(file, first_line),
            "没有找到标题",
            "no title was found",
        );
    }
    let gaps = !outline::gaps(&sections, 0).is_empty();
    let after = body.get(tail..).unwrap_or_default();
    let own = tail + tail::attached(after).unwrap_or(after.len());
    let number = part_number(&title).map(|(_, number)| number);
    Part {
        remarks,
        number,
        lines: (first_line, last_line),
        guesses: guesses::guess(
            &title,
            body.get(..own).unwrap_or(body),
            tail,
            &sections,
            cities,
        ),
        excerpt: number.is_some() || gaps,
        title,
        sections,
    }
}

/// Where documents start: at titles that name their place in a compilation, or else at titles after
/// which the numbering starts again.
fn boundaries(paragraphs: &[Paragraph]) -> Vec<usize> {
    let numbered: Vec<usize> = paragraphs
        .iter()
        .enumerate()
        .filter(|(_, paragraph)| is_title_kind(paragraph) && part_number(&paragraph.text).is_some())
        .map(|(index, _)| index)
        .collect();
    let mut starts = vec![0];
    if numbered.is_empty() {
        starts.extend((1..paragraphs.len()).filter(|index| restarts_at(paragraphs, *index)));
    } else {
        starts.extend(numbered.into_iter().filter(|index| *index > 0));
    }
    starts
}

fn is_title_kind(paragraph: &Paragraph) -> bool {
    matches!(
        paragraph.kind,
        ParagraphKind::Text | ParagraphKind::Heading(_)
    )
}

/// The series and the number of a title such as 科技委2022年工作计划 第1篇.
pub(super) fn part_number(title: &str) -> Option<(&str, u32)> {
    let title = title.trim();
    let count = title.chars().count();
    if count > 60 || title.contains(['。', '；', '，', '：']) {
        return None;
    }
    let title = title.trim_end_matches([')', '）']);
    let (series, last) = title.rsplit_once('第')?;
    let series = series.trim_end_matches(|one: char| one.is_whitespace() || "(（-—".contains(one));
    let number = numbering::read(&format!("第{last}"))?;
    let whole = number.len == '第'.len_utf8() + last.len();
    (whole && last.ends_with('篇') && !series.is_empty()).then_some((series, number.value))
}

/// Does a further document start at `index`: a title, and numbers that start again after it?
fn restarts_at(paragraphs: &[Paragraph], index: usize) -> bool {
    let Some(title) = paragraphs.get(index) else {
        return false;
    };
    if !is_title_kind(title) || !is_whole_title(&title.text) || titles_attachment(paragraphs, index)
    {
        return false;
    }
    let number = |paragraph: &Paragraph| {
        Some(paragraph)
            .filter(|paragraph| is_title_kind(paragraph))
            .and_then(|paragraph| numbering::read(&paragraph.text))
    };
    let first = paragraphs.iter().take(index).find_map(number);
    let next = paragraphs.iter().skip(index + 1).take(40).find_map(number);
    match (first, next) {
        (Some(first), Some(next)) => next.value == 1 && next.form == first.form,
        _ => false,
    }
}

/// Does the title stand below 附件1? What a notice issues (印发《……》) is a document all the same.
fn titles_attachment(paragraphs: &[Paragraph], index: usize) -> bool {
    let lines = paragraphs.get(..=index).unwrap_or_default();
    let heading = lines
        .iter()
        .rev()
        .skip(1)
        .take(3)
        .find(|line| !is_title_kind(line) || !is_title_line(&line.text));
    let Some(title) = lines.last().map(|title| title.text.trim()) else {
        return false;
    };
    let issued = format!("《{title}》");
    heading.is_some_and(|line| is_title_kind(line) && tail::is_attachment_heading(line.text.trim()))
        && !lines.iter().any(|line| line.text.contains(&issued))
}

/// Is the line a title by itself: of a year or a place, and ending as titles do?
fn is_whole_title(text: &str) -> bool {
    let text = text.trim();
    let about = text.contains("年") && text.chars().any(char::is_numeric)
        || ["市", "区", "县", "省", "州"]
            .iter()
            .any(|place| text.contains(place));
    about && ends_as_title(text) && text.chars().count() <= 50 && is_title_line(text)
}

fn place(file: &Arc<SourceFile>, line: usize) -> Location {
    Location::new(file, file.line(line).unwrap_or(0..0))
}
