//! One numbered task: the unit that has a page, an address and a translation.

use super::plan::Note;
use crate::diagnostics::{Location, Placed};
use crate::documents::prose::Prose;
use crate::language::{Bilingual, Lang};

/// A section of a plan.
#[derive(Debug, Clone)]
pub struct Section {
    /// Plan id and key: `luan/2022-4/5`.
    pub id: String,
    /// Permanent key: `5`, `1-2`, `0`, `end`.
    pub key: String,
    /// The number as written: `5.`, `(一)`; empty where there is none.
    pub number: String,
    /// Depth of nesting, from 1.
    pub level: usize,
    /// Index in the plan's sections of the section it stands in.
    pub parent: Option<usize>,
    /// Indexes of the sections that stand in it.
    pub children: Vec<usize>,
    /// The heading without its number and the mark at its end.
    pub title: String,
    /// The translation's heading, likewise.
    pub title_en: Option<String>,
    /// The official text.
    pub official: Prose,
    /// The translation.
    pub english: Option<Prose>,
    /// Notes on the section, those on the official text first.
    pub notes: Vec<Note>,
    /// Editors' additions to and removals from its topics.
    pub topics: TopicChange,
    /// Related sections that an editor chose.
    pub related: Vec<Related>,
    /// Sections that must not be shown as related.
    pub unrelated: Vec<Placed<String>>,
    /// Did an editor switch related sections off here (`related: off`)?
    pub related_off: bool,
    /// Where its heading stands.
    pub location: Location,
}

impl Section {
    /// The title in `lang`, the Chinese one where there is no other.
    pub fn title_in(&self, lang: Lang) -> &str {
        match (lang, &self.title_en) {
            (Lang::En, Some(title)) => title,
            _ => &self.title,
        }
    }
}

/// An editor's changes of a section's topics: ids of `content/topics.toml`.
#[derive(Debug, Clone, Default)]
pub struct TopicChange {
    /// Topics to add.
    pub add: Vec<Placed<String>>,
    /// Topics to remove.
    pub remove: Vec<Placed<String>>,
    /// Why, where the editor says it.
    pub why: Option<Bilingual>,
}

/// A related section that an editor chose.
#[derive(Debug, Clone)]
pub struct Related {
    /// The other section's id.
    pub to: Placed<String>,
    /// Why.
    pub why: Bilingual,
    /// Is it shown on the other section's page too?
    pub both: bool,
}
