//! The files beside the pages: data, redirects, and what machines follow the site by.

use super::PageFile;
use super::data::{self, Addresses};
use super::{feeds, redirects};
use crate::analysis::Facts;
use crate::diagnostics::Diagnostics;
use crate::model::Site;

/// Adds them to the pages in `files`, from which the addresses are read.
pub(crate) fn add(
    site: &Site,
    facts: &Facts,
    base_url: Option<&str>,
    files: &mut Vec<PageFile>,
    found: &mut Diagnostics,
) {
    let addresses = Addresses::of(site, files, found);
    files.extend(redirects::files(site, base_url, &addresses));
    files.extend(feeds::files(site, base_url, &addresses));
    let source = data::Source {
        site,
        facts,
        base_url,
    };
    files.extend(data::files(&source, &addresses));
}
