//! Stage 3: facts about the site, each analysis a folder; pure functions of the model.

pub mod relations;
pub mod search;
pub mod targets;
pub mod topics;

use crate::diagnostics::Diagnostics;
use crate::model::Site;
use relations::{Mentions, Relations};
use topics::TopicFacts;

/// Everything that the analyses find out about a site. A later analysis may read an earlier one's
/// facts: targets → topics → relations → search; parity.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// Which topics each section is about.
    pub topics: TopicFacts,
    /// Which sections belong beside each other, and why.
    pub relations: Relations,
}

/// Runs the analyses in their order.
pub fn analyse(site: &Site) -> (Facts, Diagnostics) {
    let diagnostics = Diagnostics::default();
    let topics = TopicFacts::of(site);
    let relations = Relations::of(site, &topics, &Mentions::new());
    (Facts { topics, relations }, diagnostics)
}
