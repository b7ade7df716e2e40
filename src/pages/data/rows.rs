//! `targets/<city>.json`: a city's rows of the target index, for filters that reach over its pages.
//! Made only where the index has more than one page.

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

/// One file a city that has targets.
pub(super) fn files(source: &Source) -> Vec<PageFile> {
    let site = source.site;
    let mut files = Vec::new();
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
        let file = CityRows {
            version: super::VERSION,
            city: &city.slug,
            name: &city.short,
            rows,
        };
        let mut bytes = serde_json::to_vec(&file).unwrap_or_default();
        bytes.push(b'\n');
        files.push(PageFile {
            path: format!("data/targets/{}.json", city.slug),
            bytes,
        });
    }
    files
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
        value: Bilingual::new(target.text.as_str(), wording::english(target)),
        section: Bilingual::new(heading(Lang::Zh), heading(Lang::En)),
        sentence: Bilingual::new(target.sentence.as_str(), sentence_en),
        url: Bilingual::new(url(Lang::Zh), url(Lang::En)),
    }
}
