//! Findings about the input: what is wrong, where, and what to do.
//!
//! Every stage adds to [`Diagnostics`] and goes on, so that one run reports everything.

pub mod codes;
mod consequences;
pub mod report;
mod span;
pub mod system;

pub use codes::Rule;
pub use span::{Location, Placed, Position, SourceFile};

use crate::language::Bilingual;

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The site cannot be built as it is.
    Error,
    /// Something is probably wrong; the site can be built.
    Warning,
    /// Worth knowing; nothing need be done.
    Note,
}

impl Severity {
    /// The word used in machine-readable reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule that was broken.
    pub rule: &'static Rule,
    /// How much it weighs in this run.
    pub severity: Severity,
    /// What is wrong, here.
    pub message: Bilingual,
    /// What to do about it, here.
    pub help: Bilingual,
    /// Where.
    pub location: Location,
}

impl Diagnostic {
    /// A finding under `rule`; its help is the rule's own until [`Self::help`] says it better.
    pub fn new(rule: &'static Rule, location: Location, message: Bilingual) -> Self {
        Self {
            rule,
            severity: rule.severity,
            message,
            help: rule.mend.into(),
            location,
        }
    }

    /// Replaces the rule's general help by one made for this place.
    #[must_use]
    pub fn help(mut self, zh: impl Into<String>, en: impl Into<String>) -> Self {
        self.help = Bilingual::new(zh, en);
        self
    }
}

/// The findings of a run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
}

impl Diagnostics {
    /// Adds a finding.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    /// Adds a finding made of its parts.
    pub fn report(
        &mut self,
        rule: &'static Rule,
        location: Location,
        zh: impl Into<String>,
        en: impl Into<String>,
    ) {
        self.push(Diagnostic::new(rule, location, Bilingual::new(zh, en)));
    }

    /// Adds all findings of another run.
    pub fn append(&mut self, other: Self) {
        self.list.extend(other.list);
    }

    /// Moves findings to the places that `origin` gives for their paths; of several about one
    /// place under one rule the first stays.
    #[must_use]
    pub fn relocated(mut self, origin: impl Fn(&str) -> Option<Location>) -> Self {
        let mut seen = Vec::new();
        self.list.retain_mut(|found| {
            let Some(location) = origin(found.location.file.path()) else {
                return true;
            };
            found.location = location;
            let place = (found.rule.code, found.location.clone());
            let new = !seen.contains(&place);
            seen.push(place);
            new
        });
        self
    }

    /// Keeps the findings that `keep` accepts.
    pub fn retain(&mut self, keep: impl FnMut(&Diagnostic) -> bool) {
        self.list.retain(keep);
    }

    /// Is there an error among them?
    pub fn has_errors(&self) -> bool {
        self.list
            .iter()
            .any(|found| found.severity == Severity::Error)
    }

    /// How many have this severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.list
            .iter()
            .filter(|found| found.severity == severity)
            .count()
    }

    /// Raises to errors what a published site must not have (`--strict`).
    pub fn make_strict(&mut self) {
        for found in &mut self.list {
            if found.rule.strict {
                found.severity = Severity::Error;
            }
        }
    }

    /// Puts the findings in the order of files, lines, columns and codes, and drops repetitions.
    pub fn sort(&mut self) {
        self.list.sort_by_cached_key(|found| {
            let start = found.location.start();
            (
                found.location.file.path().to_owned(),
                start.line,
                start.column,
                found.rule.code,
                found.message.en.clone(),
            )
        });
        self.list.dedup();
    }

    /// The findings, in the order they stand.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.list.iter()
    }

    /// Are there none?
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}

impl Extend<Diagnostic> for Diagnostics {
    fn extend<I: IntoIterator<Item = Diagnostic>>(&mut self, iter: I) {
        self.list.extend(iter);
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
