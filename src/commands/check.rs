//! `gongbao check`: every finding of the whole site, in one run.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::{Arc, OnceLock};

use clap::ValueEnum;

use super::pipeline::{self, Options};
use super::{Common, Failed, print, tell};
use crate::diagnostics::report::{github, human, json, sarif};
use crate::diagnostics::{Diagnostics, SourceFile};
use crate::language::Lang;
use crate::pages::{PageFile, check_published};

/// Arguments of `check`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  gongbao check\n  gongbao check --strict --published addresses.json\n  gongbao check --format json > findings.jsonl"
)]
pub(super) struct Args {
    /// Count as errors what a published site must not have / 按正式发布的要求检查
    #[arg(long)]
    strict: bool,
    /// addresses.json of the published site: none of its addresses may vanish / 已发布的地址表
    #[arg(long, value_name = "FILE")]
    published: Option<PathBuf>,
    /// How findings are written / 输出格式
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

/// The formats of findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people.
    Human,
    /// One JSON object a line.
    Json,
    /// SARIF 2.1.0.
    Sarif,
    /// GitHub's annotations.
    Github,
}

/// Checks the site; machine-readable findings go to stdout, those for people to stderr.
pub(super) fn run(common: &Common, args: &Args) -> Result<ExitCode, Failed> {
    let options = Options {
        strict: args.strict,
        ..Options::default()
    };
    let published = args
        .published
        .as_deref()
        .map(|path| read_published(path, common.lang()))
        .transpose()?;
    let made = OnceLock::new();
    let give = |file: PageFile| {
        if file.path == "data/addresses.json" {
            let _ = made.set(file.bytes);
        }
    };
    let mut checked = pipeline::run(&common.site, &options, None, &give);
    if let Some(published) = &published {
        let made = made.get().map(Vec::as_slice).unwrap_or_default();
        let found = check_published(published, made, &checked.diagnostics);
        checked.diagnostics.append(found);
        checked.diagnostics.sort();
    }
    report(&checked.diagnostics, args.format, common);
    Ok(exit_code(&checked.diagnostics))
}

/// The published site's list of addresses. That it cannot be had is no fault of the site's files.
fn read_published(path: &Path, lang: Lang) -> Result<Arc<SourceFile>, Failed> {
    let bytes = std::fs::read(path).map_err(|error| super::unreadable(path, &error, lang))?;
    let text = String::from_utf8_lossy(&bytes);
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    Ok(Arc::new(SourceFile::new(path.display().to_string(), text)))
}

/// 1 where there are errors.
pub(super) fn exit_code(diagnostics: &Diagnostics) -> ExitCode {
    if diagnostics.has_errors() {
        ExitCode::from(1)
    } else {
        ExitCode::SUCCESS
    }
}

/// Writes findings in a format.
pub(super) fn report(diagnostics: &Diagnostics, format: Format, common: &Common) {
    let lang: Lang = common.lang();
    let site = common.site.to_string_lossy();
    match format {
        Format::Human => tell(&human::render(diagnostics, lang, look())),
        Format::Json => print(&json::render(diagnostics, lang)),
        Format::Sarif => print(&sarif::render(diagnostics, lang, &site)),
        Format::Github => print(&github::render(diagnostics, lang, &site)),
    }
}

/// Colour and width of the terminal that stderr is.
pub(super) fn look() -> human::Look {
    let colour = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    human::Look {
        colour,
        width: width().unwrap_or(human::Look::default().width),
    }
}

/// Columns of the terminal; a very narrow one would show nothing of a passage.
#[cfg(unix)]
fn width() -> Option<usize> {
    let size = rustix::termios::tcgetwinsize(std::io::stderr()).ok()?;
    (size.ws_col > 0).then(|| usize::from(size.ws_col).max(40))
}

#[cfg(not(unix))]
fn width() -> Option<usize> {
    None
}
