//! Units and measure words: the longest spelling at a place, its canonical
//! form, what kind of thing it counts, and its English.

use std::borrow::Cow;
use std::sync::LazyLock;

mod table;

/// What a unit measures: it decides how the words around a number are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Class {
    /// `%`, `‰`, `成`.
    Ratio,
    /// `个百分点`, `个基点`.
    Points,
    /// `倍`, `番`.
    Times,
    /// `元`, `美元`.
    Money,
    /// Measure words of things and people: `家`, `个`, `名`, `人次`.
    Count,
    /// Length, area, weight, energy, data.
    Measure,
    /// Time that a thing takes: `天`, `小时`, `个工作日`.
    Time,
    /// `位` of a rank.
    Rank,
}

/// One row of the table of units.
#[derive(Debug)]
pub(crate) struct Row {
    spelling: &'static str,
    canonical: &'static str,
    english: &'static str,
    class: Class,
    /// Characters that make another word of the unit: 项 before 目, 人 before 民.
    not_before: &'static str,
}

/// A unit as read from a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Canonical spelling: `平方米` for `㎡`.
    pub name: Cow<'static, str>,
    /// English, where the table has it.
    pub english: Cow<'static, str>,
    /// What it measures.
    pub class: Class,
}

impl Unit {
    /// A unit of the table by its canonical name.
    pub fn known(name: &str) -> Option<Self> {
        table::ROWS
            .iter()
            .find(|row| row.canonical == name)
            .map(Row::unit)
    }

    /// `%`.
    pub fn percent() -> Self {
        Self {
            name: Cow::Borrowed("%"),
            english: Cow::Borrowed("%"),
            class: Class::Ratio,
        }
    }

    /// `倍`.
    pub fn times() -> Self {
        Self {
            name: Cow::Borrowed("倍"),
            english: Cow::Borrowed("times"),
            class: Class::Times,
        }
    }

    /// `元`.
    pub fn yuan() -> Self {
        Self {
            name: Cow::Borrowed("元"),
            english: Cow::Borrowed("yuan"),
            class: Class::Money,
        }
    }

    /// `位` of a rank.
    pub fn rank() -> Self {
        Self {
            name: Cow::Borrowed("位"),
            english: Cow::Borrowed("place"),
            class: Class::Rank,
        }
    }
}

impl Row {
    fn unit(&self) -> Unit {
        Unit {
            name: Cow::Borrowed(self.canonical),
            english: Cow::Borrowed(self.english),
            class: self.class,
        }
    }
}

struct Spelling {
    chars: Vec<char>,
    row: &'static Row,
}

/// Spellings grouped by first character, longest first.
static INDEX: LazyLock<Vec<(char, Vec<Spelling>)>> = LazyLock::new(|| {
    let mut groups = std::collections::BTreeMap::<char, Vec<Spelling>>::new();
    for row in table::ROWS {
        for spelling in row.spelling.split(' ') {
            let chars: Vec<char> = spelling.chars().collect();
            if let Some(&first) = chars.first() {
                groups
                    .entry(first)
                    .or_default()
                    .push(Spelling { chars, row });
            }
        }
    }
    groups
        .into_iter()
        .map(|(first, mut group)| {
            group.sort_by_key(|spelling| std::cmp::Reverse(spelling.chars.len()));
            (first, group)
        })
        .collect()
});

/// Reads the unit at the beginning of `chars`, compounds such as `微克/立方米`
/// and `元/人` included; the unit and its length in characters.
pub fn read(chars: &[char]) -> Option<(Unit, usize)> {
    let (row, mut len) = simple(chars)?;
    let mut unit = row.unit();
    while let Some((tail, english, end)) = denominator(chars, len) {
        unit.name = Cow::Owned(format!("{}/{tail}", unit.name));
        unit.english = Cow::Owned(format!("{} per {english}", unit.english));
        if unit.class == Class::Count {
            unit.class = Class::Measure;
        }
        len = end;
    }
    Some((unit, len))
}

/// `/立方米`, `/百亿元`, `每立方米`: canonical name, English and end.
fn denominator(chars: &[char], at: usize) -> Option<(String, String, usize)> {
    if !matches!(chars.get(at), Some('/' | '／' | '每')) {
        return None;
    }
    let mut end = at + 1;
    let mut scale = String::new();
    // 千瓦时 begins like a scale word and is none.
    while let Some(c) = chars
        .get(end)
        .copied()
        .filter(|c| matches!(c, '十' | '百' | '千' | '万' | '亿'))
        && chars.get(end..).and_then(simple).is_none()
    {
        if chars.get(at) == Some(&'每') {
            return None;
        }
        scale.push(c);
        end += 1;
    }
    let rest = chars.get(end..)?;
    if let Some((row, len)) = simple(rest) {
        return Some((
            format!("{scale}{}", row.canonical),
            format!("{scale}{}", singular(row.english)),
            end + len,
        ));
    }
    let period = [
        ("年", "year"),
        ("日", "day"),
        ("月", "month"),
        ("时", "hour"),
        ("秒", "second"),
    ];
    let (name, english) = period
        .into_iter()
        .find(|(name, _)| name.chars().next() == rest.first().copied())?;
    Some((name.to_owned(), english.to_owned(), end + 1))
}

/// What one of it is called: micrograms per cubic metre.
fn singular(english: &str) -> &str {
    match english {
        "people" => "person",
        _ => english.strip_suffix('s').unwrap_or(english),
    }
}

fn simple(chars: &[char]) -> Option<(&'static Row, usize)> {
    let first = *chars.first()?;
    let at = INDEX.binary_search_by_key(&first, |(key, _)| *key).ok()?;
    let (_, group) = INDEX.get(at)?;
    group.iter().find_map(|spelling| {
        let len = spelling.chars.len();
        let latin = spelling.chars.last().is_some_and(char::is_ascii_alphabetic);
        let next = chars.get(len).copied();
        // 5项目标 counts 目标, 5项目 is half of 项目.
        let aim = next == Some('目') && chars.get(len + 1) == Some(&'标');
        // 558家乡村旅游主体 counts 主体 of 乡村, 家乡 is one's home.
        let rural = next == Some('乡') && matches!(chars.get(len + 1), Some('村' | '镇'));
        let other_word = next.is_some_and(|next| {
            (spelling.row.not_before.contains(next) && !aim && !rural)
                || (latin && next.is_ascii_alphanumeric())
        });
        (chars.starts_with(&spelling.chars) && !other_word).then_some((spelling.row, len))
    })
}

/// How much one of a spelling is in the base unit where that is not 1: `成` and `折` are 10 %.
pub fn factor(chars: &[char]) -> u32 {
    if matches!(chars.first(), Some('成' | '折')) {
        10
    } else {
        1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn longest_spelling_wins() {
        for (text, name, len) in [
            ("家次企业", "家次", 2),
            ("家企业", "家", 1),
            ("平方公里", "平方公里", 4),
            ("个百分点", "个百分点", 4),
            ("个工作日", "工作日", 4),
            ("微克/立方米、", "微克/立方米", 6),
            ("元/人以上", "元/人", 3),
            ("人/百亿元", "人/百亿元", 5),
            ("分/千瓦时。", "分/千瓦时", 5),
            ("人次", "人次", 2),
            ("美元", "美元", 2),
            ("㎡", "平方米", 1),
            ("％", "%", 1),
            ("项目标任务", "项", 1),
        ] {
            let chars: Vec<char> = text.chars().collect();
            let (unit, read_len) = read(&chars).expect(text);
            assert_eq!((unit.name.as_ref(), read_len), (name, len), "{text}");
        }
        for text in ["项目", "人民", "GDPx", "级"] {
            let chars: Vec<char> = text.chars().collect();
            assert_eq!(read(&chars), None, "{text}");
        }
    }
}
