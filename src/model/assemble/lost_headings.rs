//! Headings that lost their `#`: the paragraph then belongs to the section before, and everything
//! that refers to its own section is at a loss.

use std::collections::BTreeMap;

use crate::diagnostics::codes::model as codes;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::documents::numbering;
use crate::documents::prose::{BlockKind, Prose};
use crate::language::{Bilingual, Lang};
use crate::model::{Plan, Section};

fn text(section: &Section, lang: Lang) -> Option<&Prose> {
    match lang {
        Lang::Zh => Some(&section.official),
        Lang::En => section.english.as_ref(),
    }
}

/// Reports the paragraphs of one language that go on counting from the section they stand in. What is found is the key each would have, with the key of the section that
/// holds it.
pub(super) fn find(
    plan: &Plan,
    lang: Lang,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for section in &plan.sections {
        let (Some(prose), Some(own)) = (text(section, lang), numbering::read(&section.number))
        else {
            continue;
        };
        let parent = section.parent.and_then(|at| plan.sections.get(at));
        let mut next = own.value + 1;
        for block in &prose.blocks {
            let words = prose.slice(block.range.clone());
            let Some(number) = numbering::read(words).filter(|number| {
                block.kind != BlockKind::Heading && number.form == own.form && number.value == next
            }) else {
                continue;
            };
            let key = parent.map_or_else(
                || next.to_string(),
                |parent| format!("{}-{next}", parent.key),
            );
            let there = plan
                .section(&key)
                .is_some_and(|other| text(other, lang).is_some());
            if there {
                break;
            }
            let written = words.get(..number.len).unwrap_or_default();
            let place = block.range.start..block.range.start + written.chars().count();
            let shown: String = words.chars().take(12).collect();
            diagnostics.push(Diagnostic::new(
                &codes::HEADING_LOST,
                prose.location(place.clone()),
                Bilingual::new(
                    format!("“{shown}…”像是条目“{key}”的标题，前面没有 #"),
                    format!("“{shown}…” looks like the heading of section “{key}” without its #"),
                ),
            ));
            found.insert(key, section.key.clone());
            next += 1;
        }
    }
    found
}
