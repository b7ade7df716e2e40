//! Which paths a site's files may have: they must lie inside the folder and be different files on
//! every system the site may be copied to.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;

use crate::diagnostics::codes::output::{ADDRESS_CLASH, UNUSABLE_PATH};
use crate::diagnostics::{Diagnostic, Location};
use crate::language::Bilingual;

/// The file in an output folder that lists what this program wrote there.
pub const MANIFEST: &str = ".gongbao-manifest";

/// What is wrong with a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// It cannot be a file on every system.
    Unusable(String),
    /// It would be the same file as another, or a file where the other has a folder.
    Clash(String, String),
}

impl Fault {
    /// The finding about it.
    pub fn diagnostic(self) -> Diagnostic {
        match self {
            Self::Unusable(path) => Diagnostic::new(
                &UNUSABLE_PATH,
                Location::of_path(path.escape_debug().to_string()),
                Bilingual::new(
                    format!("“{}”不能用作文件的路径", path.escape_debug()),
                    format!("“{}” cannot be the path of a file", path.escape_debug()),
                ),
            ),
            Self::Clash(one, other) if one == other => Diagnostic::new(
                &ADDRESS_CLASH,
                Location::of_path(one.clone()),
                Bilingual::new(
                    format!("有两个文件要写到“{one}”"),
                    format!("two files want to be “{one}”"),
                ),
            ),
            Self::Clash(one, other) => Diagnostic::new(
                &ADDRESS_CLASH,
                Location::of_path(one.clone()),
                Bilingual::new(
                    format!("“{one}”与“{other}”不能并存"),
                    format!("“{one}” and “{other}” cannot stand side by side"),
                ),
            ),
        }
    }
}

/// The findings about the paths of a site, whatever order they come in.
pub fn faults(paths: impl IntoIterator<Item = String>) -> Vec<Diagnostic> {
    let mut list: Vec<String> = paths.into_iter().collect();
    list.sort_unstable();
    let mut taken = Paths::default();
    list.iter()
        .filter_map(|path| taken.add(path).err())
        .map(Fault::diagnostic)
        .collect()
}

#[derive(Debug, PartialEq, Eq)]
struct Taken {
    spelled: String,
    folder: bool,
}

/// The paths a site's files have so far.
#[derive(Debug, Default)]
pub struct Paths {
    /// By the form in which systems that ignore case compare them.
    taken: HashMap<String, Taken>,
    last_folder: String,
}

impl Paths {
    /// Takes a path, unless it is unusable or taken.
    pub fn add(&mut self, path: &str) -> Result<(), Fault> {
        if !is_usable(path) {
            return Err(Fault::Unusable(path.to_owned()));
        }
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        // Files come folder by folder, so that most folders need no second look.
        if folder != self.last_folder {
            for (at, _) in path.match_indices('/') {
                self.take(path.get(..at).unwrap_or_default(), true)?;
            }
            folder.clone_into(&mut self.last_folder);
        }
        self.take(path, false)
    }

    fn take(&mut self, path: &str, folder: bool) -> Result<(), Fault> {
        let taken = self.taken.entry(folded(path)).or_insert_with(|| Taken {
            spelled: String::new(),
            folder,
        });
        if taken.spelled.is_empty() {
            path.clone_into(&mut taken.spelled);
            return Ok(());
        }
        if folder && taken.folder && taken.spelled == path {
            return Ok(());
        }
        let mut pair = [path.to_owned(), taken.spelled.clone()];
        pair.sort();
        let [one, other] = pair;
        Err(Fault::Clash(one, other))
    }
}

/// Windows ignores case, macOS the way accents are composed too.
fn folded(path: &str) -> String {
    if path.is_ascii() {
        return path.to_ascii_lowercase();
    }
    path.nfc().flat_map(char::to_lowercase).nfc().collect()
}

/// Can a file of this path lie inside the site's folder on every system?
pub fn is_usable(path: &str) -> bool {
    path != MANIFEST && path.len() <= 1024 && path.split('/').all(is_usable_name)
}

fn is_usable_name(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default();
    !name.is_empty()
        && name.len() <= 240
        && !name.ends_with(['.', ' '])
        && !name.starts_with(' ')
        && !name
            .chars()
            .any(|c| c.is_control() || r#"<>:"|?*\"#.contains(c))
        && !is_device(stem)
}

/// Names that Windows gives to devices, whatever follows a dot.
fn is_device(stem: &str) -> bool {
    let stem = stem.trim_end().to_ascii_lowercase();
    match stem.as_str() {
        "con" | "prn" | "aux" | "nul" => true,
        _ => stem
            .strip_prefix("com")
            .or_else(|| stem.strip_prefix("lpt"))
            .is_some_and(|rest| rest.len() == 1 && rest.chars().all(|c| c.is_ascii_digit())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_stay_inside() {
        for path in [
            "index.html",
            "zh/luan/2022-4/5/index.html",
            ".nojekyll",
            "zh/六安.html",
        ] {
            assert!(is_usable(path), "{path}");
        }
        for path in [
            "",
            "/etc/passwd",
            "../x",
            "a/../b",
            "a/./b",
            "a//b",
            "a/",
            "c:/x",
            r"a\b",
            "a\0",
            "a\nb",
            "aux/index.html",
            "zh/CON.html",
            "a. /b",
            ".gongbao-manifest",
        ] {
            assert!(!is_usable(path), "{path:?}");
        }
    }

    #[test]
    fn faults_do_not_depend_on_the_order() {
        let paths = ["b", "a/index.html", "A/index.html", "../x"].map(str::to_owned);
        let codes = |paths: Vec<String>| -> Vec<_> {
            faults(paths).iter().map(|one| one.rule.code).collect()
        };
        let mut turned = paths.to_vec();
        turned.reverse();
        assert_eq!(codes(paths.to_vec()), ["O001", "O002"]);
        assert_eq!(codes(turned), ["O001", "O002"]);
    }

    #[test]
    fn clashes_are_seen() {
        let mut paths = Paths::default();
        for path in ["zh/luan/index.html", "zh/luan/a.html", "data/a.json"] {
            assert_eq!(paths.add(path), Ok(()));
        }
        let clash = |one: &str, other: &str| Err(Fault::Clash(one.to_owned(), other.to_owned()));
        assert_eq!(
            paths.add("data/a.json"),
            clash("data/a.json", "data/a.json")
        );
        assert_eq!(
            paths.add("data/A.json"),
            clash("data/A.json", "data/a.json")
        );
        assert_eq!(paths.add("zh/Luan/b.html"), clash("zh/Luan", "zh/luan"));
        assert_eq!(paths.add("zh/luan"), clash("zh/luan", "zh/luan"));
        assert_eq!(
            paths.add("data/a.json/b"),
            clash("data/a.json", "data/a.json")
        );
    }
}
