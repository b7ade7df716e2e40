//! How fast targets are read: `cargo bench --bench targets [-- FILE…]`, in MB of UTF-8 a CPU
//! second of one core.
//!
//! Without files, plans of made-up cities are read, official text and translation apart; with
//! files, their lines. A text is read over and over for about two seconds of CPU time, so that
//! other work on the machine matters little.

#![allow(
    clippy::print_stdout,
    clippy::cast_precision_loss,
    missing_docs,
    reason = "a program for the terminal; its input is its own"
)]

use gongbao::analysis::targets::{Context, extract};
use gongbao::language::Lang;

mod clock;
#[path = "../tests/generator/mod.rs"]
mod generator;

use clock::cpu_seconds;

fn main() {
    let files: Vec<String> = std::env::args()
        .skip(1)
        .filter(|argument| !argument.starts_with('-'))
        .collect();
    if files.is_empty() {
        measure("made-up plans, official text", &made_up(".zh.md"), Lang::Zh);
        measure("made-up plans, translation", &made_up(".en.md"), Lang::En);
    }
    for file in &files {
        match std::fs::read_to_string(file) {
            Ok(text) => measure(file, &text, Lang::Zh),
            Err(error) => println!("{file}: {error}"),
        }
    }
}

/// The files of that ending of a site of 1,000 tasks, one after another.
fn made_up(ending: &str) -> String {
    generator::files(1, generator::Size::of_tasks(1_000))
        .filter(|(path, _)| path.ends_with(ending))
        .map(|(_, text)| text)
        .collect()
}

fn measure(name: &str, text: &str, lang: Lang) {
    let context = Context {
        lang,
        ..Context::default()
    };
    let lines: Vec<&str> = text.lines().collect();
    let start = cpu_seconds();
    let mut rounds = 0usize;
    let mut found = 0;
    let spent = loop {
        found = lines
            .iter()
            .map(|line| extract(line, &context).len())
            .sum::<usize>()
            .max(found);
        rounds += 1;
        let spent = cpu_seconds() - start;
        if spent >= 2.0 {
            break spent;
        }
    };
    println!(
        "{name}: {:.1} MB/s ({} bytes, {found} targets)",
        (text.len() * rounds) as f64 / spent / 1e6,
        text.len()
    );
}
