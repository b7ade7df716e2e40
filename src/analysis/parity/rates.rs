//! Per what: 每千人, 人均, 每月. A rate told per something else is another rate.

use rust_decimal::Decimal;

use super::numbers;
use crate::quantities::numerals;

/// What a rate is told by: so many of a thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Rate {
    count: Decimal,
    of: &'static str,
    /// The words that say it.
    pub(super) words: String,
}

/// Nouns that plan prose tells rates by, after 每 or before 均.
const NOUNS: &[(&str, &str)] = &[
    ("人", "人"),
    ("户", "户"),
    ("亩", "亩"),
    ("公顷", "公顷"),
    ("个月", "月"),
    ("月", "月"),
    ("年", "年"),
    ("天", "日"),
    ("日", "日"),
    ("周", "周"),
    ("季度", "季"),
    ("平方公里", "平方公里"),
    ("元", "元"),
];

const ENGLISH: &[(&str, &str)] = &[
    ("person", "人"),
    ("people", "人"),
    ("persons", "人"),
    ("capita", "人"),
    ("head", "人"),
    ("resident", "人"),
    ("residents", "人"),
    ("inhabitants", "人"),
    ("population", "人"),
    ("household", "户"),
    ("households", "户"),
    ("family", "户"),
    ("mu", "亩"),
    ("hectare", "公顷"),
    ("month", "月"),
    ("year", "年"),
    ("annum", "年"),
    ("day", "日"),
    ("week", "周"),
    ("quarter", "季"),
    ("yuan", "元"),
];

/// Words that are a rate by themselves.
const ADVERBS: &[(&str, &str)] = &[
    ("monthly", "月"),
    ("annual", "年"),
    ("annually", "年"),
    ("yearly", "年"),
    ("daily", "日"),
    ("weekly", "周"),
    ("quarterly", "季"),
];

/// The rates of a Chinese text.
pub(super) fn chinese(text: &str) -> Vec<Rate> {
    let chars: Vec<char> = text.chars().collect();
    let starts = |at: usize, word: &str| {
        word.chars()
            .enumerate()
            .all(|(offset, c)| chars.get(at + offset) == Some(&c))
    };
    let mut found = Vec::new();
    for (at, c) in chars.iter().enumerate() {
        if *c == '每' {
            let rest = chars.get(at + 1..).unwrap_or_default();
            // 每千人: the scale word is the number.
            let scale = match rest.first() {
                Some('百') => Some(100),
                Some('千') => Some(1_000),
                Some('万') => Some(10_000),
                Some('亿') => Some(100_000_000),
                _ => None,
            };
            let (count, len) = match (scale, numerals::read(rest)) {
                (Some(scale), _) => (Decimal::from(scale), 1),
                (None, Some(number)) => (number.value.normalize(), number.len),
                (None, None) => (Decimal::ONE, 0),
            };
            let noun = NOUNS.iter().find(|(noun, _)| starts(at + 1 + len, noun));
            if let Some((noun, of)) = noun {
                let end = at + 1 + len + noun.chars().count();
                found.push(Rate {
                    count,
                    of,
                    words: chars.get(at..end).unwrap_or_default().iter().collect(),
                });
            }
        } else if *c == '均'
            && let Some(before) = at.checked_sub(1)
            && let Some((noun, of)) = NOUNS
                .iter()
                .find(|(noun, _)| noun.chars().count() == 1 && starts(before, noun))
        {
            found.push(Rate {
                count: Decimal::ONE,
                of,
                words: format!("{noun}均"),
            });
        } else if starts(at, "万元GDP")
            || starts(at, "万元地区生产总值")
            || starts(at, "万元工业增加值")
        {
            found.push(Rate {
                count: Decimal::from(10_000),
                of: "元",
                words: "万元".to_owned(),
            });
        }
    }
    found
}

/// The rates of an English text.
pub(super) fn english(text: &str) -> Vec<Rate> {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| !(c.is_alphanumeric() || matches!(c, ',' | '.')))
        .map(|word| word.trim_matches([',', '.']))
        .filter(|word| !word.is_empty())
        .collect();
    let mut found = Vec::new();
    for (at, word) in words.iter().enumerate() {
        if let Some((_, of)) = ADVERBS.iter().find(|(adverb, _)| adverb == word) {
            found.push(Rate {
                count: Decimal::ONE,
                of,
                words: (*word).to_owned(),
            });
        }
        let article = *word == "a";
        if !article && !matches!(*word, "per" | "every" | "each") {
            continue;
        }
        let mut end = at + 1;
        let mut count = Decimal::ONE;
        while let Some(value) = words.get(end).and_then(|word| numbers::value_of(word)) {
            count = count.checked_mul(value).unwrap_or(count);
            end += 1;
        }
        let noun = words.get(end).copied().unwrap_or_default();
        // a year, a month; a person is nobody's rate.
        let timed = matches!(noun, "year" | "month" | "day" | "week" | "quarter");
        if article && !(timed && end == at + 1) {
            continue;
        }
        if let Some((_, of)) = ENGLISH.iter().find(|(name, _)| *name == noun) {
            found.push(Rate {
                count: count.normalize(),
                of,
                words: words.get(at..=end).unwrap_or_default().join(" "),
            });
        }
    }
    found
}

/// The first rate of each text that the other does not have; `None` where one of them has all of
/// its rates in the other, for a rate may be said in many ways.
pub(super) fn conflict(zh: &[Rate], en: &[Rate]) -> Option<(String, String)> {
    let alone = |rates: &[Rate], others: &[Rate]| {
        rates
            .iter()
            .find(|rate| {
                !others
                    .iter()
                    .any(|other| other.of == rate.of && other.count == rate.count)
            })
            .map(|rate| rate.words.clone())
    };
    Some((alone(zh, en)?, alone(en, zh)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_agree_or_conflict() {
        for (zh, en, conflicts) in [
            ("每千人口医师3.2人", "3.2 doctors per 1,000 people", false),
            (
                "每千人口医师3.2人",
                "3.2 doctors for every thousand residents",
                false,
            ),
            ("每千人口医师3.2人", "3.2 doctors per 10,000 people", true),
            ("每人每月730元", "730 yuan per person a month", false),
            ("每人每月730元", "730 yuan per person a year", true),
            ("年均增长5%", "average annual growth of 5 per cent", false),
            ("年均增长5%", "growth of 5 per cent a month", true),
            ("亩均税收20万元", "tax of 200,000 yuan per hectare", true),
            (
                "万元GDP能耗下降",
                "energy use per 10,000 yuan of GDP fell",
                false,
            ),
            ("每年新增10家", "It will add 10.", false),
        ] {
            let found = conflict(&chinese(zh), &english(en));
            assert_eq!(found.is_some(), conflicts, "{zh}: {found:?}");
        }
    }
}
