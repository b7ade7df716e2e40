//! Controlled vocabularies: topics and indicators.

use crate::diagnostics::Location;
use crate::language::Bilingual;

/// A topic of `content/topics.toml`.
#[derive(Debug, Clone)]
pub struct Topic {
    /// Part of its address.
    pub id: String,
    /// Its name.
    pub name: Bilingual,
    /// What belongs to it and what does not.
    pub scope: Option<Bilingual>,
    /// Chinese words that lead to it.
    pub terms: Vec<String>,
    /// Chinese words that hold one of the terms and yet do not lead to it.
    pub except: Vec<String>,
    /// English alternative names, for readers and search.
    pub also_en: Vec<String>,
    /// Ids of broader topics.
    pub broader: Vec<String>,
    /// Where it stands.
    pub location: Location,
}

/// An indicator of `content/indicators.toml`.
#[derive(Debug, Clone)]
pub struct Indicator {
    /// Part of its address.
    pub id: String,
    /// Its name.
    pub name: Bilingual,
    /// Spellings in Chinese that mean the same, the name among them or not.
    pub spellings: Vec<String>,
    /// Its unit, base unit of the values.
    pub unit: Option<String>,
    /// The unit in English.
    pub unit_en: Option<String>,
    /// Where it stands.
    pub location: Location,
}
