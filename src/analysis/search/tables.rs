//! The tables that every query needs, and the manifest that leads to them.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::json;

use super::Input;
use super::files::{Hash, Names, Output, Packed, base64, hex, pack};
use super::order::{Order, STEP};
use super::traditional;

/// The version of the format; a script refuses any other.
const VERSION: u32 = 1;

/// Files there is one of, by name.
pub(super) struct Singles {
    /// Topics and targets.
    pub(super) facets: Hash,
    /// Traditional characters.
    pub(super) fold: Hash,
    /// Syllables, apart by spaces.
    pub(super) syllables: Hash,
    /// Readings of characters.
    pub(super) readings: Hash,
}

/// What the tables are made of.
pub(super) struct Tables<'a> {
    /// The input, for cities and topics.
    pub(super) input: &'a Input<'a>,
    /// Plans and their numbers.
    pub(super) order: &'a Order<'a>,
    /// How many numbers a chunk of text covers.
    pub(super) pages_per_chunk: u32,
    /// Frequent grams.
    pub(super) frequent: Vec<String>,
    /// Which pairs of Latin letters there are.
    pub(super) latin: Vec<u8>,
    /// Files there is one of.
    pub(super) singles: Singles,
}

/// The file of tables.
#[derive(Serialize)]
struct File<'a> {
    version: u32,
    sections: usize,
    end: u32,
    chunk: u32,
    step: u32,
    counts: BTreeMap<&'a str, usize>,
    names: BTreeMap<&'a str, String>,
    facets: String,
    fold: String,
    readings: String,
    frequent: String,
    latin: String,
    syllables: String,
    cities: Vec<(&'a str, &'a str, &'a str)>,
    topics: Vec<(&'a str, &'a str, &'a str)>,
    kinds: Vec<&'a str>,
    plans: Plans,
}

/// A column each.
#[derive(Serialize, Default)]
struct Plans {
    room: Vec<u32>,
    sections: Vec<usize>,
    city: Vec<usize>,
    year: Vec<i16>,
    kind: Vec<usize>,
}

/// Writes tables and manifest.
pub(super) fn write(tables: &Tables, names: Names, output: &mut Output) {
    let mut counts = BTreeMap::new();
    let mut pages = BTreeMap::new();
    for (family, files) in names.families {
        counts.insert(family, files.count);
        let hashes = files.pages.iter().map(|page| hex(page.unwrap_or_default()));
        pages.insert(family, hashes.collect::<String>());
    }
    let kinds = vec!["plan", "report"];
    let file = File {
        version: VERSION,
        sections: tables.order.sections(),
        end: tables.order.end(),
        chunk: tables.pages_per_chunk,
        step: STEP,
        counts,
        names: pages,
        facets: hex(tables.singles.facets),
        fold: hex(tables.singles.fold),
        readings: hex(tables.singles.readings),
        frequent: tables.frequent.join("\n"),
        latin: base64(&tables.latin),
        syllables: hex(tables.singles.syllables),
        cities: tables
            .input
            .cities
            .iter()
            .map(|city| (city.slug, city.name, city.name_en))
            .collect(),
        topics: tables
            .input
            .topics
            .iter()
            .map(|topic| (topic.id, topic.name, topic.name_en))
            .collect(),
        plans: plans(tables, &kinds),
        kinds,
    };
    let hash = output.add(pack("m", &serde_json::to_vec(&file).unwrap_or_default()));
    output.add_manifest(json!({"version": VERSION, "tables": hex(hash)}).to_string());
}

fn plans(tables: &Tables, kinds: &[&str]) -> Plans {
    let mut plans = Plans::default();
    for place in tables.order.plans() {
        let plan = place.plan;
        let cities = &tables.input.cities;
        plans.room.push(place.room / STEP);
        plans.sections.push(plan.sections.len());
        plans.city.push(
            cities
                .iter()
                .position(|city| city.slug == plan.city)
                .unwrap_or(cities.len()),
        );
        plans.year.push(plan.year);
        plans.kind.push(
            kinds
                .iter()
                .position(|kind| *kind == plan.kind)
                .unwrap_or_default(),
        );
    }
    plans
}

/// Traditional characters and after them the simplified ones, in the same order.
pub(super) fn fold_table() -> Packed {
    let pairs = traditional::pairs();
    let from: String = pairs.keys().collect();
    let to: String = pairs.values().collect();
    pack("m", format!("{from}\n{to}").as_bytes())
}
