//! The direction of the stages, held by a test: a stage uses what lies beneath it and nothing
//! else; the pure stages touch neither disk nor clock nor environment.
//! `docs/ARCHITECTURE.md` says why.

use std::fs;
use std::path::{Path, PathBuf};

#[path = "architecture/paths.rs"]
mod paths;

/// The stages from the bottom up. Each may use those before it.
const STAGES: &[&str] = &[
    "language",
    "diagnostics",
    "quantities",
    "documents",
    "model",
    "analysis",
    "pages",
    "output",
    "commands",
];

/// The analyses in the order in which they run. Each may read the facts of those before it.
const ANALYSES: &[&str] = &[
    "targets",
    "topics",
    "relations",
    "compare",
    "parity",
    "search",
];

/// Stages that are functions of their arguments alone.
const PURE: &[&str] = &[
    "language",
    "diagnostics",
    "quantities",
    "documents",
    "model",
    "analysis",
    "pages",
];

/// What a pure stage does without.
const IMPURE: &[&str] = &[
    "std::fs",
    "std::env",
    "std::net",
    "std::process",
    "std::time",
    "std::thread",
    "tokio",
    "walkdir",
    "tempfile",
    "rustix",
    "notify",
    "jiff::Zoned",
    "jiff::Timestamp",
];

/// Lines of code above which a file is taken apart.
const LONGEST: usize = 500;

/// Files that may be longer, each with the reason.
const LONG_FILES: &[(&str, &str)] = &[];

#[test]
fn a_stage_uses_only_what_lies_beneath_it() {
    let mut faults = Vec::new();
    for file in rust_files(&root().join("src")) {
        let module = module_of(&file);
        let Some(own) = module.first().and_then(|stage| rank(STAGES, stage)) else {
            continue;
        };
        for path in paths::used(&read(&file), &module) {
            let Some(stage) = path.first() else { continue };
            if rank(STAGES, stage).is_some_and(|other| other > own) {
                faults.push(format!("{}: uses crate::{}", name(&file), path.join("::")));
            }
        }
    }
    assert!(
        faults.is_empty(),
        "against the grain:\n{}",
        faults.join("\n")
    );
}

#[test]
fn an_analysis_uses_only_earlier_ones() {
    let mut faults = Vec::new();
    for file in rust_files(&root().join("src/analysis")) {
        let module = module_of(&file);
        let Some(own) = module.get(1).and_then(|folder| rank(ANALYSES, folder)) else {
            continue;
        };
        for path in paths::used(&read(&file), &module) {
            let later = path.first().is_some_and(|stage| stage == "analysis")
                && path
                    .get(1)
                    .and_then(|folder| rank(ANALYSES, folder))
                    .is_some_and(|other| other > own);
            if later {
                faults.push(format!("{}: uses crate::{}", name(&file), path.join("::")));
            }
        }
    }
    assert!(
        faults.is_empty(),
        "against the grain:\n{}",
        faults.join("\n")
    );
}

#[test]
fn every_folder_of_src_is_a_stage() {
    let unknown: Vec<String> = children(&root().join("src"))
        .into_iter()
        .map(|path| {
            path.file_stem()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned()
        })
        .filter(|stem| !["lib", "main"].contains(&stem.as_str()) && rank(STAGES, stem).is_none())
        .collect();
    assert!(unknown.is_empty(), "not in the list of stages: {unknown:?}");
    let unknown: Vec<String> = children(&root().join("src/analysis"))
        .into_iter()
        .filter(|path| path.is_dir())
        .map(|path| {
            path.file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned()
        })
        .filter(|folder| rank(ANALYSES, folder).is_none())
        .collect();
    assert!(
        unknown.is_empty(),
        "not in the list of analyses: {unknown:?}"
    );
}

#[test]
fn pure_stages_touch_neither_disk_nor_clock() {
    let mut faults = Vec::new();
    let only_tests = modules_of_tests();
    for file in rust_files(&root().join("src")) {
        let module = module_of(&file);
        let pure = module
            .first()
            .is_some_and(|stage| PURE.contains(&stage.as_str()));
        if !pure || only_tests.iter().any(|test| module.starts_with(test)) {
            continue;
        }
        let code = paths::without_tests(&paths::code_only(&read(&file)));
        for path in paths::foreign(&code) {
            if IMPURE.iter().any(|banned| starts_with(&path, banned)) {
                faults.push(format!("{}: uses {}", name(&file), path.join("::")));
            }
        }
    }
    assert!(faults.is_empty(), "impure:\n{}", faults.join("\n"));
}

#[test]
fn files_stay_short() {
    let mut faults = Vec::new();
    for file in rust_files(&root().join("src")) {
        let lines = paths::without_tests(&read(&file)).lines().count();
        let excused = LONG_FILES.iter().any(|(long, _)| *long == name(&file));
        if lines > LONGEST && !excused {
            faults.push(format!("{}: {lines} lines", name(&file)));
        }
        if lines <= LONGEST && excused {
            faults.push(format!("{}: no longer needs its exception", name(&file)));
        }
    }
    assert!(
        faults.is_empty(),
        "take apart, or give a reason:\n{}",
        faults.join("\n")
    );
}

#[test]
fn the_library_ends_no_process_and_prints_nothing_outside_commands() {
    let mut faults = Vec::new();
    for file in rust_files(&root().join("src")) {
        let module = module_of(&file);
        if module.first().is_some_and(|stage| stage == "commands") {
            continue;
        }
        let code = paths::without_tests(&paths::code_only(&read(&file)));
        for banned in ["process::exit", "println!", "eprintln!", "dbg!"] {
            if code.contains(banned) {
                faults.push(format!("{}: {banned}", name(&file)));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn no_path_of_a_machine_gets_in() {
    // Put together here, so that this file does not find itself.
    let machines: Vec<String> = ["work", "root", "home", "Users"]
        .iter()
        .flat_map(|folder| ["/", "'", "\""].map(|end| format!("/{folder}{end}")))
        .chain([format!("C:{}Users", '\\')])
        .collect();
    let mut faults = Vec::new();
    for file in text_files() {
        let text = read(&file);
        for (number, line) in text.lines().enumerate() {
            if let Some(path) = machines.iter().find(|path| mentions(line, path)) {
                faults.push(format!("{}:{}: {path}", name(&file), number + 1));
            }
        }
    }
    assert!(
        faults.is_empty(),
        "paths of a machine:\n{}",
        faults.join("\n")
    );
}

#[test]
fn templates_have_no_absolute_links() {
    let mut faults = Vec::new();
    for file in text_files() {
        let template =
            name(&file).starts_with("themes/") && file.extension().is_some_and(|end| end == "html");
        if !template || file.file_name().is_some_and(|file| file == "404.html") {
            continue;
        }
        for (number, line) in read(&file).lines().enumerate() {
            let absolute = ["href=\"/", "src=\"/", "action=\"/"]
                .iter()
                .any(|link| line.contains(link));
            if absolute {
                faults.push(format!("{}:{}: {line}", name(&file), number + 1));
            }
        }
    }
    assert!(faults.is_empty(), "absolute links:\n{}", faults.join("\n"));
}

#[test]
fn symbolic_links_stay_inside() {
    let outside: Vec<String> = all_files(&root())
        .into_iter()
        .filter(|path| path.is_symlink())
        // Cases plant such links, to see that the program refuses them.
        .filter(|path| !name(path).starts_with("tests/cases/"))
        .filter(|path| {
            let canonical = fs::canonicalize(path).ok();
            !canonical
                .is_some_and(|end| fs::canonicalize(root()).is_ok_and(|root| end.starts_with(root)))
        })
        .map(|path| name(&path))
        // Cases of links that must be refused.
        .filter(|name| !name.starts_with("tests/cases/"))
        .collect();
    assert!(outside.is_empty(), "links that lead out: {outside:?}");
}

fn mentions(line: &str, path: &str) -> bool {
    line.match_indices(path).any(|(at, _)| {
        // `…/network/` and addresses such as `https://example.org/home/` are no paths of a machine.
        line.get(..at)
            .and_then(|before| before.chars().next_back())
            .is_none_or(|before| !before.is_alphanumeric() && !".-_}>/)".contains(before))
    })
}

fn starts_with(path: &[String], banned: &str) -> bool {
    let mut segments = path.iter();
    banned
        .split("::")
        .all(|segment| segments.next().is_some_and(|own| own == segment))
}

fn rank(order: &[&str], stage: &str) -> Option<usize> {
    order.iter().position(|known| *known == stage)
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(file: &Path) -> String {
    fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

fn name(file: &Path) -> String {
    let relative = file.strip_prefix(root()).unwrap_or(file);
    relative.to_string_lossy().replace('\\', "/")
}

/// `src/analysis/targets/value.rs` is the module `analysis::targets::value`.
fn module_of(file: &Path) -> Vec<String> {
    let relative = name(file);
    let inner = relative.trim_start_matches("src/").trim_end_matches(".rs");
    let mut module: Vec<String> = inner.split('/').map(str::to_owned).collect();
    if module
        .last()
        .is_some_and(|last| ["mod", "lib", "main"].contains(&last.as_str()))
    {
        module.pop();
    }
    module
}

/// Modules that are built for tests alone: `#[cfg(test)] mod name;`.
fn modules_of_tests() -> Vec<Vec<String>> {
    rust_files(&root().join("src"))
        .iter()
        .flat_map(|file| {
            let parent = module_of(file);
            paths::modules_of_tests(&paths::code_only(&read(file)))
                .into_iter()
                .map(move |child| [parent.clone(), vec![child]].concat())
        })
        .collect()
}

fn children(folder: &Path) -> Vec<PathBuf> {
    let entries =
        fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    paths
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    all_files(folder)
        .into_iter()
        .filter(|path| path.extension().is_some_and(|end| end == "rs"))
        .collect()
}

/// Every file of the project that is text, what is built or installed left out.
fn text_files() -> Vec<PathBuf> {
    const ENDINGS: &[&str] = &[
        "rs", "toml", "md", "html", "css", "js", "mjs", "json", "txt", "yml", "yaml", "conf", "sh",
        "svg",
    ];
    all_files(&root())
        .into_iter()
        .filter(|path| {
            let end = path
                .extension()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            let script = [".ci/", "tests/run", "tests/setup", "tests/screens"]
                .iter()
                .any(|start| name(path).starts_with(start));
            (ENDINGS.contains(&end.as_str()) || script) && fs::read_to_string(path).is_ok()
        })
        .collect()
}

fn all_files(folder: &Path) -> Vec<PathBuf> {
    const LEFT_OUT: &[&str] = &["target", "node_modules", "public", ".git", ".gongbao"];
    let mut files = Vec::new();
    for path in children(folder) {
        let file_name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if LEFT_OUT.contains(&file_name.as_str()) || file_name.starts_with("public.") {
            continue;
        }
        if path.is_dir() && !path.is_symlink() {
            files.extend(all_files(&path));
        } else {
            files.push(path);
        }
    }
    files
}
