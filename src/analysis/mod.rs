//! Stage 3: facts about the site, each analysis a folder; pure functions of the model.

pub mod compare;
pub mod parity;
pub mod relations;
pub mod search;
pub mod targets;
pub mod topics;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostics::Diagnostics;
use crate::language::Bilingual;
use crate::model::Site;
use compare::CityProfile;
use relations::{Mention, Mentions, Relater, Relations};
use targets::{SectionTarget, TargetFacts, wording};
use topics::{TopicFacts, TopicFinder};

/// Everything that the analyses find out about a site. A later analysis may read an earlier one's
/// facts: targets → topics → relations → search; parity.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// What each section promises or reports in numbers.
    pub targets: TargetFacts,
    /// Which topics each section is about.
    pub topics: Arc<TopicFacts>,
    /// Which sections belong beside each other, and why.
    pub relations: Relations,
    /// What each city's documents deal with, by city slug.
    pub profiles: BTreeMap<String, CityProfile>,
}

/// Runs the analyses, and keeps of topics and relations what it may use the next time: keep one
/// between the builds of a site, and only changed plans are read and compared again. The facts are
/// those of a clean start, byte for byte; dropping it changes nothing but the time, and a
/// different site or vocabulary merely starts anew.
#[derive(Debug, Default)]
pub struct Analyser {
    topics: TopicFinder,
    relater: Relater,
}

impl Analyser {
    /// The facts of a site as it is now, and what was found wrong.
    pub fn update(&mut self, site: &Site) -> (Facts, Diagnostics) {
        let (targets, mut diagnostics) = TargetFacts::of(site);
        diagnostics.append(parity::check(site, &targets));
        let topics = self.topics.update(site);
        let relations = self.relater.update(site, &topics, &mentions(&targets));
        let profiles = compare::profiles(site, &topics, &targets);
        let facts = Facts {
            targets,
            topics,
            relations,
            profiles,
        };
        (facts, diagnostics)
    }
}

/// Runs the analyses once, from nothing.
pub fn analyse(site: &Site) -> (Facts, Diagnostics) {
    Analyser::default().update(site)
}

/// Targets as relations compare them: by controlled indicator, else by the words of the text.
pub fn mentions(targets: &TargetFacts) -> Mentions {
    let mention = |target: &SectionTarget| {
        let words = target.target.indicator.clone()?;
        let english = target.indicator_en.clone().unwrap_or_else(|| words.clone());
        Some(Mention {
            key: target.indicator_id.clone().unwrap_or_else(|| words.clone()),
            name: Bilingual::new(words, english),
            value: wording::value(&target.target, target.indicator_en.as_deref()),
        })
    };
    targets
        .sections
        .iter()
        .map(|(section, list)| (section.clone(), list.iter().filter_map(mention).collect()))
        .collect()
}
