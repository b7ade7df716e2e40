//! Quantities that the translation leaves out, changes or adds.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use rust_decimal::Decimal;

use super::declared;
use super::numbers::{self, Written};
use crate::analysis::targets::align::{Difference, Renderings, align};
use crate::analysis::targets::{Target, TargetFacts};
use crate::diagnostics::Diagnostics;
use crate::diagnostics::codes::analysis::{
    NUMBER_UNTRANSLATED, QUANTITY_ADDED, QUANTITY_DIFFERS, QUANTITY_UNTRANSLATED,
};
use crate::model::{NoteSubject, Prose, Section};
use crate::quantities::Class;

/// Compares the quantities of a section with those of its translation.
pub(super) fn compare(
    section: &Section,
    english: &Prose,
    targets: &TargetFacts,
    renderings: &Renderings,
    diagnostics: &mut Diagnostics,
) {
    let official: Vec<Target> = targets
        .of_section(&section.id)
        .iter()
        .map(|listed| listed.target.clone())
        .collect();
    let translation = targets.english_of(&section.id);
    let in_english = numbers::english(&english.text);
    let values: BTreeSet<Decimal> = in_english.iter().map(|number| number.value).collect();
    let pairs = align(&official, translation, renderings);
    let said: Vec<(&Target, &Target, &[Difference])> = official
        .iter()
        .zip(&pairs)
        .filter_map(|(target, pair)| {
            let pair = pair.as_ref()?;
            let other = translation.get(pair.index)?;
            Some((target, other, pair.differences.as_slice()))
        })
        .collect();
    for (target, other, differences) in &said {
        differ(section, english, target, other, differences, diagnostics);
    }
    let spans = said.iter().map(|(_, other, _)| other.span.clone());
    let mut spare = Spare::new(&in_english, spans);
    for (target, _) in official
        .iter()
        .zip(&pairs)
        .filter(|(_, pair)| pair.is_none())
    {
        missing(section, english, target, &mut spare, diagnostics);
    }
    let in_chinese = numbers::chinese(&section.official.text);
    let spans = said.iter().map(|(target, ..)| target.span.clone());
    let mut spare = Spare::new(&in_chinese, spans);
    let used: BTreeSet<usize> = pairs.iter().flatten().map(|pair| pair.index).collect();
    let others = translation
        .iter()
        .enumerate()
        .filter(|(index, _)| !used.contains(index));
    for (_, other) in others {
        added(section, english, other, &mut spare, diagnostics);
    }
    names(section, &official, &in_chinese, &values, diagnostics);
}

fn differ(
    section: &Section,
    english: &Prose,
    target: &Target,
    other: &Target,
    differences: &[Difference],
    diagnostics: &mut Diagnostics,
) {
    let accepted = differences.is_empty()
        || declared(section, NoteSubject::Official, &target.span)
        || declared(section, NoteSubject::Translation, &other.span);
    if accepted {
        return;
    }
    let words = |in_chinese: bool| {
        let name = |difference: &Difference| match (difference, in_chinese) {
            (Difference::Value, true) => "数值",
            (Difference::Range, true) => "范围",
            (Difference::Unit, true) => "单位",
            (Difference::Comparator, true) => "比较词",
            (Difference::Direction, true) => "增减方向",
            (Difference::Sense, true) => "“到”与“了”（数值还是变化量）",
            (Difference::Value, false) => "value",
            (Difference::Range, false) => "range",
            (Difference::Unit, false) => "unit",
            (Difference::Comparator, false) => "comparator",
            (Difference::Direction, false) => "direction (more or less)",
            (Difference::Sense, false) => "sense (to a level or by a difference)",
        };
        differences
            .iter()
            .map(name)
            .collect::<Vec<_>>()
            .join(if in_chinese { "、" } else { ", " })
    };
    diagnostics.report(
        &QUANTITY_DIFFERS,
        english.location(other.span.clone()),
        format!(
            "译文“{}”与正文“{}”的{}不同",
            other.text,
            target.text,
            words(true)
        ),
        format!(
            "“{}” differs from “{}” of the official text in {}",
            other.text,
            target.text,
            words(false)
        ),
    );
}

fn missing(
    section: &Section,
    english: &Prose,
    target: &Target,
    spare: &mut Spare,
    diagnostics: &mut Diagnostics,
) {
    // 全覆盖 may be said in many ways; a value that stands in the translation as a plain number,
    // such as the size in a name, is there.
    let covered = target.text == "全覆盖" && says_all(&english.text);
    let plain = target.class != Some(Class::Ratio) && spare.take(target.value);
    if covered || plain || declared(section, NoteSubject::Official, &target.span) {
        return;
    }
    diagnostics.report(
        &QUANTITY_UNTRANSLATED,
        section.official.location(target.span.clone()),
        format!("译文中没有与“{}”对应的数量", target.text),
        format!("the translation has no counterpart of “{}”", target.text),
    );
}

fn says_all(english: &str) -> bool {
    let lower = english.to_lowercase();
    [
        "all ",
        "every ",
        "full ",
        "fully ",
        "entire ",
        "100 per cent",
        "100%",
        "universal",
    ]
    .iter()
    .any(|word| lower.contains(word))
}

fn added(
    section: &Section,
    english: &Prose,
    other: &Target,
    spare: &mut Spare,
    diagnostics: &mut Diagnostics,
) {
    let known = spare.take(other.value.abs())
        || other.text == "full coverage"
        || declared(section, NoteSubject::Translation, &other.span);
    if known {
        return;
    }
    diagnostics.report(
        &QUANTITY_ADDED,
        english.location(other.span.clone()),
        format!("正文中没有译文的“{}”", other.text),
        format!("the official text does not hold “{}”", other.text),
    );
}

/// Numbers of a text that are no part of a paired quantity: each may stand for one other.
struct Spare(BTreeMap<Decimal, Vec<Range<usize>>>);

impl Spare {
    fn new(numbers: &[Written], paired: impl Iterator<Item = Range<usize>>) -> Self {
        let mut paired: Vec<Range<usize>> = paired.collect();
        paired.sort_by_key(|span| span.start);
        let mut spare = BTreeMap::<Decimal, Vec<Range<usize>>>::new();
        for number in numbers {
            let after = paired.partition_point(|span| span.start <= number.span.start);
            let before = after.checked_sub(1).and_then(|at| paired.get(at));
            if before.is_none_or(|span| span.end <= number.span.start) {
                let places = spare.entry(number.value).or_default();
                places.push(number.span.clone());
            }
        }
        Self(spare)
    }

    /// Takes a number of this value, if one is left.
    fn take(&mut self, value: Decimal) -> bool {
        let places = self.0.get_mut(&value.normalize());
        places.is_some_and(|places| places.pop().is_some())
    }
}

/// Years, ordinals and numbers in names.
fn names(
    section: &Section,
    official: &[Target],
    in_chinese: &[Written],
    values: &BTreeSet<Decimal>,
    diagnostics: &mut Diagnostics,
) {
    let mut told = BTreeSet::new();
    for number in in_chinese.iter().filter(|number| number.named) {
        let counted = official.iter().any(|target| {
            target.span.start < number.span.end && number.span.start < target.span.end
        });
        let heading = number.span.start < section.number.chars().count();
        let there = values.contains(&number.value);
        if counted
            || heading
            || there
            || !told.insert(number.value)
            || declared(section, NoteSubject::Official, &number.span)
        {
            continue;
        }
        let words = section.official.slice(number.span.clone()).to_owned();
        diagnostics.report(
            &NUMBER_UNTRANSLATED,
            section.official.location(number.span.clone()),
            format!("译文中没有“{words}”这个数"),
            format!("the number of “{words}” does not stand in the translation"),
        );
    }
}
