//! The last good site and the findings of the last build.

use std::sync::Arc;

use serde::Serialize;
use tokio::sync::watch;

use super::BuildResult;
use crate::diagnostics::{Diagnostics, Severity};
use crate::language::Bilingual;
use crate::output::Tree;

/// How many findings a page shows; the terminal has them all.
const SHOWN: usize = 50;

/// What is served, and who waits for news of it.
#[derive(Debug)]
pub(super) struct State {
    current: watch::Sender<Arc<Snapshot>>,
}

/// What is served at one time.
#[derive(Debug, Default)]
pub(super) struct Snapshot {
    /// The last site that could be built.
    pub(super) tree: Option<Arc<Tree>>,
    /// What the last build found.
    pub(super) findings: Arc<Findings>,
    /// The path of the site's `base_url`.
    pub(super) base_path: String,
}

/// Findings as pages show them.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
pub(super) struct Findings {
    errors: usize,
    warnings: usize,
    notes: usize,
    list: Vec<Finding>,
}

#[derive(Debug, PartialEq, Eq, Serialize)]
struct Finding {
    code: &'static str,
    severity: &'static str,
    message: Bilingual,
    help: Bilingual,
    file: String,
    line: usize,
    column: usize,
}

impl Default for State {
    fn default() -> Self {
        Self {
            current: watch::Sender::new(Arc::default()),
        }
    }
}

impl State {
    /// Takes what a build gave, and wakes the pages that wait.
    pub(super) fn update(&self, result: BuildResult) {
        let last = self.snapshot();
        let good = result.tree.is_some();
        self.current.send_replace(Arc::new(Snapshot {
            tree: result.tree.map(Arc::new).or_else(|| last.tree.clone()),
            findings: Arc::new(Findings::of(&result.diagnostics)),
            base_path: if good {
                result.base_path
            } else {
                last.base_path.clone()
            },
        }));
    }

    pub(super) fn snapshot(&self) -> Arc<Snapshot> {
        Arc::clone(&self.current.borrow())
    }

    pub(super) fn subscribe(&self) -> watch::Receiver<Arc<Snapshot>> {
        self.current.subscribe()
    }
}

impl Findings {
    fn of(diagnostics: &Diagnostics) -> Self {
        let mut list: Vec<_> = diagnostics.iter().collect();
        list.sort_by_key(|found| found.severity);
        Self {
            errors: diagnostics.count(Severity::Error),
            warnings: diagnostics.count(Severity::Warning),
            notes: diagnostics.count(Severity::Note),
            list: list
                .into_iter()
                .take(SHOWN)
                .map(|found| {
                    let start = found.location.start();
                    Finding {
                        code: found.rule.code,
                        severity: found.severity.name(),
                        message: found.message.clone(),
                        help: found.help.clone(),
                        file: found.location.file.path().to_owned(),
                        line: start.line,
                        column: start.column,
                    }
                })
                .collect(),
        }
    }
}
