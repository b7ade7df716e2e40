//! The contents of a document, as they stand beside each of its sections.
//!
//! They are the same beside every section but for the mark on its own entry. So each entry is
//! rendered once as it is and once marked, and a page's contents are put together of these.

use std::ops::Range;

use serde::Serialize;

use super::document::{PlanEntry, SectionEntry, chain};
use crate::diagnostics::Diagnostics;
use crate::model::{Plan, Section, Status, address};
use crate::pages::links::Here;
use crate::pages::press::Press;

/// The template of an entry.
const ENTRY: &str = "contents_entry.html";

/// How many entries a page's contents may have before those far from the page are left out.
const LONG: usize = 80;

/// Contents of one file of a document.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Part {
    pub plan: PlanEntry,
    /// Is it the file the page is about?
    pub current: bool,
    /// The entries, as HTML.
    pub entries: String,
    /// Are there more than are listed?
    pub shortened: bool,
    /// Numbers that the source leaves out after this part's last section, declared.
    pub gaps: Vec<String>,
}

/// What `contents_entry.html` is filled with.
#[derive(Serialize)]
struct EntryView {
    section: SectionEntry,
    /// Numbers that the source leaves out before the section, declared.
    gaps: Vec<String>,
}

/// The contents of a whole document, file by file, for the pages of one file's sections.
pub(crate) struct Contents<'a> {
    parts: Vec<File<'a>>,
    /// Which of the parts the sections are of.
    own: Option<usize>,
    /// The own part's entries, each marked as the current one.
    marked: Vec<String>,
}

struct File<'a> {
    plan: &'a Plan,
    view: PlanEntry,
    entries: Vec<String>,
}

impl<'a> Contents<'a> {
    /// For the pages of the sections of `plan`. They all stand side by side, so that links from
    /// any of them are the same.
    pub(crate) fn new(
        press: &'a Press<'a>,
        here: &Here,
        plan: &'a Plan,
        found: &mut Diagnostics,
    ) -> Self {
        let parts: Vec<File> = shown(press, plan)
            .map(|part| File {
                plan: part,
                view: PlanEntry::new(press, here, part),
                entries: entries(press, here, part, false, found),
            })
            .collect();
        Self {
            own: parts.iter().position(|part| part.plan.id == plan.id),
            parts,
            marked: entries(press, here, plan, true, found),
        }
    }

    /// What the page of the section at `index` of the plan shows; of a very long document what is
    /// near.
    pub(crate) fn beside(&self, index: usize) -> Vec<Part> {
        let total: usize = self.parts.iter().map(|part| part.entries.len()).sum();
        let part = |(at, part): (usize, &File)| {
            let current = self.own == Some(at);
            let all = 0..part.entries.len();
            let near = if total <= LONG {
                all
            } else if current {
                index.saturating_sub(LONG / 4)..(index + LONG / 4).min(all.end)
            } else {
                0..0
            };
            Part {
                plan: part.view.clone(),
                current,
                shortened: near.len() < part.entries.len(),
                entries: self.entries(part, near, current.then_some(index)),
                gaps: gaps_before(part.plan, part.plan.sections.len()),
            }
        };
        self.parts.iter().enumerate().map(part).collect()
    }

    fn entries(&self, part: &File, near: Range<usize>, current: Option<usize>) -> String {
        near.filter_map(|at| {
            if current == Some(at) {
                self.marked.get(at)
            } else {
                part.entries.get(at)
            }
        })
        .map(String::as_str)
        .collect()
    }

    /// The sections before and after the one at `index`, across the files of the document.
    pub(crate) fn neighbours(&self, index: usize) -> (Option<&'a Section>, Option<&'a Section>) {
        let Some(own) = self.own else {
            return (None, None);
        };
        let (before, rest) = self.parts.split_at(own);
        let Some((part, after)) = rest.split_first() else {
            return (None, None);
        };
        let sections = &part.plan.sections;
        let previous = match index.checked_sub(1) {
            Some(previous) => sections.get(previous),
            None => before
                .iter()
                .rev()
                .find_map(|part| part.plan.sections.last()),
        };
        let next = sections
            .get(index + 1)
            .or_else(|| after.iter().find_map(|part| part.plan.sections.first()));
        (previous, next)
    }
}

/// What the page of a plan shows: everything, its own entries leading to places on the page.
pub(crate) fn of_plan(
    press: &Press,
    here: &Here,
    plan: &Plan,
    found: &mut Diagnostics,
) -> Vec<Part> {
    shown(press, plan)
        .map(|part| Part {
            plan: PlanEntry::new(press, here, part),
            current: part.id == plan.id,
            entries: entries(press, here, part, false, found).concat(),
            shortened: false,
            gaps: gaps_before(part, part.sections.len()),
        })
        .collect()
}

/// The files of a plan's document. Sections of a withdrawn plan have no pages.
fn shown<'a>(press: &'a Press<'a>, plan: &'a Plan) -> impl Iterator<Item = &'a Plan> {
    chain(press, plan)
        .into_iter()
        .filter(|part| part.publication.status != Status::Withdrawn)
}

fn entries(
    press: &Press,
    here: &Here,
    plan: &Plan,
    current: bool,
    found: &mut Diagnostics,
) -> Vec<String> {
    let on_page = here.address == address::plan(here.lang, &plan.id);
    plan.sections
        .iter()
        .enumerate()
        .map(|(at, section)| {
            let mut section = SectionEntry::new(press, here, section, current);
            if on_page {
                section.url = format!("#s{}", section.key);
            }
            let gaps = gaps_before(plan, at);
            press.fragment(here.lang, ENTRY, &EntryView { section, gaps }, found)
        })
        .collect()
}

/// The declared gaps of a plan that fall between the section before `at` and the one there; those
/// that no number tells the place of stand after the last section.
fn gaps_before(plan: &Plan, at: usize) -> Vec<String> {
    let number = |key: &str| key.parse::<u32>().ok();
    let numbers = plan.sections.iter().map(|section| number(&section.key));
    let mut numbers: Vec<Option<u32>> = numbers.collect();
    numbers.push(Some(u32::MAX));
    let place = |gap: &String| {
        let gap = number(gap).unwrap_or(u32::MAX);
        let after = |number: &Option<u32>| number.is_some_and(|number| number >= gap);
        numbers.iter().position(after)
    };
    let gaps = plan.gaps.iter().filter(|gap| place(gap) == Some(at));
    gaps.cloned().collect()
}
