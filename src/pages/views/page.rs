//! Pages beside the plans.

use serde::Serialize;

use crate::diagnostics::Diagnostics;
use crate::model::Page;
use crate::pages::frame::Frame;
use crate::pages::links::Here;
use crate::pages::markdown::{self, HeadingEntry};
use crate::pages::press::Press;

/// The view of `page.html`.
#[derive(Debug, Serialize)]
pub(crate) struct PageView {
    pub title: String,
    /// The page's HTML.
    pub html: String,
    /// Does it exist in the page's language?
    pub translated: bool,
    /// The language of the text, where it is not the page's.
    pub text_lang: Option<&'static str>,
    pub contents: Vec<HeadingEntry>,
}

/// Makes the view.
pub(crate) fn page(
    press: &Press,
    here: Here,
    page: &Page,
    found: &mut Diagnostics,
) -> (Frame, PageView) {
    let lang = here.lang;
    let own = page.texts.get(&lang);
    let text = own.or_else(|| page.texts.get(&lang.other()));
    let title = text.map_or(page.slug.as_str(), |text| text.title.as_str());
    let rendered = text.map(|text| markdown::render(press, &here, text, found));
    let rendered = rendered.unwrap_or_default();
    let view = PageView {
        title: title.to_owned(),
        html: rendered.html,
        translated: own.is_some(),
        text_lang: own.is_none().then(|| lang.other().html()),
        contents: rendered.headings,
    };
    let description = text.and_then(|text| text.description.clone());
    let frame = Frame::new(press, here, "page", title)
        .way(press, &[])
        .ends(title)
        .about(description.unwrap_or_default());
    (frame, view)
}
