//! `gongbao explain CODE`: a diagnostic's meaning, example and mend.

use std::fmt::Write as _;
use std::process::ExitCode;

use super::{Common, Failed, print};
use crate::diagnostics::codes;
use crate::language::Lang;

/// Arguments of `explain`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  gongbao explain M201\n  gongbao explain        (lists every code)"
)]
pub(super) struct Args {
    /// The code, such as M201; without one every code is listed / 诊断代码
    #[arg(value_name = "CODE")]
    code: Option<String>,
}

/// Explains a code, or lists them all.
pub(super) fn run(common: &Common, args: &Args) -> Result<ExitCode, Failed> {
    let lang = common.lang();
    let Some(code) = &args.code else {
        let mut list = String::new();
        for rule in codes::all() {
            let _ = writeln!(list, "{}  {}", rule.code, rule.title.get(lang));
        }
        print(&list);
        return Ok(ExitCode::SUCCESS);
    };
    let Some(rule) = codes::find(code) else {
        return Err(Failed(match lang {
            Lang::Zh => format!("没有诊断代码“{code}”；gongbao explain 列出全部代码。"),
            Lang::En => format!("there is no diagnostic “{code}”; gongbao explain lists them all"),
        }));
    };
    let (example, mend) = match lang {
        Lang::Zh => ("示例", "处理办法"),
        Lang::En => ("Example", "What to do"),
    };
    let mut quoted = String::new();
    for line in rule.example.lines() {
        let _ = writeln!(quoted, "    {line}");
    }
    print(&format!(
        "{} {}\n\n{}\n\n{example}:\n{quoted}\n{mend}:\n    {}\n",
        rule.code,
        rule.title.get(lang),
        rule.explanation.get(lang),
        rule.mend.get(lang)
    ));
    Ok(ExitCode::SUCCESS)
}
