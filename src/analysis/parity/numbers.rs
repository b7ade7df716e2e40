//! All numbers of a text, whatever they count.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::analysis::targets::english;
use crate::quantities::numerals::{self, Form};
use crate::quantities::{Class, units};

/// A number and its place, in characters.
pub(super) struct Written {
    pub(super) value: Decimal,
    pub(super) span: Range<usize>,
    /// Written in digits, after 第, or as a time: the translation must hold it.
    pub(super) named: bool,
    /// What it measures, as `quantities` names it; a month of the year is in `月`. `None` for
    /// counts and where nothing is said.
    pub(super) unit: Option<String>,
}

/// The numbers of a Chinese text.
pub(super) fn chinese(text: &str) -> Vec<Written> {
    let chars: Vec<char> = text.chars().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let rest = chars.get(at..).unwrap_or_default();
        if let Some(plan) = five_years(rest) {
            found.push(Written {
                value: plan,
                span: at..at + 3,
                named: true,
                unit: None,
            });
            at += 3;
            continue;
        }
        let Some(number) = numerals::read(rest) else {
            at += 1;
            continue;
        };
        let ordinal = at > 0 && chars.get(at - 1) == Some(&'第');
        let unit = unit_after(&chars, at + number.len, number.value);
        let lasts = number.value > Decimal::ONE
            && number.max.is_none()
            && unit.as_deref().is_some_and(|unit| TIMES.contains(&unit));
        // 第一 is said in many ways: first, primary, leading.
        let named = number.form == Form::Arabic
            || (ordinal && number.value > Decimal::ONE)
            || lasts
            || (number.max.is_none() && great(&chars, at + number.len, number.value));
        for value in [Some(number.value), number.max].into_iter().flatten() {
            found.push(Written {
                value: value.normalize(),
                span: at..at + number.len,
                named,
                unit: unit.clone(),
            });
        }
        at += number.len.max(1);
    }
    found
}

/// Units of time that a numeral counts: 三年, 两个月.
const TIMES: &[&str] = &["年", "个月", "周", "天", "小时"];

/// 十大工程, 二十大: so many of a kind, or the number of a congress.
fn great(chars: &[char], at: usize, value: Decimal) -> bool {
    let other = matches!(
        chars.get(at + 1),
        Some('量' | '力' | '小' | '多' | '家' | '批' | '部' | '学' | '数' | '于' | '幅')
    );
    chars.get(at) == Some(&'大') && !other && value > Decimal::ONE
}

/// 十四五: the number of a five-year plan.
fn five_years(chars: &[char]) -> Option<Decimal> {
    let ['十', digit, '五', rest @ ..] = chars else {
        return None;
    };
    let digit = numerals::parse_chinese(&digit.to_string())?;
    let named = matches!(rest.first(), Some('”' | '"' | '」' | '’'))
        || ["规划", "时期", "期间", "末", "以来", "开局", "收官"]
            .iter()
            .any(|word| {
                word.chars()
                    .eq(rest.iter().copied().take(word.chars().count()))
            });
    (named && digit < 10).then(|| Decimal::from(10 + digit))
}

/// The unit after a number, where it measures.
fn unit_after(chars: &[char], at: usize, value: Decimal) -> Option<String> {
    let rest = chars.get(at..)?;
    match rest {
        // 6月 is a month of the year, 6个月 is how long.
        ['月', ..] if value <= Decimal::from(12) => return Some("月".to_owned()),
        ['日', ..] if value <= Decimal::from(31) => return Some("日".to_owned()),
        ['周', next, ..] if !matches!(next, '年' | '岁' | '边') => {
            return Some("周".to_owned());
        }
        ['年', next, ..] if value < Decimal::from(200) && !matches!(next, '度' | '级' | '代') =>
        {
            return Some("年".to_owned());
        }
        _ => {}
    }
    let (unit, _) = units::read(rest)?;
    let measures = matches!(unit.class, Class::Measure | Class::Time | Class::Points);
    measures.then(|| unit.name.into_owned())
}

/// Whether two units say the same: days are days, whatever days.
pub(super) fn agree(zh: &str, en: &str) -> bool {
    let day = |unit: &str| matches!(unit, "天" | "日" | "自然日" | "工作日");
    let year = |unit: &str| matches!(unit, "年" | "岁");
    let mass = |unit: &str| matches!(unit, "公斤" | "千克");
    let base = zh.split('/').next().unwrap_or(zh);
    let en_base = en.split('/').next().unwrap_or(en);
    base == en_base
        || day(base) && day(en)
        || year(base) && year(en)
        || mass(base) && mass(en)
        || base.strip_suffix('次') == Some(en)
        || base.starts_with(en)
        || en.starts_with(base)
}

/// The numbers of an English text: digits, words, ordinals in either writing.
pub(super) fn english(text: &str) -> Vec<Written> {
    let chars: Vec<char> = text.chars().collect();
    let mut found = Vec::new();
    let mut word_start: Option<usize> = None;
    for at in 0..=chars.len() {
        let c = chars.get(at).copied().unwrap_or(' ');
        let digit_mark =
            matches!(c, ',' | '.') && chars.get(at + 1).is_some_and(char::is_ascii_digit);
        let after_digit = at
            .checked_sub(1)
            .and_then(|at| chars.get(at))
            .is_some_and(char::is_ascii_digit);
        let in_word = c.is_alphanumeric() || (digit_mark && after_digit && word_start.is_some());
        match (in_word, word_start) {
            (true, None) => word_start = Some(at),
            (false, Some(start)) => {
                let word: String = chars.get(start..at).unwrap_or_default().iter().collect();
                // Most words are no numbers, and a unit takes longest to read.
                found.extend(value(&word).map(|value| Written {
                    value: value.normalize(),
                    span: start..at,
                    named: true,
                    unit: english_unit(&chars, start, at, &word),
                }));
                word_start = None;
            }
            _ => {}
        }
    }
    scaled(&chars, &mut found);
    decades(&chars, &mut found);
    let lower = text.to_lowercase();
    for words in ["around the clock", "round-the-clock"] {
        found.extend(lower.find(words).map(|byte| {
            let at = lower.get(..byte).map_or(0, |before| before.chars().count());
            Written {
                value: Decimal::from(24),
                span: at..at + words.len(),
                named: false,
                unit: Some("小时".to_owned()),
            }
        }));
    }
    found
}

const WORDS: &[(&str, u32)] = &[
    ("one", 1),
    ("once", 1),
    ("first", 1),
    ("primary", 1),
    ("two", 2),
    ("twice", 2),
    ("second", 2),
    ("secondary", 2),
    ("three", 3),
    ("third", 3),
    ("tertiary", 3),
    ("four", 4),
    ("fourth", 4),
    ("five", 5),
    ("fifth", 5),
    ("six", 6),
    ("sixth", 6),
    ("seven", 7),
    ("seventh", 7),
    ("eight", 8),
    ("eighth", 8),
    ("nine", 9),
    ("ninth", 9),
    ("ten", 10),
    ("tenth", 10),
    ("eleven", 11),
    ("eleventh", 11),
    ("twelve", 12),
    ("twelfth", 12),
    ("dozen", 12),
    ("thirteen", 13),
    ("thirteenth", 13),
    ("fourteen", 14),
    ("fourteenth", 14),
    ("fifteen", 15),
    ("fifteenth", 15),
    ("sixteen", 16),
    ("sixteenth", 16),
    ("seventeen", 17),
    ("seventeenth", 17),
    ("eighteen", 18),
    ("eighteenth", 18),
    ("nineteen", 19),
    ("nineteenth", 19),
    ("twenty", 20),
    ("twentieth", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fifty", 50),
    ("sixty", 60),
    ("seventy", 70),
    ("eighty", 80),
    ("ninety", 90),
    ("hundred", 100),
    ("thousand", 1000),
];

/// The unit of an English number: what follows it, past a scale word; a month's name is its own.
fn english_unit(chars: &[char], start: usize, end: usize, word: &str) -> Option<String> {
    if month(word).is_some() {
        return Some("月".to_owned());
    }
    // 30 June, June 30: a day.
    if word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_digit()) {
        let near = |words: &[char]| -> String {
            let letters = words.iter().filter(|c| !matches!(c, ' ' | ','));
            letters.collect()
        };
        let before = near(chars.get(start.saturating_sub(11)..start)?);
        let after = near(chars.get(end..chars.len().min(end + 11))?);
        let named = english::MONTHS.iter().any(|name| {
            let (before, after) = (before.to_lowercase(), after.to_lowercase());
            before.ends_with(name) || after.starts_with(name)
        });
        if named {
            return Some("日".to_owned());
        }
    }
    let after: String = chars.get(end..)?.iter().take(40).collect();
    let unit = english::unit_after(&after)?;
    matches!(unit.class, Class::Measure | Class::Time | Class::Points)
        .then(|| unit.name.into_owned())
}

/// The number of a month from its name; `may` is a verb.
fn month(word: &str) -> Option<Decimal> {
    if !word.starts_with(char::is_uppercase) {
        return None;
    }
    let at = english::MONTHS
        .iter()
        .position(|name| *name == word.to_lowercase())?;
    Some(Decimal::from(at + 1))
}

/// The value of a word that is a number, a scale word (million) included.
pub(super) fn value_of(word: &str) -> Option<Decimal> {
    let scale = match word {
        "million" => Some(1_000_000),
        "billion" => Some(1_000_000_000),
        _ => None,
    };
    scale.map(Decimal::from).or_else(|| value(word))
}

fn value(word: &str) -> Option<Decimal> {
    if let Some(month) = month(word) {
        return Some(month);
    }
    let digits: String = word
        .chars()
        .take_while(|c| c.is_ascii_digit() || matches!(c, ',' | '.'))
        .filter(|c| *c != ',')
        .collect();
    if !digits.is_empty() {
        return digits.trim_end_matches('.').parse().ok();
    }
    // PM2.5, G60: the number of a name.
    let tail = word.trim_start_matches(|c: char| c.is_alphabetic());
    if tail.starts_with(|c: char| c.is_ascii_digit()) {
        return tail.replace(',', "").parse().ok();
    }
    if let Some(superscript) = word.strip_suffix('²') {
        return superscript.parse().ok();
    }
    let lower = word.to_lowercase();
    WORDS
        .iter()
        .find(|(name, _)| *name == lower)
        .map(|(_, value)| Decimal::from(*value))
}

/// The 1990s are 90年代.
fn decades(chars: &[char], found: &mut Vec<Written>) {
    let century = Decimal::ONE_HUNDRED;
    let more: Vec<Written> = found
        .iter()
        .filter(|number| chars.get(number.span.end.saturating_sub(1)) == Some(&'s'))
        .filter(|number| number.value > Decimal::from(1000))
        .map(|number| Written {
            value: (number.value % century).normalize(),
            span: number.span.clone(),
            named: false,
            unit: None,
        })
        .collect();
    found.extend(more);
}

/// `10 billion` holds 10 000 000 000 too.
fn scaled(chars: &[char], found: &mut Vec<Written>) {
    let mut more = Vec::new();
    for number in found.iter() {
        let rest: String = chars
            .get(number.span.end..)
            .unwrap_or_default()
            .iter()
            .take(10)
            .collect();
        let scale = [
            (" thousand", 1_000u64),
            (" million", 1_000_000),
            (" billion", 1_000_000_000),
            (" trillion", 1_000_000_000_000),
        ]
        .into_iter()
        .find(|(word, _)| rest.starts_with(word));
        if let Some((_, scale)) = scale
            && let Some(value) = number.value.checked_mul(Decimal::from(scale))
        {
            more.push(Written {
                value: value.normalize(),
                span: number.span.clone(),
                named: true,
                unit: number.unit.clone(),
            });
        }
    }
    found.extend(more);
}
