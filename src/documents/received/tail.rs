//! What stands after the last section: signature, date, attachments, closing address, notes.

use std::ops::Range;

use super::marks::{self, Mark};
use super::{Paragraph, ParagraphKind};
use crate::documents::numbering::{self, Number};

/// How many paragraphs a signature with its attachments may have.
const LONGEST: usize = 30;

/// The index of the first paragraph after the last section, or the number of paragraphs where
/// there is nothing but sections.
pub(super) fn start(paragraphs: &[Paragraph]) -> usize {
    let notes = paragraphs
        .iter()
        .rposition(|paragraph| paragraph.kind != ParagraphKind::Note)
        .map_or(0, |last| last + 1);
    let end = signature_or_attachment(paragraphs).unwrap_or(notes);
    closing_address(paragraphs, closing_lines(paragraphs, end))
}

/// Takes in the lines before `end` that are a signature or a list of attachments.
fn closing_lines(paragraphs: &[Paragraph], end: usize) -> usize {
    let (mut start, mut reach) = (end, end);
    // The heading and at least a line of text are no tail.
    let first = end.saturating_sub(LONGEST).max(2);
    for index in (first..end).rev() {
        let Some(paragraph) = paragraphs.get(index) else {
            break;
        };
        if paragraph.kind != ParagraphKind::Text {
            break;
        }
        let text = paragraph.text.trim();
        if is_closing(text) {
            let own = if is_attachment(text) {
                list_end(paragraphs, index)
            } else {
                index + 1
            };
            if own < reach {
                break;
            }
            (start, reach) = (index, index);
        } else if is_page_number(text) && index + 1 == reach {
            reach = index;
        } else if !is_attachment_item(text) {
            break;
        }
    }
    start
}

/// Where a signature or attachments stand after which the numbering does not go on: what follows
/// numbers its own items, not those of the document.
fn signature_or_attachment(paragraphs: &[Paragraph]) -> Option<usize> {
    let marks = marks::find(paragraphs, &mut Vec::new());
    // Before the first number, a notice's signature stands above what it issues.
    let from = marks.first()?.paragraph + 1;
    (from..paragraphs.len()).find(|at| {
        let begins = match text_at(paragraphs, *at) {
            Some(text) => is_attachment(text) || is_signature(paragraphs, *at),
            None => false,
        };
        begins && !goes_on(paragraphs, &marks, *at)
    })
}

/// A body's name with the date on its line or the next.
fn is_signature(paragraphs: &[Paragraph], at: usize) -> bool {
    let mut lines = (at..paragraphs.len())
        .map_while(|at| text_at(paragraphs, at))
        .filter(|text| !is_page_number(text));
    let Some(first) = lines.next() else {
        return false;
    };
    // Several bodies may sign.
    is_dated_body(first)
        || is_issuer(first) && lines.find(|line| !is_issuer(line)).is_some_and(is_date)
}

/// Does the numbering that was open before paragraph `at` go on after it?
fn goes_on(paragraphs: &[Paragraph], marks: &[Mark], at: usize) -> bool {
    let numbers =
        |marks: &[Mark]| -> Vec<Number> { marks.iter().filter_map(|mark| mark.number).collect() };
    let after_list = list_end(paragraphs, at);
    let before = numbers(&marks[..marks.partition_point(|mark| mark.paragraph < at)]);
    let after = numbers(&marks[marks.partition_point(|mark| mark.paragraph < after_list)..]);
    let Some(outermost) = before.first() else {
        return false;
    };
    let next = after
        .iter()
        .find(|number| number.form == outermost.form)
        .or(after.first());
    next.is_some_and(|next| {
        let last = before.iter().rfind(|number| number.form == next.form);
        // An attachment starts again; a number left out is no start.
        last.is_some_and(|last| last.value < next.value)
    })
}

/// The paragraph after the list of attachments that begins at `at`: 附件：1.… with 2.… below it.
fn list_end(paragraphs: &[Paragraph], at: usize) -> usize {
    let mut last = text_at(paragraphs, at)
        .and_then(attachment)
        .and_then(|(_, rest)| numbering::read(rest.trim_start_matches(['：', ':'])));
    let mut end = at + 1;
    while let Some(number) = text_at(paragraphs, end)
        .filter(|text| is_attachment_item(text))
        .and_then(numbering::read)
        .filter(|number| match last {
            None => number.value == 1,
            Some(last) => number.form == last.form && number.value == last.value + 1,
        })
    {
        last = Some(number);
        end += 1;
    }
    end
}

/// The paragraphs below `at` that only count attachments: 2.指标分解表 below 附件：1.任务分工表.
pub(super) fn attachments_listed(paragraphs: &[Paragraph], at: usize) -> Range<usize> {
    let lists = text_at(paragraphs, at).is_some_and(|text| {
        is_attachment(text) && !(is_attachment_heading(text) && has_number(text))
    });
    let end = if lists { list_end(paragraphs, at) } else { at };
    at + 1..end
}

/// The trimmed words of paragraph `at`, where it is one of text.
fn text_at(paragraphs: &[Paragraph], at: usize) -> Option<&str> {
    paragraphs
        .get(at)
        .filter(|paragraph| {
            matches!(
                paragraph.kind,
                ParagraphKind::Text | ParagraphKind::Heading(_)
            )
        })
        .map(|paragraph| paragraph.text.trim())
}

/// The first paragraph of `tail` that is neither signature nor list of attachments: text of its
/// own, whose numbers are not the document's.
pub(super) fn attached(tail: &[Paragraph]) -> Option<usize> {
    let closes = |at: usize| match text_at(tail, at) {
        Some(text) => is_closing(text) || is_address(text) || is_page_number(text),
        None => tail
            .get(at)
            .is_none_or(|paragraph| paragraph.kind == ParagraphKind::Note),
    };
    let mut at = 0;
    while at < tail.len() {
        let next = match text_at(tail, at) {
            Some(text) if is_attachment(text) => {
                let next = list_end(tail, at);
                // 附件：1.甲 2.乙 lists; 附件1 with something below it heads.
                let heads = is_attachment_heading(text) && !closes(at + 1);
                if heads && (has_number(text) || next == at + 1) {
                    return Some(at);
                }
                next
            }
            _ if closes(at) => at + 1,
            _ => return Some(at),
        };
        at = next;
    }
    None
}

/// Takes in a last paragraph that addresses the audience as the opening did (各位代表，……).
fn closing_address(paragraphs: &[Paragraph], start: usize) -> usize {
    let opening = paragraphs
        .iter()
        .take(12)
        .map(|paragraph| paragraph.text.trim())
        .find(|text| is_address(text) && text.ends_with(['：', ':']));
    let Some(opening) = opening else {
        return start;
    };
    let words = opening.trim_end_matches(['：', ':', '！', '!']);
    let last = paragraphs.get(..start).and_then(<[_]>::last);
    match last {
        Some(last) if start > 2 && last.text.trim().starts_with(words) => start - 1,
        _ => start,
    }
}

/// 各位代表：同志们！
pub(super) fn is_address(text: &str) -> bool {
    ["各位", "同志们", "尊敬的"]
        .iter()
        .any(|start| text.starts_with(start))
}

fn is_closing(text: &str) -> bool {
    is_date(text)
        || is_issuer(text)
        || is_dated_body(text)
        || is_attachment(text)
        || is_imprint(text)
}

/// 宁波市科学技术局　2023年3月1日
fn is_dated_body(text: &str) -> bool {
    text.split_once(char::is_whitespace)
        .is_some_and(|(body, date)| is_issuer(body) && is_date(date))
}

/// 2022年4月11日, 二〇二二年四月十一日
pub(super) fn is_date(text: &str) -> bool {
    let text: String = text.chars().filter(|one| !one.is_whitespace()).collect();
    let text = text
        .trim_start_matches(['(', '（'])
        .trim_end_matches([')', '）']);
    let Some((year, rest)) = text.split_once('年') else {
        return false;
    };
    let Some((month, day)) = rest.split_once('月') else {
        return false;
    };
    let is_number = |part: &str, most: usize| {
        let count = part.chars().count();
        (1..=most).contains(&count)
            && part
                .chars()
                .all(|one| one.is_numeric() || "〇零○Ｏ一二三四五六七八九十".contains(one))
    };
    is_number(year, 4)
        && is_number(month, 3)
        && day.strip_suffix('日').is_some_and(|day| is_number(day, 3))
}

/// A short line that names a body: 六安市科学技术局
pub(super) fn is_issuer(text: &str) -> bool {
    const BODIES: [&str; 15] = [
        "局",
        "委员会",
        "政府",
        "办公室",
        "办公厅",
        "厅",
        "委",
        "部",
        "中心",
        "院",
        "处",
        "会",
        "领导小组",
        "集团",
        "科技委",
    ];
    let count = text.chars().count();
    (4..=40).contains(&count)
        && numbering::read(text).is_none()
        && !text.contains(['。', '，', '；', '：', ',', ':', '、', '“'])
        && BODIES.iter().any(|body| text.ends_with(body))
        && ["市", "区", "县", "省", "州", "盟", "旗", "委", "局"]
            .iter()
            .any(|place| text.contains(place))
}

/// A line that lists attachments or heads one: 附件：1.任务分工表, 附件2, 附表：
pub(super) fn is_attachment(text: &str) -> bool {
    let Some((named, rest)) = attachment(text) else {
        return false;
    };
    if rest.starts_with(['：', ':']) {
        return text.chars().count() <= 200;
    }
    let after = after_number(rest);
    if after.len() == rest.len() {
        return named && rest.is_empty();
    }
    // 附件1所列项目，由…… is a sentence.
    text.chars().count() <= 60
        && !text.contains(['。', '；', '，'])
        && (named || after.is_empty() || after.starts_with(['：', ':']))
}

/// The line above an attachment: 附件1, 附件
pub(super) fn is_attachment_heading(text: &str) -> bool {
    is_attachment(text)
        && attachment(text).is_some_and(|(_, rest)| {
            after_number(rest)
                .trim_matches(['：', ':', ' ', '】'])
                .is_empty()
        })
}

/// What stands behind 附件, 附表, 附录 or 附图 (true) or a mere 附 (false).
fn attachment(text: &str) -> Option<(bool, &str)> {
    let rest = text
        .trim_start_matches('【')
        .strip_prefix('附')?
        .trim_start();
    let named = ["件", "表", "录", "图"]
        .iter()
        .find_map(|name| rest.strip_prefix(name));
    Some((named.is_some(), named.unwrap_or(rest).trim_start()))
}

fn has_number(text: &str) -> bool {
    attachment(text).is_some_and(|(_, rest)| after_number(rest).len() < rest.len())
}

/// What follows the number of an attachment: 1, 一, A, 1-2.
fn after_number(text: &str) -> &str {
    let is_number = |one: char| one.is_numeric() || "〇零○Ｏ一二三四五六七八九十".contains(one);
    match text.chars().next() {
        Some(first) if is_number(first) => text
            .trim_start_matches(|one: char| is_number(one) || matches!(one, '-' | '－' | '—'))
            .trim_start(),
        Some(first) if first.is_ascii_uppercase() => {
            let rest = text.get(1..).unwrap_or_default();
            if rest.starts_with(|one: char| one.is_ascii_alphanumeric()) {
                text
            } else {
                rest.trim_start()
            }
        }
        _ => text,
    }
}

/// A further attachment in the list that 附件： opens.
fn is_attachment_item(text: &str) -> bool {
    numbering::read(text).is_some() && text.chars().count() <= 40 && !text.contains('。')
}

/// （此件公开发布）, 抄送：…
fn is_imprint(text: &str) -> bool {
    text.starts_with("（此件")
        || text.starts_with("(此件")
        || text.starts_with("抄送")
        || text.starts_with("联系人：")
}

/// — 3 —, -3-, 第3页
pub(super) fn is_page_number(text: &str) -> bool {
    let middle = text.trim_matches(|one: char| one.is_whitespace() || "-—–－一·".contains(one));
    let digits =
        |part: &str| !part.is_empty() && part.chars().all(|one| one.is_ascii_digit() || one == ' ');
    if digits(middle) && middle.len() < text.len() {
        return true;
    }
    middle
        .strip_prefix('第')
        .and_then(|rest| rest.split_once('页'))
        .is_some_and(|(number, _)| digits(number) && text.chars().count() <= 15)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_bodies_and_page_numbers_are_told_apart() {
        for date in [
            "2022年4月11日",
            "二〇二二年四月十一日",
            "2022 年 4 月 11 日",
            "（2022年4月11日）",
        ] {
            assert!(is_date(date), "{date}");
        }
        assert!(!is_date("2022年4月11日召开会议"));
        assert!(is_issuer("六安市科学技术局"));
        assert!(!is_issuer("推动科技创新"));
        assert!(is_page_number("— 3 —") && is_page_number("第3页 共5页"));
        assert!(!is_page_number("3"));
    }

    #[test]
    fn attachments_are_told_from_sentences_about_them() {
        for line in [
            "附件：1．任务分工表",
            "附件1",
            "附 件 2",
            "附件一：任务分工表",
            "附件3 2024年重点项目清单",
            "【附件1】",
            "附表：",
            "附表2",
            "附录A",
            "附：任务分工表",
        ] {
            assert!(is_attachment(line), "{line}");
        }
        for line in [
            "附件1所列项目，由市科技局负责。",
            "附近区域要加强管理",
            "附属医院",
            "附加扣除",
        ] {
            assert!(!is_attachment(line), "{line}");
        }
        assert!(is_attachment_heading("附件1：") && is_attachment_heading("附件"));
        assert!(!is_attachment_heading("附件1：任务分工表"));
    }
}
