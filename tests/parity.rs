//! Every quantity of some translations, changed in turn: `check` must find each change, and
//! nothing in them as they stand.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "tests state what must hold"
)]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;

use gongbao::analysis::parity;
use gongbao::analysis::targets::{Target, TargetFacts};
use gongbao::documents::{self, Cache, InputFile};
use gongbao::model::Site;
use gongbao::model::assemble::assemble;

/// A site of one plan in two languages, to be read again and again with one file changed.
struct Sample {
    files: BTreeMap<String, String>,
    cache: Cache,
}

const ENGLISH: &str = "content/luan/2022.en.md";

/// The pairs of a file, official text first.
fn lines(pairs: &str) -> Vec<(&str, &str)> {
    let lines: Vec<&str> = pairs
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .collect();
    lines.chunks(2).map(|pair| (pair[0], pair[1])).collect()
}

/// A quantity of a translation: where its words stand in its file.
struct Place {
    section: String,
    path: String,
    span: Range<usize>,
    target: Target,
}

impl Sample {
    /// A section for each pair of `parity/pairs.txt`.
    fn read() -> Self {
        Self::of(include_str!("parity/pairs.txt"))
    }

    /// A section for each pair of lines.
    fn of(pairs: &str) -> Self {
        let mut zh = "---\ntitle: 计划\nkind: plan\nyear: 2022\ncovers: 2022\n---\n".to_owned();
        let mut en = "---\ntitle: Plan\ntranslation: draft\n---\n".to_owned();
        for (at, (official, english)) in lines(pairs).iter().enumerate() {
            let number = at + 1;
            writeln!(zh, "\n## {number}.事项。\n\n{official}").unwrap();
            writeln!(en, "\n## {number}. Task\n\n{english}").unwrap();
        }
        let city = "name = { zh = \"六安\", en = \"Lu'an\" }\n";
        let files = [
            ("content/luan/city.toml", city.to_owned()),
            ("content/luan/2022.zh.md", zh),
            (ENGLISH, en),
        ];
        Self {
            files: files.map(|(path, text)| (path.to_owned(), text)).into(),
            cache: Cache::default(),
        }
    }

    fn site(&mut self, changed: Option<&(&str, String)>) -> Site {
        let text = |path: &String, text: &String| match changed {
            Some((file, new)) if file == path => new.clone(),
            _ => text.clone(),
        };
        let files: Vec<InputFile> = self
            .files
            .iter()
            .map(|(path, old)| InputFile {
                path: path.clone(),
                bytes: text(path, old).into_bytes().into(),
            })
            .collect();
        let (documents, _) = documents::read(&files, &mut self.cache);
        assemble(&documents).0
    }

    /// How many findings of parity the site has.
    fn findings(&mut self, changed: Option<&(&str, String)>) -> usize {
        let site = self.site(changed);
        let (targets, _) = TargetFacts::of(&site);
        parity::check(&site, &targets).iter().count()
    }

    /// Findings with the words at some places of one file replaced.
    fn findings_with(&mut self, path: &str, mut changes: Vec<(Range<usize>, String)>) -> usize {
        let mut text = self.files.get(path).unwrap().clone();
        changes.sort_by_key(|(span, _)| std::cmp::Reverse(span.start));
        for (span, words) in changes {
            text.replace_range(span, &words);
        }
        self.findings(Some(&(path, text)))
    }

    fn places(&mut self) -> Vec<Place> {
        let site = self.site(None);
        let (targets, _) = TargetFacts::of(&site);
        let mut places = Vec::new();
        for plan in site.current_plans() {
            for section in &plan.sections {
                let Some(english) = &section.english else {
                    continue;
                };
                for target in targets.english_of(&section.id) {
                    let location = english.location(target.span.clone());
                    places.push(Place {
                        section: section.id.clone(),
                        path: location.file.path().to_owned(),
                        span: location.span,
                        target: target.clone(),
                    });
                }
            }
        }
        assert!(
            places.len() > 30,
            "the sample has quantities: {}",
            places.len()
        );
        places
    }
}

/// The digits in the words of a place: bytes of its file.
fn digits(place: &Place) -> Option<Range<usize>> {
    let text = &place.target.text;
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let rest = text.get(start..)?;
    let len = rest
        .find(|c: char| !c.is_ascii_digit() && !matches!(c, ',' | '.'))
        .unwrap_or(rest.len());
    Some(place.span.start + start..place.span.start + start + len)
}

/// What was not found; the test fails with its list.
fn report(kind: &str, tried: usize, silent: &[String]) {
    assert!(tried > 5, "{kind}: only {tried} were tried");
    assert!(
        silent.is_empty(),
        "{kind}: {} of {tried} were not found:\n{}",
        silent.len(),
        silent.join("\n")
    );
}

#[test]
fn nothing_is_found_as_they_stand() {
    let mut sample = Sample::read();
    let site = sample.site(None);
    assert!(site.current_plans().all(|plan| plan.sections.len() > 25));
    let (targets, _) = TargetFacts::of(&site);
    let found: Vec<String> = parity::check(&site, &targets)
        .iter()
        .map(|found| format!("{}: {}", found.rule.code, found.message.en))
        .collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn another_value_is_found() {
    let mut sample = Sample::read();
    let before = sample.findings(None);
    let mut silent = Vec::new();
    let places = sample.places();
    let mut tried = 0;
    for place in &places {
        let Some(span) = digits(place) else { continue };
        let number = sample.files[&place.path]
            .get(span.clone())
            .unwrap()
            .to_owned();
        let first = number.chars().next().and_then(|c| c.to_digit(10)).unwrap();
        let other = format!("{}{}", first % 9 + 1, number.get(1..).unwrap());
        tried += 1;
        if sample.findings_with(&place.path, vec![(span, other)]) <= before {
            silent.push(format!("{}: {}", place.section, place.target.text));
        }
    }
    report("values", tried, &silent);
}

#[test]
fn another_comparator_is_found() {
    let mut sample = Sample::read();
    let before = sample.findings(None);
    let mut silent = Vec::new();
    let mut tried = 0;
    for place in sample.places() {
        for (word, other) in [
            ("at least ", "about "),
            ("at least ", ""),
            ("more than ", "nearly "),
            ("nearly ", "more than "),
            ("about ", "at least "),
        ] {
            if let Some(at) = place.target.text.find(word) {
                let start = place.span.start + at;
                tried += 1;
                let change = vec![(start..start + word.len(), other.to_owned())];
                if sample.findings_with(&place.path, change) <= before {
                    silent.push(format!("{}: {}", place.section, place.target.text));
                }
            }
        }
    }
    report("comparators", tried, &silent);
}

#[test]
fn values_that_changed_places_are_found() {
    let mut sample = Sample::read();
    let before = sample.findings(None);
    let mut silent = Vec::new();
    let mut tried = 0;
    let places = sample.places();
    for pair in places.windows(2) {
        let [a, b] = pair else { continue };
        let same = a.section == b.section
            && a.target.class == b.target.class
            && a.target.value != b.target.value;
        let (true, Some(at_a), Some(at_b)) = (same, digits(a), digits(b)) else {
            continue;
        };
        let words =
            |span: &Range<usize>| sample.files[&a.path].get(span.clone()).unwrap().to_owned();
        let changes = vec![(at_a.clone(), words(&at_b)), (at_b.clone(), words(&at_a))];
        tried += 1;
        if sample.findings_with(&a.path, changes) <= before {
            silent.push(format!(
                "{}: {} ({:?}) and {} ({:?})",
                a.section, a.target.text, a.target.indicator, b.target.text, b.target.indicator
            ));
        }
    }
    report("swaps", tried, &silent);
}

#[test]
fn another_direction_is_found() {
    let mut sample = Sample::read();
    let before = sample.findings(None);
    let mut silent = Vec::new();
    let mut tried = 0;
    for (word, other) in [
        (" rise ", " fall "),
        (" rose ", " fell "),
        (" fall ", " rise "),
        (" fell ", " grew "),
        (" grow ", " decline "),
        (", up ", ", down "),
    ] {
        let text = sample.files[ENGLISH].clone();
        for (at, _) in text.match_indices(word) {
            tried += 1;
            let change = vec![(at..at + word.len(), other.to_owned())];
            if sample.findings_with(ENGLISH, change) <= before {
                let line = text.get(..at).unwrap().rsplit('\n').next().unwrap();
                silent.push(format!("{line}[{word}]"));
            }
        }
    }
    report("directions", tried, &silent);
}

#[test]
fn another_meaning_is_found() {
    let pairs = lines(include_str!("parity/wrong.txt"));
    let mut silent = Vec::new();
    for (official, english) in &pairs {
        let mut sample = Sample::of(&format!("{official}\n{english}\n"));
        if sample.findings(None) == 0 {
            silent.push(format!("{official} {english}"));
        }
    }
    report("meanings", pairs.len(), &silent);
}
