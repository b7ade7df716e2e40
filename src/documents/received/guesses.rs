//! What the text suggests about a document: city, year, kind. An editor confirms it.

use super::Paragraph;
use super::outline::Section;
use super::places::{self, Place};
use super::title::{document_number, letterhead};

/// Does a document promise or report?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Tasks to be done.
    Plan,
    /// Results.
    Report,
}

impl Kind {
    /// The word in plan files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Plan => "plan",
            Self::Report => "report",
        }
    }
}

/// A city that the site has a file of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownCity {
    /// Its slug.
    pub slug: String,
    /// Its full Chinese name: 六安市.
    pub name: String,
}

/// The planning part of a document that reviews first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SecondPart {
    /// The line where it starts, where a heading tells.
    pub line: Option<usize>,
}

/// What was guessed; `None` where the text gives no sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guesses {
    /// The city.
    pub city: Option<Place>,
    /// The year in the title, or else in the lines below it.
    pub year: Option<i16>,
    /// Does the year stand in the title?
    pub year_in_title: bool,
    /// The plan after the report, where the document seems to review one year and plan another.
    pub two_parts: Option<SecondPart>,
    /// Plan or report.
    pub kind: Kind,
    /// Words of results and words of intent that were counted.
    pub cues: (usize, usize),
    /// 文号, where a line is one.
    pub document_number: Option<String>,
    /// The bodies that the letterhead names.
    pub issuer: Option<String>,
}

/// Words that say a thing is done.
const RESULTS: [&str; 27] = [
    "取得",
    "成功举办",
    "成功创建",
    "获批",
    "获评",
    "荣获",
    "入选",
    "位居",
    "首位",
    "跃居",
    "圆满",
    "显著提升",
    "显著增强",
    "明显提升",
    "明显增强",
    "显著提高",
    "稳步推进",
    "稳步提升",
    "启动运行",
    "建成投用",
    "全面完成",
    "同比增长",
    "累计",
    "实现了",
    "持续深化",
    "日益完善",
    "顺利",
];

/// Words that say a thing is to be done.
const INTENTS: [&str; 18] = [
    "力争",
    "争取",
    "确保",
    "努力",
    "要坚持",
    "将继续",
    "年底前",
    "计划建设",
    "谋划",
    "鼓励",
    "启动建设",
    "加快推进",
    "加快建设",
    "大力推进",
    "着力",
    "积极培育",
    "全力",
    "进一步",
];

/// Guesses from `body`, without attachments; from paragraph `tail` on it is the signature.
pub(super) fn guess(
    title: &str,
    body: &[Paragraph],
    tail: usize,
    sections: &[Section],
    cities: &[KnownCity],
) -> Guesses {
    let head: String = body
        .iter()
        .take(4)
        .map(|paragraph| paragraph.text.as_str())
        .collect();
    let tail: String = body
        .iter()
        .skip(tail)
        .flat_map(|paragraph| [paragraph.text.as_str(), "\n"])
        .collect();
    let text: String = body
        .iter()
        .map(|paragraph| paragraph.text.as_str())
        .collect();
    let in_title = year(title);
    let cues = (count(&text, &RESULTS), count(&text, &INTENTS));
    let preface: String = sections
        .first()
        .filter(|section| section.key == "0")
        .map_or(String::new(), Section::text);
    let kind = kind(title, cues);
    let in_title = if kind == Kind::Plan {
        last_planned(&squeeze(title)).or(in_title)
    } else {
        in_title
    };
    Guesses {
        two_parts: two_parts(title, sections),
        city: places::guess(&format!("{title}\n{preface}\n{tail}"), &text, cities),
        year: in_title
            .or_else(|| year(&preface))
            .or_else(|| year(&tail))
            .or_else(|| year(&head)),
        year_in_title: in_title.is_some(),
        kind,
        cues,
        document_number: body
            .iter()
            .take(10)
            .find_map(|paragraph| document_number(&paragraph.text))
            .map(str::to_owned),
        issuer: letterhead(body).map(|head| head.issuer),
    }
}

fn squeeze(text: &str) -> String {
    text.chars().filter(|one| !one.is_whitespace()).collect()
}

/// Words of a heading that reviews, and of one that plans.
const REVIEWS: [&str; 7] = ["总结", "回顾", "小结", "情况", "汇报", "成效", "报告"];
const PLANS: [&str; 9] = [
    "计划", "要点", "安排", "打算", "方案", "规划", "思路", "任务", "目标",
];

fn says(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

/// The years of a title, each with the words after it.
fn years_with_words(title: &str) -> Vec<(i16, &str)> {
    let mut starts: Vec<(i16, usize)> = Vec::new();
    for (at, _) in title.match_indices('年') {
        // The year stands in the five characters that end here.
        let from = title
            .get(..at)
            .unwrap_or_default()
            .char_indices()
            .rev()
            .nth(3);
        let until = at + '年'.len_utf8();
        let written = from.and_then(|(from, _)| title.get(from..until));
        if let Some(found) = written.and_then(year) {
            starts.push((found, until));
        }
    }
    let ends: Vec<usize> = starts.iter().skip(1).map(|(_, at)| *at).collect();
    starts
        .iter()
        .zip(ends.into_iter().chain([title.len()]))
        .filter_map(|((year, from), until)| Some((*year, title.get(*from..until)?)))
        .collect()
}

/// The year of the plan in 2023年工作总结和2024年工作计划.
fn last_planned(title: &str) -> Option<i16> {
    let years = years_with_words(title);
    let (first, reviewed) = years.first()?;
    let (last, planned) = years.last()?;
    (first < last && says(reviewed, &REVIEWS) && says(planned, &PLANS)).then_some(*last)
}

/// Does the document review one year and plan another, by its title or its outermost headings?
fn two_parts(title: &str, sections: &[Section]) -> Option<SecondPart> {
    let squeezed = squeeze(title);
    let in_one_title = squeezed.split_once("总结").is_some_and(|(_, after)| {
        after.starts_with(['和', '与', '及', '暨', '、', '以']) && says(after, &PLANS)
    });
    let outermost = || {
        sections
            .iter()
            .filter(|section| section.level == 1 && !section.heading.is_empty())
    };
    let titled = last_planned(&squeezed).is_some() || in_one_title;
    let second = outermost().enumerate().skip(1).find(|(at, section)| {
        let planned = year(&section.heading);
        let reviewed = outermost()
            .take(*at)
            .find(|above| says(&above.heading, &REVIEWS));
        says(&section.heading, &PLANS)
            && reviewed.is_some_and(|above| {
                let reviewed = year(&above.heading);
                titled || reviewed.zip(planned).is_some_and(|(a, b)| a < b)
            })
    });
    let line = second.map(|(_, section)| section.line);
    (titled || line.is_some()).then_some(SecondPart { line })
}

/// The kind by the title's words; a text of results under a plan's title is a report.
fn kind(title: &str, (results, intents): (usize, usize)) -> Kind {
    let title = squeeze(title);
    let done = results >= 3 && results > intents * 2;
    match (
        says(&title, &["计划", "要点", "安排", "打算", "方案", "规划"]),
        says(&title, &["报告", "总结", "回顾", "汇报", "公报"]),
    ) {
        (false, true) => Kind::Report,
        _ if done => Kind::Report,
        _ => Kind::Plan,
    }
}

fn count(text: &str, words: &[&str]) -> usize {
    words.iter().map(|word| text.matches(word).count()).sum()
}

/// The first year of a text: 2022年, ２０２２年, 二〇二二年, 2022—2025年.
fn year(text: &str) -> Option<i16> {
    let characters: Vec<char> = text.chars().filter(|one| !one.is_whitespace()).collect();
    characters.windows(5).enumerate().find_map(|(at, window)| {
        let (digits, after) = window.split_at_checked(4)?;
        let after = after.first().copied()?;
        let before = at.checked_sub(1).and_then(|before| characters.get(before));
        if !matches!(after, '年' | '—' | '-' | '–' | '－' | '至' | '~')
            || before.is_some_and(|one| digit(*one).is_some())
        {
            return None;
        }
        let year = digits
            .iter()
            .try_fold(0_i16, |sum, one| Some(sum * 10 + digit(*one)?))?;
        (1949..2100).contains(&year).then_some(year)
    })
}

fn digit(character: char) -> Option<i16> {
    let digits = [
        "0０〇零○Ｏ",
        "1１一",
        "2２二",
        "3３三",
        "4４四",
        "5５五",
        "6６六",
        "7７七",
        "8８八",
        "9９九",
    ];
    digits
        .iter()
        .position(|same| same.contains(character))
        .and_then(|value| i16::try_from(value).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_read_in_every_writing() {
        let cases = [
            ("2022年工作要点", Some(2022)),
            ("２０２２年工作要点", Some(2022)),
            ("二〇二二年工作要点", Some(2022)),
            ("2022 年工作要点", Some(2022)),
            ("行动计划（2023—2025年）", Some(2023)),
            ("政府工作报告", None),
            ("第12022年", None),
        ];
        for (title, expected) in cases {
            assert_eq!(year(title), expected, "{title}");
        }
    }

    #[test]
    fn a_title_may_review_one_year_and_plan_another() {
        let cases = [
            ("2023年工作总结和2024年工作计划", Some(2024), true),
            (
                "2023 年国民经济和社会发展计划执行情况与 2024 年计划草案的报告",
                Some(2024),
                true,
            ),
            ("2023年工作总结及下一步工作打算", None, true),
            ("2021年—2025年科技创新规划", None, false),
            ("2024年工作要点", None, false),
            ("2024年总结推广科技金融经验工作方案", None, false),
        ];
        for (title, year, both) in cases {
            assert_eq!(last_planned(&title.replace(' ', "")), year, "{title}");
            assert_eq!(two_parts(title, &[]).is_some(), both, "{title}");
        }
    }

    #[test]
    fn results_under_a_plans_title_are_a_report() {
        assert_eq!(kind("2022年工作计划", (8, 2)), Kind::Report);
        assert_eq!(kind("2022年工作计划", (2, 9)), Kind::Plan);
        assert_eq!(kind("政 府 工 作 报 告", (9, 30)), Kind::Report);
        assert_eq!(kind("2022年工作总结和2023年工作计划", (9, 30)), Kind::Plan);
    }
}
