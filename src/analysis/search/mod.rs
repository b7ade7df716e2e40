//! The search index: what Ctrl+F finds it finds, and nothing else, without a server.
//!
//! The text of every section is folded ([`fold`]) and cut into grams, overlapping pairs of
//! characters, each with the list of the sections it stands in and of its positions there. A phrase
//! is found by joining the lists of the grams it is made of. Lists are spread over many small files
//! by a hash of the gram, so that a query fetches a few of them only, and named by their content, so
//! that a change touches only the files it must. `docs/search-format.md` describes the files; the
//! scripts `themes/default/static/search*.js` read them.

mod alphabet;
mod english;
mod facets;
mod files;
pub mod fold;
mod frequent;
mod grams;
mod lists;
mod order;
mod pinyin;
mod readings;
mod site;
mod tables;
mod terms;
mod texts;
pub mod traditional;

use std::ops::Range;

use rayon::prelude::*;

pub use english::{stem, words};
pub use files::as_script;

/// What the index is made of.
#[derive(Debug, Clone, Default)]
pub struct Input<'a> {
    /// The plans readers see, in the site's order.
    pub plans: Vec<Plan<'a>>,
    /// The cities, in the site's order.
    pub cities: Vec<City<'a>>,
    /// The topics, in the order of the vocabulary.
    pub topics: Vec<Topic<'a>>,
    /// Terms with approved English.
    pub terms: Vec<Term<'a>>,
}

/// A plan, part of [`Input`].
#[derive(Debug, Clone, Default)]
pub struct Plan<'a> {
    /// `luan/2022-4`.
    pub id: &'a str,
    /// Slug of its city.
    pub city: &'a str,
    /// The year that readers filter and sort by.
    pub year: i16,
    /// `plan` or `report`.
    pub kind: &'a str,
    /// Title as received.
    pub title: &'a str,
    /// Title in the translation.
    pub title_en: Option<&'a str>,
    /// Its sections, in the order of the text.
    pub sections: Vec<Section<'a>>,
}

/// A section, part of [`Plan`].
#[derive(Debug, Clone, Default)]
pub struct Section<'a> {
    /// `5`, `1-2`.
    pub key: &'a str,
    /// Heading without its number and the mark at its end.
    pub title: &'a str,
    /// The translation's heading, likewise.
    pub title_en: Option<&'a str>,
    /// The official text; LF between paragraphs.
    pub official: &'a str,
    /// Where `title` stands in `official`: characters, from 0, end exclusive.
    pub title_range: Range<usize>,
    /// The translation; LF between paragraphs.
    pub english: Option<&'a str>,
    /// Topics: places in [`Input::topics`].
    pub topics: Vec<usize>,
    /// Targets in the official text, in the order of the text.
    pub targets: Vec<Target<'a>>,
}

/// A target in a section's text.
#[derive(Debug, Clone, Default)]
pub struct Target<'a> {
    /// Its fragment on the section's page: `t1`.
    pub fragment: &'a str,
    /// Its characters in the official text, from 0, end exclusive.
    pub range: Range<usize>,
}

/// A city, part of [`Input`].
#[derive(Debug, Clone, Default)]
pub struct City<'a> {
    /// `luan`.
    pub slug: &'a str,
    /// Name in Chinese.
    pub name: &'a str,
    /// Name in English.
    pub name_en: &'a str,
    /// Reading, where the characters do not tell it: `Lù'ān`.
    pub reading: Option<&'a str>,
}

/// A topic, part of [`Input`].
#[derive(Debug, Clone, Default)]
pub struct Topic<'a> {
    /// Part of its address.
    pub id: &'a str,
    /// Name in Chinese.
    pub name: &'a str,
    /// Name in English.
    pub name_en: &'a str,
}

/// A term with its approved English, part of [`Input`].
#[derive(Debug, Clone, Default)]
pub struct Term<'a> {
    /// The Chinese term and its other spellings.
    pub zh: Vec<&'a str>,
    /// The approved English and its other forms.
    pub en: Vec<&'a str>,
}

/// The files of the index: paths from the site's root, `search/…`, and their bytes, in the order of
/// paths. The same input gives the same bytes.
pub fn build(input: &Input) -> Vec<(String, Vec<u8>)> {
    let order = order::Order::new(input);
    let pages: Vec<grams::Page> = order
        .pages()
        .par_iter()
        .map(|page| grams::Page::new(page.number, page.section))
        .collect();
    let mut output = files::Output::default();
    let (alphabet, pages) = alphabet::Alphabet::of(pages);
    let frequent = frequent::Frequent::of(&pages, &alphabet, order.sections());
    let grams = grams::index(&pages, &alphabet, &frequent);
    let words = english::index(&order);
    let pairs = grams.pairs;
    let readings = readings::Readings::new(input, &alphabet);
    let mined = terms::mine(&pages, &alphabet, order.sections());
    drop(pages);

    let mut names = files::Names::default();
    names.put("g", grams.shards, &mut output);
    names.put("w", words.shards, &mut output);
    output.extend(grams.long);
    output.extend(words.long);
    let texts = texts::chunks(&order, input);
    names.put("t", texts.plans, &mut output);
    let by_pinyin = pinyin::shards(&pairs, &alphabet, &readings);
    names.put("p", by_pinyin, &mut output);
    let terms = terms::shards(input, &mined, &readings);
    names.put("s", terms, &mut output);
    names.put("f", tables::traditional_shards(), &mut output);
    let singles = tables::Singles {
        facets: output.add("m", facets::pack_all(&order, input)),
        labels: output.add("m", tables::labels(input)),
        syllables: output.add("m", readings.pack_syllables()),
        readings: output.add("m", readings.pack()),
    };
    tables::write(
        &tables::Tables {
            input,
            order: &order,
            pages_per_chunk: texts.pages_per_chunk,
            frequent: frequent.spelled(),
            latin: alphabet.latin_pairs(&pairs),
            singles,
        },
        names,
        &mut output,
    );
    output.finish()
}
