//! What filters of the target index need where it has more than one page: `targets-facets.json`
//! counts the rows of every city by what filters ask, so that a script knows which cities'
//! rows (`targets/<city>.json`) it has to read.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Source;
use crate::analysis::targets::{SectionTarget, wording};
use crate::language::{Bilingual, Lang};
use crate::model::{Plan, Section, address};
use crate::pages::PageFile;

#[derive(Serialize)]
struct CityRows<'a> {
    version: u32,
    city: &'a str,
    name: &'a Bilingual,
    rows: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    id: String,
    city: String,
    year: i16,
    kind: &'static str,
    topic: Vec<String>,
    comparator: &'static str,
    unit: String,
    until: Option<i16>,
    indicator: Bilingual,
    value: Bilingual,
    section: Bilingual,
    sentence: Bilingual,
    url: Bilingual,
}

/// What filters ask of a row, as indices into the words: year, kind, topics, comparator, unit, last
/// year (the empty word where there is none).
type Facet = (usize, usize, Vec<usize>, usize, usize, usize);

/// How many rows of each city have which facets.
#[derive(Serialize)]
struct FilterCounts<'a> {
    version: u32,
    /// The values of filters that occur, each once.
    words: Vec<String>,
    /// The facets that occur, each once.
    facets: Vec<Facet>,
    cities: Vec<CityFacets<'a>>,
}

#[derive(Serialize)]
struct CityFacets<'a> {
    city: &'a str,
    /// Pairs of an index into `facets` and a number of rows, one after another.
    counts: Vec<usize>,
}

#[derive(Default)]
struct Counter<'a> {
    indices: BTreeMap<String, usize>,
    words: Vec<String>,
    known: BTreeMap<Facet, usize>,
    listed: Vec<Facet>,
    cities: Vec<CityFacets<'a>>,
}

impl<'a> Counter<'a> {
    fn index(&mut self, word: &str) -> usize {
        if let Some(index) = self.indices.get(word) {
            return *index;
        }
        self.words.push(word.to_owned());
        self.indices.insert(word.to_owned(), self.words.len() - 1);
        self.words.len() - 1
    }

    fn facet(&mut self, row: &Row) -> Facet {
        let until = row.until.map(|year| year.to_string()).unwrap_or_default();
        (
            self.index(&row.year.to_string()),
            self.index(row.kind),
            row.topic.iter().map(|topic| self.index(topic)).collect(),
            self.index(row.comparator),
            self.index(&row.unit),
            self.index(&until),
        )
    }

    fn add(&mut self, city: &'a str, rows: &[Row]) {
        let mut counts = BTreeMap::<usize, usize>::new();
        for row in rows {
            let facet = self.facet(row);
            let index = *self.known.entry(facet.clone()).or_insert_with(|| {
                self.listed.push(facet);
                self.listed.len() - 1
            });
            *counts.entry(index).or_default() += 1;
        }
        let counts = counts.into_iter().flat_map(|(at, count)| [at, count]);
        self.cities.push(CityFacets {
            city,
            counts: counts.collect(),
        });
    }
}

/// One file a city that has targets, and the one that counts them.
pub(super) fn files(source: &Source) -> Vec<PageFile> {
    let site = source.site;
    let mut files = Vec::new();
    let mut counter = Counter::default();
    for city in &site.cities {
        let mut rows = Vec::new();
        for plan in site.current_plans().filter(|plan| plan.city == city.slug) {
            for section in &plan.sections {
                let found = source.facts.targets.of_section(&section.id);
                rows.extend(found.iter().map(|found| row(source, plan, section, found)));
            }
        }
        if rows.is_empty() {
            continue;
        }
        counter.add(&city.slug, &rows);
        let file = CityRows {
            version: super::VERSION,
            city: &city.slug,
            name: &city.short,
            rows,
        };
        let path = format!("data/targets/{}.json", city.slug);
        files.push(written(path, &file));
    }
    let facets = FilterCounts {
        version: super::VERSION,
        words: counter.words,
        facets: counter.listed,
        cities: counter.cities,
    };
    files.push(written(
        crate::pages::views::TARGET_FACETS.to_owned(),
        &facets,
    ));
    files
}

fn written(path: String, file: &impl Serialize) -> PageFile {
    let mut bytes = serde_json::to_vec(file).unwrap_or_default();
    bytes.push(b'\n');
    PageFile { path, bytes }
}

fn row(source: &Source, plan: &Plan, section: &Section, found: &SectionTarget) -> Row {
    let target = &found.target;
    let topics = source.facts.topics.of_section(&section.id).iter();
    let words = target.indicator.clone().unwrap_or_default();
    let english = found.indicator_en.clone().unwrap_or_else(|| words.clone());
    let heading = |lang| {
        format!("{} {}", section.number, section.title_in(lang))
            .trim()
            .to_owned()
    };
    let sentence_en = found
        .sentence_en
        .clone()
        .unwrap_or_else(|| target.sentence.clone());
    let url = |lang| format!("/{}#t{}", address::section(lang, &section.id), found.number);
    Row {
        id: found.id.clone(),
        city: plan.city.clone(),
        year: plan.covers,
        kind: target.kind.name(),
        topic: topics
            .filter(|topic| topic.is_stated())
            .map(|topic| topic.topic.to_string())
            .collect(),
        comparator: target.comparator.sign(),
        unit: target.unit.clone().unwrap_or_default(),
        until: target
            .period
            .as_ref()
            .and_then(|period| Some(period.to?.year())),
        indicator: Bilingual::new(words, english),
        value: wording::value(target, found.indicator_en.as_deref()),
        section: Bilingual::new(heading(Lang::Zh), heading(Lang::En)),
        sentence: Bilingual::new(target.sentence.as_str(), sentence_en),
        url: Bilingual::new(url(Lang::Zh), url(Lang::En)),
    }
}
