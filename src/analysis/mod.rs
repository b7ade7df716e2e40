//! Stage 3: facts about the site, each analysis a folder; pure functions of the model.
pub mod search;
