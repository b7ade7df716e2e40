//! Cities side by side: the choice of cities, and the page of two of them.

use serde::Serialize;

use super::document::SectionEntry;
use super::related::capital;
use super::targets::TargetRow;
use crate::analysis::Facts;
use crate::analysis::compare::{CityProfile, Silence};
use crate::language::Lang;
use crate::model::{City, Site, address};
use crate::pages::frame::Frame;
use crate::pages::links::Here;
use crate::pages::press::Press;

/// Every pair of cities has a page while there are no more cities than this: above, the pages would
/// grow with the square of the cities, and the chooser reads the cities' data instead.
const MOST_CITIES: usize = 20;

/// Sections or targets that one cell lists; the topic's and the indicator's pages list them all.
const MOST_IN_CELL: usize = 6;

/// The view of `compare.html`: the choice.
#[derive(Debug, Serialize)]
pub(crate) struct CompareView {
    pub cities: Vec<CityChoice>,
    /// The pages of pairs, where there are such.
    pub pairs: Vec<PairLink>,
}

/// A city that can be chosen.
#[derive(Debug, Serialize)]
pub(crate) struct CityChoice {
    pub slug: String,
    pub name: String,
}

/// The link to the page of two cities.
#[derive(Debug, Serialize)]
pub(crate) struct PairLink {
    pub a: String,
    pub b: String,
    pub url: String,
}

/// The view of `pair.html`.
#[derive(Debug, Serialize)]
pub(crate) struct PairView {
    pub cities: [PairCity; 2],
    /// Is a document of either held in part only?
    pub has_excerpts: bool,
    /// Topics that one of the two deals with, then those that both do.
    pub topics: Vec<PairGroup<SectionItem>>,
    /// Indicators, likewise.
    pub indicators: Vec<PairGroup<TargetRow>>,
}

/// One of the two cities.
#[derive(Debug, Serialize)]
pub(crate) struct PairCity {
    pub name: String,
    pub url: String,
    /// Years that its documents fall in: `2022—2023`.
    pub years: String,
}

/// Rows that only one city has, or both.
#[derive(Debug, Serialize)]
pub(crate) struct PairGroup<T> {
    /// `one` or `both`.
    pub name: &'static str,
    pub rows: Vec<PairRow<T>>,
}

/// A topic or indicator.
#[derive(Debug, Serialize)]
pub(crate) struct PairRow<T> {
    pub name: String,
    /// Is the name Chinese on an English page?
    pub name_lang: Option<&'static str>,
    pub url: Option<String>,
    pub cells: [PairCell<T>; 2],
}

/// What one city has there.
#[derive(Debug, Serialize)]
pub(crate) struct PairCell<T> {
    pub items: Vec<T>,
    /// How many more there are.
    pub more: usize,
    /// `not_stated` or `not_held`, where it has nothing.
    pub silence: Option<&'static str>,
}

/// A section in a cell.
#[derive(Debug, Serialize)]
pub(crate) struct SectionItem {
    pub section: SectionEntry,
    pub covers: i16,
    /// `plan` or `report`.
    pub kind: &'static str,
}

/// The cities that can be compared, in the order of slugs.
pub(crate) fn comparable<'a>(site: &'a Site, facts: &Facts) -> Vec<&'a City> {
    let profiles = &facts.profiles;
    site.cities
        .iter()
        .filter(|city| profiles.contains_key(&city.slug))
        .collect()
}

/// The pairs that have a page: none where the cities are too many.
pub(crate) fn pairs<'a>(cities: &[&'a City]) -> Vec<(&'a City, &'a City)> {
    if cities.len() > MOST_CITIES {
        return Vec::new();
    }
    cities
        .iter()
        .enumerate()
        .flat_map(|(at, a)| cities.iter().skip(at + 1).map(move |b| (*a, *b)))
        .collect()
}

/// The address of the page of two cities.
pub(crate) fn pair_address(lang: Lang, a: &City, b: &City) -> String {
    format!(
        "{}{}/{}/",
        address::listing(lang, "compare"),
        a.slug,
        b.slug
    )
}

/// Makes the view of the choice.
pub(crate) fn compare(press: &Press, here: Here) -> (Frame, CompareView) {
    let lang = here.lang;
    let cities = comparable(press.site, press.facts);
    let pairs = pairs(&cities)
        .into_iter()
        .map(|(a, b)| PairLink {
            a: a.short.get(lang).to_owned(),
            b: b.short.get(lang).to_owned(),
            url: here.link(&pair_address(lang, a, b)),
        })
        .collect();
    let cities = cities
        .into_iter()
        .map(|city| CityChoice {
            slug: city.slug.clone(),
            name: city.short.get(lang).to_owned(),
        })
        .collect();
    let title = press.word(lang, "nav.compare");
    let frame = Frame::new(press, here, "compare", title)
        .way(press, &[])
        .ends(title)
        .about(press.word(lang, "compare.lead"))
        .under("compare");
    (frame, CompareView { cities, pairs })
}

/// Makes the view of two cities.
pub(crate) fn pair(press: &Press, here: &Here, a: &City, b: &City) -> (Frame, PairView) {
    let lang = here.lang;
    let nothing = CityProfile::default();
    let profiles = [a, b].map(|city| press.facts.profiles.get(&city.slug).unwrap_or(&nothing));
    let view = PairView {
        cities: [a, b].map(|city| pair_city(press, here, city)),
        has_excerpts: profiles.iter().any(|profile| profile.has_excerpts),
        topics: topics(press, here, profiles),
        indicators: indicators(press, here, profiles),
    };
    let names = [a, b].map(|city| city.short.get(lang));
    let joint = press.word(lang, "compare.joint");
    let title = format!("{}{joint}{}", names[0], names[1]);
    let steps = [(
        press.word(lang, "nav.compare"),
        address::listing(lang, "compare"),
    )];
    let frame = Frame::new(press, here.clone(), "compare", &title)
        .way(press, &steps)
        .ends(&title)
        .about(press.word(lang, "compare.lead"))
        .under("compare");
    (frame, view)
}

fn pair_city(press: &Press, here: &Here, city: &City) -> PairCity {
    let mut years: Vec<i16> = press
        .site
        .current_plans()
        .filter(|plan| plan.city == city.slug)
        .map(|plan| plan.covers)
        .collect();
    years.sort_unstable();
    let years = match (years.first(), years.last()) {
        (Some(first), Some(last)) if first != last => format!("{first}—{last}"),
        (Some(year), _) => year.to_string(),
        _ => String::new(),
    };
    PairCity {
        name: city.short.get(here.lang).to_owned(),
        url: here.link(&address::city(here.lang, &city.slug)),
        years,
    }
}

fn topics(press: &Press, here: &Here, profiles: [&CityProfile; 2]) -> Vec<PairGroup<SectionItem>> {
    let lang = here.lang;
    let rows = press.site.topics.iter().filter_map(|topic| {
        let lists = profiles.map(|profile| profile.topics.get(&topic.id));
        let cells = cells(profiles, lists, |id| {
            let (plan, section) = press.site.section(id)?;
            Some(SectionItem {
                section: SectionEntry::new(press, here, section, false),
                covers: plan.covers,
                kind: plan.kind.name(),
            })
        })?;
        Some(PairRow {
            name: capital(lang, topic.name.get(lang)),
            name_lang: None,
            url: Some(here.link(&address::item(lang, "topics", &topic.id))),
            cells,
        })
    });
    grouped(rows.collect())
}

fn indicators(
    press: &Press,
    here: &Here,
    profiles: [&CityProfile; 2],
) -> Vec<PairGroup<TargetRow>> {
    let lang = here.lang;
    let mut keys: Vec<&str> = profiles
        .iter()
        .flat_map(|profile| profile.indicators.keys())
        .map(String::as_str)
        .collect();
    keys.sort_by_key(|key| {
        (
            press.indicators.get(key).copied().unwrap_or(usize::MAX),
            *key,
        )
    });
    keys.dedup();
    let rows = keys.into_iter().filter_map(|key| {
        let lists = profiles.map(|profile| profile.indicators.get(key));
        let cells = cells(profiles, lists, |id| {
            let (section, number) = id.split_once("#t")?;
            let number: usize = number.parse().ok()?;
            let target = press.targets(section).get(number.checked_sub(1)?)?;
            let (plan, section) = press.site.section(section)?;
            Some(TargetRow::new(press, here, plan, section, target))
        })?;
        let listed = press
            .indicators
            .get(key)
            .and_then(|at| press.site.indicators.get(*at));
        let first = cells.iter().find_map(|cell| cell.items.first())?;
        let (name, name_lang) = match listed {
            Some(indicator) => (capital(lang, indicator.name.get(lang)), None),
            None => (first.indicator.clone(), first.indicator_lang),
        };
        let url = listed.map(|indicator| here.link(&address::item(lang, "targets", &indicator.id)));
        Some(PairRow {
            name,
            name_lang,
            url,
            cells,
        })
    });
    grouped(rows.collect())
}

/// The cells of a row; `None` where neither city has anything.
fn cells<T>(
    profiles: [&CityProfile; 2],
    lists: [Option<&Vec<String>>; 2],
    item: impl Fn(&str) -> Option<T>,
) -> Option<[PairCell<T>; 2]> {
    if lists.iter().all(Option::is_none) {
        return None;
    }
    let cell = |at: usize| {
        let list = lists
            .get(at)
            .copied()
            .flatten()
            .map_or(&[][..], Vec::as_slice);
        let silence = profiles.get(at).map(|profile| profile.silence());
        PairCell {
            items: list
                .iter()
                .take(MOST_IN_CELL)
                .filter_map(|id| item(id))
                .collect(),
            more: list.len().saturating_sub(MOST_IN_CELL),
            silence: silence
                .filter(|_| list.is_empty())
                .map(|silence| match silence {
                    Silence::NotStated => "not_stated",
                    Silence::NotHeld => "not_held",
                }),
        }
    };
    Some([cell(0), cell(1)])
}

/// Differences first.
fn grouped<T>(rows: Vec<PairRow<T>>) -> Vec<PairGroup<T>> {
    let (one, both): (Vec<_>, Vec<_>) = rows
        .into_iter()
        .partition(|row| row.cells.iter().any(|cell| cell.silence.is_some()));
    [("one", one), ("both", both)]
        .into_iter()
        .filter(|(_, rows)| !rows.is_empty())
        .map(|(name, rows)| PairGroup { name, rows })
        .collect()
}
