//! `compare/<city>.json`: what a city's documents deal with, for the page that puts cities side by
//! side. Every choice of cities needs as many files as there are cities in it, however many there
//! are in all.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Source;
use crate::analysis::compare::CityProfile;
use crate::analysis::targets::wording;
use crate::language::{Bilingual, Lang};
use crate::model::{City, address};
use crate::pages::PageFile;

/// Entries of one topic or indicator: what a reader compares; the pages of topics and indicators
/// list them all.
const MOST_ITEMS: usize = 6;

#[derive(Serialize)]
struct CityFile<'a> {
    version: u32,
    city: &'a str,
    name: &'a Bilingual,
    has_excerpts: bool,
    topics: Vec<Entry>,
    indicators: Vec<Entry>,
}

#[derive(Serialize)]
struct Entry {
    id: String,
    name: Bilingual,
    items: Vec<Item>,
}

#[derive(Serialize)]
struct Item {
    text: Bilingual,
    covers: i16,
    kind: &'static str,
    url: Bilingual,
}

/// One file a city.
pub(super) fn files(source: &Source) -> Vec<PageFile> {
    let topics: BTreeMap<&str, &Bilingual> = source
        .site
        .topics
        .iter()
        .map(|topic| (topic.id.as_str(), &topic.name))
        .collect();
    let indicators: BTreeMap<&str, &Bilingual> = source
        .site
        .indicators
        .iter()
        .map(|found| (found.id.as_str(), &found.name))
        .collect();
    source
        .facts
        .profiles
        .iter()
        .filter_map(|(slug, profile)| {
            let city = source.site.city(slug)?;
            let file = city_file(source, city, profile, &topics, &indicators);
            let mut bytes = serde_json::to_vec(&file).unwrap_or_default();
            bytes.push(b'\n');
            Some(PageFile {
                path: format!("data/compare/{slug}.json"),
                bytes,
            })
        })
        .collect()
}

fn city_file<'a>(
    source: &Source,
    city: &'a City,
    profile: &CityProfile,
    topics: &BTreeMap<&str, &Bilingual>,
    indicators: &BTreeMap<&str, &Bilingual>,
) -> CityFile<'a> {
    let topics = profile.topics.iter().filter_map(|(id, sections)| {
        let name = (*topics.get(id.as_str())?).clone();
        let items = sections
            .iter()
            .take(MOST_ITEMS)
            .filter_map(|id| section(source, id))
            .collect();
        Some(Entry {
            id: id.clone(),
            name,
            items,
        })
    });
    let indicators = profile.indicators.iter().map(|(key, targets)| {
        let listed = indicators.get(key.as_str());
        let name = listed.map_or_else(
            || Bilingual::new(key.as_str(), key.as_str()),
            |name| (*name).clone(),
        );
        let items = targets
            .iter()
            .take(MOST_ITEMS)
            .filter_map(|id| target(source, id))
            .collect();
        Entry {
            id: key.clone(),
            name,
            items,
        }
    });
    CityFile {
        version: super::VERSION,
        city: &city.slug,
        name: &city.short,
        has_excerpts: profile.has_excerpts,
        topics: topics.collect(),
        indicators: indicators.collect(),
    }
}

fn section(source: &Source, id: &str) -> Option<Item> {
    let (plan, section) = source.site.section(id)?;
    let text = |lang| {
        format!("{} {}", section.number, section.title_in(lang))
            .trim()
            .to_owned()
    };
    Some(Item {
        text: Bilingual::new(text(Lang::Zh), text(Lang::En)),
        covers: plan.covers,
        kind: plan.kind.name(),
        url: urls(id, ""),
    })
}

fn target(source: &Source, id: &str) -> Option<Item> {
    let (section, fragment) = id.split_once('#')?;
    let found = source
        .facts
        .targets
        .of_section(section)
        .iter()
        .find(|found| found.id == id)?;
    let (plan, _) = source.site.section(section)?;
    Some(Item {
        text: Bilingual::new(found.target.text.as_str(), wording::english(&found.target)),
        covers: plan.covers,
        kind: found.target.kind.name(),
        url: urls(section, &format!("#{fragment}")),
    })
}

fn urls(section: &str, fragment: &str) -> Bilingual {
    let url = |lang| format!("/{}{fragment}", address::section(lang, section));
    Bilingual::new(url(Lang::Zh), url(Lang::En))
}
