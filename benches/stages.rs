//! What each stage of a build costs: `cargo bench --bench stages [-- TASKS…]` (10,000 unless told).
//!
//! A site of made-up cities is read, assembled, analysed, made into pages and indexed, all in
//! memory; for each stage CPU seconds of all threads. `pages alone` is what a general site
//! generator would be asked for: the same pages without targets, topics, links between tasks.

#![allow(
    clippy::print_stdout,
    clippy::cast_precision_loss,
    missing_docs,
    reason = "a program for the terminal; its input is its own"
)]

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use gongbao::analysis::{self, Facts, search};
use gongbao::documents::{self, Cache, InputFile};
use gongbao::model::assemble::assemble;
use gongbao::pages::{self, Options, PageFile, Theme};

mod clock;
#[path = "../tests/generator/mod.rs"]
mod generator;

use clock::cpu_seconds;

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
    let files: Vec<InputFile> = generator::files(1, generator::Size::of_tasks(tasks))
        .map(|(path, text)| InputFile {
            path,
            bytes: Arc::from(text.into_bytes()),
        })
        .collect();
    println!("{tasks} tasks, {} files", files.len());
    let (read, _) = timed("reading", || documents::read(&files, &mut Cache::default()));
    let (site, _) = timed("model", || assemble(&read));
    let (theme, _) = Theme::new(&site.config.theme, std::iter::empty());
    let none = Facts::default();
    made("pages alone", &site, &none, &theme);
    let (facts, _) = timed("analyses", || analysis::analyse(&site));
    made("pages and data", &site, &facts, &theme);
    let index = timed("search index", || {
        search::build(&search::Input::of(&site, &facts.topics, &facts.targets)).len()
    });
    println!("  {index} files of the index");
}

/// Makes the pages and counts them.
fn made(name: &str, site: &gongbao::model::Site, facts: &Facts, theme: &Theme) {
    let (pages, bytes) = (AtomicU64::new(0), AtomicU64::new(0));
    let give = |file: PageFile| {
        if Path::new(&file.path)
            .extension()
            .is_some_and(|ending| ending == "html")
        {
            pages.fetch_add(1, Ordering::Relaxed);
        }
        bytes.fetch_add(file.bytes.len() as u64, Ordering::Relaxed);
    };
    timed(name, || {
        pages::render(site, facts, theme, &Options::default(), &give)
    });
    println!(
        "  {} pages, {} MB",
        pages.into_inner(),
        bytes.into_inner() / 1_000_000
    );
}

fn timed<T>(name: &str, work: impl FnOnce() -> T) -> T {
    let start = cpu_seconds();
    let result = work();
    println!("{name}: {:.2} CPU s", cpu_seconds() - start);
    result
}
