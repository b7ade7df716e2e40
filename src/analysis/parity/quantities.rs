//! Quantities that the translation leaves out, changes or adds.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use rust_decimal::Decimal;

use super::declared;
use super::numbers::{self, Written};
use super::{rates, seasons};
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
    let numbers = Numbers {
        chinese: &in_chinese,
        english: &in_english,
    };
    names(section, english, &official, &numbers, diagnostics);
    if let Some((words, at)) = seasons::unnamed(&section.official.text, &english.text) {
        let span = at..at + words.chars().count();
        if !declared(section, NoteSubject::Official, &span) {
            diagnostics.report(
                &NUMBER_UNTRANSLATED,
                section.official.location(span),
                format!("译文没有说“{words}”"),
                format!("the translation does not say “{words}”"),
            );
        }
    }
    let zh = rates::chinese(&section.official.text);
    if !zh.is_empty()
        && let Some((ours, theirs)) = rates::conflict(&zh, &rates::english(&english.text))
    {
        report_rate(section, (&ours, &theirs), diagnostics);
    }
}

/// A rate told per something else, at its place in the official text.
fn report_rate(section: &Section, (ours, theirs): (&str, &str), diagnostics: &mut Diagnostics) {
    let text = &section.official.text;
    let Some(byte) = text.find(ours) else {
        return;
    };
    let start = text.get(..byte).map_or(0, |before| before.chars().count());
    let span = start..start + ours.chars().count();
    if declared(section, NoteSubject::Official, &span) {
        return;
    }
    diagnostics.report(
        &QUANTITY_DIFFERS,
        section.official.location(span),
        format!("正文是“{ours}”，译文是“{theirs}”"),
        format!("the official text says “{ours}”, the translation “{theirs}”"),
    );
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
    let whole = target.class == Some(Class::Ratio) && target.value == Decimal::ONE_HUNDRED;
    let covered =
        whole && says_whole(&english.text) || target.text == "全覆盖" && says_all(&english.text);
    let named = !matches!(target.class, Some(Class::Ratio | Class::Money));
    let max = target.max;
    let plain = named
        && spare.take(target.value, measure(target))
        && max.is_none_or(|max| spare.take(max, measure(target)));
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

/// 100 per cent in other words; `all` stands in too many sentences to vouch for it.
fn says_whole(english: &str) -> bool {
    let lower = english.to_lowercase().replace(['.', ',', ';'], " ");
    [
        "in full",
        "fully ",
        "every ",
        "universal",
        "total ",
        "entirely",
        "without exception",
    ]
    .iter()
    .any(|word| lower.contains(word))
}

fn says_all(english: &str) -> bool {
    let lower = english.to_lowercase().replace(['.', ',', ';'], " ");
    [
        "all ",
        "every ",
        "full ",
        "fully ",
        "entire ",
        "100 per cent",
        "100%",
        "universal",
        "total ",
        "complete",
        "each ",
        "in full",
        "entirely",
        "everywhere",
        "blanket ",
        "no exception",
        "without exception",
        "not a single",
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
    let known = spare.take(other.value.abs(), measure(other))
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

/// The unit of a quantity that measures; what is counted is told in many ways.
fn measure(target: &Target) -> Option<&str> {
    let measures = matches!(
        target.class,
        Some(Class::Measure | Class::Time | Class::Points)
    );
    target.unit.as_deref().filter(|_| measures)
}

/// Numbers of a text that are no part of a paired quantity: each may stand for one other.
struct Spare(BTreeMap<Decimal, Vec<Option<String>>>);

impl Spare {
    fn new(numbers: &[Written], paired: impl Iterator<Item = Range<usize>>) -> Self {
        let mut paired: Vec<Range<usize>> = paired.collect();
        paired.sort_by_key(|span| span.start);
        let mut spare = BTreeMap::<Decimal, Vec<Option<String>>>::new();
        for number in numbers {
            let after = paired.partition_point(|span| span.start <= number.span.start);
            let before = after.checked_sub(1).and_then(|at| paired.get(at));
            if before.is_none_or(|span| span.end <= number.span.start) {
                let places = spare.entry(number.value).or_default();
                places.push(number.unit.clone());
            }
        }
        Self(spare)
    }

    /// Takes a number of this value, if one is left that measures nothing else.
    fn take(&mut self, value: Decimal, unit: Option<&str>) -> bool {
        let Some(left) = self.0.get_mut(&value.normalize()) else {
            return false;
        };
        let fits = |other: &Option<String>| match (unit, other) {
            (Some(unit), Some(other)) => numbers::agree(unit, other),
            _ => true,
        };
        let at = left.iter().position(fits);
        at.is_some_and(|at| {
            left.remove(at);
            true
        })
    }
}

/// The numbers of both texts.
struct Numbers<'a> {
    chinese: &'a [Written],
    english: &'a [Written],
}

/// Years, ordinals, times and numbers in names.
fn names(
    section: &Section,
    english: &Prose,
    official: &[Target],
    numbers: &Numbers<'_>,
    diagnostics: &mut Diagnostics,
) {
    let mut by_value = BTreeMap::<Decimal, Vec<&Written>>::new();
    for number in numbers.english {
        by_value.entry(number.value).or_default().push(number);
    }
    let mut told = BTreeSet::new();
    for number in numbers.chinese.iter().filter(|number| number.named) {
        let counted = official.iter().any(|target| {
            target.span.start < number.span.end && number.span.start < target.span.end
        });
        let heading = number.span.start < section.number.chars().count();
        let there = by_value.get(&number.value).map_or(&[][..], Vec::as_slice);
        let said = there.iter().any(|other| match (&number.unit, &other.unit) {
            (Some(zh), Some(en)) => numbers::agree(zh, en),
            _ => true,
        });
        if counted
            || heading
            || said
            || !told.insert((number.value, number.unit.clone()))
            || declared(section, NoteSubject::Official, &number.span)
        {
            continue;
        }
        let unit = number.unit.as_deref().unwrap_or_default();
        let words = format!("{}{unit}", section.official.slice(number.span.clone()));
        if let Some(other) = there.first() {
            diagnostics.report(
                &QUANTITY_DIFFERS,
                english.location(other.span.clone()),
                format!(
                    "译文的“{}”与正文“{words}”的单位不同",
                    english.slice(other.span.clone())
                ),
                format!(
                    "“{}” has another unit than “{words}” of the official text",
                    english.slice(other.span.clone())
                ),
            );
            continue;
        }
        diagnostics.report(
            &NUMBER_UNTRANSLATED,
            section.official.location(number.span.clone()),
            format!("译文中没有“{words}”这个数"),
            format!("the number of “{words}” does not stand in the translation"),
        );
    }
}
