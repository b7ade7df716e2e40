//! The whole site as links.

use serde::Serialize;

use super::document::{PlanEntry, SectionEntry};
use super::home::CityEntry;
use super::related::capital;
use crate::language::Bilingual;
use crate::model::{Indicator, Topic, address};
use crate::pages::frame::Frame;
use crate::pages::links::Here;
use crate::pages::press::Press;

/// The view of `sitemap.html`.
#[derive(Debug, Serialize)]
pub(crate) struct SitemapView {
    pub cities: Vec<CityTree>,
    /// The topics of the vocabulary that sections are about.
    pub topics: Vec<Named>,
    /// The other topics.
    pub topics_empty: Vec<Named>,
    /// The indicators of the vocabulary that have entries.
    pub indicators: Vec<Named>,
    /// The other indicators.
    pub indicators_empty: Vec<Named>,
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
    let (topics, no_topics): (Vec<&Topic>, Vec<&Topic>) =
        (press.site.topics.iter()).partition(|topic| !press.about(&topic.id).is_empty());
    let (indicators, no_indicators): (Vec<&Indicator>, Vec<&Indicator>) =
        (press.site.indicators.iter())
            .partition(|one| !press.targets.of_indicator(&one.id).is_empty());
    let of_topics = |list: Vec<&Topic>| -> Vec<Named> {
        let pages = list.into_iter();
        pages
            .map(|one| named("topics", &one.id, &one.name))
            .collect()
    };
    let of_indicators = |list: Vec<&Indicator>| -> Vec<Named> {
        let pages = list.into_iter();
        pages
            .map(|one| named("targets", &one.id, &one.name))
            .collect()
    };
    let view = SitemapView {
        cities,
        topics: of_topics(topics),
        topics_empty: of_topics(no_topics),
        indicators: of_indicators(indicators),
        indicators_empty: of_indicators(no_indicators),
    };
    let title = press.word(lang, "nav.sitemap");
    let frame = Frame::new(press, here, "sitemap", title)
        .way(press, &[])
        .ends(title)
        .about(press.word(lang, "sitemap.lead"));
    (frame, view)
}
