//! Same input, same bytes: on any machine, in any order of work, warm or cold (promises 2 and 3).

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a test that cannot go on stops"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use walkdir::WalkDir;

mod generator;

type Tree = BTreeMap<PathBuf, Vec<u8>>;

#[test]
fn two_builds_of_the_sample_give_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let sample = Path::new(env!("CARGO_MANIFEST_DIR"));
    let here = folder.path().join("here");
    let elsewhere = folder.path().join("a folder/elsewhere");
    copy_site(sample, &here, false);
    copy_site(sample, &elsewhere, true);
    build(&here, &[("TZ", "Asia/Shanghai"), ("LANG", "zh_CN.UTF-8")]);
    build(
        &elsewhere,
        &[
            ("TZ", "America/Lima"),
            ("LANG", "C"),
            ("RAYON_NUM_THREADS", "1"),
        ],
    );
    same(
        &tree(&here.join("public")),
        &tree(&elsewhere.join("public")),
    );
}

#[test]
fn two_builds_of_made_up_plans_give_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let size = generator::Size {
        cities: 3,
        years: 4,
        tasks: 12,
    };
    let (one, many) = (folder.path().join("one"), folder.path().join("many"));
    generator::write(&one, 5, size).unwrap();
    generator::write(&many, 5, size).unwrap();
    build(&one, &[("RAYON_NUM_THREADS", "1")]);
    build(&many, &[("RAYON_NUM_THREADS", "7")]);
    same(&tree(&one.join("public")), &tree(&many.join("public")));
}

#[test]
fn after_edits_a_warm_build_gives_what_a_cold_one_gives() {
    let folder = tempfile::tempdir().unwrap();
    let (warm, cold) = (folder.path().join("warm"), folder.path().join("cold"));
    let size = generator::Size {
        cities: 2,
        years: 3,
        tasks: 8,
    };
    generator::write(&warm, 9, size).unwrap();
    build(&warm, &[]);

    let files: Vec<PathBuf> = files(&warm.join("content"))
        .into_iter()
        .filter(|file| file.to_string_lossy().ends_with(".en.md"))
        .collect();
    for (turn, file) in files.iter().enumerate().take(4) {
        let path = warm.join("content").join(file);
        match turn % 3 {
            0 => edit(&path, "the", "the very"),
            1 => fs::remove_file(&path).unwrap(),
            _ => edit(&path, "translation: machine", "translation: draft"),
        }
        build(&warm, &[]);
        let _ = fs::remove_dir_all(&cold);
        copy_site(&warm, &cold, false);
        build(&cold, &[]);
        same(&tree(&warm.join("public")), &tree(&cold.join("public")));
    }
}

#[test]
fn a_build_that_changes_nothing_touches_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let site = folder.path().join("site");
    copy_site(Path::new(env!("CARGO_MANIFEST_DIR")), &site, false);
    build(&site, &[]);
    let before = times(&site.join("public"));
    std::thread::sleep(std::time::Duration::from_millis(20));
    build(&site, &[]);
    assert_eq!(before, times(&site.join("public")));
}

#[test]
fn a_build_that_fails_leaves_the_last_good_site() {
    let folder = tempfile::tempdir().unwrap();
    let site = folder.path().join("site");
    copy_site(Path::new(env!("CARGO_MANIFEST_DIR")), &site, false);
    build(&site, &[]);
    let before = tree(&site.join("public"));
    edit(
        &site.join("content/luan/2022-4.zh.md"),
        "90家以上",
        "91家以上",
    );
    let status = command(&site, &[]).output().unwrap().status;
    assert_eq!(status.code(), Some(1));
    same(&before, &tree(&site.join("public")));
}

fn edit(file: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(file).unwrap();
    assert!(text.contains(from), "{} holds {from}", file.display());
    fs::write(file, text.replacen(from, to, 1)).unwrap();
}

fn command(site: &Path, environment: &[(&str, &str)]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gongbao"));
    command
        .args(["build", "--site"])
        .arg(site)
        .arg("--output")
        .arg(site.join("public"))
        .envs(environment.iter().copied());
    command
}

fn build(site: &Path, environment: &[(&str, &str)]) {
    let output = command(site, environment).output().unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = WalkDir::new(folder)
        .into_iter()
        .flatten()
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| entry.path().strip_prefix(folder).unwrap().to_owned())
        .collect();
    files.sort();
    files
}

/// Copies what makes a site, in order or in reverse, so that folders list it differently.
fn copy_site(from: &Path, to: &Path, reverse: bool) {
    let mut all: Vec<PathBuf> = files(&from.join("content"))
        .into_iter()
        .map(|file| Path::new("content").join(file))
        .chain([PathBuf::from("gongbao.toml")])
        .collect();
    if reverse {
        all.reverse();
    }
    for file in all {
        let target = to.join(&file);
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::copy(from.join(&file), target).unwrap();
    }
}

fn tree(folder: &Path) -> Tree {
    files(folder)
        .into_iter()
        .map(|file| (file.clone(), fs::read(folder.join(file)).unwrap()))
        .collect()
}

fn times(folder: &Path) -> BTreeMap<PathBuf, SystemTime> {
    files(folder)
        .into_iter()
        .map(|file| {
            let time = fs::metadata(folder.join(&file))
                .unwrap()
                .modified()
                .unwrap();
            (file, time)
        })
        .collect()
}

fn same(one: &Tree, other: &Tree) {
    assert!(one.len() > 50, "only {} files were built", one.len());
    let differ: Vec<&PathBuf> = one
        .keys()
        .chain(other.keys())
        .filter(|file| one.get(*file) != other.get(*file))
        .collect();
    assert!(differ.is_empty(), "these differ: {differ:?}");
}
