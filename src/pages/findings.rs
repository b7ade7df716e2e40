//! What the analyses found, in the terms of pages.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use rust_decimal::prelude::ToPrimitive;

use super::press::Press;
use super::views::{Filter, filters};
use crate::analysis::Facts;
use crate::analysis::relations::Relation;
use crate::analysis::targets::{SectionTarget, Sense, wording};
use crate::analysis::topics::SectionTopic;
use crate::language::{Bilingual, Lang};
use crate::model::{Plan, Section, Site, Topic};
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
    pub scope: Option<Bilingual>,
    /// Whose it is, where it is not the city's.
    pub actor: Option<Bilingual>,
    /// When, as written.
    pub period: Option<Bilingual>,
    /// The year it falls due.
    pub until: Option<i16>,
    /// An editor's remark.
    pub remark: Option<Bilingual>,
}

/// The targets that pages show.
#[derive(Debug, Default)]
pub(crate) struct Targets {
    by_section: HashMap<String, Vec<TargetFact>>,
    /// How many each plan has, by its id.
    by_plan: HashMap<String, usize>,
    /// All of them, listed indicators first, in the order of their list, then the others by name;
    /// of one indicator by city, year, latest first, and text.
    order: Vec<Place>,
    /// Where in the order the targets of an indicator stand.
    by_indicator: BTreeMap<String, Range<usize>>,
}

/// A target's place: indexes of plan, section in the plan, target in the section.
pub(crate) type Place = (u32, u32, u32);

/// A target with the section it stands in.
#[derive(Clone, Copy)]
pub(crate) struct Found<'a> {
    pub plan: &'a Plan,
    pub section: &'a Section,
    pub target: &'a TargetFact,
}

impl Targets {
    /// The targets of the plans that readers see.
    pub(crate) fn new(site: &Site, facts: &Facts) -> Self {
        let names = Names::new(site);
        let by_section: HashMap<String, Vec<TargetFact>> = facts
            .targets
            .sections
            .iter()
            .map(|(section, list)| {
                (
                    section.clone(),
                    list.iter().map(|found| names.fact(found)).collect(),
                )
            })
            .collect();
        let ranks: HashMap<&str, usize> = site
            .indicators
            .iter()
            .zip(0..)
            .map(|(found, rank)| (found.id.as_str(), rank))
            .collect();
        let mut by_plan: HashMap<String, usize> = HashMap::new();
        let mut keyed = Vec::new();
        for (plan, at) in site.plans.iter().zip(0_u32..) {
            for (section, within) in plan.sections.iter().zip(0_u32..) {
                let list = by_section.get(&section.id).map_or(&[][..], Vec::as_slice);
                if !list.is_empty() {
                    *by_plan.entry(plan.id.clone()).or_default() += list.len();
                }
                for (target, nth) in list.iter().zip(0_u32..) {
                    let rank = ranks
                        .get(target.key.as_str())
                        .copied()
                        .unwrap_or(usize::MAX);
                    let key = (
                        rank,
                        target.key.as_str(),
                        plan.city.as_str(),
                        Reverse(plan.covers),
                    );
                    keyed.push((key, (at, within, nth)));
                }
            }
        }
        keyed.sort_unstable();
        let mut by_indicator: BTreeMap<String, Range<usize>> = BTreeMap::new();
        for (index, ((_, key, ..), _)) in keyed.iter().enumerate() {
            let range = by_indicator
                .entry((*key).to_owned())
                .or_insert(index..index);
            range.end = index + 1;
        }
        let order = keyed.into_iter().map(|(_, place)| place).collect();
        Self {
            by_section,
            by_plan,
            order,
            by_indicator,
        }
    }

    /// How many there are.
    pub(crate) fn count(&self) -> usize {
        self.order.len()
    }

    /// How many a plan has.
    pub(crate) fn of_plan(&self, id: &str) -> usize {
        self.by_plan.get(id).copied().unwrap_or_default()
    }

    /// All of them, in the order of the index.
    pub(crate) fn order(&self) -> &[Place] {
        &self.order
    }

    /// Those of an indicator, in the order of the index.
    pub(crate) fn of_indicator(&self, id: &str) -> &[Place] {
        let range = self.by_indicator.get(id).cloned().unwrap_or_default();
        self.order.get(range).unwrap_or_default()
    }
}

/// What the site's files call things.
struct Names<'a> {
    /// Listed indicators, by id.
    indicators: HashMap<&'a str, &'a str>,
    /// Approved English, by every spelling of the term.
    english: BTreeMap<&'a str, &'a str>,
}

impl<'a> Names<'a> {
    fn new(site: &'a Site) -> Self {
        let indicators = site.indicators.iter();
        let terms = site.glossary.terms.iter().flat_map(|term| {
            let spellings = std::iter::once(&term.zh).chain(&term.also_zh);
            spellings.map(|zh| (zh.as_str(), term.en.as_str()))
        });
        Self {
            indicators: indicators
                .map(|found| (found.id.as_str(), found.name.zh.as_str()))
                .collect(),
            english: terms.collect(),
        }
    }

    fn bilingual(&self, zh: &str) -> Bilingual {
        Bilingual::new(zh, wording::place(zh, &self.english).unwrap_or_default())
    }

    fn fact(&self, found: &SectionTarget) -> TargetFact {
        let listed = found.indicator_id.as_deref();
        let listed = listed.and_then(|id| self.indicators.get(id));
        let mut fact = fact(found);
        if let Some(name) = listed {
            (*name).clone_into(&mut fact.indicator.zh);
        }
        let target = &found.target;
        fact.scope = target.scope.as_deref().map(|zh| self.bilingual(zh));
        fact.actor = target.actor.as_deref().map(|zh| self.bilingual(zh));
        fact
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
        comparator: target.comparator.sign(),
        value: target.value.to_f64().unwrap_or_default(),
        max: target.max.and_then(|max| max.to_f64()),
        words: wording::value(target, found.indicator_en.as_deref()),
        unit: Bilingual::new(unit.clone(), target.unit_en.clone().unwrap_or(unit)),
        kind: target.kind.name(),
        sense: target.sense.map_or("", Sense::name),
        scope: None,
        actor: None,
        period: target.period.as_ref().and_then(period),
        until: target
            .period
            .as_ref()
            .and_then(|period| Some(period.to?.year())),
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
    /// The target at a place.
    pub(crate) fn found(&self, (plan, section, target): Place) -> Option<Found<'_>> {
        let plan = self.site.plans.get(plan as usize)?;
        let section = plan.sections.get(section as usize)?;
        let target = self.targets(&section.id).get(target as usize)?;
        Some(Found {
            plan,
            section,
            target,
        })
    }

    /// The filters of the target index, made once a language.
    pub(crate) fn target_filters(&self, lang: Lang) -> &[Filter] {
        let slot = match lang {
            Lang::Zh => &self.target_filters.0,
            Lang::En => &self.target_filters.1,
        };
        slot.get_or_init(|| filters(self, lang))
    }

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
