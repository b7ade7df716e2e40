//! Relations and topics over whole sites: what the sample shows, and that an update finds what a
//! clean start finds.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "tests state what must hold"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use gongbao::analysis::relations::{Mentions, Relation, RelationKind, Relations};
use gongbao::analysis::topics::TopicFacts;
use gongbao::analysis::{Analyser, analyse};
use gongbao::documents::{self, Cache, InputFile};
use gongbao::model::Site;
use gongbao::model::assemble::assemble;
use proptest::prelude::*;

#[path = "generator/mod.rs"]
mod generator;

/// Paths and texts of a site's files.
type Files = BTreeMap<String, String>;

fn site(files: &Files) -> Site {
    let files: Vec<InputFile> = files
        .iter()
        .map(|(path, text)| InputFile {
            path: path.clone(),
            bytes: text.clone().into_bytes().into(),
        })
        .collect();
    let (documents, _) = documents::read(&files, &mut Cache::default());
    assemble(&documents).0
}

fn relations(site: &Site) -> Relations {
    Relations::of(site, &TopicFacts::of(site), &Mentions::new())
}

/// The sample site, without what editors chose.
fn sample() -> Files {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Files::new();
    let mut folders = vec![root.join("content")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path
                    .strip_prefix(root)
                    .unwrap()
                    .to_string_lossy()
                    .into_owned();
                files.insert(name, std::fs::read_to_string(&path).unwrap());
            }
        }
    }
    files
}

fn similar(relations: &Relations) -> Vec<&Relation> {
    let all = relations.list.iter().map(|relation| &**relation);
    all.filter(|relation| relation.kind == RelationKind::Similar)
        .collect()
}

#[test]
fn the_sample_links_what_readers_would_link() {
    let relations = relations(&site(&sample()));
    let shown: BTreeSet<(&str, &str)> = similar(&relations)
        .iter()
        .map(|relation| (&*relation.a, &*relation.b))
        .collect();
    let grades: Vec<(&str, &str, u32)> = include_str!("relations/seed.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| {
            let fields: Vec<&str> = line.split('\t').collect();
            let [a, b, grade] = fields[..] else {
                panic!("{line}")
            };
            (a.min(b), a.max(b), grade.parse().unwrap())
        })
        .collect();
    let strong: BTreeSet<(&str, &str)> = grades
        .iter()
        .filter(|(_, _, grade)| *grade >= 2)
        .map(|(a, b, _)| (*a, *b))
        .collect();
    let ends = |pairs: &BTreeSet<(&'static str, &'static str)>| -> BTreeSet<&'static str> {
        pairs.iter().flat_map(|(a, b)| [*a, *b]).collect()
    };
    let found: BTreeSet<_> = strong
        .iter()
        .filter(|pair| shown.contains(*pair))
        .copied()
        .collect();
    assert!(
        found.len() * 100 >= shown.len() * 85,
        "{} of {}",
        found.len(),
        shown.len()
    );
    assert!(
        found.len() * 100 >= strong.len() * 65,
        "{} of {}",
        found.len(),
        strong.len()
    );
    assert!(ends(&found).len() + 2 >= ends(&strong).len());
    for (a, b) in shown {
        for end in [a, b] {
            assert!(
                ends(&strong).contains(end),
                "{end} has no close counterpart"
            );
        }
    }
}

#[test]
fn results_lead_to_the_next_plan() {
    let relations = relations(&site(&sample()));
    let all = relations.list.iter();
    let continued: Vec<_> = all
        .filter(|relation| relation.kind == RelationKind::Continues)
        .collect();
    assert!(continued.len() >= 4);
    for relation in continued {
        assert!(relation.a.starts_with("shenzhen/2022-3/"), "{}", relation.a);
        assert!(relation.b.starts_with("shenzhen/2022-1/"), "{}", relation.b);
    }
}

#[test]
fn flaws_and_slogans_are_no_reasons() {
    let site = site(&sample());
    for relation in &relations(&site).list {
        let reasons = relation.reasons.iter();
        for reason in reasons.filter(|reason| reason.kind() != "sentences") {
            let text = reason.text(relation, &site).zh;
            for word in ["科技_", "个一", "“术企", "服务器", "一盘棋", "破四维"] {
                assert!(!text.contains(word), "{text}");
            }
        }
    }
}

#[test]
fn another_city_moves_no_score() {
    let files = made();
    let fewer: Files = files
        .iter()
        .filter(|(path, _)| !path.starts_with(&format!("content/{}/", first_city(&files))))
        .map(|(path, text)| (path.clone(), text.clone()))
        .collect();
    let (all, some) = (relations(&site(&files)), relations(&site(&fewer)));
    let scores = |relations: &Relations| -> BTreeMap<(String, String), u32> {
        similar(relations)
            .iter()
            .map(|relation| {
                (
                    (relation.a.to_string(), relation.b.to_string()),
                    relation.score,
                )
            })
            .collect()
    };
    let some = scores(&some);
    assert!(!some.is_empty());
    for (pair, score) in scores(&all) {
        assert!(
            some.get(&pair).is_none_or(|other| *other == score),
            "{pair:?}"
        );
    }
}

/// A small made-up site under the sample's vocabulary.
fn made() -> Files {
    let size = generator::Size {
        cities: 5,
        years: 2,
        tasks: 6,
    };
    let topics = sample().remove("content/topics.toml").unwrap();
    generator::files(7, size)
        .filter(|(path, _)| path.starts_with("content/") && !path.contains("/sources/"))
        .chain([("content/topics.toml".to_owned(), topics)])
        .collect()
}

fn first_city(files: &Files) -> String {
    let path = files
        .keys()
        .find(|path| path.ends_with("city.toml"))
        .unwrap();
    path.split('/').nth(1).unwrap().to_owned()
}

/// What an editor does to a site between two builds.
#[derive(Debug, Clone)]
enum Edit {
    /// Takes a plan out.
    Remove(usize),
    /// Puts it back as it was.
    Restore(usize),
    /// Writes words of another plan into it.
    Borrow(usize, usize),
    /// Changes nothing.
    Nothing,
}

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let edit = prop_oneof![
        (0..10_usize).prop_map(Edit::Remove),
        (0..10_usize).prop_map(Edit::Restore),
        (0..10_usize, 0..10_usize).prop_map(|(to, from)| Edit::Borrow(to, from)),
        Just(Edit::Nothing),
    ];
    proptest::collection::vec(edit, 1..6)
}

fn apply(edit: &Edit, files: &mut Files, original: &Files) {
    let plans: Vec<&String> = original
        .keys()
        .filter(|path| path.ends_with(".zh.md"))
        .collect();
    match edit {
        Edit::Remove(at) => {
            files.remove(plans[*at]);
        }
        Edit::Restore(at) => {
            files.insert(plans[*at].clone(), original[plans[*at]].clone());
        }
        Edit::Borrow(to, from) => {
            let other = original[plans[*from]].lines().last().unwrap().to_owned();
            if let Some(text) = files.get_mut(plans[*to]) {
                text.extend(["\n", &other, "\n"]);
            }
        }
        Edit::Nothing => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn an_update_finds_what_a_clean_start_finds(edits in edits()) {
        let original = made();
        let mut files = original.clone();
        let mut analyser = Analyser::default();
        analyser.update(&site(&files));
        for edit in &edits {
            apply(edit, &mut files, &original);
            let now = site(&files);
            let (updated, _) = analyser.update(&now);
            let (clean, _) = analyse(&now);
            prop_assert_eq!(&updated.topics, &clean.topics);
            prop_assert!(updated.relations == clean.relations, "after {:?}", edit);
        }
    }
}
