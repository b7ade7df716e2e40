//! The page of a city.

use serde::Serialize;

use super::document::{PlanEntry, own};
use super::home::CityEntry;
use crate::model::City;
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
}

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
    };
    let frame = Frame::new(press, here, "city", &view.city.name)
        .way(press, &[])
        .ends(view.city.name.clone())
        .about(view.about.clone().unwrap_or_default())
        .under("plans");
    (frame, view)
}
