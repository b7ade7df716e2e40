//! A file's headings → the nesting of its sections and their keys. A heading with a slip (no `#`,
//! too many, the wrong number) is reported once and taken for what it must be, so that all else
//! meets its counterpart and one slip is one finding.

mod keys;
mod levels;
mod lost;
mod numbers;

use crate::diagnostics::{Diagnostics, Placed};
use crate::documents::plan_file::SectionText;
use crate::language::Lang;

pub(super) use keys::{Keyed, is_duplicate};

/// The sections of a file with their keys. `gaps` are the numbers that the source lacks.
pub(super) fn outline<'a>(
    texts: &'a [SectionText],
    gaps: &[Placed<String>],
    lang: Lang,
    diagnostics: &mut Diagnostics,
) -> Vec<Keyed<'a>> {
    let texts = lost::restore(texts, lang, diagnostics);
    let depths = levels::levels(&texts, diagnostics);
    keys::keyed(texts, &depths, gaps, diagnostics)
}
