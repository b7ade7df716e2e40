//! Findings as GitHub's workflow commands, which it shows as annotations of the files.

use std::fmt::Write;

use crate::diagnostics::{Diagnostic, Diagnostics, Severity};
use crate::language::Lang;

/// All findings, one command a line. `site` is the site's folder as seen from the repository's
/// root, empty where they are the same.
pub fn render(diagnostics: &Diagnostics, lang: Lang, site: &str) -> String {
    diagnostics.iter().fold(String::new(), |mut report, found| {
        report.push_str(&render_one(found, lang, site));
        report.push('\n');
        report
    })
}

fn render_one(found: &Diagnostic, lang: Lang, site: &str) -> String {
    let command = match found.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let (start, end) = (found.location.start(), found.location.end());
    let path = super::under(site, found.location.file.path());
    let mut line = format!(
        "::{command} file={},line={},endLine={},col={}",
        property(&path),
        start.line,
        end.line,
        start.column
    );
    // An end column makes sense to GitHub only on the line of the start.
    if start.line == end.line {
        let _ = write!(line, ",endColumn={}", end.column);
    }
    let title = format!("{} {}", found.rule.code, found.rule.title.get(lang));
    let _ = write!(line, ",title={}::", property(&title));
    let (message, help) = (found.message.get(lang), found.help.get(lang));
    if help.is_empty() {
        line.push_str(&data(message));
    } else {
        line.push_str(&data(&format!("{message}\n{help}")));
    }
    line
}

/// Escapes a message: a line end would end the command.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// Escapes a property's value, which also ends at a colon or comma.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
