//! Measures how fast targets are read: megabytes of UTF-8 a second on one core.
//!
//! `cargo run --release --example bench_targets -- FILE… [--lang en]`
//!
//! The files' lines are read over and over for about two seconds; the best round counts, so that
//! other work on the machine disturbs less.

#![expect(
    clippy::print_stdout,
    reason = "an example whose output is its purpose"
)]

use std::time::{Duration, Instant};

use gongbao::analysis::targets::{Context, extract};
use gongbao::language::Lang;

fn main() {
    let mut context = Context::default();
    let mut text = String::new();
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        if argument == "--lang" {
            if arguments.next().as_deref() == Some("en") {
                context.lang = Lang::En;
            }
            continue;
        }
        match std::fs::read_to_string(&argument) {
            Ok(read) => text.push_str(&read),
            Err(error) => println!("{argument}: {error}"),
        }
    }
    let lines: Vec<&str> = text.lines().collect();
    let mut found = 0;
    let mut best = Duration::MAX;
    let start = Instant::now();
    while !lines.is_empty() && start.elapsed() < Duration::from_secs(2) {
        let round = Instant::now();
        found = lines.iter().map(|line| extract(line, &context).len()).sum();
        best = best.min(round.elapsed());
    }
    #[expect(clippy::cast_precision_loss, reason = "a figure for people")]
    let speed = text.len() as f64 / best.as_secs_f64() / 1e6;
    println!("{speed:.1} MB/s ({found} targets in {} bytes)", text.len());
}
