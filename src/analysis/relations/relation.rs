//! A relation between two sections, and why.

use std::ops::Range;
use std::sync::Arc;

use super::sentences::Alike;
use crate::language::Bilingual;

/// The kinds of relations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum RelationKind {
    /// An editor chose it.
    Curated,
    /// The same city: from last year's result or task to this year's task.
    Continues,
    /// The same city and year: from a task to the report on it.
    Outcome,
    /// Tasks of two cities that are alike.
    Similar,
}

impl RelationKind {
    /// The word in data and pages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Similar => "similar",
            Self::Continues => "continues",
            Self::Outcome => "outcome",
            Self::Curated => "curated",
        }
    }
}

/// A link between two sections.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relation {
    /// Section id. `similar`: the smaller one; `continues`, `outcome`: the earlier one; `curated`:
    /// where the editor wrote it.
    pub a: Arc<str>,
    /// The other section's id.
    pub b: Arc<str>,
    /// What sort of link.
    pub kind: RelationKind,
    /// In 1/10000; see [`super::SCORE_UNIT`].
    pub score: u32,
    /// Why, the strongest first; never empty.
    pub reasons: Vec<Reason>,
    /// Is it shown on the page of `b` too? Only an editor's link may be one-sided.
    pub both: bool,
}

impl Relation {
    /// The section at the other end, seen from `section`.
    pub fn other(&self, section: &str) -> &str {
        if *self.a == *section {
            &self.b
        } else {
            &self.a
        }
    }
}

/// Why two sections are linked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// The reason in a sentence. Untranslated phrases stand in Chinese in the English one.
    pub text: Bilingual,
    /// What it rests on.
    pub evidence: Evidence,
}

impl Reason {
    /// The word in data: `topic`, `phrase`, `indicator`, `sentences`, `curated`.
    pub fn kind(&self) -> &'static str {
        match self.evidence {
            Evidence::Topics(_) => "topic",
            Evidence::Phrases(_) => "phrase",
            Evidence::Indicator(_) => "indicator",
            Evidence::Sentences(_) => "sentences",
            Evidence::Curated => "curated",
        }
    }
}

/// What a reason rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Evidence {
    /// Ids of topics that both are about, the most telling first.
    Topics(Vec<Arc<str>>),
    /// Phrases in both texts, the most telling first.
    Phrases(Vec<SharedPhrase>),
    /// An indicator that both give a value of.
    Indicator(SharedIndicator),
    /// The two passages most alike: character ranges of the official texts of `a` and `b`.
    Sentences(Alike),
    /// An editor's word.
    Curated,
}

/// A phrase that stands in both texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedPhrase {
    /// The phrase.
    pub zh: String,
    /// The glossary's English for it.
    pub en: Option<String>,
    /// Where it stands in `a`: characters of the official text.
    pub a: Range<usize>,
    /// Where it stands in `b`.
    pub b: Range<usize>,
}

/// An indicator that both sections give a value of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedIndicator {
    /// The extractor's key: an id of `indicators.toml`, or the words of the text.
    pub key: String,
    /// The value in `a`, as written.
    pub a: Bilingual,
    /// The value in `b`, as written.
    pub b: Bilingual,
}

/// A quantity of a section, as relations need it: taken from the target extractor's records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The same for what can be compared: an id of `indicators.toml`, or the words of the text.
    pub key: String,
    /// The indicator's name.
    pub name: Bilingual,
    /// The value as written (90家以上), and in English.
    pub value: Bilingual,
}
