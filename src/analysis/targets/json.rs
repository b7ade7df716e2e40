//! A target as JSON, every field of DESIGN 4 that a text alone can fill.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde_json::{Map, Value, json};

use super::record::{Sense, Target};

/// A decimal as a JSON number: whole numbers as such, others in their shortest exact spelling.
pub fn number(value: Decimal) -> Value {
    let value = value.normalize();
    if value.scale() == 0
        && let Some(whole) = value.to_i64()
    {
        return json!(whole);
    }
    value
        .to_string()
        .parse::<f64>()
        .map_or(Value::Null, |value| json!(value))
}

/// The record without ids; what only a site knows is null. Fields stand in the order of DESIGN.
pub fn record(target: &Target) -> Map<String, Value> {
    let period = target.period.as_ref().map(|period| {
        json!({
            "text": period.text,
            "from": period.from.map(|day| day.to_string()),
            "to": period.to.map(|day| day.to_string()),
        })
    });
    let fields: [(&str, Value); 24] = [
        ("city", Value::Null),
        ("year", Value::Null),
        ("covers", Value::Null),
        ("kind", json!(target.kind.name())),
        ("indicator", json!(target.indicator)),
        ("indicator_id", Value::Null),
        ("indicator_en", Value::Null),
        ("action", json!(target.action)),
        ("sense", json!(target.sense.map(Sense::name))),
        ("scope", json!(target.scope)),
        ("actor", json!(target.actor)),
        ("comparator", json!(target.comparator.sign())),
        ("value", number(target.value)),
        ("max", target.max.map_or(Value::Null, number)),
        ("baseline", target.baseline.map_or(Value::Null, number)),
        ("unit", json!(target.unit)),
        ("unit_en", json!(target.unit_en)),
        ("text", json!(target.text)),
        ("period", json!(period)),
        ("sentence", json!(target.sentence)),
        ("sentence_en", Value::Null),
        ("start", json!(target.span.start)),
        ("end", json!(target.span.end)),
        ("checked", json!(false)),
    ];
    fields
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}
