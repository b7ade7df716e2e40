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
    let growth = same_growth(official, translation);
    if !growth && official.value.normalize() != translation.value.normalize() {
        found.push(Difference::Value);
    }
    if official.max.map(|max| max.normalize()) != translation.max.map(|max| max.normalize()) {
        found.push(Difference::Range);
    }
    if !growth && !same_class(official, translation) {
        found.push(Difference::Unit);
    }
    let either_range =
        official.comparator == Comparator::Range || translation.comparator == Comparator::Range;
    if official.comparator != translation.comparator
        && !(translation.text.ends_with("half") && above(official) && above(translation))
        && !(either_range && found.contains(&Difference::Range))
    {
        found.push(Difference::Comparator);
    }
    if opposed(official.direction, translation.direction) {
        found.push(Difference::Direction);
    }
    if opposed(official.sense, translation.sense) {
        found.push(Difference::Sense);
    }
    found
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
    let kilogram = |unit: &str| matches!(unit, "公斤" | "千克");
    zh == en || base == en || kilogram(base) && kilogram(en) || zh.strip_suffix('次') == Some(en)
}

/// 增长1.5倍 is a growth of 150 per cent.
pub(super) fn same_growth(official: &Target, translation: &Target) -> bool {
    official.class == Some(Class::Times)
        && official.sense == Some(Sense::By)
        && translation.class == Some(Class::Ratio)
        && official
            .value
            .checked_mul(Decimal::ONE_HUNDRED)
            .is_some_and(|share| share.normalize() == translation.value.normalize())
}
