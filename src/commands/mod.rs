//! The command line: parses arguments, runs the pipeline, sets the exit code.
//!
//! Exit codes: 0 fine, 1 the input has errors, 2 wrong usage or the machine failed. Results go to
//! stdout, findings and progress to stderr.

mod build;
mod check;
mod explain;
mod import;
mod new;
pub mod pipeline;
pub mod serve;
pub mod site_files;
mod status;
mod targets;
mod usage;

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::language::Lang;

/// Publishes government plan documents as a bilingual, searchable static website.
#[derive(Debug, Parser)]
#[command(
    name = "gongbao",
    version,
    about = "Publishes government plan documents as a bilingual, searchable static website\n将政府计划文件发布为可检索的中英双语静态网站",
    propagate_version = true,
    subcommand_required = true,
    arg_required_else_help = true,
    after_help = "Examples:\n  gongbao new my-site        a site to start from / 新建站点\n  gongbao serve              build and look at it / 预览\n  gongbao check              every finding / 检查\n  gongbao build              write public/ / 生成网站"
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    common: Common,
}

/// What every command takes.
#[derive(Debug, Clone, Args)]
pub struct Common {
    /// The site's folder / 站点文件夹
    #[arg(long, global = true, value_name = "DIR", default_value = ".")]
    pub site: PathBuf,
    /// Language of messages; by default the system's / 提示语言
    #[arg(long, global = true, value_enum, value_name = "zh|en")]
    pub messages: Option<Messages>,
}

impl Common {
    /// The language of messages: as asked for, else the locale's.
    pub fn lang(&self) -> Lang {
        match self.messages {
            Some(Messages::Zh) => Lang::Zh,
            Some(Messages::En) => Lang::En,
            None => locale(),
        }
    }
}

/// The language of the machine's locale.
fn locale() -> Lang {
    let named = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    match named {
        Some(locale) if locale.starts_with("zh") => Lang::Zh,
        _ => Lang::En,
    }
}

/// The languages of messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Messages {
    /// Chinese.
    Zh,
    /// English.
    En,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// A working bilingual site to start from / 新建站点
    New(new::Args),
    /// Turn documents as received into plan files / 导入收录文件
    Import(import::Args),
    /// Report every finding of the whole site / 检查站点
    Check(check::Args),
    /// Check, then write the site / 生成网站
    Build(build::Args),
    /// Build, serve, watch, reload / 预览
    Serve(serve::Args),
    /// What the extractor of targets sees in any text / 提取任意文本中的指标
    Targets(targets::Args),
    /// What each plan holds and lacks / 各计划概况
    Status(status::Args),
    /// Explain a diagnostic's code / 解释诊断代码
    Explain(explain::Args),
}

/// Why a command could not do its work: told on stderr, exit code 2.
#[derive(Debug)]
pub struct Failed(pub String);

/// A file that the command line names and that could not be had or written.
fn unreadable(path: &std::path::Path, error: &std::io::Error, lang: Lang) -> Failed {
    let (path, why) = (path.display(), crate::diagnostics::system::reason(error));
    Failed(match lang {
        Lang::Zh => format!("{path}：{}", why.zh),
        Lang::En => format!("{path}: {}", why.en),
    })
}

/// Runs the command that the process's arguments name.
pub fn run() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            let fine = !error.use_stderr();
            let told = Some(&error)
                .filter(|error| error.use_stderr() && usage::language() == Lang::Zh)
                .and_then(usage::chinese);
            match told {
                Some(told) => tell(&told),
                // Nothing can be done where even the terminal is gone.
                None => drop(error.print()),
            }
            return if fine {
                ExitCode::SUCCESS
            } else {
                ExitCode::from(2)
            };
        }
    };
    let common = &cli.common;
    let outcome = match &cli.command {
        Command::New(args) => new::run(common, args),
        Command::Import(args) => import::run(common, args),
        Command::Check(args) => check::run(common, args),
        Command::Build(args) => build::run(common, args),
        Command::Serve(args) => serve::run_command(common, args),
        Command::Targets(args) => targets::run(common, args),
        Command::Status(args) => status::run(common, args),
        Command::Explain(args) => explain::run(common, args),
    };
    outcome.unwrap_or_else(|Failed(message)| {
        tell(&message);
        ExitCode::from(2)
    })
}

/// Prints a result on stdout; a reader that went away (`| head`) is no failure.
pub fn print(text: &str) {
    let mut out = anstream::stdout().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

/// Prints progress or a finding on stderr.
pub fn tell(text: &str) {
    let mut out = anstream::stderr().lock();
    let _ = writeln!(out, "{}", text.trim_end_matches('\n'));
}
