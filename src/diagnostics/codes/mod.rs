//! The table of diagnostics: one row a rule, from which `gongbao explain`, docs/diagnostics.md and
//! the test that every rule has a case are made.
//!
//! A code's letter names the stage that finds it (D documents, M model, A analysis, P pages,
//! O output). A published code never changes its meaning.

use super::Severity;
use crate::language::Words;

pub mod analysis;
pub mod documents;
pub mod model;
pub mod output;
pub mod pages;

/// One kind of finding.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// Letter of the stage and three digits.
    pub code: &'static str,
    /// What it weighs in a plain run.
    pub severity: Severity,
    /// Is it an error under `--strict`, where a site is to be published?
    pub strict: bool,
    /// A few words that name the rule.
    pub title: Words,
    /// Why the rule exists, in a sentence or two.
    pub explanation: Words,
    /// What to do, in general.
    pub mend: Words,
    /// A short input that breaks the rule.
    pub example: &'static str,
}

/// Every rule, in the order of codes.
pub fn all() -> Vec<&'static Rule> {
    let mut rules: Vec<&'static Rule> = [
        documents::RULES,
        model::RULES,
        analysis::RULES,
        pages::RULES,
        output::RULES,
    ]
    .into_iter()
    .flatten()
    .copied()
    .collect();
    rules.sort_by_key(|rule| rule.code);
    rules
}

/// The rule with this code, in any case of letters.
pub fn find(code: &str) -> Option<&'static Rule> {
    all()
        .into_iter()
        .find(|rule| rule.code.eq_ignore_ascii_case(code))
}

/// Declares a stage's rules as statics and lists them in `RULES`.
macro_rules! rules {
    ($($name:ident = $code:literal, $severity:ident $(, $strict:ident)?;
        title: $title_zh:literal / $title_en:literal;
        why: $why_zh:literal / $why_en:literal;
        mend: $mend_zh:literal / $mend_en:literal;
        example: $example:literal;)*) => {
        $(
            #[doc = $title_en]
            pub static $name: $crate::diagnostics::Rule = $crate::diagnostics::Rule {
                code: $code,
                severity: $crate::diagnostics::Severity::$severity,
                strict: matches!(stringify!($($strict)?).as_bytes(), b"strict")
                    || matches!($crate::diagnostics::Severity::$severity, $crate::diagnostics::Severity::Error),
                title: $crate::language::Words { zh: $title_zh, en: $title_en },
                explanation: $crate::language::Words { zh: $why_zh, en: $why_en },
                mend: $crate::language::Words { zh: $mend_zh, en: $mend_en },
                example: $example,
            };
        )*
        /// The rules of this stage.
        pub static RULES: &[&$crate::diagnostics::Rule] = &[$(&$name),*];
    };
}
pub(crate) use rules;
