//! What the analyses found, in the terms of pages.

use std::collections::BTreeMap;
use std::ops::Range;

use rust_decimal::prelude::ToPrimitive;

use super::press::Press;
use crate::analysis::Facts;
use crate::analysis::relations::Relation;
use crate::analysis::targets::{SectionTarget, Sense, wording};
use crate::analysis::topics::SectionTopic;
use crate::language::Bilingual;
use crate::model::Topic;
use crate::quantities::dates::Period;

/// A target as pages show it.
#[derive(Debug, Clone)]
pub(crate) struct TargetFact {
    /// Its number in the section, from 1.
    pub number: usize,
    /// Its id: `luan/2022-4/5#t1`.
    pub id: String,
    /// Characters of the official text: the words.
    pub official: Range<usize>,
    /// Characters of the official text: the sentence.
    pub sentence: Range<usize>,
    /// Characters of the translation, where its counterpart was found.
    pub english: Option<Range<usize>>,
    /// The translation's sentence, where it was found.
    pub sentence_en: Option<String>,
    /// What is counted: id of `indicators.toml` where it is listed, its own words otherwise.
    pub key: String,
    /// Is [`Self::key`] an id of `indicators.toml`?
    pub listed: bool,
    /// What is counted, for readers.
    pub indicator: Bilingual,
    /// What happens (新增), as written.
    pub action: Option<String>,
    /// `=`, `>=` …
    pub comparator: &'static str,
    /// The value in the base unit, for charts.
    pub value: f64,
    /// The upper end of a range.
    pub max: Option<f64>,
    /// The words in Chinese (90家以上), and the value in English (at least 90).
    pub words: Bilingual,
    /// The base unit.
    pub unit: Bilingual,
    /// `target` or `achievement`.
    pub kind: &'static str,
    /// `to` or `by`.
    pub sense: &'static str,
    /// Where the number holds (全国).
    pub scope: Option<String>,
    /// Whose it is, where it is not the city's.
    pub actor: Option<String>,
    /// When, as written.
    pub period: Option<Bilingual>,
    /// An editor's remark.
    pub remark: Option<Bilingual>,
}

/// The targets that pages show, by section.
#[derive(Debug, Default)]
pub(crate) struct Targets {
    by_section: BTreeMap<String, Vec<TargetFact>>,
    by_indicator: BTreeMap<String, usize>,
}

impl Targets {
    /// The targets of the plans that readers see.
    pub(crate) fn new(facts: &Facts) -> Self {
        let mut targets = Self::default();
        for (section, list) in &facts.targets.sections {
            let list: Vec<TargetFact> = list.iter().map(fact).collect();
            for target in &list {
                *targets.by_indicator.entry(target.key.clone()).or_default() += 1;
            }
            targets.by_section.insert(section.clone(), list);
        }
        targets
    }

    /// How many there are.
    pub(crate) fn count(&self) -> usize {
        self.by_indicator.values().sum()
    }

    /// How many there are of an indicator.
    pub(crate) fn of_indicator(&self, id: &str) -> usize {
        self.by_indicator.get(id).copied().unwrap_or_default()
    }
}

fn fact(found: &SectionTarget) -> TargetFact {
    let target = &found.target;
    let words = target.indicator.clone().unwrap_or_default();
    let english = found.indicator_en.clone().unwrap_or_default();
    let unit = target.unit.clone().unwrap_or_default();
    TargetFact {
        number: found.number,
        id: found.id.clone(),
        official: target.span.clone(),
        sentence: target.sentence_span.clone(),
        english: found.translation.clone(),
        sentence_en: found.sentence_en.clone(),
        key: found.indicator_id.clone().unwrap_or_else(|| words.clone()),
        listed: found.indicator_id.is_some(),
        indicator: Bilingual::new(words, english),
        action: target.action.clone(),
        comparator: target.comparator.sign(),
        value: target.value.to_f64().unwrap_or_default(),
        max: target.max.and_then(|max| max.to_f64()),
        words: Bilingual::new(target.text.clone(), wording::english(target)),
        unit: Bilingual::new(unit.clone(), target.unit_en.clone().unwrap_or(unit)),
        kind: target.kind.name(),
        sense: target.sense.map_or("", Sense::name),
        scope: target.scope.clone(),
        actor: target.actor.clone(),
        period: target.period.as_ref().and_then(period),
        remark: found.reason.clone(),
    }
}

/// When: in Chinese as written, in English by its days. A period that nobody wrote is the
/// document's own and is not repeated.
fn period(period: &Period) -> Option<Bilingual> {
    let words = period.text.clone()?;
    let english = match (period.from, period.to) {
        (Some(from), Some(to))
            if from.year() == to.year() && from.day_of_year() == 1 && to.month() == 12 =>
        {
            format!("in {}", from.year())
        }
        (_, Some(to)) => format!("by {} {} {}", to.day(), to.strftime("%B"), to.year()),
        (Some(from), None) => format!(
            "from {} {} {}",
            from.day(),
            from.strftime("%B"),
            from.year()
        ),
        (None, None) => words.clone(),
    };
    Some(Bilingual::new(words, english))
}

impl<'a> Press<'a> {
    /// The targets of a section, in the order of the text.
    pub(crate) fn targets(&self, section: &str) -> &[TargetFact] {
        self.targets
            .by_section
            .get(section)
            .map_or(&[], Vec::as_slice)
    }

    /// The topics that a section is about, the weightiest first.
    pub(crate) fn topics_of(&self, section: &str) -> Vec<(&'a Topic, &'a SectionTopic)> {
        let facts = self.facts;
        facts
            .topics
            .of_section(section)
            .iter()
            .filter(|topic| topic.is_stated())
            .filter_map(|found| Some((*self.topics.get(&*found.topic)?, found)))
            .collect()
    }

    /// The sections linked with a section.
    pub(crate) fn relations_of(&self, section: &str) -> impl Iterator<Item = &'a Relation> {
        let facts = self.facts;
        facts
            .relations
            .of_section(section)
            .iter()
            .map(|link| &**link)
    }
}
