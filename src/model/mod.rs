//! Stage 2: the site as plain data. Nothing here reads a disk or a clock.

pub mod address;
pub mod assemble;
mod city;
pub mod config;
mod glossary;
mod moment;
mod origin;
mod page;
mod plan;
mod redirect;

mod section;
mod vocabulary;

pub use crate::documents::prose::{Block, BlockKind, Prose, Style, StyleKind};
pub use city::City;
pub use config::{Config, Identity, Operator};
pub use glossary::{Glossary, Term};
pub use moment::{Moment, minutes};
pub use page::{Page, PageText};
pub use plan::{
    Completeness, Kind, Note, NoteSubject, Plan, Publication, Review, SourceLines, Status,
    Translation, TranslationMethod, Withdrawal,
};
pub use redirect::Redirect;
pub use section::{Related, Section, TopicChange};
pub use vocabulary::{Indicator, Topic};

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, OnceLock};

use crate::diagnostics::SourceFile;

/// A whole site: what its files say, checked and joined. Not to be changed once it is assembled.
#[derive(Debug, Clone, Default)]
pub struct Site {
    /// Names, identity and options (`gongbao.toml`).
    pub config: Config,
    /// Cities, in the order of slugs.
    pub cities: Vec<City>,
    /// Plans, in the order of city slug, year, then slug (numbers inside compared as numbers).
    pub plans: Vec<Plan>,
    /// Controlled topics, in the order of `content/topics.toml`.
    pub topics: Vec<Topic>,
    /// Controlled indicators, in the order of `content/indicators.toml`.
    pub indicators: Vec<Indicator>,
    /// Approved English for Chinese terms.
    pub glossary: Glossary,
    /// Other pages, in the order of `order`, then slug.
    pub pages: Vec<Page>,
    /// Addresses that have moved, one entry a language, in the order of the file.
    pub redirects: Vec<Redirect>,
    /// Documents as received, by file name under `content/sources/`.
    pub sources: BTreeMap<String, Arc<SourceFile>>,
    /// Editors' corrections of targets, as written, by plan id.
    pub corrections: BTreeMap<String, Arc<SourceFile>>,
    /// What is there in a file and could not be understood: ids of plans, slugs of cities,
    /// `sources/<name>`. What refers to it is not at fault.
    pub unread: BTreeSet<String>,
    /// Where plans and sections stand, by id; made when first asked for.
    places: OnceLock<Places>,
}

/// Places of plans in the site and of sections in their plan.
#[derive(Debug, Clone, Default)]
struct Places {
    plans: HashMap<String, usize>,
    sections: HashMap<String, (usize, usize)>,
}

impl Site {
    /// The city with this slug.
    pub fn city(&self, slug: &str) -> Option<&City> {
        let at = self
            .cities
            .binary_search_by(|city| city.slug.as_str().cmp(slug))
            .ok()?;
        self.cities.get(at)
    }

    /// The plan with this id (`luan/2022-4`).
    pub fn plan(&self, id: &str) -> Option<&Plan> {
        let at = self.places().plans.get(id)?;
        self.plans.get(*at)
    }

    /// The section with this id (`luan/2022-4/5`), with its plan.
    pub fn section(&self, id: &str) -> Option<(&Plan, &Section)> {
        let (plan, section) = self.places().sections.get(id)?;
        let plan = self.plans.get(*plan)?;
        Some((plan, plan.sections.get(*section)?))
    }

    /// The first of several with one id, which is an error that is reported, is the one found.
    fn places(&self) -> &Places {
        self.places.get_or_init(|| {
            let mut places = Places::default();
            for (plan, at) in self.plans.iter().zip(0..) {
                places.plans.entry(plan.id.clone()).or_insert(at);
                for (section, within) in plan.sections.iter().zip(0..) {
                    let place = places.sections.entry(section.id.clone());
                    place.or_insert((at, within));
                }
            }
            places
        })
    }

    /// Is this the id of a plan or section, or a city's slug, whose file could not be understood?
    pub fn is_unread(&self, id: &str) -> bool {
        let mut parts = id.split('/');
        let city = parts.next().unwrap_or_default();
        let plan = parts.next().map(|plan| format!("{city}/{plan}"));
        self.unread.contains(city) || plan.is_some_and(|plan| self.unread.contains(&plan))
    }

    /// All sections with their plans, in the order of plans and text.
    pub fn sections(&self) -> impl Iterator<Item = (&Plan, &Section)> {
        self.plans
            .iter()
            .flat_map(|plan| plan.sections.iter().map(move |section| (plan, section)))
    }

    /// The plans that readers see: withdrawn ones are out of pages' lists, search and data.
    pub fn current_plans(&self) -> impl Iterator<Item = &Plan> {
        self.plans
            .iter()
            .filter(|plan| plan.publication.status != Status::Withdrawn)
    }
}
