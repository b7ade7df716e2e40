//! What relations cost: `cargo bench --bench relations [-- TASKS…]` (10,000 unless told).
//!
//! Plans of made-up cities are made and read first; then, in CPU seconds of all threads: topics,
//! relations from nothing, and both again after one plan has changed.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::cast_precision_loss,
    missing_docs,
    reason = "a program for the terminal; its input is its own"
)]

use std::time::Instant;

use gongbao::analysis::relations::{Mentions, Relater};
use gongbao::analysis::topics::{TopicFacts, TopicFinder};
use gongbao::documents::{self, Cache, InputFile};
use gongbao::model::Site;
use gongbao::model::assemble::assemble;

mod clock;
#[path = "../tests/generator/mod.rs"]
mod generator;

use clock::cpu_seconds;

const TOPICS: &str = include_str!("../content/topics.toml");

fn main() {
    let sizes: Vec<usize> = std::env::args()
        .filter_map(|size| size.parse().ok())
        .collect();
    let sizes = if sizes.is_empty() {
        vec![10_000]
    } else {
        sizes
    };
    for tasks in sizes {
        measure(tasks);
    }
}

fn measure(tasks: usize) {
    let mut files = files(tasks);
    let mut cache = Cache::default();
    let before = site(&files, &mut cache);
    println!(
        "{} sections of {} plans; {} MB held",
        before.sections().count(),
        before.plans.len(),
        memory("VmRSS:")
    );
    let mut relater = Relater::default();
    let none = Mentions::new();
    let mut finder = TopicFinder::default();
    let topics = timed("topics", || finder.update(&before));
    let relations = timed("relations", || relater.update(&before, &topics, &none));
    println!("  {} relations", relations.list.len());
    let changed = files
        .iter_mut()
        .filter(|file| file.path.ends_with(".zh.md"))
        .nth(tasks / 40);
    let changed = changed.unwrap();
    let text = String::from_utf8(changed.bytes.to_vec()).unwrap();
    changed.bytes = text.replace("推进", "稳步推进").into_bytes().into();
    let after = site(&files, &mut cache);
    let topics = timed("topics after a change", || finder.update(&after));
    let relations = timed("relations after a change", || {
        relater.update(&after, &topics, &none)
    });
    let clean = Relater::default().update(&after, &TopicFacts::of(&after), &none);
    println!("  the same as from nothing: {}", relations == clean);
}

fn files(tasks: usize) -> Vec<InputFile> {
    let cities = (tasks / 100).clamp(2, 250);
    let size = generator::Size {
        cities,
        years: (tasks / cities / 20).max(1),
        tasks: 20,
    };
    generator::files(1, size)
        .filter(|(path, _)| path.ends_with(".zh.md") || path.ends_with("city.toml"))
        .chain([("content/topics.toml".to_owned(), TOPICS.to_owned())])
        .map(|(path, text)| InputFile {
            path,
            bytes: text.into_bytes().into(),
        })
        .collect()
}

fn site(files: &[InputFile], cache: &mut Cache) -> Site {
    let (documents, _) = documents::read(files, cache);
    assemble(&documents).0
}

fn timed<T>(what: &str, work: impl FnOnce() -> T) -> T {
    let (start, cpu) = (Instant::now(), cpu_seconds());
    let result = work();
    println!(
        "  {what}: {:.3} CPU s, {:.3} s; {} MB held, {} MB at most",
        cpu_seconds() - cpu,
        start.elapsed().as_secs_f64(),
        memory("VmRSS:"),
        memory("VmHWM:"),
    );
    result
}

/// The memory held now (`VmRSS:`) or at most so far (`VmHWM:`), in MB.
fn memory(what: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with(what));
    let kilobytes = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok());
    kilobytes.unwrap_or_default() / 1024
}
