//! Import by data: each folder of `tests/import` holds a document as received (`input.*`, or the
//! parts of a Word file in `word/`), perhaps the content folder before (`before/`) and arguments
//! (`args`: city, year, kind), and what must come of it: `expected/` and `expected.txt`.
//!
//! `REWRITE=1 cargo test --test import` writes expectations anew; read the diff.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a test that cannot go on stops"
)]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use gongbao::documents::received::Kind;
use gongbao::documents::received::batch::{Outcome, Request, import};
use gongbao::documents::received::update::Change;

#[path = "import/properties.rs"]
mod properties;
#[path = "import/word.rs"]
mod word;

#[test]
fn documents_become_the_expected_files() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import");
    let mut cases: Vec<PathBuf> = fs::read_dir(&root)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect();
    cases.sort();
    let mut faults = Vec::new();
    for case in cases {
        let outcome = run(&case);
        if std::env::var_os("REWRITE").is_some() {
            rewrite(&case, &outcome);
        } else {
            compare(&case, &outcome, &mut faults);
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn run(case: &Path) -> Outcome {
    let files = inputs(case);
    let existing = content(&case.join("before"));
    let args = fs::read_to_string(case.join("args")).unwrap_or_default();
    let arg = |name: &str| {
        args.lines()
            .find_map(|line| line.strip_prefix(name))
            .map(|value| value.trim().to_owned())
    };
    let cities: Vec<String> = arg("city").map_or_else(Vec::new, |list| {
        list.split(',').map(str::to_owned).collect()
    });
    import(&Request {
        files: &files,
        cities: &cities,
        year: arg("year").map(|year| year.parse().unwrap()),
        kind: arg("kind").map(|kind| {
            if kind == "plan" {
                Kind::Plan
            } else {
                Kind::Report
            }
        }),
        existing: &existing,
    })
}

fn inputs(case: &Path) -> Vec<(String, Vec<u8>)> {
    if case.join("word").is_dir() {
        return vec![("input.docx".to_owned(), word::package(&case.join("word")))];
    }
    let mut inputs: Vec<(String, Vec<u8>)> = fs::read_dir(case)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.file_stem().is_some_and(|stem| stem == "input"))
        .map(|path| {
            (
                path.file_name().unwrap().to_string_lossy().into_owned(),
                fs::read(&path).unwrap(),
            )
        })
        .collect();
    inputs.sort();
    inputs
}

fn content(folder: &Path) -> BTreeMap<String, Arc<[u8]>> {
    let mut files = BTreeMap::new();
    for entry in walkdir::WalkDir::new(folder)
        .into_iter()
        .filter_map(Result::ok)
    {
        if entry.file_type().is_file() {
            let name = entry
                .path()
                .strip_prefix(folder)
                .unwrap()
                .to_string_lossy()
                .into_owned();
            files.insert(name, fs::read(entry.path()).unwrap().into());
        }
    }
    files
}

/// The plan and city files; the copy of the source is checked for being one.
fn written(outcome: &Outcome) -> BTreeMap<String, String> {
    outcome
        .writes
        .iter()
        .filter(|(path, _)| !path.starts_with("sources/"))
        .map(|(path, bytes)| (path.clone(), String::from_utf8(bytes.clone()).unwrap()))
        .collect()
}

fn report(outcome: &Outcome) -> String {
    let mut report = String::new();
    let mut diagnostics = outcome.diagnostics.clone();
    diagnostics.sort();
    for found in &diagnostics {
        let start = found.location.start();
        let _ = writeln!(
            report,
            "{} {}:{} {}",
            found.rule.code, start.line, start.column, found.message.zh
        );
    }
    for plan in &outcome.plans {
        for change in plan.changes.iter().flatten() {
            let line = match change {
                Change::Retitled { old, new } => format!("~ title {old} → {new}"),
                Change::Added { key, heading } => format!("+ {key} {heading}"),
                Change::Removed { key, heading } => format!("- {key} {heading}"),
                Change::Renumbered { key, number } => format!("# {key} {number}"),
                Change::Changed {
                    key,
                    diff,
                    markup_lost,
                } => format!("~ {key} {diff} {markup_lost}"),
            };
            let _ = writeln!(report, "{} {line}", plan.path);
        }
    }
    report
}

fn compare(case: &Path, outcome: &Outcome, faults: &mut Vec<String>) {
    let name = case.file_name().unwrap().to_string_lossy().into_owned();
    let expected: BTreeMap<String, String> = content(&case.join("expected"))
        .into_iter()
        .map(|(path, bytes)| (path, String::from_utf8(bytes.to_vec()).unwrap()))
        .collect();
    let found = written(outcome);
    for path in expected
        .keys()
        .chain(found.keys())
        .collect::<std::collections::BTreeSet<_>>()
    {
        if expected.get(path) != found.get(path) {
            faults.push(format!(
                "{name}/{path}\n--- expected\n{}\n+++ found\n{}",
                expected.get(path).map_or("", String::as_str),
                found.get(path).map_or("", String::as_str)
            ));
        }
    }
    let expected = fs::read_to_string(case.join("expected.txt")).unwrap_or_default();
    let found = report(outcome);
    if expected != found {
        faults.push(format!(
            "{name}/expected.txt\n--- expected\n{expected}\n+++ found\n{found}"
        ));
    }
    for (file, bytes) in inputs(case) {
        let copy = outcome.writes.get(&format!("sources/{file}"));
        if !outcome.writes.is_empty() && copy != Some(&bytes) {
            faults.push(format!("{name}: the source was not copied byte for byte"));
        }
    }
}

fn rewrite(case: &Path, outcome: &Outcome) {
    let folder = case.join("expected");
    let _ = fs::remove_dir_all(&folder);
    for (path, text) in written(outcome) {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    fs::write(case.join("expected.txt"), report(outcome)).unwrap();
}
