//! `gongbao build`: check, then write the site.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::OnceLock;

use super::check::{Format, exit_code, look, report};
use super::pipeline::{self, Options};
use super::{Common, Failed, print};
use crate::diagnostics::report::human;
use crate::diagnostics::{Diagnostics, Severity};
use crate::language::Lang;
use crate::model::config::base_url;
use crate::output::{
    self, PackageOptions, package,
    publish::{self, Staging},
};
use crate::pages::PageFile;

/// Arguments of `build`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  gongbao build\n  gongbao build --strict --base-url https://www.example.gov.cn/plans\n  gongbao build --package site.zip"
)]
pub(super) struct Args {
    /// The folder to write; `public` in the site's folder by default / 输出文件夹
    #[arg(long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// Where the site will stand / 正式网址
    #[arg(long, value_name = "URL", value_parser = address)]
    base_url: Option<String>,
    /// Count as errors what a published site must not have / 按正式发布的要求检查
    #[arg(long)]
    strict: bool,
    /// Also make a zip that opens by double click / 同时生成离线包
    #[arg(long, value_name = "FILE.zip")]
    package: Option<PathBuf>,
    /// Write .gz and .br beside the files / 预压缩
    #[arg(long)]
    precompress: bool,
}

/// `--base-url`, which settings do not check.
fn address(text: &str) -> Result<String, String> {
    base_url(text).ok_or_else(|| {
        "应为完整网址，不带 ? 和 #，如 https://www.example.gov.cn/plans / a whole http or https address without ? and # is needed".to_owned()
    })
}

/// Builds the site; with errors the last good output stays as it was.
pub(super) fn run(common: &Common, args: &Args) -> Result<ExitCode, Failed> {
    let options = Options {
        base_url: args.base_url.clone(),
        strict: args.strict,
    };
    let target = args
        .output
        .clone()
        .unwrap_or_else(|| common.site.join("public"));
    // That nothing can be written is told after what was found in the content.
    let staging = Staging::begin(&publish::Options {
        site: common.site.clone(),
        output: target.clone(),
        precompress: args.precompress,
    });
    let failure = OnceLock::new();
    let give = |file: PageFile| {
        if let (Ok(staging), None) = (&staging, failure.get())
            && let Err(error) = staging.write(&file.path, &file.bytes)
        {
            let _ = failure.set(error);
        }
    };
    let built = pipeline::run(&common.site, &options, None, &give);
    // Notes ask for nothing; `check` lists them.
    let mut shown = Diagnostics::default();
    shown.extend(
        built
            .diagnostics
            .iter()
            .filter(|found| found.severity != Severity::Note)
            .cloned(),
    );
    if !shown.is_empty() {
        report(&shown, Format::Human, common);
    }
    if built.diagnostics.has_errors() {
        return Ok(exit_code(&built.diagnostics));
    }
    let failed = |fault: output::Failure| Failed(human::render_one(&fault, common.lang(), look()));
    let staging = staging.map_err(failed)?;
    if let Some(fault) = failure.into_inner() {
        return Err(failed(fault));
    }
    let summary = staging.commit().map_err(failed)?;
    if let Some(file) = &args.package {
        let options = PackageOptions {
            site: common.site.clone(),
            output: target.clone(),
            file: file.clone(),
        };
        package(&options).map_err(failed)?;
    }
    let (written, unchanged, removed) = (summary.written, summary.unchanged, summary.removed);
    let folder = target.display();
    print(&match common.lang() {
        Lang::Zh => format!(
            "已写入 {folder}：更新 {written} 个文件，未变 {unchanged} 个，删除 {removed} 个\n"
        ),
        Lang::En => {
            format!("{folder}: {written} files written, {unchanged} unchanged, {removed} removed\n")
        }
    });
    Ok(ExitCode::SUCCESS)
}
