//! The home page.

use serde::Serialize;

use super::document::PlanEntry;
use super::related::{TopicLink, topic_link};
use crate::model::{City, address};
use crate::pages::frame::Frame;
use crate::pages::links::Here;
use crate::pages::press::Press;

/// The view of `home.html`.
#[derive(Debug, Serialize)]
pub(crate) struct HomeView {
    pub cities: Vec<CityEntry>,
    /// The topics most sections are about.
    pub topics: Vec<TopicLink>,
    /// Newest first: by the year covered, then by the date of publication.
    pub newest: Vec<PlanEntry>,
    /// How much the site holds; what there is none of is left out.
    pub counts: Vec<Count>,
}

/// A number that leads to what it counts.
#[derive(Debug, Serialize)]
pub(crate) struct Count {
    /// `cities`, `plans` …: the key of its word.
    pub name: &'static str,
    pub number: usize,
    pub url: String,
}

/// A city in a list.
#[derive(Debug, Serialize)]
pub(crate) struct CityEntry {
    pub slug: String,
    pub name: String,
    pub province: Option<String>,
    pub pinyin: Option<String>,
    pub url: String,
    pub plans: usize,
    pub sections: usize,
    pub targets: usize,
    /// First and last year covered.
    pub from: Option<i16>,
    pub to: Option<i16>,
}

impl CityEntry {
    pub(crate) fn new(press: &Press, here: &Here, city: &City) -> Self {
        let lang = here.lang;
        let plans: Vec<_> = press
            .site
            .current_plans()
            .filter(|plan| plan.city == city.slug)
            .collect();
        Self {
            slug: city.slug.clone(),
            name: city.name.get(lang).to_owned(),
            province: city.province.as_ref().map(|name| name.get(lang).to_owned()),
            pinyin: city.pinyin.clone(),
            url: here.link(&address::city(lang, &city.slug)),
            plans: plans.len(),
            sections: plans.iter().map(|plan| plan.sections.len()).sum(),
            targets: plans
                .iter()
                .map(|plan| press.targets.of_plan(&plan.id))
                .sum(),
            from: plans.iter().map(|plan| plan.covers).min(),
            to: plans.iter().map(|plan| plan.covers).max(),
        }
    }
}

/// Makes the view.
pub(crate) fn home(press: &Press, here: Here) -> (Frame, HomeView) {
    let site = press.site;
    let cities: Vec<CityEntry> = site
        .cities
        .iter()
        .map(|city| CityEntry::new(press, &here, city))
        .filter(|city| city.plans > 0)
        .collect();
    let mut newest: Vec<_> = site.current_plans().collect();
    newest.sort_by(|a, b| {
        let key = |plan: &crate::model::Plan| (plan.covers, plan.publication.published);
        key(b).cmp(&key(a)).then_with(|| a.id.cmp(&b.id))
    });
    let lang = here.lang;
    let listing = |name| here.link(&address::listing(lang, name));
    let view = HomeView {
        counts: [
            ("cities", cities.len(), "#cities".to_owned()),
            ("plans", newest.len(), "#newest".to_owned()),
            (
                "sections",
                cities.iter().map(|city| city.sections).sum(),
                listing("sitemap"),
            ),
            (
                "targets",
                cities.iter().map(|city| city.targets).sum(),
                listing("targets"),
            ),
            ("terms", site.glossary.terms.len(), listing("glossary")),
        ]
        .into_iter()
        .filter(|(_, number, _)| *number > 0)
        .map(|(name, number, url)| Count { name, number, url })
        .collect(),
        newest: newest
            .into_iter()
            .take(6)
            .map(|plan| PlanEntry::new(press, &here, plan))
            .collect(),
        topics: leading_topics(press, &here),
        cities,
    };
    let frame = Frame::new(press, here, "home", "")
        .about(site.config.description.get(lang))
        .under("home");
    (frame, view)
}

/// How many topics the home page names.
const LEADING: usize = 16;

fn leading_topics(press: &Press, here: &Here) -> Vec<TopicLink> {
    let mut topics: Vec<TopicLink> = press
        .site
        .topics
        .iter()
        .filter_map(|topic| topic_link(press, here, &topic.id))
        .collect();
    topics.sort_by_key(|topic| std::cmp::Reverse(topic.sections));
    topics.truncate(LEADING);
    topics
}
