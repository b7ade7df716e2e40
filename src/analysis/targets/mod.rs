//! What a text promises or reports in numbers.
//!
//! [`read`] takes any Chinese or English text; [`of_section`] and [`of_site`] take the model.
//! It is a grammar of the language, one file a phenomenon: numbers and units come from
//! [`crate::quantities`]; [`chinese`] and `english` find what is counted, compared, promised.
//! Nothing is carried over the end of a sentence, so that a text gives what its sentences give.

pub mod align;
mod chinese;
mod corrections;
mod direction;
pub(in crate::analysis) mod english;
pub mod json;
mod record;
mod sentences;
mod site;
pub mod wording;

pub use record::{
    Comparator, Context, Direction, Extraction, Missing, Reading, Sense, Target, TargetKind,
};

pub use site::{SectionTarget, TargetFacts};

use crate::language::Lang;

/// Everything found in a text: targets in order of their places, and values that are missing.
pub fn read(text: &str, context: &Context) -> Extraction {
    match context.lang {
        Lang::Zh => chinese::read(text, context),
        Lang::En => english::read(text, context),
    }
}

/// The targets of a text, in order of their places.
pub fn extract(text: &str, context: &Context) -> Vec<Target> {
    read(text, context).targets
}
