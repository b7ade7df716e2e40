//! Targets as the data files give them, and `targets.json`.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::json::{Json, document};
use super::{Source, VERSION, urls};
use crate::analysis::targets::{SectionTarget, Sense};
use crate::model::{Plan, Section};

/// One target with everything DESIGN's contract lists.
#[derive(Debug, Clone, Default)]
pub(crate) struct Record {
    pub section: String,
    /// Its number in the section, from 1.
    pub number: usize,
    pub city: String,
    pub year: i16,
    pub covers: i16,
    /// `target` or `achievement`.
    pub kind: &'static str,
    pub indicator: Option<String>,
    pub indicator_id: Option<String>,
    pub indicator_en: Option<String>,
    pub action: Option<String>,
    pub sense: Option<&'static str>,
    pub scope: Option<String>,
    pub actor: Option<String>,
    pub comparator: &'static str,
    pub value: Option<Decimal>,
    pub max: Option<Decimal>,
    pub baseline: Option<Decimal>,
    pub unit: Option<String>,
    pub unit_en: Option<String>,
    pub text: String,
    pub period: Option<PeriodRecord>,
    pub sentence: String,
    pub sentence_en: Option<String>,
    /// Characters of the section's official text, from 0.
    pub start: usize,
    /// End, exclusive.
    pub end: usize,
    pub checked: bool,
}

/// When.
#[derive(Debug, Clone, Default)]
pub(crate) struct PeriodRecord {
    pub text: Option<String>,
    pub from: Option<Date>,
    pub to: Option<Date>,
}

impl Record {
    /// `luan/2022-4/5#t1`
    pub(crate) fn id(&self) -> String {
        format!("{}#t{}", self.section, self.number)
    }

    /// `#t1`
    pub(crate) fn fragment(&self) -> String {
        format!("#t{}", self.number)
    }

    fn json(&self) -> Json {
        let period = self.period.as_ref().map_or(Json::Null, |period| {
            Json::Object(vec![
                ("text", period.text.as_deref().into()),
                ("from", day(period.from)),
                ("to", day(period.to)),
            ])
        });
        Json::Object(vec![
            ("id", self.id().into()),
            ("section", self.section.as_str().into()),
            ("city", self.city.as_str().into()),
            ("year", self.year.into()),
            ("covers", self.covers.into()),
            ("kind", self.kind.into()),
            ("indicator", self.indicator.as_deref().into()),
            ("indicator_id", self.indicator_id.as_deref().into()),
            ("indicator_en", self.indicator_en.as_deref().into()),
            ("action", self.action.as_deref().into()),
            ("sense", self.sense.into()),
            ("scope", self.scope.as_deref().into()),
            ("actor", self.actor.as_deref().into()),
            ("comparator", self.comparator.into()),
            ("value", self.value.into()),
            ("max", self.max.into()),
            ("baseline", self.baseline.into()),
            ("unit", self.unit.as_deref().into()),
            ("unit_en", self.unit_en.as_deref().into()),
            ("text", self.text.as_str().into()),
            ("period", period),
            ("sentence", self.sentence.as_str().into()),
            ("sentence_en", self.sentence_en.as_deref().into()),
            ("start", self.start.into()),
            ("end", self.end.into()),
            ("checked", self.checked.into()),
            ("url", urls(&self.section, &self.fragment())),
        ])
    }
}

fn day(day: Option<Date>) -> Json {
    day.map(|day| day.to_string()).into()
}

/// The targets of the plans that readers see, in the order of plans and text.
pub(super) fn records(source: &Source) -> Vec<Record> {
    let targets = &source.facts.targets.sections;
    let sections = source
        .site
        .current_plans()
        .flat_map(|plan| plan.sections.iter().map(move |section| (plan, section)));
    sections
        .flat_map(|(plan, section)| {
            let found = targets.get(&section.id);
            let found = found.map_or(&[][..], |list| list.as_slice());
            found
                .iter()
                .map(move |target| record(plan, section, target))
        })
        .collect()
}

fn record(plan: &Plan, section: &Section, found: &SectionTarget) -> Record {
    let target = &found.target;
    Record {
        section: section.id.clone(),
        number: found.number,
        city: plan.city.clone(),
        year: plan.year,
        covers: plan.covers,
        kind: target.kind.name(),
        indicator: target.indicator.clone(),
        indicator_id: found.indicator_id.clone(),
        indicator_en: found.indicator_en.clone(),
        action: target.action.clone(),
        sense: target.sense.map(Sense::name),
        scope: target.scope.clone(),
        actor: target.actor.clone(),
        comparator: target.comparator.sign(),
        value: Some(target.value),
        max: target.max,
        baseline: target.baseline,
        unit: target.unit.clone(),
        unit_en: target.unit_en.clone(),
        text: target.text.clone(),
        period: target.period.as_ref().map(|period| PeriodRecord {
            text: period.text.clone(),
            from: period.from,
            to: period.to,
        }),
        sentence: target.sentence.clone(),
        sentence_en: found.sentence_en.clone(),
        start: target.span.start,
        end: target.span.end,
        checked: found.checked,
    }
}

/// The file.
pub(super) fn file(records: &[Record]) -> Vec<u8> {
    document(
        VERSION,
        &[("targets", records.iter().map(Record::json).collect())],
    )
}
