//! Findings for people: each with the passage it is about, marked, then a line of counts.

use std::ops::Range;

use annotate_snippets::renderer::{DEFAULT_TERM_WIDTH, DecorStyle};
use annotate_snippets::{
    AnnotationKind, Group, Level, Origin, Renderer, Snippet, normalize_untrusted_str,
};

use crate::diagnostics::{Diagnostic, Diagnostics, Location, Severity};
use crate::language::{Lang, Words};

/// How many lines of a long passage are shown.
const LINES_SHOWN: usize = 4;

/// How a report looks.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// With the terminal's colours?
    pub colour: bool,
    /// Columns of the terminal; longer lines are cut around the passage.
    pub width: usize,
}

impl Default for Look {
    fn default() -> Self {
        Self {
            colour: false,
            width: DEFAULT_TERM_WIDTH,
        }
    }
}

/// All findings in `lang`, and how many there are of each severity.
pub fn render(diagnostics: &Diagnostics, lang: Lang, look: Look) -> String {
    let mut report = String::new();
    for found in diagnostics {
        report.push_str(&render_one(found, lang, look));
        report.push_str("\n\n");
    }
    report.push_str(&summary(diagnostics, lang));
    report.push('\n');
    report
}

/// One finding in `lang`, without a line end after it.
pub fn render_one(found: &Diagnostic, lang: Lang, look: Look) -> String {
    let message = found.message.get(lang);
    let (title, rest) = message.split_once('\n').unwrap_or((message, ""));
    let title = level(found.severity, lang)
        .primary_title(title)
        .id(found.rule.code);
    let window = Window::around(&found.location);
    let group = match &window {
        Some(window) => Group::with_title(title).element(
            Snippet::source(window.text)
                .line_start(window.line)
                .path(found.location.file.path())
                .annotation(AnnotationKind::Primary.span(window.span.clone())),
        ),
        None => Group::with_title(title).element(Origin::path(found.location.file.path())),
    };
    let mut parts = Vec::new();
    if !rest.is_empty() {
        parts.push(Level::NOTE.no_name().message(normalized(rest)));
    }
    let help = found.help.get(lang);
    if !help.is_empty() {
        let name = pick(lang, "办法", "help");
        parts.push(Level::HELP.with_name(name).message(normalized(help)));
    }
    let renderer = if look.colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    // Box-drawing characters are two columns wide in many Chinese terminals: carets would shift.
    renderer
        .decor_style(DecorStyle::Ascii)
        .term_width(look.width)
        .render(&[group.elements(parts)])
}

/// How many findings there are of each severity.
pub fn summary(diagnostics: &Diagnostics, lang: Lang) -> String {
    let counts: Vec<String> = [Severity::Error, Severity::Warning, Severity::Note]
        .into_iter()
        .filter_map(|severity| count(diagnostics.count(severity), severity, lang))
        .collect();
    match (counts.is_empty(), lang) {
        (true, Lang::Zh) => "没有发现问题".to_owned(),
        (true, Lang::En) => "nothing found".to_owned(),
        (false, Lang::Zh) => format!("共发现{}", counts.join("、")),
        (false, Lang::En) => format!("found {}", counts.join(", ")),
    }
}

fn count(number: usize, severity: Severity, lang: Lang) -> Option<String> {
    let word = severity_word(severity).get(lang);
    match (number, lang) {
        (0, _) => None,
        (_, Lang::Zh) => Some(format!("{number}个{word}")),
        (1, Lang::En) => Some(format!("1 {word}")),
        (_, Lang::En) => Some(format!("{number} {word}s")),
    }
}

fn severity_word(severity: Severity) -> Words {
    let (zh, en) = match severity {
        Severity::Error => ("错误", "error"),
        Severity::Warning => ("警告", "warning"),
        Severity::Note => ("提示", "note"),
    };
    Words { zh, en }
}

fn level(severity: Severity, lang: Lang) -> Level<'static> {
    let level = match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    level.with_name(severity_word(severity).get(lang))
}

fn pick(lang: Lang, zh: &'static str, en: &'static str) -> &'static str {
    Words { zh, en }.get(lang)
}

/// Text from content may hold control characters that would command the terminal.
fn normalized(text: &str) -> String {
    text.split('\n')
        .map(normalize_untrusted_str)
        .collect::<Vec<_>>()
        .join("\n")
}

/// The lines that a passage stands in, so that the cost of a finding does not grow with its file.
struct Window<'a> {
    text: &'a str,
    line: usize,
    span: Range<usize>,
}

impl<'a> Window<'a> {
    /// `None` where the file's text could not be had.
    fn around(location: &'a Location) -> Option<Self> {
        let file = &location.file;
        if file.text().is_empty() {
            return None;
        }
        let line = location.start().line;
        let last = location.end().line.min(line + LINES_SHOWN - 1);
        let first = file.line(line)?;
        let end = file.line(last).map_or(first.end, |line| line.end);
        let text = file.slice(first.start..end);
        let inside = |at: usize| text.floor_char_boundary(at.saturating_sub(first.start));
        let start = inside(location.span.start);
        Some(Self {
            text,
            line,
            span: start..inside(location.span.end).max(start),
        })
    }
}
