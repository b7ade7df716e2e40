//! A relation between two sections, and why.

use std::sync::Arc;

use super::aspects::TopicNumber;
use super::sentences::Alike;
use super::wording;
use crate::language::Bilingual;
use crate::model::Site;

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
    pub reasons: Box<[Reason]>,
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

/// Why two sections are linked, as evidence; [`Reason::text`] puts it into words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// Topics that both are about, the most telling first: places in the vocabulary.
    Topics(Box<[TopicNumber]>),
    /// Broader topics that the topics of both belong to, one or both through narrower ones.
    Kindred(Box<[TopicNumber]>),
    /// Phrases in both texts, the most telling first.
    Phrases(Box<[SharedPhrase]>),
    /// An indicator that both give a value of.
    Indicator(Box<SharedIndicator>),
    /// The two passages most alike: character ranges of the official texts of `a` and `b`.
    Sentences(Box<Alike>),
    /// An editor's word.
    Curated(Box<Bilingual>),
}

impl Reason {
    /// The word in data: `topic`, `phrase`, `indicator`, `sentences`, `curated`.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Topics(_) | Self::Kindred(_) => "topic",
            Self::Phrases(_) => "phrase",
            Self::Indicator(_) => "indicator",
            Self::Sentences(_) => "sentences",
            Self::Curated(_) => "curated",
        }
    }

    /// The reason in a sentence, of the relation it belongs to. Untranslated phrases stand in Chinese
    /// in the English one.
    pub fn text(&self, relation: &Relation, site: &Site) -> Bilingual {
        match self {
            Self::Topics(topics) => wording::topics(topics, site),
            Self::Kindred(topics) => wording::kindred(topics, site),
            Self::Phrases(phrases) => wording::phrases(phrases),
            Self::Indicator(shared) => wording::indicator(shared),
            Self::Sentences(alike) => wording::sentences(alike, relation, site),
            Self::Curated(why) => (**why).clone(),
        }
    }
}

/// A phrase that stands in both texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedPhrase {
    /// The phrase.
    pub zh: Box<str>,
    /// The glossary's English for it.
    pub en: Option<Box<str>>,
}

/// An indicator that both sections give a value of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedIndicator {
    /// The extractor's key: an id of `indicators.toml`, or the words of the text.
    pub key: String,
    /// Its name.
    pub name: Bilingual,
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
