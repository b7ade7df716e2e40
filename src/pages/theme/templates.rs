//! Templates: loading all that can be loaded, and saying where the others are wrong.

use std::collections::BTreeMap;
use std::sync::Arc;

use tera::{ErrorKind, Tera};

use super::{File, filters, mistakes};
use crate::diagnostics::{Diagnostics, Location, SourceFile, codes};
use crate::language::Bilingual;

const FOLDER: &str = "templates/";

/// Templates by name.
type Sources = BTreeMap<String, Arc<SourceFile>>;

/// Loads the embedded templates and a site's own over them. A template with a mistake is reported
/// and left out, so that one run finds every mistake.
pub(super) fn load(
    base: &BTreeMap<String, File>,
    own: &BTreeMap<String, File>,
    found: &mut Diagnostics,
) -> (Tera, Sources) {
    let mut engine = Tera::default();
    filters::register(&mut engine);
    let mut sources = sources(base, found);
    let embedded = engine.add_raw_templates(texts(&sources));
    debug_assert!(embedded.is_ok(), "{embedded:?}");
    let mut added = self::sources(own, found);
    while let Err(error) = engine.add_raw_templates(texts(&added)) {
        let culprit = culprit(&error, &added);
        let (message, location) = describe(&culprit, &error, &added);
        found.report(
            &codes::pages::TEMPLATE_SYNTAX,
            location,
            format!("模板有错误：{}", message.zh),
            format!("the template has a mistake: {}", message.en),
        );
        if added.remove(&culprit).is_none() {
            break;
        }
    }
    sources.extend(added);
    (engine, sources)
}

fn sources(files: &BTreeMap<String, File>, found: &mut Diagnostics) -> Sources {
    files
        .iter()
        .filter_map(|(path, file)| {
            let name = path.strip_prefix(FOLDER)?;
            Some((name.to_owned(), file.text(found)?))
        })
        .collect()
}

fn texts(sources: &Sources) -> impl Iterator<Item = (&str, &str)> {
    sources
        .iter()
        .map(|(name, file)| (name.as_str(), file.text()))
}

/// The template an error is about.
fn culprit(error: &tera::Error, sources: &Sources) -> String {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            report.filename().to_owned()
        }
        ErrorKind::MissingParent { current, .. } => current.clone(),
        ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => {
            tpl.clone()
        }
        // The others carry their template, if any, in the words alone.
        other => {
            let words = other.to_string();
            sources
                .keys()
                .filter(|name| words.contains(name.as_str()))
                .max_by_key(|name| name.len())
                .cloned()
                .unwrap_or_default()
        }
    }
}

/// What an error says, and where.
pub(super) fn describe(
    template: &str,
    error: &tera::Error,
    sources: &Sources,
) -> (Bilingual, Location) {
    let (message, name, span) = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => (
            report.message().to_owned(),
            report.filename(),
            report.span().range.clone(),
        ),
        other => {
            let words = other.to_string();
            let span = sources.get(template).and_then(|file| named(&words, file));
            (words, template, span.unwrap_or(0..0))
        }
    };
    let location = sources
        .get(name)
        .or_else(|| sources.get(template))
        .map_or_else(
            || Location::of_path(format!("themes/default/{FOLDER}{name}")),
            |file| Location::new(file, span),
        );
    (mistakes::named(&message), location)
}

/// Where the first thing that a message names in quotation marks stands in the template.
fn named(message: &str, file: &SourceFile) -> Option<std::ops::Range<usize>> {
    message
        .split(['`', '\'', '"'])
        .skip(1)
        .step_by(2)
        .filter(|name| !name.is_empty())
        .find_map(|name| {
            let at = file.text().find(name)?;
            Some(at..at + name.len())
        })
}
