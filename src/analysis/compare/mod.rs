//! What each city's documents deal with, by topic and by indicator, so that cities can be put side
//! by side.
//!
//! An absence is information where a city's documents are held whole; of an excerpt it says
//! nothing, so the two are kept apart.

use std::collections::BTreeMap;

use super::targets::TargetFacts;
use super::topics::TopicFacts;
use crate::model::{Completeness, Site};

/// What a city's documents deal with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CityProfile {
    /// Is a document of the city held in part only?
    pub has_excerpts: bool,
    /// Section ids by topic id, latest year first, then in the order of plans and text.
    pub topics: BTreeMap<String, Vec<String>>,
    /// Target ids by indicator: an id of `indicators.toml`, else the words of the text.
    pub indicators: BTreeMap<String, Vec<String>>,
}

/// What a cell of a comparison says where it lists nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Silence {
    /// The city's documents are held whole and do not deal with it.
    NotStated,
    /// The text held here does not deal with it, and is not all there is.
    NotHeld,
}

impl CityProfile {
    /// What it means that the city has nothing under a topic or indicator.
    pub fn silence(&self) -> Silence {
        if self.has_excerpts {
            Silence::NotHeld
        } else {
            Silence::NotStated
        }
    }
}

/// The profiles of all cities that have a current plan, by slug.
pub fn profiles(
    site: &Site,
    topics: &TopicFacts,
    targets: &TargetFacts,
) -> BTreeMap<String, CityProfile> {
    let mut profiles: BTreeMap<String, CityProfile> = BTreeMap::new();
    let mut plans: Vec<_> = site.current_plans().collect();
    plans.sort_by_key(|plan| std::cmp::Reverse(plan.covers));
    for plan in plans {
        let profile = profiles.entry(plan.city.clone()).or_default();
        profile.has_excerpts |= plan.completeness == Completeness::Excerpt;
        for section in &plan.sections {
            for found in topics
                .of_section(&section.id)
                .iter()
                .filter(|found| found.is_stated())
            {
                let list = profile.topics.entry(found.topic.to_string()).or_default();
                list.push(section.id.clone());
            }
            for found in targets.of_section(&section.id) {
                let words = found.target.indicator.as_deref();
                if let Some(key) = found.indicator_id.as_deref().or(words) {
                    profile
                        .indicators
                        .entry(key.to_owned())
                        .or_default()
                        .push(found.id.clone());
                }
            }
        }
    }
    profiles
}
