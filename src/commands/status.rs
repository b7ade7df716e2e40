//! `gongbao status`: per plan, what it holds and lacks.

mod candidates;
mod relations;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::process::ExitCode;

use super::pipeline::{self, Built, Options};
use super::{Common, Failed, check, print};
use crate::diagnostics::Severity;
use crate::diagnostics::codes::model::NO_SETTINGS;
use crate::language::Lang;
use crate::model::Plan;

/// Arguments of `status`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  gongbao status\n  gongbao status --relations\n  gongbao status --candidates"
)]
pub(super) struct Args {
    /// List per section what is linked, at what score, and the next candidate / 列出关联
    #[arg(long)]
    relations: bool,
    /// List every indicator that indicators.toml does not have / 列出全部候选指标
    #[arg(long)]
    candidates: bool,
}

/// Prints the table.
#[expect(clippy::unnecessary_wraps, reason = "every command answers alike")]
pub(super) fn run(common: &Common, args: &Args) -> Result<ExitCode, Failed> {
    let built = pipeline::look_over(&common.site, &Options::default());
    let lang = common.lang();
    // A folder that is no site has no plans to list.
    if built
        .diagnostics
        .iter()
        .any(|found| found.rule == &NO_SETTINGS)
    {
        check::report(&built.diagnostics, check::Format::Human, common);
        return Ok(check::exit_code(&built.diagnostics));
    }
    print(&table(&built, lang));
    print(&unread(&built, lang));
    print(&candidates::listing(&built, args.candidates, lang));
    if args.relations {
        print(&format!("\n{}", relations::listing(&built, lang)));
    }
    Ok(ExitCode::SUCCESS)
}

fn table(built: &Built, lang: Lang) -> String {
    let head = match lang {
        Lang::Zh => [
            "计划",
            "类别",
            "年份",
            "条目",
            "已译",
            "译文状态",
            "指标",
            "关联",
            "候选指标",
            "错误",
            "警告",
        ],
        Lang::En => [
            "plan",
            "kind",
            "covers",
            "sections",
            "translated",
            "translation",
            "targets",
            "relations",
            "candidates",
            "errors",
            "warnings",
        ],
    };
    let related = related(built);
    let mut rows = vec![head.map(str::to_owned)];
    rows.extend(
        built
            .site
            .plans
            .iter()
            .map(|plan| row(built, plan, &related)),
    );
    columns(&rows)
}

/// The plans that are not in the table, as their files could not be read.
fn unread(built: &Built, lang: Lang) -> String {
    let plans = built
        .site
        .unread
        .iter()
        .filter(|id| !id.starts_with("sources/"));
    plans.fold(String::new(), |mut lines, id| {
        let _ = match lang {
            Lang::Zh => writeln!(lines, "未能读取：{id}（原因见 gongbao check）"),
            Lang::En => writeln!(lines, "not read: {id} (gongbao check says why)"),
        };
        lines
    })
}

/// How many relations each plan's sections have; one between two of its own counts once.
fn related(built: &Built) -> BTreeMap<&str, usize> {
    let mut count = BTreeMap::new();
    for relation in &built.facts.relations.list {
        let [a, b] =
            [&relation.a, &relation.b].map(|id| id.rsplit_once('/').map_or("", |(plan, _)| plan));
        *count.entry(a).or_default() += 1;
        if a != b {
            *count.entry(b).or_default() += 1;
        }
    }
    count
}

fn row(built: &Built, plan: &Plan, related: &BTreeMap<&str, usize>) -> [String; 11] {
    let translated = plan
        .sections
        .iter()
        .filter(|section| section.english.is_some())
        .count();
    let targets: usize = plan
        .sections
        .iter()
        .map(|section| built.facts.targets.of_section(&section.id).len())
        .sum();
    let prefix = format!("content/{}.", plan.id);
    let count = |severity| {
        built
            .diagnostics
            .iter()
            .filter(|found| {
                found.severity == severity && found.location.file.path().starts_with(&prefix)
            })
            .count()
            .to_string()
    };
    [
        plan.id.clone(),
        plan.kind.name().to_owned(),
        plan.covers.to_string(),
        plan.sections.len().to_string(),
        translated.to_string(),
        plan.translation
            .as_ref()
            .map_or("–", |translation| translation.method.name())
            .to_owned(),
        targets.to_string(),
        related.get(plan.id.as_str()).unwrap_or(&0).to_string(),
        candidates::of_plan(built, plan).len().to_string(),
        count(Severity::Error),
        count(Severity::Warning),
    ]
}

/// Sets rows in columns; a Chinese character is two columns wide.
fn columns<const N: usize>(rows: &[[String; N]]) -> String {
    use unicode_width::UnicodeWidthStr;
    let widths: [usize; N] =
        std::array::from_fn(|at| rows.iter().map(|row| row[at].width()).max().unwrap_or(0));
    let mut out = String::new();
    for row in rows {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(widths) {
            line.push_str(cell);
            line.push_str(&" ".repeat(width - cell.width() + 2));
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}
