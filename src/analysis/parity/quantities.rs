//! Quantities that the translation leaves out, changes or adds.

use std::collections::BTreeSet;

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
    let mut used = BTreeSet::new();
    for (target, pair) in official.iter().zip(pairs) {
        match pair
            .as_ref()
            .map(|pair| (translation.get(pair.index), &pair.differences, pair.index))
        {
            Some((Some(other), differences, index)) => {
                used.insert(index);
                differ(section, english, target, other, differences, diagnostics);
            }
            _ => missing(section, english, target, &values, diagnostics),
        }
    }
    let in_chinese = numbers::chinese(&section.official.text);
    added(
        section,
        english,
        translation,
        &used,
        &in_chinese,
        diagnostics,
    );
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
    values: &BTreeSet<Decimal>,
    diagnostics: &mut Diagnostics,
) {
    // 全覆盖 may be said in many ways; a value that stands in the translation as a plain number,
    // such as the size in a name, is there.
    let covered = target.text == "全覆盖" && says_all(&english.text);
    let plain = target.class != Some(Class::Ratio) && values.contains(&target.value.normalize());
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
    translation: &[Target],
    used: &BTreeSet<usize>,
    in_chinese: &[Written],
    diagnostics: &mut Diagnostics,
) {
    for (index, other) in translation.iter().enumerate() {
        let known = used.contains(&index)
            || in_chinese
                .iter()
                .any(|number| number.value == other.value.abs().normalize())
            || other.text == "full coverage"
            || declared(section, NoteSubject::Translation, &other.span);
        if !known {
            diagnostics.report(
                &QUANTITY_ADDED,
                english.location(other.span.clone()),
                format!("正文中没有译文的“{}”", other.text),
                format!("the official text does not hold “{}”", other.text),
            );
        }
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
