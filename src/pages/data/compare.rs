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
    url: Bilingual,
    has_excerpts: bool,
    topics: Vec<Entry>,
    indicators: Vec<Entry>,
}

#[derive(Serialize)]
struct Entry {
    id: String,
    name: Bilingual,
    /// The page of the topic or indicator, where it has one.
    url: Option<Bilingual>,
    items: Vec<Item>,
    /// How many more there are.
    more: usize,
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
            let file = city_file(source, city, profile, &indicators);
            let mut bytes = serde_json::to_vec(&file).unwrap_or_default();
            bytes.push(b'\n');
            Some(PageFile {
                path: format!("data/compare/{slug}.json"),
                bytes,
            })
        })
        .collect()
}

/// A city's topics in the order of the vocabulary, its indicators by their ids or words.
fn city_file<'a>(
    source: &Source,
    city: &'a City,
    profile: &CityProfile,
    indicators: &BTreeMap<&str, &Bilingual>,
) -> CityFile<'a> {
    let topics = source.site.topics.iter().filter_map(|topic| {
        let sections = profile.topics.get(&topic.id)?;
        let items = sections.iter().take(MOST_ITEMS);
        Some(Entry {
            id: topic.id.clone(),
            name: topic.name.clone(),
            url: Some(both(|lang| address::item(lang, "topics", &topic.id))),
            items: items.filter_map(|id| section(source, id)).collect(),
            more: sections.len().saturating_sub(MOST_ITEMS),
        })
    });
    let indicators = profile.indicators.iter().map(|(key, targets)| {
        let listed = indicators.get(key.as_str());
        let items = targets.iter().take(MOST_ITEMS);
        Entry {
            id: key.clone(),
            name: listed.map_or_else(
                || Bilingual::new(key.as_str(), key.as_str()),
                |name| (*name).clone(),
            ),
            url: listed.map(|_| both(|lang| address::item(lang, "targets", key))),
            items: items.filter_map(|id| target(source, id)).collect(),
            more: targets.len().saturating_sub(MOST_ITEMS),
        }
    });
    CityFile {
        version: super::VERSION,
        city: &city.slug,
        name: &city.short,
        url: both(|lang| address::city(lang, &city.slug)),
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
        text: wording::value(&found.target, found.indicator_en.as_deref()),
        covers: plan.covers,
        kind: found.target.kind.name(),
        url: urls(section, &format!("#{fragment}")),
    })
}

fn urls(section: &str, fragment: &str) -> Bilingual {
    both(|lang| format!("{}{fragment}", address::section(lang, section)))
}

/// Addresses from the site's root.
fn both(address: impl Fn(Lang) -> String) -> Bilingual {
    let url = |lang| format!("/{}", address(lang));
    Bilingual::new(url(Lang::Zh), url(Lang::En))
}
