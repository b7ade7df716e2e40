//! The targets of a site's sections, with their ids, controlled indicators and translations.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use super::corrections::{Checked, Corrections};
use super::{Context, Missing, Target, align, read};
use crate::diagnostics::Diagnostics;
use crate::diagnostics::codes::analysis::VALUE_MISSING;
use crate::language::{Bilingual, Lang};
use crate::model::{NoteSubject, Plan, Section, Site};
use crate::quantities::Class;

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
    /// What the translation says in numbers, by section id.
    pub english: BTreeMap<String, Arc<Vec<Target>>>,
}

/// What was read of one section.
struct Read {
    targets: Vec<SectionTarget>,
    missing: Vec<Missing>,
    english: Vec<Target>,
    diagnostics: Diagnostics,
}

impl TargetFacts {
    /// Reads every section of `site`, in parallel; applies the editors' corrections.
    pub fn of(site: &Site) -> (Self, Diagnostics) {
        let names = Names::new(site);
        let mut diagnostics = Diagnostics::default();
        let corrections = corrections(site, &mut diagnostics);
        let sections: Vec<(&Plan, &Section)> = site
            .current_plans()
            .flat_map(|plan| plan.sections.iter().map(move |section| (plan, section)))
            .collect();
        let read: Vec<Read> = sections
            .par_iter()
            .map(|(plan, section)| {
                let corrections = corrections.get(plan.id.as_str());
                of_section(plan, section, &names, corrections)
            })
            .collect();
        let mut facts = Self::default();
        for ((_, section), read) in sections.iter().zip(read) {
            diagnostics.append(read.diagnostics);
            let id = || section.id.clone();
            if !read.targets.is_empty() {
                facts.sections.insert(id(), Arc::new(read.targets));
            }
            if !read.missing.is_empty() {
                facts.missing.insert(id(), read.missing);
            }
            if !read.english.is_empty() {
                facts.english.insert(id(), Arc::new(read.english));
            }
        }
        (facts, diagnostics)
    }

    /// What the translation of a section says in numbers, in the order of the text.
    pub fn english_of(&self, id: &str) -> &[Target] {
        self.english
            .get(id)
            .map_or(&[], |targets| targets.as_slice())
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
    indicators: BTreeMap<&'a str, Named<'a>>,
    terms: BTreeMap<&'a str, &'a str>,
    renderings: align::Renderings,
}

/// A controlled indicator.
#[derive(Clone, Copy)]
struct Named<'a> {
    id: &'a str,
    en: &'a str,
    unit: Option<&'a str>,
    unit_en: Option<&'a str>,
}

impl<'a> Names<'a> {
    fn new(site: &'a Site) -> Self {
        let mut indicators = BTreeMap::new();
        for indicator in &site.indicators {
            let named = Named {
                id: &indicator.id,
                en: &indicator.name.en,
                unit: indicator.unit.as_deref(),
                unit_en: indicator.unit_en.as_deref(),
            };
            let spellings = indicator.spellings.iter().map(String::as_str);
            for spelling in spellings.chain([indicator.name.zh.as_str()]) {
                indicators.entry(spelling).or_insert(named);
            }
        }
        let mut terms = BTreeMap::new();
        for term in &site.glossary.terms {
            for zh in term.also_zh.iter().chain([&term.zh]) {
                terms.entry(zh.as_str()).or_insert(term.en.as_str());
            }
        }
        let renderings = align::Renderings::new(&site.glossary, &site.indicators);
        Self {
            indicators,
            terms,
            renderings,
        }
    }

    /// The controlled indicator of a target: the growth of a thing has its own (…增速), and a value
    /// in another unit is none of it; a rank may stand beside it.
    fn indicator(&self, target: &Target) -> Option<Named<'a>> {
        let words = target.indicator.as_deref()?;
        let grows = target.sense == Some(super::Sense::By) && target.class == Some(Class::Ratio);
        let fits = |named: &Named<'a>| {
            target.class == Some(Class::Rank)
                || named
                    .unit
                    .is_none_or(|unit| target.unit.as_deref() == Some(unit))
                || target.class == Some(Class::Count)
                    && named
                        .unit
                        .and_then(crate::quantities::Unit::known)
                        .is_some_and(|unit| unit.class == Class::Count)
        };
        let found = |words: &str| self.indicators.get(words).copied().filter(fits);
        if grows && let Some(growth) = found(&format!("{words}增速")) {
            return Some(growth);
        }
        let growth_of_other = grows
            && !words.ends_with('率')
            && self
                .indicators
                .get(words)
                .is_some_and(|named| named.unit != Some("%"));
        if growth_of_other { None } else { found(words) }
    }
}

/// The corrections of every plan that has some.
fn corrections<'a>(
    site: &'a Site,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<&'a str, Corrections> {
    site.corrections
        .iter()
        .filter_map(|(id, file)| {
            let plan = site.plan(id)?;
            let read = Corrections::read(file, diagnostics);
            read.without_section(|key| plan.section(key).is_some(), diagnostics);
            Some((id.as_str(), read))
        })
        .collect()
}

fn of_section(
    plan: &Plan,
    section: &Section,
    names: &Names<'_>,
    corrections: Option<&Corrections>,
) -> Read {
    let context = Context {
        lang: Lang::Zh,
        heading: headings(plan, section),
        kind: Some(plan.kind),
        covers: Some(plan.covers),
        explain: false,
    };
    let mut diagnostics = Diagnostics::default();
    let text = &section.official.text;
    let found = read(text, &context);
    report_missing(section, &found.missing, &mut diagnostics);
    let checked = match corrections {
        Some(corrections) => corrections.apply(
            &section.key,
            text,
            found.targets,
            &context,
            &mut diagnostics,
        ),
        None => found
            .targets
            .into_iter()
            .map(|target| Checked {
                target,
                reason: None,
            })
            .collect(),
    };
    let english = section.english.as_ref().map_or_else(Vec::new, |english| {
        let context = Context {
            lang: Lang::En,
            ..context
        };
        read(&english.text, &context).targets
    });
    let official: Vec<Target> = checked
        .iter()
        .map(|checked| checked.target.clone())
        .collect();
    let pairs = align::align(&official, &english, &names.renderings);
    let targets = checked
        .into_iter()
        .zip(pairs)
        .enumerate()
        .map(|(index, (checked, pair))| {
            let counterpart = pair.and_then(|pair| english.get(pair.index));
            named(section, index, checked, counterpart, names)
        })
        .collect();
    Read {
        targets,
        missing: found.missing,
        english,
        diagnostics,
    }
}

/// A target with its id, its names and its counterpart in the translation.
fn named(
    section: &Section,
    index: usize,
    checked: Checked,
    counterpart: Option<&Target>,
    names: &Names<'_>,
) -> SectionTarget {
    let mut target = checked.target;
    let known = names.indicator(&target);
    let term = target
        .indicator
        .as_deref()
        .and_then(|words| names.terms.get(words));
    // What is counted has a name of its own: 5000家展商 are exhibitors, not enterprises.
    if let Some(named) = known
        && target.class == Some(Class::Count)
        && target.unit.as_deref() == named.unit
        && let Some(unit) = named.unit_en
    {
        target.unit_en = Some(unit.to_owned());
    }
    SectionTarget {
        id: format!("{}#t{}", section.id, index + 1),
        number: index + 1,
        indicator_id: known.map(|named| named.id.to_owned()),
        indicator_en: known
            .map(|named| named.en)
            .or(term.copied())
            .map(str::to_owned),
        target,
        translation: counterpart.map(|target| target.span.clone()),
        sentence_en: counterpart.map(|target| target.sentence.clone()),
        checked: checked.reason.is_some(),
        reason: checked.reason,
    }
}

/// A missing value that no note on the section declares is a finding.
fn report_missing(section: &Section, missing: &[Missing], diagnostics: &mut Diagnostics) {
    for place in missing {
        let declared = section
            .notes
            .iter()
            .filter(|note| note.subject == NoteSubject::Official)
            .flat_map(|note| &note.places)
            .any(|range| range.start < place.span.end && place.span.start < range.end);
        if !declared {
            diagnostics.report(
                &VALUE_MISSING,
                section.official.location(place.span.clone()),
                format!("“{}”之后没有数值", place.text),
                format!("no value follows “{}”", place.text),
            );
        }
    }
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
