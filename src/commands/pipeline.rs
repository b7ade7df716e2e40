//! Runs the stages in their order: the one place that knows them all.

use std::path::Path;

use super::site_files;
use crate::analysis::{self, Facts};
use crate::diagnostics::Diagnostics;
use crate::documents;
use crate::model::Site;
use crate::model::assemble::assemble;

/// What a run may keep from the last one; dropping it changes nothing but the time.
#[derive(Debug, Default)]
pub struct Cache {
    documents: documents::Cache,
}

/// What the command line changes of a site's settings.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Replaces `base_url`.
    pub base_url: Option<String>,
    /// Are findings that a published site must not have errors?
    pub strict: bool,
    /// Do links name `index.html`, so that pages open from disk?
    pub offline: bool,
}

/// A site and what is known about it.
pub struct Checked {
    /// The model.
    pub site: Site,
    /// The analyses.
    pub facts: Facts,
    /// Every finding so far, in order.
    pub diagnostics: Diagnostics,
}

/// Reads and analyses the site in `folder`.
pub fn check(folder: &Path, options: &Options, cache: &mut Cache) -> Checked {
    let (files, mut diagnostics) = site_files::read(folder);
    let (documents, found) = documents::read(&files.content, &mut cache.documents);
    diagnostics.append(found);
    let (mut site, found) = assemble(&documents);
    diagnostics.append(found);
    if let Some(url) = &options.base_url {
        site.config.base_url = Some(url.trim_end_matches('/').to_owned());
    }
    let (facts, found) = analysis::analyse(&site);
    diagnostics.append(found);
    if options.strict {
        diagnostics.make_strict();
    }
    diagnostics.sort();
    Checked {
        site,
        facts,
        diagnostics,
    }
}
