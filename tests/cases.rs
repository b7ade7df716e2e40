//! Whole commands on small sites. Each folder of `tests/cases/` is a case:
//!
//! - `args`: a line a run, as typed after `gongbao`; `#` starts a comment; `<file` at the end gives
//!   the standard input
//! - `site/`: the files, copied to a fresh folder first
//! - `base` (optional): a folder, from the repository's root, copied before `site/` is laid over it
//! - `removed` (optional): files of the base to leave out, one a line
//! - `expected.txt`: what the runs print, and their exit codes
//! - `expected/` (optional): files as they must be afterwards, those of this folder and no others
//!
//! `UPDATE_CASES=1 cargo cases` rewrites the expectations; read the difference before you commit.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a test that cannot go on stops"
)]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use rayon::prelude::*;
use walkdir::WalkDir;

/// Rules that no case raises, each with the reason.
const RULES_WITHOUT_A_CASE: &[(&str, &str)] = &[
    (
        "D201",
        "takes a file of many megabytes; tested where encodings are read",
    ),
    (
        "O002",
        "follows from M302, which is told instead; tested where paths are looked at",
    ),
    (
        "P408",
        "takes a workbook that its writer refuses; every limit it has is kept to",
    ),
    (
        "O006",
        "takes two programs at once; tested where the site is written",
    ),
];

#[test]
fn cases() {
    let faults: Vec<String> = folders()
        .par_iter()
        .filter_map(|case| run_case(case).err())
        .collect();
    assert!(
        faults.is_empty(),
        "{} of {} cases differ; UPDATE_CASES=1 rewrites them\n\n{}",
        faults.len(),
        folders().len(),
        faults.join("\n")
    );
}

#[test]
fn every_rule_has_a_case() {
    let printed: String = folders()
        .iter()
        .map(|case| fs::read_to_string(case.join("expected.txt")).unwrap_or_default())
        .collect();
    let missing: Vec<String> = gongbao::diagnostics::codes::all()
        .iter()
        .filter(|rule| !raised(&printed, rule.code))
        .filter(|rule| {
            !RULES_WITHOUT_A_CASE
                .iter()
                .any(|(code, _)| *code == rule.code)
        })
        .map(|rule| format!("{} {}", rule.code, rule.title.en))
        .collect();
    assert!(
        missing.is_empty(),
        "no case raises:\n{}",
        missing.join("\n")
    );
    let needless: Vec<&str> = RULES_WITHOUT_A_CASE
        .iter()
        .map(|(code, _)| *code)
        .filter(|code| raised(&printed, code))
        .collect();
    assert!(
        needless.is_empty(),
        "exceptions no longer needed: {needless:?}"
    );
}

/// Does a finding with this code stand in what was printed, in any of the formats?
fn raised(printed: &str, code: &str) -> bool {
    [
        format!("[{code}]"),
        format!("\"code\":\"{code}\""),
        format!("\"ruleId\":\"{code}\""),
    ]
    .iter()
    .any(|mark| printed.contains(mark))
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn folders() -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = fs::read_dir(root().join("tests/cases"))
        .expect("tests/cases is there")
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.join("args").is_file())
        .collect();
    folders.sort();
    folders
}

fn run_case(case: &Path) -> Result<(), String> {
    let update = std::env::var_os("UPDATE_CASES").is_some();
    let folder = tempfile::tempdir().expect("a temporary folder");
    let site = folder.path().join("site");
    lay_out(case, &site);

    let mut printed = String::new();
    for line in lines(&case.join("args")) {
        printed.push_str(&run(&line, &site));
    }
    let mut faults = compare(&case.join("expected.txt"), printed.as_bytes(), update);

    let expected = case.join("expected");
    for file in files(&expected) {
        let made = fs::read(site.join(&file)).unwrap_or_default();
        faults.push_str(&compare(&expected.join(&file), &made, update));
    }
    if faults.is_empty() {
        Ok(())
    } else {
        let name = case
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        Err(format!("== {name}\n{faults}"))
    }
}

fn lay_out(case: &Path, site: &Path) {
    fs::create_dir_all(site).expect("a folder for the site");
    for base in lines(&case.join("base")) {
        copy(&root().join(base), site);
    }
    for gone in lines(&case.join("removed")) {
        fs::remove_file(site.join(&gone)).unwrap_or_else(|error| panic!("{gone}: {error}"));
    }
    copy(&case.join("site"), site);
}

/// The lines of a file that say something; none where there is no file.
fn lines(file: &Path) -> Vec<String> {
    fs::read_to_string(file)
        .unwrap_or_default()
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(str::to_owned)
        .collect()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = WalkDir::new(folder)
        .into_iter()
        .flatten()
        .filter(|entry| !entry.file_type().is_dir())
        .filter_map(|entry| entry.path().strip_prefix(folder).ok().map(Path::to_owned))
        .collect();
    files.sort();
    files
}

fn copy(from: &Path, to: &Path) {
    for file in files(from) {
        let target = to.join(&file);
        fs::create_dir_all(target.parent().expect("a file stands in a folder")).expect("a folder");
        let source = from.join(&file);
        if source.is_symlink() {
            std::os::unix::fs::symlink(fs::read_link(source).expect("a link"), target)
                .expect("a link");
        } else {
            fs::copy(source, target).expect("a copy");
        }
    }
}

fn run(line: &str, site: &Path) -> String {
    let (arguments, input) = match line.split_once(" <") {
        Some((arguments, file)) => (arguments, fs::File::open(site.join(file.trim())).ok()),
        None => (line, None),
    };
    let output = Command::new(env!("CARGO_BIN_EXE_gongbao"))
        .args(words(arguments))
        .current_dir(site)
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .env("NO_COLOR", "1")
        .env("LANG", "en_GB.UTF-8")
        .stdin(input.map_or_else(Stdio::null, Stdio::from))
        .output()
        .expect("the program runs");
    let mut printed = format!("$ gongbao {line}\n");
    for (name, bytes) in [("stdout", &output.stdout), ("stderr", &output.stderr)] {
        let text = settled(&String::from_utf8_lossy(bytes), site);
        if !text.is_empty() {
            let _ = write!(printed, "--- {name}\n{text}");
            if !text.ends_with('\n') {
                printed.push('\n');
            }
        }
    }
    let code = output
        .status
        .code()
        .map_or("killed".to_owned(), |code| code.to_string());
    let _ = write!(printed, "--- exit {code}\n\n");
    printed
}

/// Words as a shell splits them, single and double quotes included.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    for c in line.chars() {
        match (c, quote) {
            (_, Some(open)) if c == open => quote = None,
            ('"' | '\'', None) => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (_, None) if c.is_whitespace() => words.extend(word.take()),
            _ => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}

/// Puts words in place of what differs from run to run: folders, times, and the version.
fn settled(text: &str, site: &Path) -> String {
    let mut out = text.to_owned();
    let real = fs::canonicalize(site).unwrap_or_else(|_| site.to_owned());
    for folder in [site, &real] {
        out = out.replace(&*folder.to_string_lossy(), "[SITE]");
    }
    out = out.replace(env!("CARGO_PKG_VERSION"), "[VERSION]");
    without_counts(&without_times(&out))
}

/// Counts of files change with every template; that there are some, or none, does not.
fn without_counts(text: &str) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    let mut out = Vec::with_capacity(words.len());
    for (at, word) in words.iter().enumerate() {
        let next = words.get(at + 1).copied().unwrap_or_default();
        let counted = ["files", "unchanged", "unchanged,", "removed\n"].contains(&next);
        let many = counted && word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_digit());
        out.push(if many { "[MANY]" } else { word });
    }
    out.join(" ")
}

/// `0.12 s` and `35 ms` become `[TIME]`.
fn without_times(text: &str) -> String {
    let mut out = String::new();
    let mut number = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let after = rest.get(c.len_utf8()..).unwrap_or_default();
        let unit = [" ms", " s", "ms", "s"].into_iter().find(|unit| {
            rest.strip_prefix(unit)
                .is_some_and(|end| !end.starts_with(|c: char| c.is_alphanumeric()))
        });
        if c.is_ascii_digit() || (c == '.' && !number.is_empty()) {
            number.push(c);
            rest = after;
        } else if let (Some(unit), false) = (unit, number.is_empty()) {
            number.clear();
            out.push_str("[TIME]");
            rest = rest.get(unit.len()..).unwrap_or_default();
        } else {
            out.push_str(&std::mem::take(&mut number));
            out.push(c);
            rest = after;
        }
    }
    out + &number
}

fn compare(expected: &Path, made: &[u8], update: bool) -> String {
    let wanted = fs::read(expected).unwrap_or_default();
    if wanted == made {
        return String::new();
    }
    if update {
        fs::write(expected, made).expect("the expectation can be written");
        return String::new();
    }
    let (wanted, made) = (
        String::from_utf8_lossy(&wanted),
        String::from_utf8_lossy(made),
    );
    let difference = similar::TextDiff::from_lines(&*wanted, &*made)
        .unified_diff()
        .header("expected", "made")
        .to_string();
    let file = expected.strip_prefix(root()).unwrap_or(expected);
    format!("{}\n{difference}\n", file.display())
}
