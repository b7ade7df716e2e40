//! The index of targets, and the page of one indicator.

use std::collections::BTreeMap;

use serde::Serialize;

use super::document::foreign;
use super::paging::{Pager, cut};
use super::related::capital;
use super::section::heading;
use crate::language::Lang;
use crate::model::{Indicator, Plan, Section, address};
use crate::pages::findings::TargetFact;
use crate::pages::frame::Frame;
use crate::pages::links::Here;
use crate::pages::press::Press;

/// Rows on one page of the index.
pub(crate) const PER_PAGE: usize = 300;

/// A target in a list.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct TargetRow {
    pub id: String,
    /// `t1`
    pub fragment: String,
    pub number: usize,
    /// The sentence's place on the section's page.
    pub url: String,
    pub indicator: String,
    pub indicator_lang: Option<&'static str>,
    pub action: Option<String>,
    /// The words in Chinese, the value in English.
    pub words: String,
    pub words_zh: String,
    pub unit: String,
    pub comparator: &'static str,
    /// `target` or `achievement`.
    pub kind: &'static str,
    pub scope: Option<String>,
    pub actor: Option<String>,
    pub period: Option<String>,
    pub city: String,
    pub city_slug: String,
    pub covers: i16,
    pub section: String,
    pub section_lang: Option<&'static str>,
    pub sentence: String,
    pub sentence_lang: Option<&'static str>,
    pub remark: Option<String>,
}

impl TargetRow {
    /// A target of `section`.
    pub(crate) fn new(
        press: &Press,
        here: &Here,
        plan: &Plan,
        section: &Section,
        target: &TargetFact,
    ) -> Self {
        let lang = here.lang;
        let fragment = format!("t{}", target.number);
        let page = address::section(lang, &section.id);
        let city = press.site.city(&plan.city);
        let (sentence, translated) = match (lang, &target.sentence_en) {
            (Lang::En, Some(english)) => (english.clone(), true),
            _ => (
                section.official.slice(target.sentence.clone()).to_owned(),
                false,
            ),
        };
        let named = !target.indicator.en.is_empty();
        let indicator = if lang == Lang::En && named {
            capital(lang, &target.indicator.en)
        } else {
            target.indicator.zh.clone()
        };
        Self {
            id: target.id.clone(),
            number: target.number,
            url: here.link(&format!("{page}#{fragment}")),
            fragment,
            indicator,
            indicator_lang: foreign(lang, named),
            action: target.action.clone(),
            words: target.words.get(lang).to_owned(),
            words_zh: target.words.zh.clone(),
            unit: target.unit.get(lang).to_owned(),
            comparator: target.comparator,
            kind: target.kind,
            scope: target.scope.clone(),
            actor: target.actor.clone(),
            period: target
                .period
                .as_ref()
                .map(|period| period.get(lang).to_owned()),
            city: city.map_or_else(|| plan.city.clone(), |city| city.short.get(lang).to_owned()),
            city_slug: plan.city.clone(),
            covers: plan.covers,
            section: heading(lang, section),
            section_lang: foreign(lang, section.title_en.is_some()),
            sentence,
            sentence_lang: foreign(lang, translated),
            remark: target
                .remark
                .as_ref()
                .map(|remark| remark.get(lang).to_owned()),
        }
    }
}

/// The targets of one section.
pub(crate) fn of_section(
    press: &Press,
    here: &Here,
    plan: &Plan,
    section: &Section,
) -> Vec<TargetRow> {
    press
        .targets(&section.id)
        .iter()
        .map(|target| TargetRow::new(press, here, plan, section, target))
        .collect()
}

/// The view of `targets.html`.
#[derive(Debug, Serialize)]
pub(crate) struct TargetsView {
    /// All targets of the site.
    pub total: usize,
    pub groups: Vec<IndicatorGroup>,
    pub filters: Vec<Filter>,
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

/// A filter with the values it offers; only those that tell rows apart.
#[derive(Debug, Serialize)]
pub(crate) struct Filter {
    /// `city`, `year`, `kind`, `unit` or `comparator`.
    pub name: &'static str,
    pub values: Vec<FilterValue>,
}

/// A value of a filter.
#[derive(Debug, Serialize)]
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

/// Every target with its section, by indicator: listed ones first, in the order of the list, then
/// the others by name; inside one by city, year and place.
fn sorted<'a>(press: &'a Press<'a>) -> Vec<Found<'a>> {
    let mut found: Vec<Found> = Vec::new();
    for plan in press.site.current_plans() {
        for section in &plan.sections {
            for target in press.targets(&section.id) {
                found.push(Found {
                    plan,
                    section,
                    target,
                });
            }
        }
    }
    let rank = |key: &str| press.indicators.get(key).copied().unwrap_or(usize::MAX);
    found.sort_by(|a, b| {
        let key = |found: &Found<'a>| (rank(&found.target.key), found.target.key.as_str());
        key(a)
            .cmp(&key(b))
            .then_with(|| a.plan.city.cmp(&b.plan.city))
            .then_with(|| b.plan.covers.cmp(&a.plan.covers))
    });
    found
}

#[derive(Clone, Copy)]
struct Found<'a> {
    plan: &'a Plan,
    section: &'a Section,
    target: &'a TargetFact,
}

/// Makes the index's page `page`, from 1.
pub(crate) fn targets(press: &Press, here: Here, page: usize) -> (Frame, TargetsView) {
    let lang = here.lang;
    let found = sorted(press);
    let base = address::listing(lang, "targets");
    let mut groups: Vec<IndicatorGroup> = Vec::new();
    let mut last: Option<&str> = None;
    for one in cut(&found, page, PER_PAGE) {
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
        filters: filters(press, lang, &found),
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

fn filters(press: &Press, lang: Lang, found: &[Found]) -> Vec<Filter> {
    let name_of = |slug: &str| {
        press
            .site
            .city(slug)
            .map_or_else(|| slug.to_owned(), |city| city.short.get(lang).to_owned())
    };
    let word = |group: &str, key: &str| press.word(lang, &format!("{group}.{key}")).to_owned();
    let filter = |name: &'static str, read: &dyn Fn(&Found) -> (String, String)| {
        let mut values: BTreeMap<(String, String), usize> = BTreeMap::new();
        for one in found {
            *values.entry(read(one)).or_default() += 1;
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
    [
        filter("city", &|one| {
            (one.plan.city.clone(), name_of(&one.plan.city))
        }),
        filter("year", &|one| {
            (one.plan.covers.to_string(), one.plan.covers.to_string())
        }),
        filter("kind", &|one| {
            let kind = one.target.kind;
            (kind.to_owned(), word("target_kinds", kind))
        }),
        filter("comparator", &|one| {
            let sign = one.target.comparator;
            (sign.to_owned(), word("comparators", comparator_key(sign)))
        }),
        filter("unit", &|one| {
            let unit = one.target.unit.get(lang);
            (one.target.unit.zh.clone(), unit.to_owned())
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

/// The view of `indicator.html`.
#[derive(Debug, Serialize)]
pub(crate) struct IndicatorView {
    pub id: String,
    pub name: String,
    pub name_zh: String,
    pub spellings: Vec<String>,
    /// One for each kind, unit and sense: values that can stand on one axis.
    pub charts: Vec<Chart>,
}

/// Values that can be compared.
#[derive(Debug, Serialize)]
pub(crate) struct Chart {
    /// `target` or `achievement`.
    pub kind: &'static str,
    /// `to` or `by`.
    pub sense: &'static str,
    pub unit: String,
    pub bars: Vec<Bar>,
    /// Is there more than one value, so that a drawing says something?
    pub drawn: bool,
}

/// A value on the axis.
#[derive(Debug, Serialize)]
pub(crate) struct Bar {
    pub row: TargetRow,
    /// `exact`, `open` (at least, more than), `closed` (at most, less than), `about` or `range`.
    pub shape: &'static str,
    /// Hundredths of the axis at which the bar starts and ends.
    pub from: f64,
    pub to: f64,
}

/// Makes the page of an indicator.
pub(crate) fn indicator(
    press: &Press,
    here: Here,
    indicator: &Indicator,
) -> (Frame, IndicatorView) {
    let lang = here.lang;
    let mut charts: BTreeMap<(&str, &str, String), Vec<Found>> = BTreeMap::new();
    for one in sorted(press) {
        if one.target.listed && one.target.key == indicator.id {
            let target = one.target;
            charts
                .entry((
                    kind_order(target.kind),
                    target.sense,
                    target.unit.zh.clone(),
                ))
                .or_default()
                .push(one);
        }
    }
    let name = capital(lang, indicator.name.get(lang));
    let view = IndicatorView {
        id: indicator.id.clone(),
        name: name.clone(),
        name_zh: indicator.name.zh.clone(),
        spellings: indicator.spellings.clone(),
        charts: charts
            .into_values()
            .map(|found| chart(press, &here, &found))
            .collect(),
    };
    let steps = [(
        press.word(lang, "nav.targets"),
        address::listing(lang, "targets"),
    )];
    let about = press
        .word(lang, "indicator.lead")
        .replace("{name}", indicator.name.get(lang));
    let frame = Frame::new(press, here.clone(), "indicator", &name)
        .way(press, &steps)
        .ends(name)
        .about(about)
        .under("targets");
    (frame, view)
}

/// Promises before results.
fn kind_order(kind: &str) -> &'static str {
    if kind == "target" { "1" } else { "2" }
}

fn chart(press: &Press, here: &Here, found: &[Found]) -> Chart {
    let top = found
        .iter()
        .map(|one| one.target.max.unwrap_or(one.target.value))
        .fold(0.0_f64, f64::max);
    let scale = |value: f64| {
        if top > 0.0 {
            // Two decimals are finer than any screen, and the same everywhere.
            (value / top * 9200.0).round() / 100.0
        } else {
            0.0
        }
    };
    let bars: Vec<Bar> = found
        .iter()
        .map(|one| {
            let target = one.target;
            let shape = match target.comparator {
                ">=" | ">" => "open",
                "<=" | "<" => "closed",
                "~" => "about",
                "range" => "range",
                _ => "exact",
            };
            let (from, to) = match target.max {
                Some(max) => (scale(target.value), scale(max)),
                None => (0.0, scale(target.value)),
            };
            Bar {
                row: TargetRow::new(press, here, one.plan, one.section, target),
                shape,
                from,
                to,
            }
        })
        .collect();
    let first = found.first().map(|one| one.target);
    Chart {
        kind: first.map_or("target", |target| target.kind),
        sense: first.map_or("to", |target| target.sense),
        unit: first.map_or_else(String::new, |target| target.unit.get(here.lang).to_owned()),
        drawn: bars.len() > 1,
        bars,
    }
}
