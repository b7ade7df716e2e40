//! What stands after the last section: signature, date, attachments, closing address, notes.

use super::{Paragraph, ParagraphKind};
use crate::documents::numbering;

/// How many paragraphs a signature with its attachments may have.
const LONGEST: usize = 30;

/// The index of the first paragraph after the last section, or the number of paragraphs where
/// there is nothing but sections.
pub(super) fn start(paragraphs: &[Paragraph]) -> usize {
    let notes = paragraphs
        .iter()
        .rposition(|paragraph| paragraph.kind != ParagraphKind::Note)
        .map_or(0, |last| last + 1);
    let mut start = notes;
    // The heading and at least a line of text are no tail.
    let first = notes.saturating_sub(LONGEST).max(2);
    for index in (first..notes).rev() {
        let Some(paragraph) = paragraphs.get(index) else {
            break;
        };
        if paragraph.kind != ParagraphKind::Text {
            break;
        }
        let text = paragraph.text.trim();
        if is_closing(text) {
            start = index;
        } else if !is_attachment_item(text) {
            break;
        }
    }
    closing_address(paragraphs, start)
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
    is_date(text) || is_issuer(text) || is_attachment(text) || is_imprint(text)
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
fn is_issuer(text: &str) -> bool {
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

/// 附件：1.任务分工表
fn is_attachment(text: &str) -> bool {
    let rest = text
        .strip_prefix("附件")
        .or_else(|| text.strip_prefix("附："));
    rest.is_some_and(|rest| {
        let rest = rest.trim_start();
        rest.chars().count() <= 60
            && (rest.is_empty()
                || rest.starts_with(['：', ':'])
                || text.starts_with("附：")
                || rest.starts_with(|one: char| one.is_numeric()))
    })
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
}
