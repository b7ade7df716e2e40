use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::*;

/// A site's folder and an output folder in it.
struct Place {
    root: tempfile::TempDir,
}

impl Place {
    fn new() -> Self {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir_all(root.path().join("site/content")).unwrap();
        Self { root }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.root.path().join(name)
    }

    fn options(&self, output: &str) -> Options {
        Options {
            site: self.path("site"),
            output: self.path(output),
            precompress: false,
        }
    }

    fn names(&self, folder: &str) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(self.path(folder))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }
}

fn tree(files: &[(&str, &str)]) -> Tree {
    let files = files
        .iter()
        .map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec()));
    Tree::collect(files)
}

fn one() -> Tree {
    tree(&[
        ("index.html", "首页"),
        ("zh/index.html", "中文"),
        ("zh/luan/index.html", "六安"),
    ])
}

fn snapshot(folder: &Path) -> BTreeMap<PathBuf, (Vec<u8>, SystemTime)> {
    walkdir::WalkDir::new(folder)
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let time = entry.metadata().unwrap().modified().unwrap();
            let bytes = fs::read(entry.path()).unwrap();
            (entry.into_path(), (bytes, time))
        })
        .collect()
}

fn code(result: Result<Summary, Failure>) -> &'static str {
    result.err().map_or("none", |failure| failure.rule.code)
}

#[test]
fn unchanged_files_keep_bytes_and_times() {
    let place = Place::new();
    let options = place.options("site/public");
    let first = publish(&one(), &options).unwrap();
    assert_eq!((first.written, first.unchanged, first.removed), (3, 0, 0));
    let before = snapshot(&place.path("site/public"));
    std::thread::sleep(std::time::Duration::from_millis(20));
    let again = publish(&one(), &options).unwrap();
    assert_eq!((again.written, again.unchanged, again.removed), (0, 3, 0));
    assert_eq!(before, snapshot(&place.path("site/public")));

    let changed = tree(&[("index.html", "新首页"), ("zh/index.html", "中文")]);
    let third = publish(&changed, &options).unwrap();
    assert_eq!((third.written, third.unchanged, third.removed), (1, 1, 1));
    let after = snapshot(&place.path("site/public"));
    let kept = place.path("site/public/zh/index.html");
    assert_eq!(before.get(&kept), after.get(&kept));
    assert_eq!(after.len(), 3, "two pages and the manifest");
    assert_eq!(place.names("site"), ["content", "public"]);
}

#[test]
fn a_file_changed_by_hand_is_written_anew() {
    let place = Place::new();
    let options = place.options("out");
    publish(&one(), &options).unwrap();
    fs::write(place.path("out/zh/index.html"), "改过").unwrap();
    assert_eq!(publish(&one(), &options).unwrap().written, 1);
    assert_eq!(
        fs::read(place.path("out/zh/index.html")).unwrap(),
        "中文".as_bytes()
    );
}

#[test]
fn a_failing_build_leaves_the_last_good_site() {
    let place = Place::new();
    let options = place.options("out");
    publish(&one(), &options).unwrap();
    let before = snapshot(&place.path("out"));
    let staging = Staging::begin(&options).unwrap();
    staging.write("index.html", "新".as_bytes()).unwrap();
    // A file where a folder is wanted makes writing fail, as a full disk would.
    let folder = place.path("out.gongbao-new/zh");
    fs::write(&folder, "in the way").unwrap();
    let failure = staging.write("zh/index.html", b"x").unwrap_err();
    assert_eq!(failure.rule.code, "O007");
    drop(staging);
    assert_eq!(before, snapshot(&place.path("out")));
    assert_eq!(place.names(""), ["out", "site"]);
}

#[test]
fn leftovers_of_a_killed_build_are_cleared() {
    let place = Place::new();
    let options = place.options("out");
    publish(&one(), &options).unwrap();
    let before = snapshot(&place.path("out"));
    let mut killed = Staging::begin(&options).unwrap();
    killed.write("index.html", "半".as_bytes()).unwrap();
    killed.finished = true;
    drop(killed);
    assert_eq!(place.names(""), ["out", "out.gongbao-new", "site"]);
    assert_eq!(before, snapshot(&place.path("out")));
    assert_eq!(publish(&one(), &options).unwrap().unchanged, 3);
    assert_eq!(before, snapshot(&place.path("out")));
    assert_eq!(place.names(""), ["out", "site"]);
}

#[test]
fn a_build_killed_between_two_renames_is_undone() {
    let place = Place::new();
    let options = place.options("out");
    publish(&one(), &options).unwrap();
    let before = snapshot(&place.path("out"));
    fs::rename(place.path("out"), place.path("out.gongbao-old")).unwrap();
    assert_eq!(publish(&one(), &options).unwrap().unchanged, 3);
    assert_eq!(before, snapshot(&place.path("out")));
}

#[test]
fn a_leftover_that_is_not_ours_is_refused() {
    let place = Place::new();
    fs::create_dir(place.path("out.gongbao-new")).unwrap();
    fs::write(place.path("out.gongbao-new/thesis.txt"), "mine").unwrap();
    assert_eq!(code(publish(&one(), &place.options("out"))), "O003");
    assert!(place.path("out.gongbao-new/thesis.txt").exists());
}

#[test]
fn folders_of_others_are_refused() {
    let place = Place::new();
    fs::create_dir(place.path("full")).unwrap();
    fs::write(place.path("full/thesis.txt"), "mine").unwrap();
    fs::create_dir(place.path("empty")).unwrap();
    fs::write(place.path("file"), "mine").unwrap();
    assert_eq!(code(publish(&one(), &place.options("full"))), "O003");
    assert_eq!(code(publish(&one(), &place.options("file"))), "O003");
    assert_eq!(code(publish(&one(), &place.options("empty"))), "none");
    fs::write(place.path("empty/verification.txt"), "mine").unwrap();
    fs::write(place.path("empty/.DS_Store"), "").unwrap();
    assert_eq!(code(publish(&one(), &place.options("empty"))), "O003");
    assert!(place.path("empty/verification.txt").exists());
    fs::remove_file(place.path("empty/verification.txt")).unwrap();
    assert_eq!(code(publish(&one(), &place.options("empty"))), "none");
}

#[test]
fn unfit_places_are_refused() {
    let place = Place::new();
    for output in [
        "site",
        ".",
        "site/.",
        "site/content",
        "site/content/luan",
        "site/themes/x",
        "site/.git",
        "site/public/..",
        "site/public/../content/x",
    ] {
        assert_eq!(
            code(publish(&one(), &place.options(output))),
            "O004",
            "{output}"
        );
    }
    let root = Options {
        output: PathBuf::from("/"),
        ..place.options("")
    };
    assert_eq!(code(publish(&one(), &root)), "O004");
    assert_eq!(place.names("site"), ["content"], "nothing was made");
}

#[cfg(unix)]
#[test]
fn links_are_refused() {
    use std::os::unix::fs::symlink;
    let place = Place::new();
    fs::create_dir(place.path("elsewhere")).unwrap();
    symlink(place.path("elsewhere"), place.path("out")).unwrap();
    assert_eq!(code(publish(&one(), &place.options("out"))), "O005");
    symlink(place.path("site"), place.path("alias")).unwrap();
    assert_eq!(
        code(publish(&one(), &place.options("alias/content/x"))),
        "O004"
    );
    publish(&one(), &place.options("real")).unwrap();
    fs::remove_file(place.path("real/zh/index.html")).unwrap();
    symlink(place.path("elsewhere/x"), place.path("real/zh/index.html")).unwrap();
    assert_eq!(code(publish(&one(), &place.options("real"))), "O005");
    assert!(place.names("elsewhere").is_empty());
}

#[cfg(unix)]
#[test]
fn others_may_read_the_folder() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    publish(&one(), &place.options("out")).unwrap();
    fs::set_permissions(place.path("out"), fs::Permissions::from_mode(0o751)).unwrap();
    publish(&one(), &place.options("out")).unwrap();
    let mode = fs::metadata(place.path("out"))
        .unwrap()
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o751);
}

#[test]
fn paths_and_clashes_are_checked_again_at_the_disk() {
    let place = Place::new();
    let staging = Staging::begin(&place.options("out")).unwrap();
    staging.write("a/index.html", b"1").unwrap();
    let codes: Vec<_> = ["../x", "/etc/x", "A/index.html", "a/index.html", "a"]
        .iter()
        .map(|path| staging.write(path, b"2").unwrap_err().rule.code)
        .collect();
    assert_eq!(codes, ["O001", "O001", "O002", "O002", "O002"]);
}

#[test]
fn a_second_build_waits_or_says_why_not() {
    let place = Place::new();
    let options = place.options("out");
    let first = Staging::begin(&options).unwrap();
    let lock = place.path("out.gongbao-lock");
    let busy = lock::Lock::acquire_within(&lock, 2).unwrap_err();
    assert_eq!(busy.rule.code, "O006");
    std::thread::scope(|scope| {
        let second = scope.spawn(|| publish(&one(), &options));
        std::thread::sleep(std::time::Duration::from_millis(150));
        first.write("index.html", b"first").unwrap();
        first.commit().unwrap();
        let summary = second.join().unwrap().unwrap();
        assert_eq!(summary.written, 3);
    });
    assert_eq!(place.names(""), ["out", "site"]);
}

#[test]
fn many_builds_at_once_do_not_mix() {
    let place = Place::new();
    let options = place.options("out");
    std::thread::scope(|scope| {
        for build in 0..6 {
            let options = &options;
            scope.spawn(move || {
                let text = build.to_string();
                let files =
                    (0..40).map(|at| (format!("{at}/index.html"), text.clone().into_bytes()));
                let tree = Tree::collect(files);
                publish(&tree, options).unwrap();
            });
        }
    });
    let found: std::collections::BTreeSet<Vec<u8>> = (0..40)
        .map(|at| fs::read(place.path(&format!("out/{at}/index.html"))).unwrap())
        .collect();
    assert_eq!(found.len(), 1);
    assert_eq!(place.names(""), ["out", "site"]);
}

#[test]
fn compressed_forms_stand_beside() {
    let place = Place::new();
    let options = Options {
        precompress: true,
        ..place.options("out")
    };
    let long = "强化高新技术企业培育认定。".repeat(100);
    let site = tree(&[("index.html", &long), ("a.png", &long), ("b.css", "short")]);
    assert_eq!(publish(&site, &options).unwrap().written, 5);
    assert_eq!(
        place.names("out"),
        [
            MANIFEST,
            "a.png",
            "b.css",
            "index.html",
            "index.html.br",
            "index.html.gz"
        ]
    );
    for form in precompress::Form::ALL {
        let path = place.path("out").join(form.path("index.html"));
        assert!(form.unpacks_to(&path, long.as_bytes()));
        assert!(!form.unpacks_to(&path, "别的".as_bytes()));
    }
    let before = snapshot(&place.path("out"));
    std::thread::sleep(std::time::Duration::from_millis(20));
    assert_eq!(publish(&site, &options).unwrap().unchanged, 5);
    assert_eq!(before, snapshot(&place.path("out")));
    let plain = place.options("out");
    assert_eq!(publish(&site, &plain).unwrap().removed, 2);
}
