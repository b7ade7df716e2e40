//! Target or achievement in English: modal verbs, headings, document, tense.

use crate::analysis::targets::record::{Context, TargetKind};
use crate::model::Kind;

use super::number::Amount;
use super::tokens::Sentence;

/// What headings and document say.
pub(super) struct Setting {
    pub(super) explain: bool,
    pub(super) year: Option<i16>,
    heading: Option<TargetKind>,
    document: Option<TargetKind>,
}

impl Setting {
    pub(super) fn of(context: &Context) -> Self {
        let lines: Vec<String> = context.heading.lines().map(str::to_lowercase).collect();
        Self {
            explain: context.explain,
            year: context.covers.or_else(|| {
                lines
                    .iter()
                    .rev()
                    .find_map(|line| super::period::year_in(line))
            }),
            heading: lines.iter().rev().find_map(|line| heading(line)),
            document: context.kind.map(|kind| match kind {
                Kind::Plan => TargetKind::Target,
                Kind::Report => TargetKind::Achievement,
            }),
        }
    }
}

fn heading(line: &str) -> Option<TargetKind> {
    let holds = |words: &[&str]| words.iter().any(|word| line.contains(word));
    let review = holds(&[
        "review",
        "results",
        "achievement",
        "progress",
        "accomplish",
        "last year",
        "work in the past",
    ]);
    let outlook = holds(&[
        "plan",
        "tasks",
        "targets",
        "priorities",
        "goals",
        "objectives",
        "arrangements",
        "outlook",
        "next step",
    ]);
    match (review, outlook) {
        (true, false) => Some(TargetKind::Achievement),
        (false, true) => Some(TargetKind::Target),
        _ => None,
    }
}

const PROMISE: &[&str] = &[
    "will", "strive", "strives", "aim", "aims", "target", "targets", "seek", "seeks", "intends",
    "expects", "shall", "should", "must",
];

/// The kind of an amount, and the rule that gave it.
pub(super) fn of(
    sentence: &Sentence,
    amount: &Amount,
    setting: &Setting,
) -> (TargetKind, &'static str) {
    let before = sentence.tokens.get(..amount.start).unwrap_or_default();
    let after = sentence.tokens.get(amount.end..).unwrap_or_default();
    // Sixty per cent of the instruments will be shared.
    let ahead = after
        .iter()
        .take_while(|token| !matches!(token.lower.as_str(), "," | ";"))
        .any(|token| matches!(token.lower.as_str(), "will" | "shall"));
    if ahead
        || before
            .iter()
            .any(|token| PROMISE.contains(&token.lower.as_str()))
    {
        return (TargetKind::Target, "kind: cue");
    }
    if let Some(kind) = setting.heading {
        return (kind, "kind: heading");
    }
    if let Some(kind) = setting.document {
        return (kind, "kind: document");
    }
    let past = sentence.tokens.iter().any(|token| {
        matches!(
            token.lower.as_str(),
            "was"
                | "were"
                | "had"
                | "rose"
                | "grew"
                | "fell"
                | "built"
                | "held"
                | "won"
                | "came"
                | "took"
                | "stood"
                | "has"
                | "have"
        ) || token.lower.len() > 4 && token.lower.ends_with("ed")
    });
    (
        if past {
            TargetKind::Achievement
        } else {
            TargetKind::Target
        },
        "kind: tense",
    )
}
