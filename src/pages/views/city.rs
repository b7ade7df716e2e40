//! The page of a city.

use serde::Serialize;

use super::compare::{comparable, pair_address, pairs};
use super::document::{PlanEntry, own};
use super::home::CityEntry;
use super::related::{TopicLink, topic_link};
use crate::model::{City, address};
use crate::pages::frame::Frame;
use crate::pages::links::Here;
use crate::pages::press::Press;

/// The view of `city.html`.
#[derive(Debug, Serialize)]
pub(crate) struct CityView {
    pub city: CityEntry,
    pub about: Option<String>,
    pub code: Option<String>,
    /// Latest year covered first.
    pub plans: Vec<PlanEntry>,
    /// Withdrawn plans, whose pages say why.
    pub withdrawn: Vec<PlanEntry>,
    /// What its sections are most about, with how many of them are.
    pub topics: Vec<TopicLink>,
    /// Its targets in the index.
    pub targets_url: String,
    /// The pages that set it beside another city.
    pub comparisons: Vec<Comparison>,
}

/// A page of two cities, by the name of the other one.
#[derive(Debug, Serialize)]
pub(crate) struct Comparison {
    pub name: String,
    pub url: String,
}

/// How many topics and comparisons a city's page names.
const MOST: usize = 12;

/// Makes the view.
pub(crate) fn city(press: &Press, here: Here, city: &City) -> (Frame, CityView) {
    let lang = here.lang;
    let mut plans: Vec<_> = press
        .site
        .plans
        .iter()
        .filter(|plan| plan.city == city.slug)
        .collect();
    plans.sort_by(|a, b| b.covers.cmp(&a.covers).then_with(|| a.id.cmp(&b.id)));
    let (withdrawn, plans): (Vec<_>, Vec<_>) = plans
        .into_iter()
        .map(|plan| PlanEntry::new(press, &here, plan))
        .partition(|plan| plan.status == "withdrawn");
    let view = CityView {
        city: CityEntry::new(press, &here, city),
        about: city.about.as_ref().map(|about| own(lang, about)),
        code: city.code.clone(),
        plans,
        withdrawn,
        topics: topics(press, &here, city),
        targets_url: format!(
            "{}?city={}",
            here.link(&address::listing(lang, "targets")),
            city.slug
        ),
        comparisons: comparisons(press, &here, city),
    };
    let frame = Frame::new(press, here, "city", &view.city.name)
        .way(press, &[])
        .ends(view.city.name.clone())
        .about(view.about.clone().unwrap_or_default())
        .under("plans");
    (frame, view)
}

fn topics(press: &Press, here: &Here, city: &City) -> Vec<TopicLink> {
    let Some(profile) = press.facts.profiles.get(&city.slug) else {
        return Vec::new();
    };
    let mut topics: Vec<TopicLink> = profile
        .topics
        .iter()
        .filter_map(|(id, sections)| {
            Some(TopicLink {
                sections: sections.len(),
                ..topic_link(press, here, id)?
            })
        })
        .collect();
    topics.sort_by_key(|topic| std::cmp::Reverse(topic.sections));
    topics.truncate(MOST);
    topics
}

fn comparisons(press: &Press, here: &Here, city: &City) -> Vec<Comparison> {
    let cities = comparable(press.site, press.facts);
    pairs(&cities)
        .into_iter()
        .filter_map(|(a, b)| {
            let other = match (a.slug == city.slug, b.slug == city.slug) {
                (true, _) => b,
                (_, true) => a,
                _ => return None,
            };
            Some(Comparison {
                name: other.short.get(here.lang).to_owned(),
                url: here.link(&pair_address(here.lang, a, b)),
            })
        })
        .take(MOST)
        .collect()
}
