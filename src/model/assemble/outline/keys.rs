//! Permanent keys, and which section stands in which.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::{levels, numbers};
use crate::diagnostics::codes::model as codes;
use crate::diagnostics::{Diagnostic, Diagnostics, Location, Placed};
use crate::documents::numbering;
use crate::documents::plan_file::SectionText;
use crate::language::Bilingual;
use crate::model::assemble::check_slug;

/// A section's key and place in the nesting.
pub(crate) struct Keyed<'a> {
    pub(crate) key: String,
    pub(crate) level: usize,
    /// Index among the keyed sections.
    pub(crate) parent: Option<usize>,
    pub(crate) text: Cow<'a, SectionText>,
}

/// Gives every section its permanent key; those that can have none, or one that is taken, are
/// reported and left out.
pub(super) fn keyed<'a>(
    texts: Vec<Cow<'a, SectionText>>,
    depths: &[usize],
    gaps: &[Placed<String>],
    diagnostics: &mut Diagnostics,
) -> Vec<Keyed<'a>> {
    let meant = numbers::meant(&texts, depths);
    let mut keyed: Vec<Keyed<'a>> = Vec::with_capacity(texts.len());
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    for ((text, depth), meant) in texts.into_iter().zip(depths).zip(meant) {
        let depth = level(&text, *depth, &open, &keyed, diagnostics);
        while open.last().is_some_and(|(above, _)| *above >= depth) {
            open.pop();
        }
        let parent = open.last().map(|(_, index)| *index);
        let above = parent.and_then(|at| keyed.get(at));
        let Some(mut key) = key(&text, above, diagnostics) else {
            continue;
        };
        let index = keyed.len();
        let meant = meant.map(|meant| (joined(above, meant.number), meant));
        let declared = |key: &String| gaps.iter().any(|gap| gap.value == *key);
        if let Some((right, meant)) = meant.filter(|(right, _)| !declared(right)) {
            // It counts as the number it must be, so that it meets its translation.
            numbers::report(&text, &key, &right, &meant, diagnostics);
            key = right;
        } else if let Some(first) = taken.get(&key) {
            let first = keyed.get(*first).map(|first| &first.text.location);
            report_duplicate(&text, &key, first, diagnostics);
            // It stays, so that its own faults are found in the same run.
            key = format!("{key}{DUPLICATE}{index}");
        }
        taken.insert(key.clone(), index);
        let level = above.map_or(1, |parent| parent.level + 1);
        keyed.push(Keyed {
            key,
            level,
            parent,
            text,
        });
        if depth > 0 {
            open.push((depth, index));
        }
    }
    keyed
}

/// Stands in the key of a section whose number is taken.
const DUPLICATE: &str = "-duplicate-";

/// Has the section no key of its own, as its number is taken?
pub(crate) fn is_duplicate(key: &str) -> bool {
    key.contains(DUPLICATE)
}

/// The key of the section with this number in that one.
fn joined(above: Option<&Keyed<'_>>, number: u32) -> String {
    above.map_or_else(
        || number.to_string(),
        |above| format!("{}-{number}", above.key),
    )
}

/// The depth of a heading. One that goes on counting from its own parent, or from a section deeper
/// than itself, has the wrong number of `#`: it is reported and taken to stand beside that section.
fn level(
    text: &SectionText,
    depth: usize,
    open: &[(usize, usize)],
    keyed: &[Keyed<'_>],
    diagnostics: &mut Diagnostics,
) -> usize {
    let Some(own) = numbering::read(&text.number) else {
        return depth;
    };
    let number = |at: usize| numbering::read(&keyed.get(at)?.text.number);
    let follows = |at: usize| {
        number(at).is_some_and(|before| before.form == own.form && before.value + 1 == own.value)
    };
    let parent = open.iter().rev().find(|(other, _)| *other < depth);
    let beside = open.iter().any(|(other, at)| {
        *other == depth && number(*at).is_some_and(|other| other.form == own.form)
    });
    let deeper = open
        .iter()
        .find(|(other, at)| *other > depth && follows(*at))
        .filter(|_| !beside);
    let sibling = parent.filter(|(_, at)| !beside && follows(*at)).or(deeper);
    let Some((beside, at)) = sibling else {
        return depth;
    };
    let before = keyed
        .get(*at)
        .map_or("", |before| before.text.number.as_str());
    levels::report(text, before, *beside, diagnostics);
    *beside
}

fn key(
    text: &SectionText,
    parent: Option<&Keyed<'_>>,
    diagnostics: &mut Diagnostics,
) -> Option<String> {
    if let Some(explicit) = &text.explicit_key {
        if check_slug(&explicit.value, &explicit.location, diagnostics) {
            return Some(explicit.value.clone());
        }
        // With a key that cannot be one the number goes on counting.
        return Some(joined(parent, text.value?));
    }
    if text.depth == 0 {
        return Some("0".to_owned());
    }
    let Some(value) = text.value else {
        let heading = text.prose.slice(text.prose.heading());
        diagnostics.push(
            Diagnostic::new(
                &codes::HEADING_WITHOUT_NUMBER,
                text.location.clone(),
                Bilingual::new(
                    format!("标题“{heading}”没有编号，也没有键"),
                    format!("the heading “{heading}” has neither number nor key"),
                ),
            )
            .help(
                "请照原件补上编号；原件本无编号的，在标题后写键，如 {#zhidao-sixiang}。",
                "Add the number as in the source; where the source has none, write a key after the heading, as in {#guiding-principles}.",
            ),
        );
        return None;
    };
    Some(joined(parent, value))
}

pub(super) fn report_duplicate(
    text: &SectionText,
    key: &str,
    other: Option<&Location>,
    diagnostics: &mut Diagnostics,
) {
    let line = other.map_or(0, |other| other.start().line);
    let here = text.location.start().line;
    let words = if line < here {
        Bilingual::new(
            format!("编号“{key}”重复，第 {line} 行已经用过"),
            format!("number “{key}” stands twice; it was used on line {line}"),
        )
    } else {
        Bilingual::new(
            format!("编号“{key}”重复，第 {line} 行也是"),
            format!("number “{key}” stands twice; line {line} has it too"),
        )
    };
    diagnostics.push(
        Diagnostic::new(&codes::DUPLICATE_NUMBER, text.location.clone(), words)
        .help(
            format!("请改正编号；原件确实重号的，在标题后写另一个键，如 {{#{key}-b}}。"),
            format!("Correct the number; where the source repeats it, write another key after the heading, as in {{#{key}-b}}."),
        ),
    );
}
