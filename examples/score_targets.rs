//! Scores the extraction of targets against a file of labels.
//!
//! `cargo run --release --example score_targets -- FILE… [-v]`
//!
//! A line of the file: `{"t": text, "h": heading, "g": [{"v", "m", "c", "u", "k", "i", "opt"}]}`,
//! the format of DESIGN's `--input jsonl` with what is to be found in `g`.

#![expect(
    clippy::print_stdout,
    reason = "an example whose output is its purpose"
)]

use std::process::ExitCode;

use gongbao::analysis::targets::{Comparator, Context, Target, extract};
use rust_decimal::Decimal;
use serde::Deserialize;

#[derive(Deserialize)]
struct Line {
    t: String,
    #[serde(default)]
    h: String,
    g: Vec<Label>,
}

#[derive(Deserialize, Clone)]
struct Label {
    v: f64,
    m: Option<f64>,
    #[serde(default)]
    c: String,
    #[serde(default)]
    u: String,
    #[serde(default)]
    k: String,
    #[serde(default)]
    i: String,
    #[serde(default)]
    opt: bool,
}

#[derive(Default)]
struct Score {
    hit: usize,
    missed: usize,
    spurious: usize,
    optional: usize,
    bounds: (usize, usize),
    kinds: (usize, usize),
    nouns: (usize, usize),
    empty: (usize, usize),
}

fn close(a: Decimal, b: f64) -> bool {
    let a: f64 = a.to_string().parse().unwrap_or(f64::NAN);
    (a - b).abs() <= 1e-6 * b.abs().max(1.0)
}

fn same(target: &Target, label: &Label) -> bool {
    let unit = target.unit.as_deref().unwrap_or_default();
    close(target.value, label.v)
        && unit == label.u
        && label
            .m
            .is_none_or(|m| target.max.is_some_and(|max| close(max, m)))
}

fn tally(pair: &mut (usize, usize), right: bool) -> bool {
    pair.0 += usize::from(right);
    pair.1 += 1;
    right
}

impl Score {
    fn line(&mut self, line: &Line, verbose: bool) {
        let context = Context {
            heading: line.h.clone(),
            ..Context::default()
        };
        let mut targets = extract(&line.t, &context);
        let mut notes = Vec::new();
        if line.g.is_empty() {
            tally(&mut self.empty, targets.is_empty());
        }
        let mut labels: Vec<&Label> = line.g.iter().collect();
        labels.sort_by_key(|label| label.opt);
        for label in labels {
            let Some(at) = targets.iter().position(|target| same(target, label)) else {
                if !label.opt {
                    self.missed += 1;
                    notes.push(format!("missed {} {} {}", label.c, label.v, label.u));
                }
                continue;
            };
            let target = targets.remove(at);
            if label.opt {
                self.optional += 1;
                continue;
            }
            self.hit += 1;
            let sign = target.comparator.sign();
            if label.c != Comparator::Equal.sign() && !tally(&mut self.bounds, sign == label.c)
                || label.c != sign
            {
                notes.push(format!(
                    "comparator {sign} for {} in {}",
                    label.c, target.text
                ));
            }
            if !tally(&mut self.kinds, target.kind.name() == label.k) {
                notes.push(format!(
                    "kind {} for {} in {}",
                    target.kind.name(),
                    label.k,
                    target.text
                ));
            }
            let noun = target.indicator.unwrap_or_default();
            if !label.i.is_empty()
                && !tally(
                    &mut self.nouns,
                    label.i.split('|').any(|word| noun.contains(word)),
                )
            {
                notes.push(format!(
                    "indicator {noun} for {} in {}",
                    label.i, target.text
                ));
            }
        }
        self.spurious += targets.len();
        notes.extend(
            targets
                .iter()
                .map(|target| format!("spurious {} {:?}", target.text, target.unit)),
        );
        if verbose && !notes.is_empty() {
            println!("[{}] {}\n    {}", line.h, line.t, notes.join("\n    "));
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "figures for people")]
    fn print(&self) {
        let ratio = |right: usize, of: usize| {
            if of == 0 {
                1.0
            } else {
                right as f64 / of as f64
            }
        };
        let precision = ratio(self.hit, self.hit + self.spurious);
        let recall = ratio(self.hit, self.hit + self.missed);
        let f1 = if precision + recall > 0.0 {
            2.0 * precision * recall / (precision + recall)
        } else {
            0.0
        };
        let share = |name: &str, (right, of): (usize, usize)| {
            println!("{name:<44} {right}/{of} = {:.3}", ratio(right, of));
        };
        println!("value+unit: precision {precision:.3}, recall {recall:.3}, F1 {f1:.3}");
        println!(
            "  ({} found, {} missed, {} spurious; optional ones found: {})",
            self.hit, self.missed, self.spurious, self.optional
        );
        share("comparator where it is not =", self.bounds);
        share("kind", self.kinds);
        share("indicator", self.nouns);
        share("sentences without targets that stay empty", self.empty);
    }
}

fn main() -> ExitCode {
    let mut verbose = false;
    let mut files = Vec::new();
    for argument in std::env::args().skip(1) {
        if argument == "-v" {
            verbose = true;
        } else {
            files.push(argument);
        }
    }
    let mut score = Score::default();
    for file in &files {
        let text = match std::fs::read_to_string(file) {
            Ok(text) => text,
            Err(error) => {
                println!("{file}: {error}");
                return ExitCode::from(2);
            }
        };
        for (number, line) in text
            .lines()
            .enumerate()
            .filter(|(_, line)| !line.trim().is_empty())
        {
            match serde_json::from_str::<Line>(line) {
                Ok(line) => score.line(&line, verbose),
                Err(error) => {
                    println!("{file}:{}: {error}", number + 1);
                    return ExitCode::FAILURE;
                }
            }
        }
    }
    if files.is_empty() {
        println!("usage: score_targets FILE… [-v]");
        return ExitCode::from(2);
    }
    score.print();
    ExitCode::SUCCESS
}
