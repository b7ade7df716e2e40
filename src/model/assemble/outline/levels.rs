//! Headings with the wrong number of `#`.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::diagnostics::codes::model as codes;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::documents::numbering::{self, Form, Number};
use crate::documents::plan_file::SectionText;
use crate::language::Bilingual;

/// The depth of each heading. One that counts on from, or up to, a heading of the depth that its
/// form of number usually has stands beside that one, whatever its own depth: it is reported.
pub(super) fn levels(texts: &[Cow<'_, SectionText>], diagnostics: &mut Diagnostics) -> Vec<usize> {
    let numbers: Vec<Option<Number>> = texts
        .iter()
        .map(|text| numbering::read(&text.number))
        .collect();
    let usual = usual(texts, &numbers);
    let mut last: BTreeMap<Form, usize> = BTreeMap::new();
    let mut depths = Vec::with_capacity(texts.len());
    for (at, (text, number)) in texts.iter().zip(&numbers).enumerate() {
        let Some(own) = number else {
            depths.push(text.depth);
            continue;
        };
        let before = last.insert(own.form, at);
        let usual = usual.get(&own.form).copied().unwrap_or(text.depth);
        let value = |at: usize| {
            numbers
                .get(at)
                .copied()
                .flatten()
                .map(|number| number.value)
        };
        let has_usual = |at: usize| texts.get(at).is_some_and(|other| other.depth == usual);
        let follows =
            |at: &usize| has_usual(*at) && value(*at).is_some_and(|it| it + 1 == own.value);
        let leads_to = |at: &usize| has_usual(*at) && value(*at) == Some(own.value + 1);
        let same_form = |at: &usize| {
            let number = numbers.get(*at).copied().flatten();
            number.is_some_and(|number| number.form == own.form)
        };
        let after = || (at + 1..texts.len()).find(same_form).filter(leads_to);
        let beside = before.filter(follows);
        match (usual != text.depth)
            .then(|| beside.or_else(after))
            .flatten()
            .and_then(|beside| texts.get(beside))
        {
            Some(beside) => {
                report(text, &beside.number, usual, diagnostics);
                depths.push(usual);
            }
            None => depths.push(text.depth),
        }
    }
    depths
}

/// The depth that two thirds or more of the headings with a form of number have.
fn usual(texts: &[Cow<'_, SectionText>], numbers: &[Option<Number>]) -> BTreeMap<Form, usize> {
    let mut depths: BTreeMap<Form, BTreeMap<usize, usize>> = BTreeMap::new();
    for (text, number) in texts.iter().zip(numbers) {
        if let Some(number) = number {
            let counts = depths.entry(number.form).or_default();
            *counts.entry(text.depth).or_default() += 1;
        }
    }
    depths
        .into_iter()
        .filter_map(|(form, counts)| {
            let all: usize = counts.values().sum();
            let (depth, most) = counts.into_iter().max_by_key(|(_, count)| *count)?;
            (most * 3 >= all * 2).then_some((form, depth))
        })
        .collect()
}

/// Reports a heading that should be as deep as the one with the number `beside`.
pub(super) fn report(
    text: &SectionText,
    beside: &str,
    depth: usize,
    diagnostics: &mut Diagnostics,
) {
    let number = &text.number;
    let (marks, right) = ("#".repeat(text.depth), "#".repeat(depth));
    diagnostics.push(
        Diagnostic::new(
            &codes::HEADING_LEVEL,
            text.location.clone(),
            Bilingual::new(
                format!("“{number}”与“{beside}”编号相连，标题层级却不同"),
                format!("“{number}” and “{beside}” follow each other and are headings of different levels"),
            ),
        )
        .help(
            format!("请把 {marks} 改为 {right}。"),
            format!("Write {right} for {marks}."),
        ),
    );
}
