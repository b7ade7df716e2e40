//! Word files as paragraphs.
//!
//! The text is what a reader of the document sees with all changes accepted: insertions are in,
//! deletions out, fields show their result, and numbers that Word counts are written out.

mod body;
mod numbering;
mod numerals;
mod package;
mod styles;
#[cfg(test)]
mod tests;
mod words;
mod xml;

use body::Reader;
use package::{Fault, Package};

use super::{Source, lines};
use crate::diagnostics::codes::documents::{BAD_WORD_FILE, LEFT_OUT, WORD_FILE_TOO_LARGE};
use crate::diagnostics::{Diagnostics, Location};

/// Reads a .docx; `None` where it cannot be read, with the reason among the findings.
pub(super) fn read(path: &str, bytes: &[u8], diagnostics: &mut Diagnostics) -> Option<Source> {
    match paragraphs(bytes) {
        Ok((source, left_out)) => {
            let source = lines::from_lines(path, source);
            for (zh, en) in left_out {
                diagnostics.report(&LEFT_OUT, Location::new(&source.file, 0..0), zh, en);
            }
            Some(source)
        }
        Err(Fault::Broken(zh, en)) => {
            diagnostics.report(&BAD_WORD_FILE, Location::of_path(path), zh, en);
            None
        }
        Err(Fault::TooLarge(zh, en)) => {
            diagnostics.report(&WORD_FILE_TOO_LARGE, Location::of_path(path), zh, en);
            None
        }
    }
}

type Lines = Vec<(String, super::ParagraphKind)>;
type LeftOut = Vec<(String, String)>;

fn paragraphs(bytes: &[u8]) -> Result<(Lines, LeftOut), Fault> {
    let mut package = Package::open(bytes)?;
    let document = package.document()?;
    let styles = styles::Styles::read(package.beside("styles.xml")?.as_ref());
    let numbering =
        numbering::Numbering::read(package.beside("numbering.xml")?.as_ref(), &styles.lists());
    let footnotes = package.beside("footnotes.xml")?;
    let endnotes = package.beside("endnotes.xml")?;
    let mut reader = Reader::new(styles, numbering);
    reader.document(&document);
    reader.notes(footnotes.as_ref(), endnotes.as_ref());
    let headers = package.count_beside("header") + package.count_beside("footer");
    Ok(reader.finish(headers))
}
