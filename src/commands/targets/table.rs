//! Targets as a table for people.

use std::io::Write;

use unicode_width::UnicodeWidthStr;

use crate::analysis::targets::{Comparator, Target, TargetKind};
use crate::language::Lang;

/// Writes a row per target, and under it the rules where they are asked for.
pub(super) fn write(
    out: &mut impl Write,
    targets: &[Target],
    lang: Lang,
    explain: bool,
) -> std::io::Result<()> {
    for target in targets {
        let cells = [
            (kind(target.kind, lang).to_owned(), 12),
            (
                target.indicator.clone().unwrap_or_else(|| "–".to_owned()),
                36,
            ),
            (value(target), 24),
            (target.text.clone(), 24),
        ];
        let mut line = String::new();
        for (cell, width) in cells {
            line.push_str(&cell);
            line.push_str(&" ".repeat(width.max(cell.width() + 1) - cell.width()));
        }
        line.push_str(&extras(target));
        writeln!(out, "{}", line.trim_end())?;
        if explain {
            for reading in &target.readings {
                writeln!(out, "    {}: {}", reading.rule, reading.words)?;
            }
        }
    }
    Ok(())
}

fn kind(kind: TargetKind, lang: Lang) -> &'static str {
    match (kind, lang) {
        (TargetKind::Target, Lang::Zh) => "目标",
        (TargetKind::Achievement, Lang::Zh) => "完成",
        (kind, Lang::En) => kind.name(),
    }
}

fn value(target: &Target) -> String {
    let unit = target.unit.as_deref().unwrap_or_default();
    match (target.comparator, target.max) {
        (Comparator::Range, Some(max)) => format!("{}–{max} {unit}", target.value),
        (comparator, _) => format!("{} {} {unit}", comparator.sign(), target.value),
    }
}

fn extras(target: &Target) -> String {
    let period = target
        .period
        .as_ref()
        .and_then(|period| period.text.clone());
    [
        target.action.clone(),
        target.scope.clone(),
        target.actor.clone(),
        period,
    ]
    .into_iter()
    .flatten()
    .collect::<Vec<_>>()
    .join(" · ")
}
