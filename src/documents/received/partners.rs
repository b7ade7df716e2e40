//! Which existing section each section of a corrected source continues, and whose key it keeps.

use std::collections::BTreeMap;

use super::align;
use super::structure::Kept;
use super::update::Existing;
use crate::documents::numbering;

/// Shorter bodies may stand below several headings.
const TELLING: usize = 8;

/// What a section is recognised by.
struct Traits<'a> {
    key: &'a str,
    heading: &'a str,
    /// The heading without its number.
    words: &'a str,
    /// What stands below the heading; empty where it could be another section's as well.
    body: &'a str,
    /// The numbers on the way down, whatever the keys.
    path: String,
}

/// A way to tell that a section is an earlier one.
type SameSection<'a> = &'a dyn Fn(&Traits<'_>, &Traits<'_>) -> bool;

/// Gives each new section without one the existing section that it continues: the same number and
/// heading first, then the same heading, the same body, the same key, the same number with words
/// that are alike, and at last the place.
pub(super) fn find(old: &[Existing], new: &mut [Kept]) {
    let mut free = vec![true; old.len()];
    for at in new.iter().filter_map(|kept| kept.partner) {
        take(&mut free, at);
    }
    let texts: Vec<String> = new.iter().map(|kept| kept.section.text()).collect();
    let rounds: [SameSection<'_>; 6] = [
        &|old, new| old.key == new.key && old.heading == new.heading,
        &|old, new| !new.heading.is_empty() && old.heading == new.heading,
        &|old, new| !new.words.is_empty() && old.words == new.words,
        &|old, new| !new.body.is_empty() && old.body == new.body,
        &|old, new| old.key == new.key,
        &|old, new| !new.path.is_empty() && old.path == new.path && reworded(old, new),
    ];
    let mut partners: Vec<Option<usize>> = new.iter().map(|kept| kept.partner).collect();
    {
        let old = traits(old.iter().map(|section| {
            (
                section.key.as_str(),
                section.depth,
                section.heading.as_str(),
                section.words.as_str(),
            )
        }));
        let new = traits(new.iter().zip(&texts).map(|(kept, text)| {
            let section = &kept.section;
            (
                section.key.as_str(),
                section.level,
                section.heading.as_str(),
                text.as_str(),
            )
        }));
        for same in rounds {
            for (partner, new) in partners.iter_mut().zip(&new) {
                if partner.is_some() {
                    continue;
                }
                *partner = old
                    .iter()
                    .zip(&free)
                    .position(|(old, free)| *free && same(old, new));
                if let Some(at) = *partner {
                    take(&mut free, at);
                }
            }
        }
    }
    for (kept, partner) in new.iter_mut().zip(partners) {
        kept.partner = partner;
        let there = kept.place.filter(|at| free.get(*at) == Some(&true));
        if let (None, Some(at)) = (partner, there) {
            take(&mut free, at);
            kept.partner = Some(at);
        }
    }
}

fn take(free: &mut [bool], at: usize) {
    if let Some(free) = free.get_mut(at) {
        *free = false;
    }
}

/// The traits of sections, given by key, depth, heading and text.
fn traits<'a>(
    sections: impl Iterator<Item = (&'a str, usize, &'a str, &'a str)>,
) -> Vec<Traits<'a>> {
    let mut open: Vec<(usize, String)> = Vec::new();
    let mut traits: Vec<Traits<'a>> = sections
        .map(|(key, depth, heading, text)| {
            open.retain(|(above, _)| *above < depth);
            let number = numbering::read(heading);
            let above = open.last().map_or("", |(_, path)| path);
            let path = number.map_or(String::new(), |number| format!("{above}/{}", number.value));
            if !heading.is_empty() {
                // Below a heading without number, its key leads on.
                let step = if path.is_empty() {
                    format!("{above}/{key}")
                } else {
                    path.clone()
                };
                open.push((depth, step));
            }
            let words = number.map_or(0, |number| number.len);
            let body = text.strip_prefix(heading).unwrap_or_default().trim();
            let telling = !heading.is_empty() && body.chars().count() >= TELLING;
            Traits {
                key,
                heading,
                words: heading.get(words..).unwrap_or_default().trim(),
                body: if telling { body } else { "" },
                path,
            }
        })
        .collect();
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    for section in &traits {
        *count.entry(section.body).or_default() += 1;
    }
    for section in &mut traits {
        if count.get(section.body).is_some_and(|count| *count > 1) {
            section.body = "";
        }
    }
    traits
}

/// Are the words of two sections with the same number alike?
fn reworded(old: &Traits<'_>, new: &Traits<'_>) -> bool {
    align::alike(old.words, new.words) || (!new.body.is_empty() && align::alike(old.body, new.body))
}
