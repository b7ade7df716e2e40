//! The numbers of sections: they follow each other, or the gap is declared.

use std::collections::{BTreeMap, BTreeSet};

use super::outline::is_duplicate;
use crate::diagnostics::codes::model as codes;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::documents::numbering;
use crate::language::Bilingual;
use crate::model::{Plan, Section, Site};

/// Numbers follow each other among the sections of one parent; what the source leaves out is
/// declared in `gaps`. A plan that continues another starts where that one stopped.
pub(super) fn check_numbers(site: &Site, diagnostics: &mut Diagnostics) {
    for plan in &site.plans {
        let mut last: BTreeMap<Option<usize>, u32> = BTreeMap::new();
        if let Some(before) = plan
            .continues_from
            .as_ref()
            .and_then(|id| site.plan(&id.value))
            .filter(|before| before.city == plan.city && !leads_back(site, plan))
        {
            let number = before.roots().filter_map(own_number).map(|own| own.value);
            last.insert(None, number.max().unwrap_or(0));
        }
        // What it goes on from is not known: where it starts cannot be wrong.
        if plan.continues_from.is_some() && last.is_empty() {
            let first = plan.roots().find_map(own_number);
            last.insert(None, first.map_or(0, |own| own.value.saturating_sub(1)));
        }
        let mut last_of_form: BTreeMap<numbering::Form, u32> = BTreeMap::new();
        let gaps: BTreeSet<&str> = plan.gaps.iter().map(String::as_str).collect();
        for section in &plan.sections {
            let Some(own) = own_number(section) else {
                continue;
            };
            let number = own.value;
            // A number that the source repeats has a key of its own and counts for nothing.
            let expected = last.get(&section.parent).copied().unwrap_or(0) + 1;
            if own.keyed && number != expected {
                if own.key == Some(expected) {
                    last.insert(section.parent, expected);
                }
                continue;
            }
            let form = numbering::read(&section.number).map(|number| number.form);
            let above = form.and_then(|form| last_of_form.insert(form, number));
            let before = last
                .insert(section.parent, number)
                // Articles count on from chapter to chapter: 第三条 may be the first of 第二章.
                .or_else(|| above.filter(|above| above + 1 == number))
                .unwrap_or(0);
            check_step(plan, section, before, number, &gaps, diagnostics);
        }
    }
}

/// Does what the plan goes on from go on from it? That has been reported, and says nothing of where
/// either starts.
fn leads_back(site: &Site, plan: &Plan) -> bool {
    let before = |plan: &Plan| site.plan(&plan.continues_from.as_ref()?.value);
    let mut earlier = before(plan);
    // No chain is longer than there are plans.
    for _ in 0..site.plans.len() {
        match earlier {
            Some(other) if other.id == plan.id => return true,
            Some(other) => earlier = before(other),
            None => return false,
        }
    }
    true
}

/// A section's number.
struct Own {
    value: u32,
    /// The number in its key.
    key: Option<u32>,
    /// Is the key another than the number?
    keyed: bool,
}

fn own_number(section: &Section) -> Option<Own> {
    if is_duplicate(&section.key) {
        return None;
    }
    let value = numbering::read(&section.number)?.value;
    let last = section.key.rsplit('-').next()?;
    Some(Own {
        value,
        key: last.parse().ok(),
        keyed: last != value.to_string(),
    })
}

/// Whether a section of the plan has the number that a gap names, whatever its key.
pub(super) fn has_number(plan: &Plan, gap: &str) -> bool {
    let (above, number) = gap.rsplit_once('-').unwrap_or(("", gap));
    plan.sections.iter().any(|section| {
        let parent = section.parent.and_then(|at| plan.sections.get(at));
        parent.map_or("", |parent| parent.key.as_str()) == above
            && own_number(section).is_some_and(|own| own.value.to_string() == number)
    })
}

fn check_step(
    plan: &Plan,
    section: &Section,
    before: u32,
    number: u32,
    gaps: &BTreeSet<&str>,
    diagnostics: &mut Diagnostics,
) {
    if number < before {
        diagnostics.report(
            &codes::NUMBER_OUT_OF_ORDER,
            section.location.clone(),
            format!("编号 {number} 排在 {before} 之后"),
            format!("number {number} comes after {before}"),
        );
        return;
    }
    let prefix = section
        .parent
        .and_then(|at| plan.sections.get(at))
        .map_or_else(String::new, |parent| format!("{}-", parent.key));
    // A wild number (2022 for 2) must not list thousands of missing ones.
    let missing: Vec<String> = (before + 1..number)
        .take(100)
        .map(|number| format!("{prefix}{number}"))
        .filter(|key| !gaps.contains(key.as_str()))
        // A number that stands elsewhere among its siblings is out of order, not missing.
        .filter(|key| !has_number(plan, key))
        .collect();
    if missing.is_empty() {
        return;
    }
    let listed_zh = missing.join("、");
    let listed = match &missing[..] {
        [one] => format!("number {one} is missing"),
        _ => format!("numbers {} are missing", missing.join(", ")),
    };
    let quoted = missing
        .iter()
        .map(|key| format!("\"{key}\""))
        .collect::<Vec<_>>()
        .join(", ");
    diagnostics.push(
        Diagnostic::new(
            &codes::MISSING_NUMBER,
            section.location.clone(),
            Bilingual::new(
                format!("“{}”之前缺少编号 {listed_zh}", section.number),
                format!("{listed} before “{}”", section.number),
            ),
        )
        .help(
            format!("请补上缺少的条目；原件确实没有的，在文件头写 gaps: [{quoted}]。"),
            format!("Add what is missing; where the source lacks it, declare gaps: [{quoted}] in the front matter."),
        ),
    );
}
