//! Approved English for Chinese terms (`content/glossary.toml`).

use crate::diagnostics::Location;
use crate::language::Bilingual;

/// The approved terms.
#[derive(Debug, Clone, Default)]
pub struct Glossary {
    /// Terms in the order of the file.
    pub terms: Vec<Term>,
}

/// One term.
#[derive(Debug, Clone)]
pub struct Term {
    /// Permanent fragment of the term on the glossary page: its English, folded to `[a-z0-9-]`.
    pub id: String,
    /// The Chinese term.
    pub zh: String,
    /// The approved English.
    pub en: String,
    /// Other spellings in Chinese.
    pub also_zh: Vec<String>,
    /// Other approved renderings, inflected forms among them.
    pub also_en: Vec<String>,
    /// A short explanation shown beside the running text.
    pub gloss: Option<Bilingual>,
    /// The translator's note.
    pub note: Option<Bilingual>,
    /// Where it stands.
    pub location: Location,
}
