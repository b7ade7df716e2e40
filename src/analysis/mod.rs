//! Stage 3: facts about the site, each analysis a folder; pure functions of the model.

pub mod relations;
pub mod search;
pub mod topics;

use crate::diagnostics::Diagnostics;
use crate::model::Site;

/// Everything that the analyses find out about a site. A later analysis may read an earlier one's
/// facts: targets → topics → relations → search; parity.
#[derive(Debug, Clone, Default)]
pub struct Facts {}

/// Runs the analyses in their order.
pub fn analyse(_site: &Site) -> (Facts, Diagnostics) {
    (Facts::default(), Diagnostics::default())
}
