//! The targets of a site's sections, with their ids, controlled indicators and translations.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use super::{Context, Missing, Target, read};
use crate::language::{Bilingual, Lang};
use crate::model::{Plan, Section, Site};

/// A target of a section.
#[derive(Debug, Clone)]
pub struct SectionTarget {
    /// Section id and number: `luan/2022-4/5#t1`.
    pub id: String,
    /// Its number in the section, from 1, in the order of the text.
    pub number: usize,
    /// What was read.
    pub target: Target,
    /// Id of the controlled indicator, where the words are one of its spellings.
    pub indicator_id: Option<String>,
    /// The indicator in English: the controlled name, else the glossary's.
    pub indicator_en: Option<String>,
    /// Its counterpart in the translation: characters of the English text.
    pub translation: Option<Range<usize>>,
    /// The sentence of the translation it stands in.
    pub sentence_en: Option<String>,
    /// Has an editor confirmed or corrected it?
    pub checked: bool,
    /// Why an editor changed it.
    pub reason: Option<Bilingual>,
}

/// The targets of all sections that are published.
#[derive(Debug, Clone, Default)]
pub struct TargetFacts {
    /// By section id; sections without targets have no entry.
    pub sections: BTreeMap<String, Arc<Vec<SectionTarget>>>,
    /// Places that announce a value and have none, by section id.
    pub missing: BTreeMap<String, Vec<Missing>>,
}

impl TargetFacts {
    /// Reads every section of `site`, in parallel.
    pub fn of(site: &Site) -> Self {
        let names = Names::new(site);
        let sections: Vec<(&Plan, &Section)> = site
            .current_plans()
            .flat_map(|plan| plan.sections.iter().map(move |section| (plan, section)))
            .collect();
        let read: Vec<(Vec<SectionTarget>, Vec<Missing>)> = sections
            .par_iter()
            .map(|(plan, section)| of_section(plan, section, &names))
            .collect();
        let mut facts = Self::default();
        for ((_, section), (targets, missing)) in sections.iter().zip(read) {
            if !targets.is_empty() {
                facts.sections.insert(section.id.clone(), Arc::new(targets));
            }
            if !missing.is_empty() {
                facts.missing.insert(section.id.clone(), missing);
            }
        }
        facts
    }

    /// The targets of a section, in the order of the text.
    pub fn of_section(&self, id: &str) -> &[SectionTarget] {
        self.sections
            .get(id)
            .map_or(&[], |targets| targets.as_slice())
    }
}

/// What the words of an indicator are called in the vocabularies.
struct Names<'a> {
    indicators: BTreeMap<&'a str, (&'a str, &'a str)>,
    terms: BTreeMap<&'a str, &'a str>,
}

impl<'a> Names<'a> {
    fn new(site: &'a Site) -> Self {
        let mut indicators = BTreeMap::new();
        for indicator in &site.indicators {
            let spellings = indicator.spellings.iter().map(String::as_str);
            for spelling in spellings.chain([indicator.name.zh.as_str()]) {
                indicators
                    .entry(spelling)
                    .or_insert((indicator.id.as_str(), indicator.name.en.as_str()));
            }
        }
        let mut terms = BTreeMap::new();
        for term in &site.glossary.terms {
            for zh in term.also_zh.iter().chain([&term.zh]) {
                terms.entry(zh.as_str()).or_insert(term.en.as_str());
            }
        }
        Self { indicators, terms }
    }
}

fn of_section(
    plan: &Plan,
    section: &Section,
    names: &Names<'_>,
) -> (Vec<SectionTarget>, Vec<Missing>) {
    let context = Context {
        lang: Lang::Zh,
        heading: headings(plan, section),
        kind: Some(plan.kind),
        covers: Some(plan.covers),
        explain: false,
    };
    let found = read(&section.official.text, &context);
    let targets = found
        .targets
        .into_iter()
        .enumerate()
        .map(|(index, target)| {
            let words = target.indicator.as_deref();
            let known = words.and_then(|words| names.indicators.get(words));
            let term = words.and_then(|words| names.terms.get(words));
            SectionTarget {
                id: format!("{}#t{}", section.id, index + 1),
                number: index + 1,
                indicator_id: known.map(|(id, _)| (*id).to_owned()),
                indicator_en: known
                    .map(|(_, en)| *en)
                    .or(term.copied())
                    .map(str::to_owned),
                target,
                translation: None,
                sentence_en: None,
                checked: false,
                reason: None,
            }
        })
        .collect();
    (targets, found.missing)
}

/// The headings above a section and its own, outermost first: they tell whether it promises or
/// reports where its sentences do not.
fn headings(plan: &Plan, section: &Section) -> String {
    let mut titles = vec![section.title.as_str()];
    let mut parent = section.parent;
    while let Some(above) = parent.and_then(|at| plan.sections.get(at)) {
        titles.push(above.title.as_str());
        parent = above.parent;
    }
    titles.reverse();
    titles.join("\n")
}
