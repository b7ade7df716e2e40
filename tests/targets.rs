//! Sentences and the targets that must be read from them: `tests/targets/*.md`.
//!
//! A sentence stands after `> `, the heading above it after `^ ` (it holds until the next title),
//! what is expected after `- `; `- nothing` where no target is expected. Lines beginning `en ` are
//! files of English sentences by their name. `UPDATE_TARGETS=1 cargo test --test targets` writes
//! what is read; the difference is to be read by a person.

#![expect(
    clippy::expect_used,
    reason = "a test stops where its own files cannot be read"
)]

use std::fmt::Write;
use std::path::{Path, PathBuf};

use gongbao::analysis::targets::{Context, Target, read};
use gongbao::language::Lang;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/targets")
}

fn files() -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder())
        .expect("tests/targets is there")
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect();
    files.sort();
    files
}

/// A target on one line.
fn line(target: &Target) -> String {
    let max = target.max.map(|max| format!("..{max}")).unwrap_or_default();
    let mut line = format!(
        "- {} {}{max} {} · {} · {}",
        target.comparator.sign(),
        target.value,
        target.unit.as_deref().unwrap_or("(no unit)"),
        target.indicator.as_deref().unwrap_or("(none)"),
        target.kind.name(),
    );
    let mut extra = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            let _ = write!(line, " · {name}={value}");
        }
    };
    extra("action", target.action.clone());
    extra("sense", target.sense.map(|sense| sense.name().to_owned()));
    extra("scope", target.scope.clone());
    extra("actor", target.actor.clone());
    extra("baseline", target.baseline.map(|value| value.to_string()));
    extra(
        "period",
        target.period.as_ref().map(|period| {
            let day =
                |day: Option<jiff::civil::Date>| day.map(|day| day.to_string()).unwrap_or_default();
            format!(
                "{} {}/{}",
                period.text.as_deref().unwrap_or("-"),
                day(period.from),
                day(period.to)
            )
        }),
    );
    extra("text", Some(target.text.clone()));
    line
}

/// The file as it would be if everything that is read were right.
fn rewritten(path: &Path, text: &str) -> (String, usize) {
    let lang = if path
        .file_stem()
        .is_some_and(|name| name.to_string_lossy().starts_with("english"))
    {
        Lang::En
    } else {
        Lang::Zh
    };
    let mut out = String::new();
    let mut heading = String::new();
    let mut sentences = 0;
    for row in text.lines().filter(|row| !row.starts_with("- ")) {
        out.push_str(row);
        out.push('\n');
        if row.starts_with('#') {
            heading.clear();
        } else if let Some(above) = row.strip_prefix("^ ") {
            above.clone_into(&mut heading);
        } else if let Some(sentence) = row.strip_prefix("> ") {
            sentences += 1;
            let context = Context {
                lang,
                heading: heading.clone(),
                ..Context::default()
            };
            let found = read(sentence, &context);
            let targets = found.targets;
            for missing in &found.missing {
                let _ = writeln!(out, "- missing: {}", missing.text);
            }
            if targets.is_empty() && found.missing.is_empty() {
                out.push_str("- nothing\n");
            }
            for target in &targets {
                out.push_str(&line(target));
                out.push('\n');
            }
        }
    }
    (out, sentences)
}

#[test]
fn sentences_give_their_targets() {
    let mut sentences = 0;
    for path in files() {
        let text = std::fs::read_to_string(&path).expect("the case can be read");
        let (found, count) = rewritten(&path, &text);
        sentences += count;
        if std::env::var_os("UPDATE_TARGETS").is_some() {
            std::fs::write(&path, &found).expect("the case can be written");
        } else {
            snapbox::assert_data_eq!(found, snapbox::Data::text(text).raw());
        }
    }
    assert!(sentences >= 120, "only {sentences} sentences");
}
