//! A site as the index sees it.

use std::ops::Range;

use super::{City, Input, Plan, Section, Target, Term, Topic};
use crate::analysis::targets::{SectionTarget, TargetFacts};
use crate::analysis::topics::TopicFacts;
use crate::model::{self, Site};

impl<'a> Input<'a> {
    /// What there is to find in a site; withdrawn plans are out.
    pub fn of(site: &'a Site, topics: &TopicFacts, targets: &'a TargetFacts) -> Self {
        let plans = site
            .current_plans()
            .map(|plan| plan_of(site, plan, topics, targets))
            .collect();
        Self {
            plans,
            cities: site.cities.iter().map(city).collect(),
            topics: site.topics.iter().map(topic).collect(),
            terms: terms(site),
        }
    }
}

fn plan_of<'a>(
    site: &'a Site,
    plan: &'a model::Plan,
    topics: &TopicFacts,
    targets: &'a TargetFacts,
) -> Plan<'a> {
    let sections = plan
        .sections
        .iter()
        .map(|section| Section {
            key: &section.key,
            title: &section.title,
            title_en: section.title_en.as_deref(),
            official: &section.official.text,
            title_range: title_range(section),
            english: section
                .english
                .as_ref()
                .map(|english| english.text.as_str()),
            topics: topics
                .of_section(&section.id)
                .iter()
                .filter(|found| found.is_stated())
                .filter_map(|found| {
                    site.topics
                        .iter()
                        .position(|topic| topic.id == *found.topic)
                })
                .collect(),
            targets: targets.of_section(&section.id).iter().map(target).collect(),
        })
        .collect();
    Plan {
        id: &plan.id,
        city: &plan.city,
        year: plan.covers,
        kind: plan.kind.name(),
        title: &plan.title,
        title_en: plan.title_en.as_deref(),
        sections,
    }
}

fn target(target: &SectionTarget) -> Target<'_> {
    Target {
        fragment: target
            .id
            .rsplit_once('#')
            .map_or("", |(_, fragment)| fragment),
        range: target.target.span.clone(),
    }
}

/// Where the title stands in the heading, after the number.
fn title_range(section: &model::Section) -> Range<usize> {
    let heading = section.official.slice(section.official.heading());
    let length = section.title.chars().count();
    heading
        .match_indices(section.title.as_str())
        .last()
        .filter(|_| length > 0)
        .map_or(0..0, |(byte, _)| {
            let start = heading.get(..byte).unwrap_or_default().chars().count();
            start..start + length
        })
}

fn city(city: &model::City) -> City<'_> {
    City {
        slug: &city.slug,
        name: &city.name.zh,
        name_en: &city.name.en,
        reading: city.pinyin.as_deref(),
    }
}

fn topic(topic: &model::Topic) -> Topic<'_> {
    Topic {
        id: &topic.id,
        name: &topic.name.zh,
        name_en: &topic.name.en,
    }
}

/// The glossary, and the names of the cities in their spellings.
fn terms(site: &Site) -> Vec<Term<'_>> {
    let glossary = site.glossary.terms.iter().map(|term| Term {
        zh: spellings(&term.zh, &term.also_zh),
        en: spellings(&term.en, &term.also_en),
    });
    let cities = site.cities.iter().map(|city| Term {
        zh: vec![&city.short.zh, &city.name.zh],
        en: [&city.short.en, &city.name.en, &city.slug]
            .into_iter()
            .map(String::as_str)
            .chain(city.pinyin.as_deref())
            .collect(),
    });
    glossary.chain(cities).collect()
}

fn spellings<'a>(first: &'a str, also: &'a [String]) -> Vec<&'a str> {
    std::iter::once(first)
        .chain(also.iter().map(String::as_str))
        .collect()
}
