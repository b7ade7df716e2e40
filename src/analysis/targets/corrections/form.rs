//! The form of the file: what its tables and keys are, and what their values mean.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::{Act, Comparator, Correction, Fields as Changes, Sense, TargetKind};
use crate::diagnostics::codes::analysis::CORRECTION_UNREADABLE;
use crate::diagnostics::{Diagnostics, Location, SourceFile};
use crate::documents::fields::Fields;
use crate::documents::toml;
use crate::documents::tree::{Node, Value};
use crate::language::Bilingual;
use crate::quantities::dates::Period;

/// Reads every entry, each with the key of its section. What is wrong in one is reported and the
/// rest goes on; an entry without section or words has no place and is left out.
pub(super) fn read(
    file: &Arc<SourceFile>,
    diagnostics: &mut Diagnostics,
) -> Vec<(String, Correction)> {
    let root = toml::read(file, diagnostics);
    let mut tables = Fields::new(&root, diagnostics);
    let mut found = Vec::new();
    let mut entries = |name, read: fn(&mut Fields<'_>, &mut Diagnostics) -> Option<Act>| {
        for node in tables.list(name, diagnostics) {
            found.extend(entry(node, read, diagnostics));
        }
    };
    entries("drop", |_, _| Some(Act::Drop));
    entries("correct", |fields, diagnostics| {
        Some(Act::Correct(Box::new(changes(fields, diagnostics))))
    });
    entries("add", added);
    entries("annotate", |_, _| Some(Act::Annotate));
    tables.finish(diagnostics);
    found
}

fn entry(
    node: &Node,
    read: fn(&mut Fields<'_>, &mut Diagnostics) -> Option<Act>,
    diagnostics: &mut Diagnostics,
) -> Option<(String, Correction)> {
    let mut fields = Fields::new(node, diagnostics);
    if fields.get("section").is_none() {
        fields.missing("section", diagnostics);
    }
    let section = fields.key("section", diagnostics);
    let text = fields.required_text("text", diagnostics);
    let nth = fields.integer("nth", diagnostics);
    let reason = fields.required_bilingual("reason", diagnostics);
    let act = read(&mut fields, diagnostics);
    fields.finish(diagnostics);
    let nth = nth.map_or(Some(1), |nth| {
        let place = usize::try_from(nth.value).ok().filter(|nth| *nth > 0);
        if place.is_none() {
            unreadable(
                diagnostics,
                nth.location,
                "nth 从 1 数起",
                "nth counts from 1",
            );
        }
        place
    });
    let text = text?;
    let correction = Correction {
        act: act?,
        text: text.value,
        nth: nth?,
        // A missing reason has been reported, and nothing is published with it.
        reason: reason.map_or_else(Bilingual::default, |reason| reason.value),
        location: text.location,
    };
    Some((section?.value, correction))
}

fn added(fields: &mut Fields<'_>, diagnostics: &mut Diagnostics) -> Option<Act> {
    let changes = changes(fields, diagnostics);
    if fields.get("value").is_none() {
        unreadable(
            diagnostics,
            fields.location().clone(),
            "新增的指标须写明 value",
            "an added target needs a value",
        );
    }
    changes.value.is_some().then(|| Act::Add(Box::new(changes)))
}

fn unreadable(diagnostics: &mut Diagnostics, place: Location, zh: &str, en: &str) {
    diagnostics.report(&CORRECTION_UNREADABLE, place, zh, en);
}

fn changes(fields: &mut Fields<'_>, diagnostics: &mut Diagnostics) -> Changes {
    let mut text = |key| fields.text(key, diagnostics).map(|text| text.value);
    let (indicator, action) = (text("indicator"), text("action"));
    let (scope, actor, unit) = (text("scope"), text("actor"), text("unit"));
    let mut number = |key| fields.get(key).and_then(|node| decimal(node, diagnostics));
    let (value, max, baseline) = (number("value"), number("max"), number("baseline"));
    let signs = Comparator::ALL.map(|comparator| (comparator.sign(), comparator));
    let comparator = fields.choice("comparator", &signs, diagnostics);
    let kinds = [TargetKind::Target, TargetKind::Achievement].map(|kind| (kind.name(), kind));
    let kind = fields.choice("kind", &kinds, diagnostics);
    let senses = [Sense::To, Sense::By].map(|sense| (sense.name(), sense));
    let sense = fields.choice("sense", &senses, diagnostics);
    let period = fields.get("period").map(|node| period(node, diagnostics));
    Changes {
        indicator,
        action,
        sense: sense.map(|sense| sense.value),
        scope,
        actor,
        comparator: comparator.map(|comparator| comparator.value),
        value,
        max,
        baseline,
        unit,
        kind: kind.map(|kind| kind.value),
        period,
    }
}

/// A number as TOML has it, or in quotation marks where it must stay exact.
fn decimal(node: &Node, diagnostics: &mut Diagnostics) -> Option<Decimal> {
    let number = match &node.value {
        Value::Integer(value) => Some(Decimal::from(*value)),
        Value::Float(_) => node.raw.replace('_', "").parse().ok(),
        Value::Text(text) => text.parse().ok(),
        _ => None,
    };
    if number.is_none() {
        let place = node.location.clone();
        unreadable(diagnostics, place, "不是数值", "this is no number");
    }
    number
}

fn period(node: &Node, diagnostics: &mut Diagnostics) -> Period {
    let mut fields = Fields::new(node, diagnostics);
    let text = fields.text("text", diagnostics).map(|text| text.value);
    let mut day = |key| fields.date(key, diagnostics).map(|day| day.value);
    let (from, to) = (day("from"), day("to"));
    fields.finish(diagnostics);
    Period { text, from, to }
}
