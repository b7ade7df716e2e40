//! Which plan of the site a document received again is, and what it was made from.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::existing::{Head, head_of};
use super::{KnownCity, Part};
use crate::diagnostics::Diagnostics;

/// The content folder, by path below it.
pub(super) type Content = BTreeMap<String, Arc<[u8]>>;

/// What is known of a document before its plan is looked for.
pub(super) struct Wanted<'a> {
    /// The city's slug.
    pub(super) city: &'a str,
    /// The title as received.
    pub(super) title: &'a str,
    /// The year, where the title does not have it.
    pub(super) year: Option<i16>,
    /// The file's name.
    pub(super) source: &'a str,
    /// Where a new plan would be written.
    pub(super) usual: &'a str,
    /// The paragraphs.
    pub(super) words: &'a [&'a str],
}

/// The plan of the city with the same title: the one made from a source of this name, or else the
/// only one, whatever its own file is called; or where no title fits, the one made from a source of
/// this name that has most of the text. `Err` gives the plans where several fit.
pub(super) fn plan_before(
    content: &Content,
    wanted: &Wanted<'_>,
    taken: &BTreeSet<String>,
) -> Result<Option<String>, Vec<String>> {
    let folder = format!("{}/", wanted.city);
    let titled: Vec<(&String, Head)> = content
        .iter()
        .filter(|(path, _)| path.starts_with(&folder) && path.ends_with(".zh.md"))
        .filter(|(path, _)| !taken.contains(*path))
        .filter_map(|(path, bytes)| Some((path, head_of(path, bytes)?)))
        .filter(|(_, head)| head.title == wanted.title)
        .collect();
    if let Some((path, _)) = titled.iter().find(|(_, head)| head.source == wanted.source) {
        return Ok(Some((*path).clone()));
    }
    let other_year = |head: &Head| {
        let years = wanted.year.zip(head.year);
        years.is_some_and(|(wanted, there)| wanted != there)
    };
    let fitting: Vec<&String> = titled
        .iter()
        .filter(|(path, head)| *path == wanted.usual || !other_year(head))
        .map(|(path, _)| *path)
        .collect();
    match &fitting[..] {
        [] => Ok(of_same_source(content, wanted, taken)),
        [only] => Ok(Some((*only).clone())),
        several if several.iter().any(|path| *path == wanted.usual) => {
            Ok(Some(wanted.usual.to_owned()))
        }
        several => Err(several.iter().map(|path| (*path).clone()).collect()),
    }
}

/// The plan whose title alone was corrected, and with it the year that names the file.
fn of_same_source(
    content: &Content,
    wanted: &Wanted<'_>,
    taken: &BTreeSet<String>,
) -> Option<String> {
    /// Shorter paragraphs may stand in any document.
    const TELLING: usize = 10;
    if content.contains_key(wanted.usual) {
        return None;
    }
    // Marks and escapes of Markdown aside.
    let letters =
        |text: &str| -> String { text.chars().filter(|one| one.is_alphanumeric()).collect() };
    let telling: Vec<String> = wanted
        .words
        .iter()
        .map(|words| letters(words))
        .filter(|words| words.chars().count() >= TELLING)
        .collect();
    let folder = format!("{}/", wanted.city);
    content
        .iter()
        .filter(|(path, _)| path.starts_with(&folder) && path.ends_with(".zh.md"))
        .filter(|(path, _)| !taken.contains(*path))
        .filter(|(path, bytes)| {
            head_of(path, bytes).is_some_and(|head| head.source == wanted.source)
        })
        .find(|(_, bytes)| {
            let text = letters(&String::from_utf8_lossy(bytes));
            let shared = telling
                .iter()
                .filter(|words| text.contains(words.as_str()))
                .count();
            shared > 0 && shared * 2 >= telling.len()
        })
        .map(|(path, _)| path.clone())
}

/// What import makes of the source that the plan was made from, where that source is still there.
pub(super) fn part_before(content: &Content, head: &Head, cities: &[KnownCity]) -> Option<Part> {
    let name = &head.source;
    let bytes = content.get(&format!("sources/{name}"))?;
    let mut ignored = Diagnostics::default();
    let source = super::read(name, bytes, &mut ignored)?;
    let mut parts = super::divide(&source, cities, &mut ignored);
    let at = match parts.len() {
        1 => Some(0),
        // An editor may have changed the title; the lines tell then.
        _ => parts
            .iter()
            .position(|part| part.title == head.title)
            .or_else(|| {
                parts
                    .iter()
                    .position(|part| Some(part.lines.0) == head.first_line)
            }),
    };
    at.map(|at| parts.swap_remove(at))
}
