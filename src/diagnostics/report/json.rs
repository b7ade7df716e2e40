//! Findings as JSON, one object a line.

use serde::Serialize;

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::language::Lang;

/// One finding; lines and columns from 1, columns count characters, ends exclusive.
#[derive(Serialize)]
struct Record<'a> {
    code: &'a str,
    severity: &'a str,
    message: &'a str,
    help: &'a str,
    file: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

/// All findings, one a line, messages in `lang`.
pub fn render(diagnostics: &Diagnostics, lang: Lang) -> String {
    let mut report = String::new();
    for found in diagnostics {
        report.push_str(&render_one(found, lang));
        report.push('\n');
    }
    report
}

/// One finding, without a line end.
pub fn render_one(found: &Diagnostic, lang: Lang) -> String {
    let (start, end) = (found.location.start(), found.location.end());
    let record = Record {
        code: found.rule.code,
        severity: found.severity.name(),
        message: found.message.get(lang),
        help: found.help.get(lang),
        file: found.location.file.path(),
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
    };
    serde_json::to_string(&record).unwrap_or_default()
}
