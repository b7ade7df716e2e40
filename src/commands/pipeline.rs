//! Runs the stages in their order: the one place that knows them all.

use std::path::Path;

use super::site_files;
use crate::analysis::{self, Facts, search};
use crate::diagnostics::Diagnostics;
use crate::documents;
use crate::model::Site;
use crate::model::assemble::assemble;
use crate::output::Tree;
use crate::pages::{self, Theme};

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
}

/// A site and its pages.
pub struct Built {
    /// The model.
    pub site: Site,
    /// The analyses.
    pub facts: Facts,
    /// Every file of the output, those of pages with faults left out.
    pub tree: Tree,
    /// Every finding, in order. With an error among them the tree is not to be published.
    pub diagnostics: Diagnostics,
}

/// Runs the stages on the site in `folder`. Pages are made whatever was found, so that their own
/// findings come in the same run.
pub fn run(folder: &Path, options: &Options, cache: &mut Cache) -> Built {
    let (files, mut diagnostics) = site_files::read(folder);
    let (documents, found) = documents::read(&files.content, &mut cache.documents);
    diagnostics.append(found);
    let (site, found) = assemble(&documents);
    diagnostics.append(found);
    let (facts, found) = analysis::analyse(&site);
    diagnostics.append(found);
    let overrides = files
        .themes
        .iter()
        .map(|file| (file.path.as_str(), &*file.bytes));
    let (theme, found) = Theme::new(&site.config.theme, overrides);
    diagnostics.append(found);
    let render = pages::Options {
        base_url: options.base_url.clone(),
    };
    let (files, found) = pages::render(&site, &facts, &theme, &render);
    diagnostics.append(found);
    let index = search::build(&search::Input::of(&site, &facts.topics, &facts.targets));
    let files = files.into_iter().map(|file| (file.path, file.bytes));
    let files = files.chain(index);
    let mut unusable = Diagnostics::default();
    let tree = Tree::collect(files, &mut unusable);
    diagnostics.append(unusable.relocated(|path| site.origin(path)));
    if options.strict {
        diagnostics.make_strict();
    }
    diagnostics.sort();
    Built {
        site,
        facts,
        tree,
        diagnostics,
    }
}
