//! A changed document rewrites only the files of the search index that it touches.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on stops"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;

use flate2::read::ZlibDecoder;
use generator::{Random, Size};
use gongbao::analysis::search::fold::fold;
use gongbao::analysis::search::{City, Input, Plan, Section, build};
use serde_json::Value;

mod generator;

type Files = BTreeMap<String, Vec<u8>>;

/// The official texts of the plans, by plan.
type Texts = Vec<Vec<String>>;

const TASKS: usize = 400;
const CHANGES: usize = 6;

#[test]
fn what_is_added_to_a_section_rewrites_the_shards_of_its_grams() {
    let plans = plans();
    let texts = texts(&plans);
    let before = index(&plans, &texts);
    let mut random = Random::of(7, &[1]);
    for _ in 0..CHANGES {
        let plan = random.below(texts.len());
        let section = random.below(texts[plan].len());
        let mut changed = texts.clone();
        let text = &mut changed[plan][section];
        text.push_str("并设");
        text.extend((0..4).map(|_| rare(&mut random)));
        let old = fold(&texts[plan][section]);
        let new = fold(&changed[plan][section]);
        assert!(new.starts_with(&old));
        let added = |end: usize| end > old.chars().count();
        compare(&before, &index(&plans, &changed), &[(new, &added)]);
    }
}

#[test]
fn a_section_that_is_rewritten_rewrites_the_shards_of_its_grams() {
    let plans = plans();
    let texts = texts(&plans);
    let before = index(&plans, &texts);
    let mut random = Random::of(7, &[2]);
    for _ in 0..CHANGES {
        let plan = random.below(texts.len());
        let section = random.below(texts[plan].len());
        let mut changed = texts.clone();
        let new: String = (0..20).map(|_| rare(&mut random)).collect();
        let old = std::mem::replace(&mut changed[plan][section], new.clone());
        let every = |_: usize| true;
        let touched: [(String, &dyn Fn(usize) -> bool); 2] =
            [(fold(&old), &every), (fold(&new), &every)];
        compare(&before, &index(&plans, &changed), &touched);
    }
}

/// A character that texts seldom hold.
fn rare(random: &mut Random) -> char {
    char::from_u32(0x5000 + u32::try_from(random.below(0x800)).unwrap()).unwrap()
}

/// Compares two indexes; only the shards of those grams of the texts may differ whose end is wanted, and the
/// texts of one plan.
fn compare(before: &Files, after: &Files, texts: &[(String, &dyn Fn(usize) -> bool)]) {
    let tables = [tables(before), tables(after)];
    let mut allowed = BTreeSet::new();
    for tables in &tables {
        let shards = tables["names"]["g"][0].as_u64().unwrap();
        let frequent: BTreeSet<&str> = tables["frequent"].as_str().unwrap().split('\n').collect();
        for (text, wanted) in texts {
            for gram in grams(text, &frequent, wanted) {
                allowed.insert(u64::from(hash(&gram)) & (shards - 1));
            }
        }
    }
    for family in ["g", "h"] {
        let changed = changed(before, after, family);
        assert!(!changed.is_empty(), "{family}");
        assert!(
            changed.is_subset(&allowed),
            "{family}: {changed:?} {allowed:?}"
        );
    }
    assert!(changed(before, after, "w").is_empty());
    assert!(changed(before, after, "x").is_empty());
    assert!(changed(before, after, "f").is_empty());
    for family in ["t", "e"] {
        let changed = changed(before, after, family);
        let (first, last) = (changed.first().unwrap(), changed.last().unwrap());
        assert!(last - first < 12, "the chunks of one plan: {changed:?}");
    }
    // Files that are found by their content are new or gone, and none is written twice.
    let same = before
        .iter()
        .filter(|(path, bytes)| after.get(*path) == Some(bytes));
    assert!(
        same.count() * 3 > before.len(),
        "most files stay as they are"
    );
    let renamed = after.iter().filter(|(path, bytes)| {
        before.get(*path).is_some_and(|old| old != *bytes) && !path.ends_with("manifest.json")
    });
    assert_eq!(renamed.count(), 0, "a new content has a new name");
}

/// The numbers of a family whose files differ or stand on one side only.
fn changed(before: &Files, after: &Files, family: &str) -> BTreeSet<u64> {
    let folder = format!("search/{family}/");
    let differs = |one: &Files, other: &Files| -> Vec<u64> {
        one.iter()
            .filter(|(path, bytes)| other.get(*path) != Some(bytes))
            .filter_map(|(path, _)| path.strip_prefix(&folder))
            .map(|name| name.split('-').next().unwrap().parse().unwrap())
            .collect()
    };
    differs(before, after)
        .into_iter()
        .chain(differs(after, before))
        .collect()
}

/// The grams of a folded text that docs/search-format.md names, with a wanted end.
fn grams(text: &str, frequent: &BTreeSet<&str>, wanted: &dyn Fn(usize) -> bool) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    let spelled = |from: usize, to: usize| chars[from..to].iter().collect::<String>();
    let mut grams = Vec::new();
    for from in 0..chars.len() {
        for to in from + 1..=chars.len().min(from + 13) {
            let short = to - from <= 2;
            let near = |from, to| frequent.contains(spelled(from, to).as_str());
            if wanted(to) && (short || near(from, to - 1) || near(from + 1, to)) {
                grams.push(spelled(from, to));
            }
        }
    }
    grams
}

fn hash(gram: &str) -> u32 {
    gram.chars().fold(0, |hash, c| {
        let mixed = (hash ^ u32::from(c)).wrapping_mul(0x9e37_79b1);
        mixed ^ mixed >> 15
    })
}

fn tables(files: &Files) -> Value {
    let manifest: Value = serde_json::from_slice(&files["search/manifest.json"]).unwrap();
    let name = format!("search/m/{}.bin", manifest["tables"].as_str().unwrap());
    let mut json = String::new();
    ZlibDecoder::new(files[&name].as_slice())
        .read_to_string(&mut json)
        .unwrap();
    serde_json::from_str(&json).unwrap()
}

fn plans() -> Vec<generator::Plan> {
    generator::plans(5, Size::of_tasks(TASKS)).collect()
}

fn texts(plans: &[generator::Plan]) -> Texts {
    plans
        .iter()
        .map(|plan| {
            plan.sections
                .iter()
                .map(generator::Section::official_text)
                .collect()
        })
        .collect()
}

fn index(plans: &[generator::Plan], texts: &Texts) -> Files {
    let ids: Vec<String> = plans
        .iter()
        .map(|plan| format!("{}/{}", plan.city.slug, plan.slug))
        .collect();
    let mut cities: Vec<City> = plans
        .iter()
        .map(|plan| City {
            slug: &plan.city.slug,
            name: &plan.city.zh,
            name_en: &plan.city.en,
            reading: None,
        })
        .collect();
    cities.sort_by_key(|city| city.slug);
    cities.dedup_by_key(|city| city.slug);
    let sections = |plan: usize| {
        let with_texts = plans[plan].sections.iter().zip(&texts[plan]);
        with_texts.map(|(section, official)| Section {
            key: &section.key,
            title: section.heading.0.trim_end_matches('。'),
            title_en: Some(&section.heading.1),
            official,
            english: Some(&section.heading.1),
            ..Section::default()
        })
    };
    let input = Input {
        plans: (0..plans.len())
            .map(|nth| Plan {
                id: &ids[nth],
                city: &plans[nth].city.slug,
                year: i16::try_from(plans[nth].year).unwrap(),
                kind: "plan",
                title: &plans[nth].title,
                title_en: Some(&plans[nth].title_en),
                sections: sections(nth).collect(),
            })
            .collect(),
        cities,
        ..Input::default()
    };
    build(&input).into_iter().collect()
}
