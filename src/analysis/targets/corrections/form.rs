//! The form of the file: what its tables and keys are, and what their values mean.

use std::ops::Range;
use std::sync::Arc;

use rust_decimal::Decimal;
use serde::Deserialize;
use toml::Spanned;

use super::{Comparator, Fields, Sense, TargetKind};
use crate::diagnostics::codes::analysis::CORRECTION_UNREADABLE;
use crate::diagnostics::{Diagnostics, Location, SourceFile};
use crate::language::Bilingual;
use crate::quantities::dates::Period;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    #[serde(default)]
    pub(super) correct: Vec<Entry>,
    #[serde(default)]
    pub(super) add: Vec<Entry>,
    #[serde(default)]
    pub(super) drop: Vec<Bare>,
    #[serde(default)]
    pub(super) annotate: Vec<Bare>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Bare {
    pub(super) section: Spanned<String>,
    pub(super) text: Spanned<String>,
    pub(super) nth: Option<usize>,
    pub(super) reason: Bilingual,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    pub(super) section: Spanned<String>,
    pub(super) text: Spanned<String>,
    pub(super) nth: Option<usize>,
    pub(super) reason: Bilingual,
    pub(super) indicator: Option<String>,
    pub(super) action: Option<String>,
    pub(super) sense: Option<Spanned<String>>,
    pub(super) scope: Option<String>,
    pub(super) actor: Option<String>,
    pub(super) comparator: Option<Spanned<String>>,
    pub(super) value: Option<Spanned<Number>>,
    pub(super) max: Option<Spanned<Number>>,
    pub(super) baseline: Option<Spanned<Number>>,
    pub(super) unit: Option<String>,
    pub(super) kind: Option<Spanned<String>>,
    pub(super) period: Option<PeriodEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PeriodEntry {
    pub(super) text: Option<String>,
    pub(super) from: Option<Spanned<Day>>,
    pub(super) to: Option<Spanned<Day>>,
}

/// A day as TOML has it, or in quotation marks.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum Day {
    Plain(toml::value::Datetime),
    Words(String),
}

impl Day {
    fn value(&self) -> Option<jiff::civil::Date> {
        match self {
            Self::Plain(day) => day.to_string().parse().ok(),
            Self::Words(day) => day.parse().ok(),
        }
    }
}

/// A number as TOML has it, or in quotation marks where it must stay exact.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum Number {
    Whole(i64),
    Fraction(f64),
    Words(String),
}

impl Number {
    fn value(&self) -> Option<Decimal> {
        match self {
            Self::Whole(value) => Some(Decimal::from(*value)),
            Self::Fraction(value) => value.to_string().parse().ok(),
            Self::Words(text) => text.parse().ok(),
        }
    }
}

pub(super) fn unreadable(
    diagnostics: &mut Diagnostics,
    file: &Arc<SourceFile>,
    span: Range<usize>,
    zh: &str,
    en: &str,
) {
    diagnostics.report(&CORRECTION_UNREADABLE, Location::new(file, span), zh, en);
}

pub(super) fn fields(
    entry: &Entry,
    file: &Arc<SourceFile>,
    diagnostics: &mut Diagnostics,
) -> Fields {
    let mut number = |value: &Option<Spanned<Number>>| {
        let value = value.as_ref()?;
        let read = value.get_ref().value();
        if read.is_none() {
            unreadable(
                diagnostics,
                file,
                value.span(),
                "不是数值",
                "this is no number",
            );
        }
        read
    };
    let (value, max, baseline) = (
        number(&entry.value),
        number(&entry.max),
        number(&entry.baseline),
    );
    let mut day = |day: &Option<Spanned<Day>>| {
        let day = day.as_ref()?;
        let read = day.get_ref().value();
        if read.is_none() {
            unreadable(diagnostics, file, day.span(), "不是日期", "this is no date");
        }
        read
    };
    let period = entry.period.as_ref().map(|period| Period {
        text: period.text.clone(),
        from: day(&period.from),
        to: day(&period.to),
    });
    let mut word =
        |value: &Option<Spanned<String>>, known: &dyn Fn(&str) -> bool, allowed: &str| {
            let value = value.as_ref()?;
            let right = known(value.get_ref());
            if !right {
                let zh = format!("应为下列之一：{allowed}");
                let en = format!("expected one of {allowed}");
                unreadable(diagnostics, file, value.span(), &zh, &en);
            }
            right.then(|| value.get_ref().clone())
        };
    let comparator = word(
        &entry.comparator,
        &|sign| Comparator::parse(sign).is_some(),
        "= >= <= > < ~ range",
    );
    let kind = word(
        &entry.kind,
        &|name| TargetKind::parse(name).is_some(),
        "target achievement",
    );
    let sense = word(&entry.sense, &|name| Sense::parse(name).is_some(), "to by");
    Fields {
        indicator: entry.indicator.clone(),
        action: entry.action.clone(),
        sense: sense.as_deref().and_then(Sense::parse),
        scope: entry.scope.clone(),
        actor: entry.actor.clone(),
        comparator: comparator.as_deref().and_then(Comparator::parse),
        value,
        max,
        baseline,
        unit: entry.unit.clone(),
        kind: kind.as_deref().and_then(TargetKind::parse),
        period,
    }
}
