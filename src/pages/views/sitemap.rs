//! The whole site as links.

use serde::Serialize;

use super::document::{PlanEntry, SectionEntry};
use super::home::CityEntry;
use super::related::capital;
use crate::language::Bilingual;
use crate::model::address;
use crate::pages::frame::Frame;
use crate::pages::links::Here;
use crate::pages::press::Press;

/// The view of `sitemap.html`.
#[derive(Debug, Serialize)]
pub(crate) struct SitemapView {
    pub cities: Vec<CityTree>,
    /// Every topic of the vocabulary.
    pub topics: Vec<Named>,
    /// Every indicator of the vocabulary.
    pub indicators: Vec<Named>,
}

/// A page by its name.
#[derive(Debug, Serialize)]
pub(crate) struct Named {
    pub name: String,
    pub url: String,
}

/// A city with its plans.
#[derive(Debug, Serialize)]
pub(crate) struct CityTree {
    pub city: CityEntry,
    pub plans: Vec<PlanTree>,
}

/// A plan with its sections, none where the site is too large for one page.
#[derive(Debug, Serialize)]
pub(crate) struct PlanTree {
    pub plan: PlanEntry,
    pub sections: Vec<SectionEntry>,
}

/// How many sections the page may list; of a larger site it lists cities and plans, whose pages
/// list the sections.
const LONG: usize = 1_000;

/// Makes the view.
pub(crate) fn sitemap(press: &Press, here: Here) -> (Frame, SitemapView) {
    let lang = here.lang;
    let total: usize = press
        .site
        .current_plans()
        .map(|plan| plan.sections.len())
        .sum();
    let cities = press
        .site
        .cities
        .iter()
        .map(|city| CityTree {
            city: CityEntry::new(press, &here, city),
            plans: press
                .site
                .current_plans()
                .filter(|plan| plan.city == city.slug)
                .map(|plan| PlanTree {
                    plan: PlanEntry::new(press, &here, plan),
                    sections: plan
                        .sections
                        .iter()
                        .filter(|_| total <= LONG)
                        .map(|section| SectionEntry::new(press, &here, section, false))
                        .collect(),
                })
                .collect(),
        })
        .collect();
    let named = |listing, id: &str, name: &Bilingual| Named {
        name: capital(lang, name.get(lang)),
        url: here.link(&address::item(lang, listing, id)),
    };
    let topics = press.site.topics.iter();
    let topics = topics.map(|topic| named("topics", &topic.id, &topic.name));
    let indicators = press.site.indicators.iter();
    let indicators = indicators.map(|one| named("targets", &one.id, &one.name));
    let view = SitemapView {
        cities,
        topics: topics.collect(),
        indicators: indicators.collect(),
    };
    let title = press.word(lang, "nav.sitemap");
    let frame = Frame::new(press, here, "sitemap", title)
        .way(press, &[])
        .ends(title)
        .about(press.word(lang, "sitemap.lead"));
    (frame, view)
}
