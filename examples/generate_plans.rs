//! Writes a site of made-up plans: `cargo plans [--hugo] FOLDER [TASKS] [SEED]`.
//!
//! With `--hugo` the same text becomes a site of Hugo's, for benches/build.
#![allow(clippy::print_stderr, reason = "a program for the command line")]

use std::path::PathBuf;
use std::process::ExitCode;

#[path = "../tests/generator/mod.rs"]
mod generator;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1).peekable();
    let hugo = arguments.next_if(|first| first == "--hugo").is_some();
    let Some(folder) = arguments.next().filter(|first| !first.starts_with('-')) else {
        eprintln!("usage: generate_plans [--hugo] FOLDER [TASKS] [SEED]");
        return ExitCode::from(2);
    };
    let tasks = arguments
        .next()
        .and_then(|n| n.parse().ok())
        .unwrap_or(1000);
    let seed = arguments.next().and_then(|n| n.parse().ok()).unwrap_or(1);
    let size = generator::Size::of_tasks(tasks);
    let write = if hugo {
        generator::hugo::write
    } else {
        generator::write
    };
    match write(&PathBuf::from(&folder), seed, size) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{folder}: {error}");
            ExitCode::from(2)
        }
    }
}
