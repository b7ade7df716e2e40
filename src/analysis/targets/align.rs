//! Which quantity of the translation says what a quantity of the official text says.

use rust_decimal::Decimal;

use crate::quantities::Class;

use super::record::{Comparator, Sense, Target};

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
}

/// A counterpart in the translation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counterpart {
    /// Index in the translation's targets.
    pub index: usize,
    /// In what it differs.
    pub differences: Vec<Difference>,
}

/// The counterpart of each target of the official text, in order. Exact ones are taken first, then
/// those of the same value, then those at the same place in the order of what is left.
pub fn align(official: &[Target], translation: &[Target]) -> Vec<Option<Counterpart>> {
    let mut found: Vec<Option<Counterpart>> = vec![None; official.len()];
    let mut free = vec![true; translation.len()];
    let passes: [fn(&[Difference]) -> bool; 4] = [
        |differences| differences.is_empty(),
        |differences| differences == [Difference::Comparator],
        |differences| differences == [Difference::Unit],
        |differences| !differences.contains(&Difference::Value) && differences.len() < 3,
    ];
    for fits in passes {
        for (slot, target) in found.iter_mut().zip(official) {
            if slot.is_some() {
                continue;
            }
            let candidate = translation
                .iter()
                .enumerate()
                .filter(|(index, _)| free.get(*index) == Some(&true))
                .map(|(index, other)| (index, differences(target, other)))
                .find(|(_, differences)| fits(differences));
            if let Some((index, differences)) = candidate {
                claim(&mut free, index);
                *slot = Some(Counterpart { index, differences });
            }
        }
    }
    by_place(&mut found, &mut free, official, translation);
    found
}

fn claim(free: &mut [bool], index: usize) {
    if let Some(slot) = free.get_mut(index) {
        *slot = false;
    }
}

/// What is left on both sides between the same neighbours is one quantity with another value.
fn by_place(
    found: &mut [Option<Counterpart>],
    free: &mut [bool],
    official: &[Target],
    translation: &[Target],
) {
    for at in 0..found.len() {
        if found.get(at).is_none_or(Option::is_some) {
            continue;
        }
        let Some(target) = official.get(at) else {
            continue;
        };
        let index_of =
            |slot: &Option<Counterpart>| slot.as_ref().map(|counterpart| counterpart.index);
        let before = found
            .get(..at)
            .and_then(|slots| slots.iter().filter_map(index_of).max());
        let after = found
            .get(at + 1..)
            .and_then(|slots| slots.iter().filter_map(index_of).min());
        let from = before.map_or(0, |index| index + 1);
        let to = after.unwrap_or(translation.len()).max(from);
        let candidate = (from..to).find(|&index| {
            free.get(index) == Some(&true)
                && translation
                    .get(index)
                    .is_some_and(|other| same_class(target, other))
        });
        if let Some((index, other)) =
            candidate.and_then(|index| translation.get(index).map(|other| (index, other)))
        {
            claim(free, index);
            let differences = differences(target, other);
            if let Some(slot) = found.get_mut(at) {
                *slot = Some(Counterpart { index, differences });
            }
        }
    }
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
        && !(either_range && found.contains(&Difference::Range))
    {
        found.push(Difference::Comparator);
    }
    found
}

/// Whether the units can be the same: money, shares and measures by name, counts by being counts.
fn same_class(official: &Target, translation: &Target) -> bool {
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
    zh == en || base == en || zh.strip_suffix('次') == Some(en)
}

/// 增长1.5倍 is a growth of 150 per cent.
fn same_growth(official: &Target, translation: &Target) -> bool {
    official.class == Some(Class::Times)
        && official.sense == Some(Sense::By)
        && translation.class == Some(Class::Ratio)
        && official
            .value
            .checked_mul(Decimal::ONE_HUNDRED)
            .is_some_and(|share| share.normalize() == translation.value.normalize())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::targets::{Context, extract};
    use crate::language::Lang;

    fn compared(zh: &str, en: &str) -> Vec<Option<Vec<Difference>>> {
        let official = extract(zh, &Context::default());
        let translation = extract(
            en,
            &Context {
                lang: Lang::En,
                ..Context::default()
            },
        );
        align(&official, &translation)
            .into_iter()
            .map(|pair| pair.map(|pair| pair.differences))
            .collect()
    }

    #[test]
    fn counterparts_and_differences() {
        let zh = "力争全年新增高新技术企业90家以上，增加值增长12%。";
        let exact = "It will add at least 90 high-tech enterprises, and value added will grow by 12 per cent.";
        assert_eq!(compared(zh, exact), [Some(vec![]), Some(vec![])]);
        let about =
            "It will add about 90 high-tech enterprises, and value added will grow by 12 per cent.";
        assert_eq!(
            compared(zh, about),
            [Some(vec![Difference::Comparator]), Some(vec![])]
        );
        let value = "It will add at least 80 high-tech enterprises, and value added will grow by 12 per cent.";
        assert_eq!(
            compared(zh, value),
            [Some(vec![Difference::Value]), Some(vec![])]
        );
        let points = "It will add at least 90 high-tech enterprises, and value added will grow by 12 percentage points.";
        assert_eq!(
            compared(zh, points),
            [Some(vec![]), Some(vec![Difference::Unit])]
        );
        assert_eq!(
            compared(zh, "It will add high-tech enterprises."),
            [None, None]
        );
    }

    #[test]
    fn other_words_for_the_same() {
        for (zh, en) in [
            (
                "研发投入增长1.5倍。",
                "R&D spending increased by 150 per cent.",
            ),
            (
                "亩均税收达到20万元/亩。",
                "Tax revenue will reach RMB 200,000 per mu.",
            ),
            (
                "服务企业100人次以上。",
                "Serve enterprises at least 100 times.",
            ),
            ("防治5万亩次。", "Pest control will cover 50,000 mu."),
            (
                "支持企业200家以上。",
                "It will support 200 or more enterprises.",
            ),
            (
                "漏损率控制在9%以内。",
                "Leakage will be held at or below 9%.",
            ),
            (
                "贫困发生率由2015年的12.3%降至0.8%。",
                "The incidence of poverty fell from 12.3 per cent in 2015 to 0.8 per cent.",
            ),
        ] {
            assert_eq!(compared(zh, en), [Some(vec![])], "{zh}");
        }
        let per = extract(
            "Energy use per 10,000 yuan of GDP fell.",
            &Context {
                lang: Lang::En,
                ..Context::default()
            },
        );
        assert!(per.is_empty());
    }

    #[test]
    fn order_may_change() {
        let zh = "近40个国家和地区的超5000家展商、逾8000个项目参展。";
        let en = "More than 5,000 exhibitors and more than 8,000 projects from nearly 40 countries and regions took part.";
        assert_eq!(compared(zh, en), [Some(vec![]), Some(vec![]), Some(vec![])]);
    }
}
