//! `gongbao check`: every finding of the whole site, in one run.

use std::io::IsTerminal;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::ValueEnum;

use super::pipeline::{self, Cache, Options};
use super::{Common, Failed, print, tell};
use crate::diagnostics::Diagnostics;
use crate::diagnostics::report::{github, human, json, sarif};
use crate::language::Lang;

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
    let checked = pipeline::run(&common.site, &options, &mut Cache::default());
    report(&checked.diagnostics, args.format, common);
    Ok(exit_code(&checked.diagnostics))
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
        ..human::Look::default()
    }
}
