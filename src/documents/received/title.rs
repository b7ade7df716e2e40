//! Titles: the lines that are one, and what stands above them on an official letter.

use super::parts::part_number;
use super::{Paragraph, ParagraphKind, tail};
use crate::documents::numbering;

/// Words that titles of plans and reports end with.
const TITLE_ENDS: [&str; 22] = [
    "计划", "要点", "报告", "方案", "总结", "安排", "纲要", "打算", "规划", "意见", "通知", "办法",
    "措施", "目标", "任务", "公报", "决定", "条例", "规定", "细则", "清单", "汇报",
];

/// Where the title stands: index of its first paragraph, and how many it has. What a notice issues
/// goes before the notice.
pub(super) fn lines(paragraphs: &[Paragraph]) -> (usize, usize) {
    let head = letterhead(paragraphs).map_or(0, |head| head.lines);
    let (at, len) = first_title(paragraphs, head);
    issued(paragraphs, at, len).unwrap_or((at, len))
}

/// The first title below a letterhead of `head` lines.
fn first_title(paragraphs: &[Paragraph], head: usize) -> (usize, usize) {
    let styled = (head..paragraphs.len().min(10)).find(|at| {
        paragraphs
            .get(*at)
            .is_some_and(|paragraph| paragraph.kind == ParagraphKind::Heading(0))
    });
    if let Some(at) = styled {
        let more = paragraphs.iter().skip(at);
        let len = more
            .take_while(|paragraph| paragraph.kind == ParagraphKind::Heading(0))
            .count();
        let ends = paragraphs
            .get(at)
            .is_some_and(|first| ends_as_title(&first.text));
        return (at, if ends { 1 } else { len });
    }
    let top: Vec<&str> = paragraphs
        .iter()
        .take(head + 8)
        .take_while(|paragraph| paragraph.kind == ParagraphKind::Text)
        .map(|paragraph| paragraph.text.trim())
        .collect();
    for (at, line) in top.iter().enumerate().skip(head) {
        if part_number(line).is_some() {
            return (at, 1);
        }
        if !is_title_line(line) {
            if numbering::read(line).is_some() {
                break;
            }
            continue;
        }
        // A title may go over several lines; the one that ends as titles do is its last.
        let block = top
            .iter()
            .skip(at)
            .take(4)
            .take_while(|line| is_title_line(line));
        if let Some(last) = block.clone().position(|line| ends_as_title(line)) {
            return (at, last + 1);
        }
        if at == head && top.len() > head + 1 && line.chars().count() <= 40 {
            return (at, 1);
        }
    }
    (0, 0)
}

/// The head of an official letter: the bodies that issue it and 文件, or a document number below.
pub(super) struct Letterhead {
    /// How many paragraphs it takes, the document number not counted.
    pub(super) lines: usize,
    /// The bodies.
    pub(super) issuer: String,
}

/// Reads the letterhead that a document starts with.
pub(super) fn letterhead(paragraphs: &[Paragraph]) -> Option<Letterhead> {
    /// Joint letters have few bodies.
    const MOST: usize = 8;
    let mut bodies: Vec<String> = Vec::new();
    for (at, paragraph) in paragraphs.iter().enumerate().take(MOST) {
        // Letterheads are spaced out.
        let words: String = paragraph
            .text
            .chars()
            .filter(|one| !one.is_whitespace())
            .collect();
        let body = words.strip_suffix("文件");
        if tail::is_issuer(body.unwrap_or(&words)) {
            bodies.push(body.unwrap_or(&words).to_owned());
        }
        let lines = match body {
            Some("") => at + 1,
            Some(body) if bodies.last().is_some_and(|last| last == body) => at + 1,
            None if bodies.len() == at + 1 => continue,
            None if is_document_number(&words) => at,
            _ => return None,
        };
        return (!bodies.is_empty()).then(|| Letterhead {
            lines,
            issuer: bodies.join("、"),
        });
    }
    None
}

/// Where the document stands that a notice with its title at `at` issues: 关于印发《……》的通知.
fn issued(paragraphs: &[Paragraph], at: usize, len: usize) -> Option<(usize, usize)> {
    /// How long a notice is at most, in paragraphs.
    const NOTICE: usize = 40;
    /// The comparison with the source takes a first line for the title that is nearly the same.
    const NEARLY: usize = 24;
    let squeeze =
        |text: &str| -> String { text.chars().filter(|one| !one.is_whitespace()).collect() };
    let notice: String = paragraphs
        .iter()
        .skip(at)
        .take(len)
        .map(|paragraph| squeeze(&paragraph.text))
        .collect();
    let (_, quoted) = notice.split_once("印发")?;
    let (_, quoted) = quoted.split_once('《')?;
    let (quoted, _) = quoted.rsplit_once('》')?;
    if at == 0 && quoted.chars().count() >= NEARLY {
        return None;
    }
    let mut lines = paragraphs.iter().enumerate().skip(at + len).take(NOTICE);
    let numbered = |paragraph: &Paragraph| numbering::read(&paragraph.text).is_some();
    lines
        .by_ref()
        .take_while(|(_, paragraph)| !numbered(paragraph))
        .find_map(|(start, _)| {
            let mut title = String::new();
            (1..=3).find_map(|count| {
                title.push_str(&squeeze(&paragraphs.get(start + count - 1)?.text));
                (title == quoted).then_some((start, count))
            })
        })
}

/// Could the line be part of a title?
pub(super) fn is_title_line(text: &str) -> bool {
    let text = text.trim();
    !text.contains(['。', '；', '，', '！', '？', '：'])
        && !text.starts_with(['—', '-', '–', '(', '（', '〔', '【'])
        && numbering::read(text).is_none()
        && !text.starts_with("附件")
        && !tail::is_date(text)
        && !tail::is_address(text)
        && !is_document_number(text)
}

/// 六科〔2022〕5号
pub(super) fn is_document_number(text: &str) -> bool {
    document_number(text).is_some()
}

/// The 文号 that a line is, with 签发人：… behind it or without.
pub(super) fn document_number(text: &str) -> Option<&str> {
    let text = text.trim();
    let number = match text.split_once("签发人") {
        Some((number, _)) => number.trim_end(),
        None => text,
    };
    let year = number.find(['〔', '[', '［', '﹝', '(', '（'])?;
    let after: String = number.get(year..)?.chars().skip(1).take(5).collect();
    let is_year = after.chars().take(4).all(char::is_numeric)
        && after.ends_with(['〕', ']', '］', '﹞', ')', '）']);
    (number.ends_with('号') && is_year && number.chars().count() <= 30).then_some(number)
}

pub(super) fn ends_as_title(text: &str) -> bool {
    let mut text: String = text.chars().filter(|one| !one.is_whitespace()).collect();
    // （草案）, （2022—2024年）, （节选）
    while text.ends_with(['）', ')']) {
        match text.rfind(['（', '(']) {
            Some(open) => text.truncate(open),
            None => break,
        }
    }
    if let Some((series, _)) = part_number(&text) {
        text = series.to_owned();
    }
    TITLE_ENDS.iter().any(|end| text.ends_with(end))
}
