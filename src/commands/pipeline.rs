//! Runs the stages in their order: the one place that knows them all.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use super::site_files::{self, SiteFiles};
use crate::analysis::{self, Analyser, Facts, search};
use crate::diagnostics::Diagnostics;
use crate::documents;
use crate::model::Site;
use crate::model::assemble::assemble;
use crate::output::{self, Tree};
use crate::pages::{self, Give, PageFile, Theme};

/// What a run may keep from the last one; dropping it changes nothing but the time.
#[derive(Debug, Default)]
pub struct Cache {
    documents: documents::Cache,
    analyser: Analyser,
}

/// What the command line changes of a site's settings.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Replaces `base_url`.
    pub base_url: Option<String>,
    /// Are findings that a published site must not have errors?
    pub strict: bool,
}

/// A site as it was built.
pub struct Built {
    /// The model.
    pub site: Site,
    /// The analyses.
    pub facts: Facts,
    /// Every finding, in order. With an error among them the files are not to be published.
    pub diagnostics: Diagnostics,
}

/// Runs the stages on the site in `folder` and gives away each file of the output as it is made,
/// from many threads, in any order. Pages are made whatever was found, so that their own findings
/// come in the same run. Without a cache nothing is kept longer than a later stage needs it.
pub fn run(folder: &Path, options: &Options, cache: Option<&mut Cache>, give: &Give) -> Built {
    let (files, mut diagnostics) = site_files::read(folder);
    let SiteFiles {
        content,
        themes,
        refused,
    } = files;
    let mut once = documents::Cache::default();
    let (kept, analyser) = match cache {
        Some(cache) => (&mut cache.documents, Some(&mut cache.analyser)),
        None => (&mut once, None),
    };
    let (mut read, found) = documents::read(&content, kept);
    diagnostics.append(found);
    let unreadable = refused
        .iter()
        .filter_map(|path| documents::unreadable(path));
    read.extend(unreadable.map(Arc::new));
    let (site, found) = assemble(&read);
    diagnostics.append(found);
    drop((content, read, once));
    let (facts, found) = match analyser {
        Some(analyser) => analyser.update(&site),
        None => analysis::analyse(&site),
    };
    diagnostics.append(found);
    let overrides = themes.iter().map(|file| (file.path.as_str(), &*file.bytes));
    let (theme, found) = Theme::new(&site.config.theme, overrides);
    diagnostics.append(found);
    let render = pages::Options {
        base_url: options.base_url.clone(),
    };
    let paths = Mutex::new(Vec::new());
    let give = |file: PageFile| {
        let mut paths = paths.lock().unwrap_or_else(PoisonError::into_inner);
        paths.push(file.path.clone());
        drop(paths);
        give(file);
    };
    diagnostics.append(pages::render(&site, &facts, &theme, &render, &give));
    for (path, bytes) in search::build(&search::Input::of(&site, &facts.topics, &facts.targets)) {
        give(PageFile { path, bytes });
    }
    let paths = paths.into_inner().unwrap_or_else(PoisonError::into_inner);
    let mut unusable = Diagnostics::default();
    unusable.extend(output::paths::faults(paths));
    diagnostics.append(unusable.relocated(|path| site.origin(path)));
    if options.strict {
        diagnostics.make_strict();
    }
    diagnostics.sort();
    diagnostics.drop_consequences();
    Built {
        site,
        facts,
        diagnostics,
    }
}

/// The same, with the files in memory.
pub fn run_in_memory(folder: &Path, options: &Options, cache: &mut Cache) -> (Built, Tree) {
    let files = Mutex::new(Vec::new());
    let built = run(folder, options, Some(cache), &|file| {
        let mut files = files.lock().unwrap_or_else(PoisonError::into_inner);
        files.push((file.path, file.bytes));
    });
    let files = files.into_inner().unwrap_or_else(PoisonError::into_inner);
    (built, Tree::collect(files))
}

/// The same, for its findings alone.
pub fn look_over(folder: &Path, options: &Options) -> Built {
    run(folder, options, None, &|_| {})
}
