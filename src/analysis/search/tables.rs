//! The tables that every query needs, and the manifest that leads to them.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Value, json};

use super::Input;
use super::files::{Group, Hash, Names, Output, Packed, base64, hex, objects, pack};
use super::lists::hash;
use super::order::{Order, STEP};
use super::traditional;

/// The version of the format; a script refuses any other.
const VERSION: u32 = 2;

/// A power of two.
const TRADITIONAL_SHARDS: usize = 16;

/// Kinds of plans, by their numbers in the tables.
const KINDS: [&str; 2] = ["plan", "report"];

/// Files there is one of, by name.
pub(super) struct Singles {
    /// Topics and targets.
    pub(super) facets: Hash,
    /// Names of cities and topics.
    pub(super) labels: Hash,
    /// Syllables, apart by spaces.
    pub(super) syllables: Hash,
    /// Readings of characters.
    pub(super) readings: Hash,
}

/// What the tables are made of.
pub(super) struct Tables<'a> {
    /// The input, for the places of cities.
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
    sections: usize,
    end: u32,
    chunk: u32,
    step: u32,
    names: BTreeMap<&'a str, (usize, String)>,
    facets: String,
    labels: String,
    readings: String,
    syllables: String,
    frequent: String,
    latin: String,
    kinds: [&'a str; 2],
    plans: Plans,
}

/// A column each; cities and years as the difference from the plan before.
#[derive(Serialize, Default)]
struct Plans {
    sections: Vec<usize>,
    city: Vec<i64>,
    year: Vec<i64>,
    kind: Vec<usize>,
}

/// Writes tables and manifest.
pub(super) fn write(tables: &Tables, names: Names, output: &mut Output) {
    let file = File {
        sections: tables.order.sections(),
        end: tables.order.end(),
        chunk: tables.pages_per_chunk,
        step: STEP,
        names: names.families,
        facets: hex(&tables.singles.facets),
        labels: hex(&tables.singles.labels),
        readings: hex(&tables.singles.readings),
        syllables: hex(&tables.singles.syllables),
        frequent: tables.frequent.join("\n"),
        latin: base64(&tables.latin),
        kinds: KINDS,
        plans: plans(tables),
    };
    let file = pack(&serde_json::to_vec(&file).unwrap_or_default());
    let name = hex(&output.add("m", file));
    output.add_manifest(json!({"version": VERSION, "tables": name}).to_string());
}

fn plans(tables: &Tables) -> Plans {
    let mut plans = Plans::default();
    let cities = &tables.input.cities;
    let (mut city_before, mut year_before) = (0, 0);
    for place in tables.order.plans() {
        let plan = place.plan;
        let city = cities.iter().position(|city| city.slug == plan.city);
        let city = i64::try_from(city.unwrap_or(cities.len())).unwrap_or_default();
        let year = i64::from(plan.year);
        let kind = KINDS.iter().position(|kind| *kind == plan.kind);
        plans.sections.push(plan.sections.len());
        plans.city.push(city - city_before);
        plans.year.push(year - year_before);
        plans.kind.push(kind.unwrap_or_default());
        (city_before, year_before) = (city, year);
    }
    plans
}

/// The names that filters show: of cities and of topics, each `[id, zh, en]`.
pub(super) fn labels(input: &Input) -> Packed {
    let cities = (input.cities.iter()).map(|city| [city.slug, city.name, city.name_en]);
    let topics = (input.topics.iter()).map(|topic| [topic.id, topic.name, topic.name_en]);
    let labels = json!({
        "cities": cities.collect::<Vec<_>>(),
        "topics": topics.collect::<Vec<_>>(),
    });
    pack(labels.to_string().as_bytes())
}

/// Traditional characters: objects from one to its simplified one.
pub(super) fn traditional_shards() -> Vec<Group> {
    let mut shards = vec![BTreeMap::<String, Value>::new(); TRADITIONAL_SHARDS];
    for (from, to) in traditional::pairs() {
        let shard = hash(0, [*from]) as usize & (TRADITIONAL_SHARDS - 1);
        if let Some(object) = shards.get_mut(shard) {
            object.insert(from.to_string(), Value::from(to.to_string()));
        }
    }
    objects("f", &shards)
}
