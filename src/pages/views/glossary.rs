//! The page of approved terms.

use serde::Serialize;

use super::document::own;
use crate::language::Lang;
use crate::model::{Term, address};
use crate::pages::frame::Frame;
use crate::pages::links::Here;
use crate::pages::press::Press;

/// The view of `glossary.html`.
#[derive(Debug, Serialize)]
pub(crate) struct GlossaryView {
    pub terms: Vec<TermRow>,
}

/// A term.
#[derive(Debug, Serialize)]
pub(crate) struct TermRow {
    pub id: String,
    pub zh: String,
    pub en: String,
    pub also_zh: Vec<String>,
    pub also_en: Vec<String>,
    pub gloss: Option<String>,
    pub note: Option<String>,
    /// Where to look for its uses in the official texts, if there are any.
    pub search_url: Option<String>,
}

/// Makes the view.
pub(crate) fn glossary(press: &Press, here: Here) -> (Frame, GlossaryView) {
    let lang = here.lang;
    let search = here.link(&address::listing(lang, "search"));
    let mut terms: Vec<TermRow> = press
        .site
        .glossary
        .terms
        .iter()
        .map(|term| TermRow {
            id: term.id.clone(),
            zh: term.zh.clone(),
            en: term.en.clone(),
            also_zh: term.also_zh.clone(),
            also_en: term.also_en.clone(),
            gloss: term.gloss.as_ref().map(|text| own(lang, text)),
            note: term.note.as_ref().map(|text| own(lang, text)),
            search_url: used(press, term).map(|words| format!("{search}?q={}", percent(words))),
        })
        .collect();
    if lang == Lang::En {
        terms.sort_by_cached_key(|term| {
            term.en
                .trim_start_matches(|c: char| !c.is_alphanumeric())
                .to_lowercase()
        });
    }
    let title = press.word(lang, "nav.glossary");
    let frame = Frame::new(press, here, "glossary", title)
        .way(press, &[])
        .ends(title)
        .about(press.word(lang, "glossary.lead"))
        .under("glossary");
    (frame, GlossaryView { terms })
}

/// The spelling of a term to look for: of several the first that stands in an official text. One with a
/// lost character (科技_) finds too much.
fn used<'a>(press: &Press, term: &'a Term) -> Option<&'a str> {
    if term.also_zh.is_empty() {
        return Some(&term.zh);
    }
    let stands = |words: &&str| {
        let mut sections = press.site.current_plans().flat_map(|plan| &plan.sections);
        !words.contains('_') && sections.any(|section| section.official.text.contains(*words))
    };
    let spellings = std::iter::once(&term.zh).chain(&term.also_zh);
    spellings.map(String::as_str).find(stands)
}

/// Percent-encodes a value of a query.
pub(crate) fn percent(text: &str) -> String {
    use std::fmt::Write as _;
    let mut out = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~') {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}
