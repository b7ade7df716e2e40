//! The generator of plans makes what tests and measurements count on.

use std::collections::{BTreeMap, BTreeSet};

mod generator;

use generator::{Size, files, plans};

#[test]
fn the_same_seed_makes_the_same_files() {
    let size = Size {
        cities: 2,
        years: 2,
        tasks: 10,
    };
    let first: Vec<_> = files(7, size).collect();
    assert_eq!(first, files(7, size).collect::<Vec<_>>());
    assert_ne!(first, files(8, size).collect::<Vec<_>>());
}

#[test]
fn a_thousand_tasks_have_five_thousand_pairs_with_a_long_tail() {
    let mut pairs: BTreeMap<(char, char), usize> = BTreeMap::new();
    let mut sections = 0;
    let mut beyond = 0;
    for plan in plans(1, Size::of_tasks(1000)) {
        for section in &plan.sections {
            sections += 1;
            let text: Vec<char> = section.official_text().chars().collect();
            beyond += text.iter().filter(|c| **c as u32 > 0xffff).count();
            for pair in text.windows(2) {
                if pair.iter().all(|c| *c as u32 >= 0x3400) {
                    *pairs.entry((pair[0], pair[1])).or_default() += 1;
                }
            }
        }
    }
    let rare = pairs.values().filter(|count| **count <= 2).count();
    let most = pairs.values().max().copied().unwrap_or_default();
    assert_eq!(sections, 1000);
    assert!(pairs.len() >= 5000, "{} pairs", pairs.len());
    assert!(
        rare * 4 >= pairs.len(),
        "{rare} of {} pairs are rare",
        pairs.len()
    );
    assert!(most >= 200, "the commonest pair stands {most} times");
    assert!(beyond >= 20, "{beyond} characters beyond the basic plane");
}

#[test]
fn plans_nest_and_share_sentences() {
    let all: Vec<_> = plans(1, Size::of_tasks(1000)).collect();
    let depths: BTreeSet<usize> = all
        .iter()
        .flat_map(|plan| plan.sections.iter().map(|section| section.depth))
        .collect();
    assert_eq!(depths.into_iter().collect::<Vec<_>>(), [0, 1, 2, 3]);
    let mut holders: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for plan in &all {
        let text: String = plan
            .sections
            .iter()
            .map(generator::Section::official_text)
            .collect();
        for sentence in text
            .split('。')
            .filter(|sentence| sentence.chars().count() > 15)
        {
            holders
                .entry(sentence.to_owned())
                .or_default()
                .insert(&plan.city.slug);
        }
    }
    let shared = holders.values().filter(|cities| cities.len() > 1).count();
    assert!(
        shared >= 100,
        "{shared} sentences stand in plans of more than one city"
    );
}

#[test]
fn keys_are_unique_within_a_plan_and_name_their_parents() {
    for plan in plans(
        3,
        Size {
            cities: 4,
            years: 4,
            tasks: 40,
        },
    ) {
        let mut seen = BTreeSet::new();
        for section in &plan.sections {
            if let Some((parent, _)) = section.key.rsplit_once('-') {
                assert!(seen.contains(parent), "{} has no parent", section.key);
            }
            assert!(
                seen.insert(section.key.clone()),
                "{} stands twice",
                section.key
            );
        }
    }
}
