//! The text of the sections, for excerpts, in chunks of a few pages.

use rayon::prelude::*;
use serde::Serialize;

use super::Plan;
use super::files::{Packed, pack};
use super::order::{Order, Place, STEP};
use super::traditional;

/// About how many characters a chunk should hold.
const AIM: usize = 400;

/// The chunks of both texts.
pub(super) struct Chunks {
    /// How many numbers of pages a chunk covers; divides [`STEP`].
    pub(super) pages_per_chunk: u32,
    /// Official texts.
    pub(super) official: Vec<Option<Packed>>,
    /// Translations.
    pub(super) english: Vec<Option<Packed>>,
}

/// A chunk: the plan (id, title, title in English or null), and its sections by number, null for
/// numbers without one.
#[derive(Serialize)]
struct Chunk<'a> {
    plan: (&'a str, &'a str, Option<&'a str>),
    sections: Vec<Option<Text<'a>>>,
    /// Are there traditional characters in the texts? The reader loads their table only then.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    traditional: bool,
}

/// A section: key, title, title in English or null, text, and targets (fragment, start, end) in it.
type Text<'a> = (
    &'a str,
    &'a str,
    Option<&'a str>,
    &'a str,
    Vec<(&'a str, usize, usize)>,
);

/// Packs all chunks.
pub(super) fn chunks(order: &Order) -> Chunks {
    let characters: usize = order
        .pages()
        .par_iter()
        .map(|page| page.section.official.chars().count())
        .sum();
    let mean = characters / order.sections().max(1);
    let pages_per_chunk = [8, 4, 2]
        .into_iter()
        .find(|pages| mean * pages <= AIM)
        .and_then(|pages| u32::try_from(pages).ok())
        .unwrap_or(1)
        .min(STEP);
    let chunks: Vec<(&Plan, &[Place])> = order.chunks(pages_per_chunk);
    let pack_all = |family, text: for<'a> fn(&Place<'a>) -> Option<Text<'a>>| {
        chunks
            .par_iter()
            .map(|(plan, pages)| packed(family, plan, pages, text))
            .collect()
    };
    Chunks {
        pages_per_chunk,
        official: pack_all("t", official),
        english: pack_all("e", english),
    }
}

fn packed(
    family: &'static str,
    plan: &Plan,
    pages: &[Place],
    text: for<'a> fn(&Place<'a>) -> Option<Text<'a>>,
) -> Option<Packed> {
    let sections: Vec<Option<Text>> = pages.iter().map(text).collect();
    sections.iter().any(Option::is_some).then(|| {
        let texts = sections.iter().flatten();
        let traditional = texts
            .flat_map(|text| text.3.chars())
            .any(|c| traditional::simplify(c) != c);
        let chunk = Chunk {
            traditional,
            plan: (plan.id, plan.title, plan.title_en),
            sections,
        };
        pack(family, &serde_json::to_vec(&chunk).unwrap_or_default())
    })
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "a translation may lack, an official text not"
)]
fn official<'a>(page: &Place<'a>) -> Option<Text<'a>> {
    let section = page.section;
    let targets = section
        .targets
        .iter()
        .map(|target| (target.fragment, target.range.start, target.range.end))
        .collect();
    Some((
        section.key,
        section.title,
        section.title_en,
        section.official,
        targets,
    ))
}

fn english<'a>(page: &Place<'a>) -> Option<Text<'a>> {
    let section = page.section;
    let text = section.english?;
    Some((
        section.key,
        section.title,
        section.title_en,
        text,
        Vec::new(),
    ))
}
