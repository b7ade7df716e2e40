//! The page of approved terms.

use serde::Serialize;

use super::document::own;
use crate::language::Lang;
use crate::model::address;
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
    /// Where to look for its uses.
    pub search_url: String,
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
            search_url: format!("{search}?q={}", percent(&term.zh)),
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
