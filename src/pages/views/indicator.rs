//! The page of one indicator: every city's values on one axis, each promise beside its result.

use std::collections::BTreeMap;

use serde::Serialize;

use super::paging::{Pager, cut};
use super::related::capital;
use super::target_index::PER_PAGE;
use super::targets::TargetRow;
use crate::model::{Indicator, address};
use crate::pages::findings::Found;
use crate::pages::frame::Frame;
use crate::pages::links::Here;
use crate::pages::press::Press;

/// The view of `indicator.html`.
#[derive(Debug, Serialize)]
pub(crate) struct IndicatorView {
    pub id: String,
    pub name: String,
    pub name_zh: String,
    pub spellings: Vec<String>,
    /// One for each unit and sense: values that can stand on one axis.
    pub charts: Vec<Chart>,
    pub pager: Pager,
}

/// Values that can be compared.
#[derive(Debug, Serialize)]
pub(crate) struct Chart {
    /// `to` or `by`.
    pub sense: &'static str,
    pub unit: String,
    pub bars: Vec<Bar>,
    /// Is there more than one value, so that a drawing says something?
    pub drawn: bool,
    /// The kinds and shapes that the drawing has, each once.
    pub legend: Vec<Sample>,
}

/// A kind of bar in the key to a drawing.
#[derive(Debug, Serialize)]
pub(crate) struct Sample {
    /// `target`, `achievement`, or neither.
    pub kind: &'static str,
    /// As of a bar.
    pub shape: &'static str,
    pub from: u8,
    pub to: u8,
    /// What it means.
    pub word: String,
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

/// Makes page `page`, from 1, of an indicator.
pub(crate) fn indicator(
    press: &Press,
    here: &Here,
    indicator: &Indicator,
    page: usize,
) -> (Frame, IndicatorView) {
    let lang = here.lang;
    let all = press.targets.of_indicator(&indicator.id);
    let mut charts: BTreeMap<(&str, String), Vec<Found>> = BTreeMap::new();
    for one in cut(all, page, PER_PAGE)
        .iter()
        .filter_map(|place| press.found(*place))
    {
        let target = one.target;
        let axis = (target.sense, target.unit.zh.clone());
        charts.entry(axis).or_default().push(one);
    }
    let base = address::item(lang, "targets", &indicator.id);
    let pager = Pager::new(here, &base, page, all.len(), PER_PAGE);
    let name = capital(lang, indicator.name.get(lang));
    let view = IndicatorView {
        id: indicator.id.clone(),
        name: name.clone(),
        name_zh: indicator.name.zh.clone(),
        spellings: indicator.spellings.clone(),
        charts: charts
            .into_values()
            .rev()
            .map(|found| chart(press, here, found))
            .collect(),
        pager,
    };
    let steps = [(
        press.word(lang, "nav.targets"),
        address::listing(lang, "targets"),
    )];
    let about = press
        .word(lang, "indicator.lead")
        .replace("{name}", indicator.name.get(lang));
    let mut frame = Frame::new(press, here.clone(), "indicator", &name)
        .way(press, &steps)
        .ends(name)
        .about(about)
        .under("targets");
    frame.noindex |= view.charts.is_empty();
    (frame, view)
}

/// The rows go city by city and year by year, a promise before what was reported of it.
fn chart(press: &Press, here: &Here, mut found: Vec<Found>) -> Chart {
    found.sort_by_key(|one| {
        let reported = one.target.kind != "target";
        (&one.plan.city, one.plan.covers, reported)
    });
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
            // However small beside the greatest, it is to be seen.
            let to = to.max(from + 0.6);
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
        legend: legend(press, here, &bars),
        sense: first.map_or("to", |target| target.sense),
        unit: first.map_or_else(String::new, |target| target.unit.get(here.lang).to_owned()),
        drawn: bars.len() > 1,
        bars,
    }
}

/// The key to a drawing: kinds where it has both, and shapes that need a word.
fn legend(press: &Press, here: &Here, bars: &[Bar]) -> Vec<Sample> {
    let word = |key: String| press.word(here.lang, &key).to_owned();
    let kinds = ["target", "achievement"]
        .into_iter()
        .filter(|_| bars.iter().any(|bar| bar.row.kind == "achievement"))
        .filter(|kind| bars.iter().any(|bar| bar.row.kind == *kind))
        .map(|kind| (kind, "exact", word(format!("target_kinds.{kind}"))));
    let shapes = ["open", "closed", "about", "range"]
        .into_iter()
        .filter(|shape| bars.iter().any(|bar| bar.shape == *shape))
        .map(|shape| ("", shape, word(format!("indicator.{shape}"))));
    kinds
        .chain(shapes)
        .map(|(kind, shape, word)| Sample {
            kind,
            shape,
            from: if shape == "range" { 9 } else { 0 },
            to: if shape == "range" { 22 } else { 18 },
            word,
        })
        .collect()
}
