//! The text of the sections, for excerpts, in chunks of a few pages.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use serde::Serialize;
use unicode_normalization::UnicodeNormalization;

use super::files::{Group, Packed, pack};
use super::grams::chinese_runs;
use super::order::{Order, Place, STEP};
use super::traditional;
use super::{City, Input, Plan};

/// About how many characters a chunk should hold.
const AIM: usize = 400;

/// The texts of all plans.
pub(super) struct Texts {
    /// How many numbers of pages a chunk covers; divides [`STEP`].
    pub(super) pages_per_chunk: u32,
    /// For each plan its chunks, of both texts.
    pub(super) plans: Vec<Group>,
}

/// A chunk: the plan (id, title, title in English or null, its city in both languages), and its sections by number, null for
/// numbers without one.
#[derive(Serialize)]
struct Chunk<'a> {
    plan: (&'a str, &'a str, Option<&'a str>, &'a str, &'a str),
    sections: Vec<Option<Text<'a>>>,
    /// The traditional characters in the texts, each followed by its simplified one.
    #[serde(skip_serializing_if = "String::is_empty")]
    traditional: String,
}

/// A section: key, title, title in English or null, text, targets (fragment, start, end) in it, and what
/// is Chinese in the translation, a line each.
type Text<'a> = (
    &'a str,
    &'a str,
    Option<&'a str>,
    &'a str,
    Vec<(&'a str, usize, usize)>,
    String,
);

/// Packs all chunks: official texts and translations, by the number of the chunk.
pub(super) fn chunks(order: &Order, input: &Input) -> Texts {
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
    let cities: BTreeMap<&str, &City> = (input.cities.iter())
        .map(|city| (city.slug, city))
        .collect();
    let unknown = City::default();
    let plans = (order.plans().par_iter())
        .map(|place| {
            let mut group = Group::new();
            let of = (
                place.plan,
                cities.get(place.plan.city).copied().unwrap_or(&unknown),
            );
            for (number, pages) in order.chunks_of(place, pages_per_chunk) {
                for (family, text) in FAMILIES {
                    group.extend(packed(family, number, of, pages, text));
                }
            }
            group
        })
        .collect();
    Texts {
        pages_per_chunk,
        plans,
    }
}

type TextOf = for<'a> fn(&Place<'a>) -> Option<Text<'a>>;

const FAMILIES: [(&str, TextOf); 2] = [("t", official), ("e", english)];

fn packed(
    family: &'static str,
    number: usize,
    (plan, city): (&Plan, &City),
    pages: &[Place],
    text: TextOf,
) -> Option<(&'static str, usize, Packed)> {
    let sections: Vec<Option<Text>> = pages.iter().map(text).collect();
    (!pages.is_empty()).then(|| {
        let texts = sections.iter().flatten();
        let chars: BTreeSet<char> = texts
            .flat_map(|text| text.3.nfkd().chain(text.1.nfkd()).chain(text.5.nfkd()))
            .collect();
        let traditional = (chars.into_iter())
            .map(|c| [c, traditional::simplify(c)])
            .filter(|[c, simple]| c != simple)
            .flatten()
            .collect();
        let chunk = Chunk {
            traditional,
            plan: (plan.id, plan.title, plan.title_en, city.name, city.name_en),
            sections,
        };
        let json = serde_json::to_vec(&chunk).unwrap_or_default();
        (family, number, pack(&json))
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
        chinese_runs(section.english.unwrap_or_default())
            .collect::<Vec<_>>()
            .join("\n"),
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
        String::new(),
    ))
}
