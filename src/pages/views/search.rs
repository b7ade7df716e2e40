//! The search page; its scripts fill it in.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::pages::frame::Frame;
use crate::pages::links::Here;
use crate::pages::press::Press;

/// The words that the scripts show, under `search.page` in the theme's words.
const WORDS: [&str; 25] = [
    "found",
    "found_one",
    "also",
    "more",
    "all",
    "suggested",
    "meant",
    "city",
    "year",
    "kind",
    "topic",
    "target",
    "sort",
    "any",
    "relevance",
    "newest",
    "oldest",
    "plan",
    "report",
    "with_target",
    "more_filters",
    "failed",
    "from_disk",
    "none",
    "signs_only",
];

/// The view of `search.html`.
#[derive(Debug, Serialize)]
pub(crate) struct SearchView {
    /// The scripts' words as JSON, fit to stand in a script element.
    pub words: String,
}

/// Makes the view.
pub(crate) fn search(press: &Press, here: Here) -> (Frame, SearchView) {
    let lang = here.lang;
    let words: BTreeMap<&str, &str> = WORDS
        .iter()
        .map(|word| (*word, press.word(lang, &format!("search_page.{word}"))))
        .collect();
    let words = serde_json::to_string(&words)
        .unwrap_or_default()
        .replace('<', "\\u003c");
    let title = press.word(lang, "nav.search");
    let frame = Frame::new(press, here, "search", title)
        .way(press, &[])
        .ends(title)
        .about(press.word(lang, "search_page.lead"))
        .under("search");
    (frame, SearchView { words })
}
