//! Findings that only follow from others: an editor mends the cause, and they are gone.

use std::collections::{BTreeMap, BTreeSet};

use super::codes::{documents, model, output, pages};
use super::{Diagnostic, Diagnostics, Rule, Severity};

impl Diagnostics {
    /// Drops what follows from another finding.
    pub fn drop_consequences(&mut self) {
        self.drop_stale();
        self.drop_left_out();
        self.drop_proved();
        self.drop_misread();
        self.drop_clashing_files();
        self.drop_repeated_redirects();
        self.drop_uncounted();
        self.drop_unmade();
        let in_content = |found: &Diagnostic| found.location.file.path().starts_with("content/");
        if self.iter().any(in_content) {
            // Something is there.
            self.retain(|found| found.rule != &model::NO_CONTENT);
        }
    }

    fn of<'a>(&'a self, rule: &'static Rule) -> impl Iterator<Item = &'a Diagnostic> {
        self.iter().filter(move |found| found.rule == rule)
    }

    /// An official text that differs from its source is to be mended; that its translation was made
    /// from another text is true then and asks for nothing.
    fn drop_stale(&mut self) {
        let plan = |found: &Diagnostic, ending: &str| {
            let path = found.location.file.path();
            path.strip_suffix(ending).map(str::to_owned)
        };
        let differing: BTreeSet<String> = self
            .of(&model::TEXT_DIFFERS)
            .filter_map(|found| plan(found, ".zh.md"))
            .collect();
        self.retain(|found| {
            found.rule != &model::TRANSLATION_STALE
                || plan(found, ".en.md").is_none_or(|plan| !differing.contains(&plan))
        });
    }

    /// A section of one sentence has a heading alone; where the source was compared and agrees,
    /// nothing was lost.
    fn drop_proved(&mut self) {
        let unproved: [&'static Rule; 3] = [
            &model::TEXT_DIFFERS,
            &model::SOURCE_NOT_FOUND,
            &model::NO_SOURCE,
        ];
        let doubtful: BTreeSet<String> = self
            .iter()
            .filter(|found| unproved.contains(&found.rule))
            .map(|found| found.location.file.path().to_owned())
            .collect();
        self.retain(|found| {
            let path = found.location.file.path();
            let official = path.strip_suffix(".zh.md").is_some();
            found.rule != &model::HEADING_ONLY || !official || doubtful.contains(path)
        });
    }

    /// What a line of front matter that could not be read may have stated is not missing.
    fn drop_left_out(&mut self) {
        let broken: BTreeSet<String> = self
            .of(&documents::FRONT_MATTER_SYNTAX)
            .map(|found| found.location.file.path().to_owned())
            .collect();
        let stated: [&'static Rule; 5] = [
            &model::NO_SOURCE,
            &model::DATE_NOT_STATED,
            &model::ISSUER_NOT_STATED,
            &model::REVIEW_NOT_STATED,
            &model::COVERS_UNEXPLAINED,
        ];
        self.retain(|found| {
            !stated.contains(&found.rule) || !broken.contains(found.location.file.path())
        });
    }

    /// Beside a mistake in TOML the values are not what was meant, and keys seem missing.
    fn drop_misread(&mut self) {
        let mut broken = BTreeMap::<String, BTreeSet<usize>>::new();
        for found in self.of(&documents::TOML_SYNTAX) {
            let lines = broken
                .entry(found.location.file.path().to_owned())
                .or_default();
            lines.insert(found.location.start().line);
        }
        if broken.is_empty() {
            return;
        }
        let values: [&'static Rule; 5] = [
            &documents::DUPLICATE_KEY,
            &documents::UNKNOWN_KEY,
            &documents::WRONG_TYPE,
            &documents::BAD_DATE,
            &documents::BAD_VALUE,
        ];
        let mut told = BTreeSet::new();
        self.retain(|found| {
            let Some(lines) = broken.get(found.location.file.path()) else {
                return true;
            };
            let line = found.location.start().line;
            let near = (line.saturating_sub(1)..=line + 1).any(|line| lines.contains(&line));
            if found.rule == &documents::TOML_SYNTAX {
                // One slip makes the parser stumble several times.
                return told.insert((found.location.file.path().to_owned(), line));
            }
            found.rule != &documents::MISSING_KEY && !(near && values.contains(&found.rule))
        });
    }

    /// Two of a kind with one address have been told by their names; that their files clash follows.
    fn drop_clashing_files(&mut self) {
        let clashing: BTreeSet<String> = self
            .of(&model::ADDRESS_CLASH)
            .map(|found| found.location.file.path().to_owned())
            .collect();
        self.retain(|found| {
            found.rule != &output::ADDRESS_CLASH || !clashing.contains(found.location.file.path())
        });
    }

    /// Where `gaps` could not be read no number can be said to be missing; a source whose lines are
    /// misspelt holds more than the plan.
    fn drop_uncounted(&mut self) {
        let mut unread: BTreeSet<String> = BTreeSet::new();
        let mut misspelt: BTreeSet<(String, usize)> = BTreeSet::new();
        for found in self.iter() {
            let file = &found.location.file;
            let line = found.location.start().line;
            let words = file.line(line).map_or("", |line| file.slice(line));
            let syntax = found.rule == &documents::FRONT_MATTER_SYNTAX
                || found.rule == &documents::WRONG_TYPE;
            if syntax && words.trim_start().starts_with("gaps") {
                unread.insert(file.path().to_owned());
            }
            if found.rule == &documents::UNKNOWN_KEY {
                misspelt.insert((file.path().to_owned(), line));
            }
        }
        self.retain(|found| {
            let path = found.location.file.path();
            let place = (path.to_owned(), found.location.start().line);
            !(found.rule == &model::MISSING_NUMBER && unread.contains(path)
                || found.rule == &model::TEXT_DIFFERS && misspelt.contains(&place))
        });
    }

    /// A spreadsheet of data that are wrong may be more than its format can hold, and links to it
    /// lead nowhere; what is to be mended is the data.
    fn drop_unmade(&mut self) {
        let is_cause = |found: &Diagnostic| {
            found.severity == Severity::Error
                && found.rule != &pages::WORKBOOK_FAILS
                && found.rule != &pages::PAGE_LINK
        };
        if self.of(&pages::WORKBOOK_FAILS).next().is_some() && self.iter().any(is_cause) {
            self.retain(|found| {
                found.rule != &pages::WORKBOOK_FAILS
                    && !(found.rule == &pages::PAGE_LINK
                        && found.message.en.contains("/data/targets.xlsx"))
            });
        }
    }

    /// A redirect stands for both languages; its fault is one.
    fn drop_repeated_redirects(&mut self) {
        let rules: [&'static Rule; 3] = [
            &pages::REDIRECT_OVER_PAGE,
            &pages::REDIRECT_TO_NOTHING,
            &model::BAD_REDIRECT,
        ];
        let mut told = BTreeSet::new();
        self.retain(|found| {
            let place = (
                found.rule.code,
                found.location.file.path().to_owned(),
                found.location.span.start,
            );
            !rules.contains(&found.rule) || told.insert(place)
        });
    }
}
