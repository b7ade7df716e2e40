//! `gongbao import`: documents as received → plan files.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::ValueEnum;
use walkdir::WalkDir;

use super::check::{self, Format};
use super::{Common, Failed, print};
use crate::documents::received::Kind;
use crate::documents::received::batch::{self, Imported, Outcome, Request};
use crate::documents::received::update::{Change, short_diff};
use crate::language::Lang;

/// Arguments of `import`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  gongbao import plans.txt --dry-run        look at what would be written\n  gongbao import plans.txt\n  gongbao import 要点.docx --city luan --year 2022\n  gongbao import report.txt --kind report\n\nReads .txt, .md and .docx in UTF-8, UTF-16 or GB18030. What is guessed is listed in\nneeds_confirmation; importing a corrected file again keeps what editors did."
)]
pub(super) struct Args {
    /// Documents as received / 收录文件
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// City by slug or Chinese name; one for all documents, or one for each, with commas / 城市
    #[arg(long, value_delimiter = ',')]
    city: Vec<String>,
    /// Year / 年份
    #[arg(long, value_parser = clap::value_parser!(i16).range(1949..2200))]
    year: Option<i16>,
    /// Plan or report / 类别
    #[arg(long, value_enum, value_name = "plan|report")]
    kind: Option<KindName>,
    /// Content folder to write into; the site's own by default / 写入的内容文件夹
    #[arg(long, value_name = "DIR")]
    into: Option<PathBuf>,
    /// Show what would be written, and write nothing / 只显示，不写入
    #[arg(long)]
    dry_run: bool,
}

/// The kinds of documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum KindName {
    /// Tasks to be done.
    Plan,
    /// Results.
    Report,
}

/// Imports the files; what was made goes to stdout, findings to stderr.
pub(super) fn run(common: &Common, args: &Args) -> Result<ExitCode, Failed> {
    let lang = common.lang();
    let content = args
        .into
        .clone()
        .unwrap_or_else(|| common.site.join("content"));
    let mut files = Vec::new();
    for path in &args.files {
        let bytes = read_received(path).map_err(|error| failed(path, &error, lang))?;
        files.push((file_name(path), bytes));
    }
    let existing = existing(&content).map_err(|error| failed(&content, &error, lang))?;
    let mut outcome = batch::import(&Request {
        files: &files,
        cities: &args.city,
        year: args.year,
        kind: args.kind.map(|kind| match kind {
            KindName::Plan => Kind::Plan,
            KindName::Report => Kind::Report,
        }),
        existing: &existing,
    });
    outcome.diagnostics.sort();
    if !outcome.diagnostics.is_empty() {
        check::report(&outcome.diagnostics, Format::Human, common);
    }
    if !args.dry_run {
        write(&content, &outcome, &existing).map_err(|error| failed(&content, &error, lang))?;
    }
    print(&summary(&outcome, args.dry_run, lang));
    Ok(check::exit_code(&outcome.diagnostics))
}

fn failed(path: &Path, error: &std::io::Error, lang: Lang) -> Failed {
    super::unreadable(path, error, lang)
}

fn file_name(path: &Path) -> String {
    path.file_name()
        .map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}

fn read_received(path: &Path) -> std::io::Result<Vec<u8>> {
    std::fs::read(path)
}

/// The files below the content folder that an import looks at.
fn existing(content: &Path) -> std::io::Result<BTreeMap<String, Arc<[u8]>>> {
    let mut files = BTreeMap::new();
    if !content.is_dir() {
        return Ok(files);
    }
    for entry in WalkDir::new(content).sort_by_file_name() {
        let entry = entry?;
        let Ok(path) = entry.path().strip_prefix(content) else {
            continue;
        };
        let path = path
            .components()
            .map(|part| part.as_os_str().to_string_lossy())
            .collect::<Vec<_>>()
            .join("/");
        let wanted = path.starts_with("sources/")
            || path.ends_with(".zh.md")
            || path.ends_with("/city.toml");
        if wanted && entry.file_type().is_file() {
            files.insert(path, std::fs::read(entry.path())?.into());
        }
    }
    Ok(files)
}

/// Writes what changed. Each file appears whole or not at all.
fn write(
    content: &Path,
    outcome: &Outcome,
    existing: &BTreeMap<String, Arc<[u8]>>,
) -> std::io::Result<()> {
    for (path, bytes) in &outcome.writes {
        if existing.get(path).is_some_and(|there| **there == **bytes) {
            continue;
        }
        let path = content.join(path);
        let folder = path.parent().unwrap_or(content);
        std::fs::create_dir_all(folder)?;
        let mut file = tempfile::Builder::new()
            .prefix(".import-")
            .tempfile_in(folder)?;
        std::io::Write::write_all(&mut file, bytes)?;
        readable_by_all(file.as_file())?;
        file.persist(&path).map_err(|error| error.error)?;
    }
    Ok(())
}

/// Temporary files are the owner's alone; content is everyone's to read.
#[cfg(unix)]
fn readable_by_all(file: &std::fs::File) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable_by_all(_file: &std::fs::File) -> std::io::Result<()> {
    Ok(())
}

/// What was made and changed, for people.
fn summary(outcome: &Outcome, dry_run: bool, lang: Lang) -> String {
    let mut text = String::new();
    for plan in &outcome.plans {
        plan_summary(plan, lang, &mut text);
    }
    let wrote = if outcome.writes.is_empty() {
        lang_words(lang, "没有写入任何文件", "nothing was written")
    } else if dry_run {
        lang_words(
            lang,
            "试运行：没有写入任何文件",
            "dry run: nothing was written",
        )
    } else {
        return text;
    };
    text.push_str(wrote);
    text.push('\n');
    text
}

fn lang_words(lang: Lang, zh: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

fn plan_summary(plan: &Imported, lang: Lang, text: &mut String) {
    let state = match &plan.changes {
        None => lang_words(lang, "新建", "new"),
        Some(changes) if changes.is_empty() => lang_words(lang, "无变化", "unchanged"),
        Some(_) => lang_words(lang, "更新", "updated"),
    };
    let (source, (first, last)) = &plan.source;
    let _ = writeln!(
        text,
        "{}  [{state}]  {}  ({source}:{first}-{last})",
        plan.path, plan.title
    );
    match &plan.changes {
        None => {
            for (level, heading) in &plan.outline {
                let _ = writeln!(text, "{}{}", "  ".repeat(*level), shorten(heading));
            }
        }
        Some(changes) => {
            for change in changes {
                let _ = writeln!(text, "  {}", change_line(change, lang));
            }
        }
    }
}

fn change_line(change: &Change, lang: Lang) -> String {
    match change {
        Change::Retitled { old, new } => match lang {
            Lang::Zh => format!("~ 标题  {}", short_diff(old, new)),
            Lang::En => format!("~ title  {}", short_diff(old, new)),
        },
        Change::Added { key, heading } => format!("+ {key}  {}", shorten(heading)),
        Change::Removed { key, heading } => format!("- {key}  {}", shorten(heading)),
        Change::Renumbered { key, number } => match lang {
            Lang::Zh => format!("# {key}  编号改为 {number}"),
            Lang::En => format!("# {key}  is now numbered {number}"),
        },
        Change::Changed {
            key,
            diff,
            markup_lost,
        } => {
            let lost = match (markup_lost, lang) {
                (false, _) => "",
                (true, Lang::Zh) => "  （原有的加粗、链接等标记未保留）",
                (true, Lang::En) => "  (its emphasis and links were not kept)",
            };
            format!("~ {key}  {diff}{lost}")
        }
    }
}

fn shorten(heading: &str) -> String {
    let heading = heading.trim();
    let short: String = heading.chars().take(40).collect();
    if short.len() < heading.len() {
        short + "…"
    } else {
        short
    }
}
