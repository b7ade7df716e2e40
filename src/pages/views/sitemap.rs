//! The whole site as links.

use serde::Serialize;

use super::document::{PlanEntry, SectionEntry};
use super::home::CityEntry;
use crate::pages::frame::Frame;
use crate::pages::links::Here;
use crate::pages::press::Press;

/// The view of `sitemap.html`.
#[derive(Debug, Serialize)]
pub(crate) struct SitemapView {
    pub cities: Vec<CityTree>,
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
    let title = press.word(lang, "nav.sitemap");
    let frame = Frame::new(press, here, "sitemap", title)
        .way(press, &[])
        .ends(title)
        .about(press.word(lang, "sitemap.lead"));
    (frame, SitemapView { cities })
}
