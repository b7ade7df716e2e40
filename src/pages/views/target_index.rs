//! The index of targets: pages of rows by indicator, with filters.

use std::collections::BTreeMap;

use serde::Serialize;

use super::paging::{Pager, cut};
use super::targets::TargetRow;
use crate::language::Lang;
use crate::model::address;
use crate::pages::findings::Found;
use crate::pages::frame::Frame;
use crate::pages::links::Here;
use crate::pages::press::Press;

/// Rows on one page of the index.
pub(crate) const PER_PAGE: usize = 300;

/// The file that counts the rows of every city by what filters ask.
pub(crate) const FACETS: &str = "data/targets-facets.json";

/// The view of `targets.html`.
#[derive(Debug, Serialize)]
pub(crate) struct TargetsView {
    /// All targets of the site.
    pub total: usize,
    pub groups: Vec<IndicatorGroup>,
    pub filters: Vec<Filter>,
    /// Files of all rows, by city, for filters where the rows stand on several pages.
    pub shards: Vec<Shard>,
    /// The file that counts the rows of every city by what filters ask.
    pub facets: String,
    pub pager: Pager,
    pub downloads: Vec<Download>,
}

/// Targets of one indicator.
#[derive(Debug, Serialize)]
pub(crate) struct IndicatorGroup {
    pub name: String,
    pub name_lang: Option<&'static str>,
    /// The indicator's page, where it is listed.
    pub url: Option<String>,
    pub rows: Vec<TargetRow>,
}

/// A city's file of rows.
#[derive(Debug, Serialize)]
pub(crate) struct Shard {
    pub city: String,
    pub url: String,
}

/// A filter with the values it offers; only those that tell rows apart.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Filter {
    /// `city`, `year`, `kind`, `topic`, `unit`, `comparator` or `until`.
    pub name: &'static str,
    pub values: Vec<FilterValue>,
}

/// A value of a filter.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct FilterValue {
    pub value: String,
    pub label: String,
    pub count: usize,
}

/// A file to download.
#[derive(Debug, Serialize)]
pub(crate) struct Download {
    pub name: &'static str,
    pub url: String,
}

/// Makes the index's page `page`, from 1.
pub(crate) fn targets(press: &Press, here: Here, page: usize) -> (Frame, TargetsView) {
    let lang = here.lang;
    let found = press.targets.order();
    let base = address::listing(lang, "targets");
    let mut groups: Vec<IndicatorGroup> = Vec::new();
    let mut last: Option<&str> = None;
    for one in cut(found, page, PER_PAGE)
        .iter()
        .filter_map(|place| press.found(*place))
    {
        let row = TargetRow::new(press, &here, one.plan, one.section, one.target);
        if last == Some(one.target.key.as_str()) {
            if let Some(group) = groups.last_mut() {
                group.rows.push(row);
            }
            continue;
        }
        last = Some(&one.target.key);
        groups.push(IndicatorGroup {
            name: row.indicator.clone(),
            name_lang: row.indicator_lang,
            url: one
                .target
                .listed
                .then(|| here.link(&address::item(lang, "targets", &one.target.key))),
            rows: vec![row],
        });
    }
    let view = TargetsView {
        total: found.len(),
        filters: press.target_filters(lang).to_vec(),
        shards: shards(press, &here),
        facets: here.link(FACETS),
        pager: Pager::new(&here, &base, page, found.len(), PER_PAGE),
        groups,
        downloads: [
            ("CSV", "data/targets.csv"),
            ("Excel", "data/targets.xlsx"),
            ("JSON", "data/targets.json"),
        ]
        .map(|(name, to)| Download {
            name,
            url: here.link(to),
        })
        .into(),
    };
    let title = press.word(lang, "nav.targets");
    let frame = Frame::new(press, here, "targets", title)
        .way(press, &[])
        .ends(title)
        .about(press.word(lang, "targets.lead"))
        .under("targets");
    (frame, view)
}

fn shards(press: &Press, here: &Here) -> Vec<Shard> {
    if press.targets.count() <= PER_PAGE {
        return Vec::new();
    }
    let cities = press
        .site
        .cities
        .iter()
        .filter(|city| press.facts.profiles.contains_key(&city.slug));
    cities
        .map(|city| Shard {
            city: city.slug.clone(),
            url: here.link(&format!("data/targets/{}.json", city.slug)),
        })
        .collect()
}

/// The filters of the index: those with two values or more.
pub(crate) fn filters(press: &Press, lang: Lang) -> Vec<Filter> {
    let found: Vec<Found> = press
        .targets
        .order()
        .iter()
        .filter_map(|place| press.found(*place))
        .collect();
    let name_of = |slug: &str| {
        press
            .site
            .city(slug)
            .map_or_else(|| slug.to_owned(), |city| city.short.get(lang).to_owned())
    };
    let word = |group: &str, key: &str| press.word(lang, &format!("{group}.{key}")).to_owned();
    let filter = |name: &'static str, read: &dyn Fn(&Found) -> Vec<(String, String)>| {
        let mut values: BTreeMap<(String, String), usize> = BTreeMap::new();
        for value in found.iter().flat_map(read) {
            *values.entry(value).or_default() += 1;
        }
        let mut values: Vec<FilterValue> = values
            .into_iter()
            .filter(|((value, _), _)| !value.is_empty())
            .map(|((value, label), count)| FilterValue {
                value,
                label,
                count,
            })
            .collect();
        values.sort_by_key(|value| std::cmp::Reverse(value.count));
        Filter { name, values }
    };
    let topics = |one: &Found| {
        let topics = press.topics_of(&one.section.id).into_iter();
        topics
            .map(|(topic, _)| (topic.id.clone(), topic.name.get(lang).to_owned()))
            .collect()
    };
    [
        filter("city", &|one| {
            vec![(one.plan.city.clone(), name_of(&one.plan.city))]
        }),
        filter("year", &|one| {
            let year = one.plan.covers.to_string();
            vec![(year.clone(), year)]
        }),
        filter("kind", &|one| {
            let kind = one.target.kind;
            vec![(kind.to_owned(), word("target_kinds", kind))]
        }),
        filter("topic", &topics),
        filter("comparator", &|one| {
            let sign = one.target.comparator;
            vec![(sign.to_owned(), word("comparators", comparator_key(sign)))]
        }),
        filter("unit", &|one| {
            let unit = one.target.unit.get(lang);
            vec![(one.target.unit.zh.clone(), unit.to_owned())]
        }),
        filter("until", &|one| {
            let year = one.target.until.map(|year| year.to_string());
            year.map(|year| (year.clone(), year)).into_iter().collect()
        }),
    ]
    .into_iter()
    .filter(|filter| filter.values.len() > 1)
    .collect()
}

/// The key of a comparator's word.
pub(crate) fn comparator_key(sign: &str) -> &'static str {
    match sign {
        ">=" => "at_least",
        "<=" => "at_most",
        ">" => "more_than",
        "<" => "less_than",
        "~" => "about",
        "range" => "range",
        _ => "equal",
    }
}
