//! Does the translation say what the official text says? Quantities, numbers in names, and terms.
//!
//! A difference is accepted where a note quotes its place, in either text.

mod glossary;
mod numbers;
mod quantities;
mod rates;
mod seasons;

use std::ops::Range;

use rayon::prelude::*;

use crate::analysis::targets::TargetFacts;
use crate::analysis::targets::align::Renderings;
use crate::diagnostics::Diagnostics;
use crate::model::{BlockKind, NoteSubject, Prose, Section, Site};

/// Compares every section with its translation.
pub fn check(site: &Site, targets: &TargetFacts) -> Diagnostics {
    let terms = glossary::Terms::of(&site.glossary);
    let renderings = Renderings::new(&site.glossary, &site.indicators);
    let sections: Vec<&Section> = site
        .current_plans()
        .flat_map(|plan| &plan.sections)
        .filter(|section| {
            section
                .english
                .as_ref()
                .is_some_and(|english| whole(section, english))
        })
        .collect();
    let found: Vec<Diagnostics> = sections
        .par_iter()
        .map(|section| {
            let mut diagnostics = Diagnostics::default();
            if let Some(english) = &section.english {
                quantities::compare(section, english, targets, &renderings, &mut diagnostics);
                terms.compare(section, english, &mut diagnostics);
            }
            diagnostics
        })
        .collect();
    let mut diagnostics = Diagnostics::default();
    for part in found {
        diagnostics.append(part);
    }
    diagnostics
}

/// Has the translation more than a heading where the official text has? That it has not was reported.
fn whole(section: &Section, english: &Prose) -> bool {
    let body = |prose: &Prose| {
        prose
            .blocks
            .iter()
            .any(|block| block.kind != BlockKind::Heading)
    };
    body(english) || !body(&section.official)
}

/// Whether a note on one of the two texts quotes a place that overlaps `span`.
fn declared(section: &Section, subject: NoteSubject, span: &Range<usize>) -> bool {
    section
        .notes
        .iter()
        .filter(|note| note.subject == subject)
        .flat_map(|note| &note.places)
        .any(|place| place.start < span.end && span.start < place.end)
}
