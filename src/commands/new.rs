//! `gongbao new`: a working bilingual site to start from.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{fs, io};

use include_dir::{Dir, include_dir};

use super::{Common, Failed, print};
use crate::diagnostics::system;
use crate::language::{Bilingual, Lang};

static STARTER: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/commands/new/starter");

/// Files whose own place in this repository would make them work here.
const ELSEWHERE: [(&str, &str); 4] = [
    (
        ".github/workflows/site.yml",
        include_str!("../../docs/ci/github-actions.yml"),
    ),
    (
        ".gitlab-ci.yml",
        include_str!("../../docs/ci/gitlab-ci.yml"),
    ),
    (".gitignore", include_str!("new/starter/gitignore")),
    (".gitattributes", include_str!("new/starter/gitattributes")),
];

/// Arguments of `new`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  gongbao new plans\n  gongbao serve --site plans --open")]
pub(super) struct Args {
    /// The folder to make; it may exist if it is empty / 新站点的文件夹
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

/// Writes the site.
pub(super) fn run(common: &Common, args: &Args) -> Result<ExitCode, Failed> {
    let lang = common.lang();
    write(&args.folder).map_err(|message| Failed(message.get(lang).to_owned()))?;
    let folder = args.folder.display();
    print(&match lang {
        Lang::Zh => format!(
            "已建立 {folder}：一个虚构城市的示例站点。\n\n  gongbao serve --site {folder}   预览\n  gongbao check --site {folder}   检查\n"
        ),
        Lang::En => format!(
            "{folder} is ready: an example site of an invented city.\n\n  gongbao serve --site {folder}   look at it\n  gongbao check --site {folder}   check it\n"
        ),
    });
    Ok(ExitCode::SUCCESS)
}

/// The starter's files, in the order of their paths.
fn files() -> Vec<(&'static str, &'static [u8])> {
    fn walk(folder: &'static Dir<'static>, files: &mut Vec<(&'static str, &'static [u8])>) {
        for file in folder.files() {
            if let Some(path) = file.path().to_str() {
                files.push((path, file.contents()));
            }
        }
        for folder in folder.dirs() {
            walk(folder, files);
        }
    }
    let mut files = Vec::new();
    walk(&STARTER, &mut files);
    files.retain(|(path, _)| !matches!(*path, "gitignore" | "gitattributes"));
    files.extend(ELSEWHERE.map(|(path, text)| (path, text.as_bytes())));
    files.sort_unstable();
    files
}

fn write(folder: &Path) -> Result<(), Bilingual> {
    check_empty(folder)?;
    for (path, bytes) in files() {
        let target = folder.join(path);
        let written = target
            .parent()
            .map_or(Ok(()), fs::create_dir_all)
            .and_then(|()| fs::write(&target, bytes));
        written.map_err(|error| {
            let (target, why) = (target.display(), system::reason(&error));
            Bilingual::new(
                format!("写不出 {target}：{}", why.zh),
                format!("cannot write {target}: {}", why.en),
            )
        })?;
    }
    Ok(())
}

/// Nothing that stands in the folder may be overwritten; a repository's own folder does no harm.
fn check_empty(folder: &Path) -> Result<(), Bilingual> {
    let shown = folder.display();
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => {
            let why = system::reason(&error);
            return Err(Bilingual::new(
                format!("不能在 {shown} 建立站点：{}", why.zh),
                format!("cannot make a site in {shown}: {}", why.en),
            ));
        }
        Ok(entries) => entries,
    };
    let mut others = entries.filter(|entry| {
        !entry
            .as_ref()
            .is_ok_and(|entry| entry.file_name() == ".git")
    });
    if others.next().is_some() {
        return Err(Bilingual::new(
            format!("文件夹 {shown} 不是空的；请另选一个文件夹"),
            format!("the folder {shown} is not empty; choose another"),
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::pipeline;
    use crate::diagnostics::Severity;

    #[test]
    fn the_starter_builds_without_errors_or_warnings() {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join("site");
        write(&folder).unwrap();
        let (built, tree) = pipeline::run_in_memory(
            &folder,
            &pipeline::Options::default(),
            &mut pipeline::Cache::default(),
        );
        let found: Vec<String> = built
            .diagnostics
            .iter()
            .filter(|found| found.severity != Severity::Note)
            .map(|found| crate::diagnostics::report::json::render_one(found, Lang::En))
            .collect();
        assert!(found.is_empty(), "{found:#?}");
        assert_eq!(built.site.plans.len(), 2);
        assert!(tree.get("en/shili/2026/1-1/index.html").is_some());
        for hidden in [
            ".gitignore",
            ".gitattributes",
            ".gitlab-ci.yml",
            ".github/workflows/site.yml",
        ] {
            assert!(folder.join(hidden).is_file(), "{hidden}");
        }
    }

    #[test]
    fn nothing_is_overwritten() {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join(".git")).unwrap();
        assert!(check_empty(root.path()).is_ok());
        fs::write(root.path().join("thesis.txt"), "mine").unwrap();
        assert!(write(root.path()).unwrap_err().en.contains("not empty"));
        assert!(write(&root.path().join("thesis.txt")).is_err());
        assert_eq!(fs::read_dir(root.path()).unwrap().count(), 2);
    }
}
