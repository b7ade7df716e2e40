//! The page for addresses that do not exist.

use serde::Serialize;

use crate::pages::frame::Frame;
use crate::pages::links::Here;
use crate::pages::press::Press;

/// The view of `404.html`.
#[derive(Debug, Serialize)]
pub(crate) struct ErrorView {}

/// Makes the view.
pub(crate) fn error(press: &Press, here: Here) -> (Frame, ErrorView) {
    let title = press.word(here.lang, "error.title").to_owned();
    let mut frame = Frame::new(press, here, "error", &title)
        .way(press, &[])
        .ends(title);
    frame.noindex = true;
    frame.permanent = None;
    (frame, ErrorView {})
}
