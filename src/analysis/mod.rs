//! Stage 3: facts about the site, each analysis a folder; pure functions of the model.

pub mod compare;
pub mod parity;
pub mod relations;
pub mod search;
pub mod targets;
pub mod topics;

use std::collections::BTreeMap;

use crate::diagnostics::Diagnostics;
use crate::language::Bilingual;
use crate::model::Site;
use compare::CityProfile;
use relations::{Mention, Mentions, Relations};
use targets::{SectionTarget, TargetFacts, wording};
use topics::TopicFacts;

/// Everything that the analyses find out about a site. A later analysis may read an earlier one's
/// facts: targets → topics → relations → search; parity.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// What each section promises or reports in numbers.
    pub targets: TargetFacts,
    /// Which topics each section is about.
    pub topics: TopicFacts,
    /// Which sections belong beside each other, and why.
    pub relations: Relations,
    /// What each city's documents deal with, by city slug.
    pub profiles: BTreeMap<String, CityProfile>,
}

/// Runs the analyses in their order.
pub fn analyse(site: &Site) -> (Facts, Diagnostics) {
    let (targets, mut diagnostics) = TargetFacts::of(site);
    diagnostics.append(parity::check(site, &targets));
    let topics = TopicFacts::of(site);
    let relations = Relations::of(site, &topics, &mentions(&targets));
    let profiles = compare::profiles(site, &topics, &targets);
    (
        Facts {
            targets,
            topics,
            relations,
            profiles,
        },
        diagnostics,
    )
}

/// Targets as relations compare them: by controlled indicator, else by the words of the text.
pub fn mentions(targets: &TargetFacts) -> Mentions {
    let mention = |target: &SectionTarget| {
        let words = target.target.indicator.clone()?;
        let english = target.indicator_en.clone().unwrap_or_else(|| words.clone());
        Some(Mention {
            key: target.indicator_id.clone().unwrap_or_else(|| words.clone()),
            name: Bilingual::new(words, english),
            value: Bilingual::new(target.target.text.clone(), wording::english(&target.target)),
        })
    };
    targets
        .sections
        .iter()
        .map(|(section, list)| (section.clone(), list.iter().filter_map(mention).collect()))
        .collect()
}
