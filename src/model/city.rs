//! Who issues plans.

use crate::diagnostics::Location;
use crate::language::Bilingual;

/// A municipality (`content/<city>/city.toml`).
#[derive(Debug, Clone)]
pub struct City {
    /// Pinyin slug, part of addresses: `luan`.
    pub slug: String,
    /// Full name: 六安市 / Lu'an.
    pub name: Bilingual,
    /// Short name for tables and charts: 六安 / Lu'an.
    pub short: Bilingual,
    /// Province, autonomous region or municipality.
    pub province: Option<Bilingual>,
    /// Division code of GB/T 2260: `341500`.
    pub code: Option<String>,
    /// Reading with tone marks, where the slug does not tell it: `Lù'ān`.
    pub pinyin: Option<String>,
    /// Words by which the city's documents mean the city itself: 我市.
    pub we: Vec<String>,
    /// A sentence about the city.
    pub about: Option<Bilingual>,
    /// Where the file is.
    pub location: Location,
}
