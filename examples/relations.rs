//! Prints every link of a site, or of texts taken as cities, with its reasons; and measures them
//! against graded pairs.
//!
//! ```text
//! cargo run --example relations -- .                                the links of the site here
//! cargo run --example relations -- . --grades tests/relations/seed.tsv
//! cargo run --example relations -- --topics content/topics.toml a.txt b.txt    a city a file
//! ```
//! A text's paragraphs are its tasks, their first sentences the headings.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    missing_docs,
    reason = "a program for the terminal"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;
use std::process::ExitCode;

use gongbao::analysis::relations::{Mentions, Relation, RelationKind, Relations};
use gongbao::analysis::topics::TopicFacts;
use gongbao::documents::{self, InputFile};
use gongbao::model::{Site, assemble};

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let (mut grades, mut topics, mut paths) = (None, None, Vec::new());
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--grades" => grades = arguments.next(),
            "--topics" => topics = arguments.next(),
            _ => paths.push(argument),
        }
    }
    let files = match topics {
        Some(topics) => texts(&topics, &paths),
        None => site(Path::new(paths.first().map_or(".", String::as_str))),
    };
    let files = match files {
        Ok(files) => files,
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::from(2);
        }
    };
    let (documents, _) = documents::read(&files, &mut documents::Cache::default());
    let (site, _) = assemble::assemble(&documents);
    let facts = TopicFacts::of(&site);
    let relations = Relations::of(&site, &facts, &Mentions::new());
    for relation in &relations.list {
        print(&site, relation);
    }
    let similar = of_kind(&relations, RelationKind::Similar);
    println!("{} similar, {} in all", similar.len(), relations.list.len());
    match grades.map(std::fs::read_to_string) {
        Some(Ok(grades)) => measure(&grades, &similar),
        Some(Err(error)) => eprintln!("{error}"),
        None => {}
    }
    ExitCode::SUCCESS
}

fn of_kind(relations: &Relations, kind: RelationKind) -> Vec<&Relation> {
    let all = relations.list.iter().map(|relation| &**relation);
    all.filter(|relation| relation.kind == kind).collect()
}

/// The files of a site's `content/`.
fn site(root: &Path) -> std::io::Result<Vec<InputFile>> {
    let mut files = Vec::new();
    for entry in walkdir::WalkDir::new(root.join("content")).sort_by_file_name() {
        let entry = entry?;
        if entry.file_type().is_file() {
            let path = entry.path().strip_prefix(root).unwrap_or(entry.path());
            files.push(InputFile {
                path: path.to_string_lossy().into_owned(),
                bytes: std::fs::read(entry.path())?.into(),
            });
        }
    }
    Ok(files)
}

/// Texts as the plans of cities `a`, `b` …
fn texts(topics: &str, paths: &[String]) -> std::io::Result<Vec<InputFile>> {
    let mut files = vec![InputFile {
        path: "content/topics.toml".to_owned(),
        bytes: std::fs::read(topics)?.into(),
    }];
    for (path, letter) in paths.iter().zip('a'..='z') {
        let text = std::fs::read_to_string(path)?;
        let mut plan = "---\ntitle: t\nkind: plan\nyear: 2022\ncovers: 2022\n---\n".to_owned();
        let paragraphs = text.lines().map(str::trim);
        let paragraphs = paragraphs.filter(|line| line.chars().count() >= 40);
        for (paragraph, number) in paragraphs.zip(1..) {
            let (heading, body) = paragraph.split_once('。').unwrap_or((paragraph, ""));
            let _ = writeln!(plan, "\n## {number}.{heading}。\n{body}");
        }
        let city = format!("name = {{ zh = \"{letter}\", en = \"{letter}\" }}\n");
        for (name, text) in [("city.toml", city), ("2022.zh.md", plan)] {
            files.push(InputFile {
                path: format!("content/{letter}/{name}"),
                bytes: text.into_bytes().into(),
            });
        }
    }
    Ok(files)
}

fn print(site: &Site, relation: &Relation) {
    let score = f64::from(relation.score) / 10_000.0;
    println!(
        "{} {score:.4} {} — {}",
        relation.kind.name(),
        relation.a,
        relation.b
    );
    for id in [&relation.a, &relation.b] {
        if let Some((_, section)) = site.section(id) {
            println!("    {}", section.title);
        }
    }
    for reason in &relation.reasons {
        let text = reason.text(relation, site);
        println!("  {}: {}", reason.kind(), text.zh);
        if reason.kind() != "sentences" {
            println!("  {}  {}", " ".repeat(reason.kind().len()), text.en);
        }
    }
    println!();
}

/// Grades are lines `a TAB b TAB grade`, 0 to 3; from 2 on a pair is strong.
fn measure(grades: &str, similar: &[&Relation]) {
    let mut known = BTreeMap::new();
    for line in grades.lines().filter(|line| !line.starts_with('#')) {
        if let [a, b, grade] = line.split('\t').collect::<Vec<_>>()[..] {
            known.insert((a.min(b), a.max(b)), grade.parse::<u32>().unwrap_or(0));
        }
    }
    let shown: BTreeSet<(&str, &str)> = similar
        .iter()
        .map(|relation| (&*relation.a, &*relation.b))
        .collect();
    let strong: BTreeSet<(&str, &str)> = known
        .iter()
        .filter(|(_, grade)| **grade >= 2)
        .map(|(pair, _)| *pair)
        .collect();
    let ends = |pairs: &BTreeSet<(&str, &str)>| -> BTreeSet<String> {
        pairs
            .iter()
            .flat_map(|(a, b)| [(*a).to_owned(), (*b).to_owned()])
            .collect()
    };
    let good: BTreeSet<(&str, &str)> = shown.intersection(&strong).copied().collect();
    let tasks: BTreeSet<String> = ends(&known.keys().copied().collect());
    let with = ends(&strong);
    println!("shown and strong: {} of {} shown", good.len(), shown.len());
    println!("strong pairs found: {} of {}", good.len(), strong.len());
    println!(
        "tasks with a strong counterpart showing one: {} of {}",
        ends(&good).len(),
        with.len()
    );
    let none: BTreeSet<String> = tasks.difference(&with).cloned().collect();
    let wrong = ends(&shown).intersection(&none).count();
    println!(
        "tasks without any showing something: {wrong} of {}",
        none.len()
    );
    for pair in shown.difference(&strong) {
        println!(
            "  shown, not strong: {} — {} ({:?})",
            pair.0,
            pair.1,
            known.get(pair)
        );
    }
    for pair in strong.difference(&shown) {
        println!(
            "  strong, not shown: {} — {} ({:?})",
            pair.0,
            pair.1,
            known.get(pair)
        );
    }
}
