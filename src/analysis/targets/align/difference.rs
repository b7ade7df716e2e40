//! In what a quantity of the translation differs from one of the official text.

use rust_decimal::Decimal;

use crate::analysis::targets::record::{Comparator, Sense, Target};
use crate::quantities::Class;

/// How a counterpart differs; empty where it does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Difference {
    /// The value.
    Value,
    /// The upper end of a range.
    Range,
    /// The unit.
    Unit,
    /// The comparator.
    Comparator,
    /// Growth in one, decline in the other.
    Direction,
    /// A level reached in one, a difference in the other.
    Sense,
}

/// In what two quantities differ.
pub fn differences(official: &Target, translation: &Target) -> Vec<Difference> {
    let mut found = Vec::new();
    let times = multiples(official, translation);
    let growth = times == Some(true);
    let range = as_range(official, translation);
    let same = official.value.normalize() == translation.value.normalize();
    if !growth && !range && (!same || times == Some(false)) {
        found.push(Difference::Value);
    }
    let max = |target: &Target| target.max.map(|max| max.normalize());
    if !range && max(official) != max(translation) {
        found.push(Difference::Range);
    }
    if !growth && !same_class(official, translation) {
        found.push(Difference::Unit);
    }
    let either_range =
        official.comparator == Comparator::Range || translation.comparator == Comparator::Range;
    let half = translation.text.ends_with("half") || translation.text.ends_with("halved");
    let mark = translation.text.ends_with("halfway");
    if official.comparator != translation.comparator
        && !(half && above(official) && above(translation))
        && !mark
        && !(either_range && (range || found.contains(&Difference::Range)))
    {
        found.push(Difference::Comparator);
    }
    if opposed(official.direction, translation.direction) {
        found.push(Difference::Direction);
    }
    let told_as_multiple = official.class == Some(Class::Times);
    if opposed(official.sense, translation.sense)
        && !is_rate(official, translation)
        && !told_as_multiple
    {
        found.push(Difference::Sense);
    }
    found
}

/// 增速保持在12%以上 may be said as keep growing by 12 per cent, 增长6% as growth reached 6.
fn is_rate(official: &Target, translation: &Target) -> bool {
    let rate = official.indicator.as_deref().is_some_and(|noun| {
        ["增速", "增幅", "增长率", "降幅", "升幅", "涨幅"]
            .iter()
            .any(|rate| noun.ends_with(rate))
    });
    let said = || translation.sentence.to_lowercase();
    rate || official.class == Some(Class::Ratio) && said().contains("growth")
}

/// 5至8家 said as from five to eight.
fn as_range(official: &Target, translation: &Target) -> bool {
    official.max.is_some()
        && translation.baseline == Some(official.value)
        && official.max == Some(translation.value)
}

/// 半数以上 is more than half in English, whatever 以上 is elsewhere.
fn above(target: &Target) -> bool {
    matches!(
        target.comparator,
        Comparator::AtLeast | Comparator::MoreThan
    )
}

/// Both say something, and not the same.
fn opposed<T: PartialEq>(official: Option<T>, translation: Option<T>) -> bool {
    matches!((official, translation), (Some(a), Some(b)) if a != b)
}

/// Whether the units can be the same: money, shares and measures by name, counts by being counts.
pub(super) fn same_class(official: &Target, translation: &Target) -> bool {
    let class = |target: &Target| target.class.unwrap_or(Class::Count);
    match (class(official), class(translation)) {
        (Class::Count, Class::Count) => true,
        // A measure that the English grammar does not know reads as a count.
        (Class::Measure | Class::Time, Class::Count) => translation.unit.as_deref() == Some("个"),
        (Class::Measure, Class::Time) => {
            official.unit.as_deref() == Some("岁") && translation.unit.as_deref() == Some("年")
        }
        // 100人次: 100 times.
        (Class::Count, Class::Times) => official
            .unit
            .as_deref()
            .is_some_and(|unit| unit.ends_with('次')),
        (a, b) => a == b && same_unit(official, translation),
    }
}

/// 20万元/亩 may be said as so much money and where; 亩次 are 亩.
fn same_unit(official: &Target, translation: &Target) -> bool {
    let (Some(zh), Some(en)) = (official.unit.as_deref(), translation.unit.as_deref()) else {
        return official.unit == translation.unit;
    };
    let base = zh.split('/').next().unwrap_or(zh);
    // 减少标煤消耗5万吨: of what is said elsewhere.
    if (zh, en) == ("吨", "吨标准煤") {
        return true;
    }
    let kilogram = |unit: &str| matches!(unit, "公斤" | "千克");
    zh == en || base == en || kilogram(base) && kilogram(en) || zh.strip_suffix('次') == Some(en)
}

/// Whether two ways of saying how often are the same: 增长2倍 is triple and a growth of 200 per
/// cent, 翻一番 is double and a growth of 100. `None` where none is said.
pub(super) fn multiples(official: &Target, translation: &Target) -> Option<bool> {
    if official.class != Some(Class::Times) {
        return None;
    }
    let doubled = official
        .action
        .as_deref()
        .is_some_and(|action| action.starts_with('翻'));
    let level = if official.sense == Some(Sense::By) && !doubled {
        official.value.checked_add(Decimal::ONE)?
    } else {
        official.value
    };
    let said = match translation.class? {
        Class::Times if translation.sense == Some(Sense::By) => {
            translation.value.checked_add(Decimal::ONE)?
        }
        Class::Times if translation.text.chars().any(|c| c.is_ascii_digit()) => {
            // 1.5 times may be a growth by so much or to so much.
            let both = translation.value == official.value;
            return Some(both || translation.value.normalize() == level.normalize());
        }
        Class::Times => translation.value,
        Class::Ratio => translation
            .value
            .checked_div(Decimal::ONE_HUNDRED)?
            .checked_add(Decimal::ONE)?,
        _ => return None,
    };
    Some(said.normalize() == level.normalize())
}
