//! Editors' corrections of targets: `content/<city>/<plan>.targets.toml`.
//!
//! ```toml
//! [[correct]]
//! section = "5"
//! text = "90家以上"          # the words as the extractor shows them
//! comparator = ">="
//! reason = { zh = "…", en = "…" }
//! ```
//!
//! `[[correct]]` changes fields, `[[add]]` makes a target of words that none was read from,
//! `[[drop]]` takes one out, `[[annotate]]` only says something about it. `nth` (from 1) chooses
//! where the words stand several times.

mod form;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::direction;
use super::record::{Comparator, Context, Sense, Target, TargetKind};
use crate::diagnostics::codes::analysis::CORRECTION_WITHOUT_PLACE;
use crate::diagnostics::{Diagnostics, Location, SourceFile};
use crate::language::Bilingual;
use crate::quantities::dates::Period;
use crate::quantities::units::Unit;

/// What an editor does with a target.
#[derive(Debug, Clone)]
enum Act {
    Correct(Box<Fields>),
    Add(Box<Fields>),
    Drop,
    Annotate,
}

/// The fields that an entry sets.
#[derive(Debug, Clone, Default)]
struct Fields {
    indicator: Option<String>,
    action: Option<String>,
    sense: Option<Sense>,
    scope: Option<String>,
    actor: Option<String>,
    comparator: Option<Comparator>,
    value: Option<Decimal>,
    max: Option<Decimal>,
    baseline: Option<Decimal>,
    unit: Option<String>,
    kind: Option<TargetKind>,
    period: Option<Period>,
}

/// One entry of a file, checked.
#[derive(Debug, Clone)]
struct Correction {
    act: Act,
    text: String,
    nth: usize,
    reason: Bilingual,
    location: Location,
}

/// The corrections of a plan, by section key.
#[derive(Debug, Clone, Default)]
pub(super) struct Corrections {
    sections: BTreeMap<String, Vec<Correction>>,
}

/// A target with what an editor says of it.
#[derive(Debug, Clone)]
pub(super) struct Checked {
    pub(super) target: Target,
    pub(super) reason: Option<Bilingual>,
}

impl Corrections {
    /// Reads a file; what cannot be read is a finding and left out.
    pub(super) fn read(file: &Arc<SourceFile>, diagnostics: &mut Diagnostics) -> Self {
        let mut corrections = Self::default();
        for (section, correction) in form::read(file, diagnostics) {
            let entries = corrections.sections.entry(section).or_default();
            entries.push(correction);
        }
        corrections
    }

    /// Applies what the file says of a section to the targets read from `text`, and takes the
    /// section's entries out.
    pub(super) fn apply(
        &self,
        key: &str,
        text: &str,
        targets: Vec<Target>,
        context: &Context,
        diagnostics: &mut Diagnostics,
    ) -> Vec<Checked> {
        let mut list: Vec<Checked> = targets
            .into_iter()
            .map(|target| Checked {
                target,
                reason: None,
            })
            .collect();
        for correction in self.sections.get(key).into_iter().flatten() {
            correction.apply(text, &mut list, context, diagnostics);
        }
        list.sort_by_key(|checked| (checked.target.span.start, checked.target.span.end));
        list
    }

    /// Reports entries of sections that the plan does not have.
    pub(super) fn without_section(
        &self,
        known: impl Fn(&str) -> bool,
        diagnostics: &mut Diagnostics,
    ) {
        for (key, entries) in self.sections.iter().filter(|(key, _)| !known(key)) {
            for entry in entries {
                diagnostics.report(
                    &CORRECTION_WITHOUT_PLACE,
                    entry.location.clone(),
                    format!("计划中没有编号为“{key}”的条目"),
                    format!("the plan has no section “{key}”"),
                );
            }
        }
    }
}

impl Correction {
    fn apply(
        &self,
        text: &str,
        list: &mut Vec<Checked>,
        context: &Context,
        diagnostics: &mut Diagnostics,
    ) {
        let wanted = self.nth.max(1) - 1;
        if let Act::Add(fields) = &self.act {
            match place(text, &self.text, wanted) {
                Some(span) => list.push(Checked {
                    target: added(text, span, fields, context),
                    reason: Some(self.reason.clone()),
                }),
                None => self.lost(
                    diagnostics,
                    "正文中没有这些文字",
                    "the section's text does not hold these words",
                ),
            }
            return;
        }
        let found = list
            .iter()
            .enumerate()
            .filter(|(_, checked)| checked.target.text == self.text)
            .nth(wanted)
            .map(|(at, _)| at);
        let Some(at) = found else {
            self.lost(
                diagnostics,
                "该条目中没有写作这些文字的指标",
                "no target of the section is written in these words",
            );
            return;
        };
        if matches!(self.act, Act::Drop) {
            list.remove(at);
            return;
        }
        if let Some(checked) = list.get_mut(at) {
            if let Act::Correct(fields) = &self.act {
                fields.clone().set(&mut checked.target);
            }
            checked.reason = Some(self.reason.clone());
        }
    }

    fn lost(&self, diagnostics: &mut Diagnostics, zh: &str, en: &str) {
        diagnostics.report(
            &CORRECTION_WITHOUT_PLACE,
            self.location.clone(),
            format!("“{}”：{zh}", self.text),
            format!("“{}”: {en}", self.text),
        );
    }
}

impl Fields {
    fn set(self, target: &mut Target) {
        target.indicator = self.indicator.or(target.indicator.take());
        if let Some(action) = self.action {
            target.direction = direction::of_action(&action);
            target.action = Some(action);
        }
        target.sense = self.sense.or(target.sense);
        target.scope = self.scope.or(target.scope.take());
        target.actor = self.actor.or(target.actor.take());
        target.comparator = self.comparator.unwrap_or(target.comparator);
        target.value = self.value.unwrap_or(target.value);
        target.max = self
            .max
            .or(target.max)
            .filter(|_| target.comparator == Comparator::Range);
        target.baseline = self.baseline.or(target.baseline);
        target.kind = self.kind.unwrap_or(target.kind);
        target.period = self.period.or(target.period.take());
        if let Some(unit) = self.unit {
            let known = Unit::known(&unit);
            target.unit_en = known
                .as_ref()
                .map(|unit| unit.english.clone().into_owned())
                .filter(|english| !english.is_empty());
            target.class = known.map(|unit| unit.class);
            target.unit = Some(unit);
        }
    }
}

/// The characters of the `nth` (from 0) place of words in a text.
fn place(text: &str, words: &str, nth: usize) -> Option<Range<usize>> {
    let (byte, _) = text
        .match_indices(words)
        .nth(nth)
        .filter(|_| !words.is_empty())?;
    let start = text.get(..byte)?.chars().count();
    Some(start..start + words.chars().count())
}

/// A target that no rule read, made of an editor's fields.
fn added(text: &str, span: Range<usize>, fields: &Fields, context: &Context) -> Target {
    let chars: Vec<char> = text.chars().collect();
    let stop = |c: &char| matches!(c, '。' | '！' | '？' | '\n');
    let start = chars
        .get(..span.start)
        .and_then(|before| before.iter().rposition(stop))
        .map_or(0, |at| at + 1);
    let end = chars
        .get(span.end..)
        .and_then(|after| after.iter().position(stop))
        .map_or(chars.len(), |at| span.end + at + 1);
    let words = |range: Range<usize>| {
        chars
            .get(range)
            .unwrap_or_default()
            .iter()
            .collect::<String>()
    };
    let kind = match context.kind {
        Some(crate::model::Kind::Report) => TargetKind::Achievement,
        _ => TargetKind::Target,
    };
    let mut target = Target {
        indicator: None,
        action: None,
        sense: None,
        direction: None,
        scope: None,
        actor: None,
        comparator: Comparator::Equal,
        value: Decimal::ZERO,
        max: None,
        baseline: None,
        unit: None,
        unit_en: None,
        class: None,
        kind,
        period: None,
        text: words(span.clone()),
        span,
        sentence: words(start..end).trim_end().to_owned(),
        sentence_span: start..end,
        readings: Vec::new(),
    };
    fields.clone().set(&mut target);
    target
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::targets::extract;

    const TEXT: &str = "新增高新技术企业90家以上。培育企业若干。";

    fn applied(file: &str) -> (Vec<Checked>, Vec<String>) {
        let file = Arc::new(SourceFile::new("content/luan/2022.targets.toml", file));
        let mut diagnostics = Diagnostics::default();
        let context = Context::default();
        let corrections = Corrections::read(&file, &mut diagnostics);
        let targets = extract(TEXT, &context);
        let list = corrections.apply("5", TEXT, targets, &context, &mut diagnostics);
        corrections.without_section(|key| key == "5", &mut diagnostics);
        (
            list,
            diagnostics
                .iter()
                .map(|found| format!("{} {}", found.rule.code, found.message.en))
                .collect(),
        )
    }

    #[test]
    fn corrects_adds_drops_annotates() {
        let (list, found) = applied(
            r#"
            [[correct]]
            section = "5"
            text = "90家以上"
            comparator = ">"
            value = 91
            reason = { zh = "口径", en = "definition" }
            [[add]]
            section = "5"
            text = "若干"
            value = "3.5"
            unit = "家"
            indicator = "企业"
            reason = { zh = "补", en = "added" }
            "#,
        );
        assert!(found.is_empty(), "{found:?}");
        assert_eq!(list.len(), 2);
        assert_eq!(list[0].target.value, Decimal::from(91));
        assert_eq!(list[0].target.comparator, Comparator::MoreThan);
        assert_eq!(list[1].target.text, "若干");
        assert_eq!(list[1].target.sentence, "培育企业若干。");
        let (list, found) = applied(
            "[[drop]]\nsection = \"5\"\ntext = \"90家以上\"\nreason = { zh = \"a\", en = \"b\" }\n",
        );
        assert!(list.is_empty() && found.is_empty());
    }

    #[test]
    fn entries_that_match_nothing_are_found() {
        let (_, found) = applied(
            "[[drop]]\nsection = \"5\"\ntext = \"80家\"\nreason = { zh = \"a\", en = \"b\" }\n[[drop]]\nsection = \"6\"\ntext = \"80家\"\nreason = { zh = \"a\", en = \"b\" }\n",
        );
        assert_eq!(found.len(), 2, "{found:?}");
        let (list, found) = applied("[[dorp]]\nsection = \"5\"\n");
        assert_eq!((list.len(), found.len()), (1, 1), "{found:?}");
        let (_, found) = applied(
            "[[correct]]\nsection = \"5\"\ntext = \"90家以上\"\ncomparator = \"≥\"\nreason = { zh = \"a\", en = \"b\" }\n",
        );
        assert_eq!(found.len(), 1, "{found:?}");
    }
}
