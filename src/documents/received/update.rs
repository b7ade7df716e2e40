//! A corrected source over an existing plan: the text changes, what editors did stays.

use std::collections::BTreeSet;
use std::sync::Arc;

use similar::{ChangeTag, TextDiff};

use super::outline::{self, Section};
use super::partners;
use super::plan_text;
use super::structure::{self, Kept};
use crate::diagnostics::codes::documents::KEY_CHANGED;
use crate::diagnostics::{Diagnostics, Location, SourceFile};
use crate::documents::plan_file::{self, SectionText};
use crate::documents::prose::{BlockKind, Prose};
use crate::documents::{front_matter, numbering};
use crate::language::Lang;

/// A plan file made anew, and what changed in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Update {
    /// The file's text.
    pub text: String,
    /// What changed, in the order of the text.
    pub changes: Vec<Change>,
    /// The sections as the file has them now.
    pub sections: Vec<Section>,
}

/// A change of a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// The plan has another title.
    Retitled {
        /// The title before.
        old: String,
        /// The title of the corrected source.
        new: String,
    },
    /// The section is new.
    Added {
        /// Its key.
        key: String,
        /// Its heading.
        heading: String,
    },
    /// The section is gone, and its key with it.
    Removed {
        /// Its key.
        key: String,
        /// Its heading.
        heading: String,
    },
    /// Its words changed.
    Changed {
        /// Its key.
        key: String,
        /// The change by characters: `[-old-]{+new+}` with some text around.
        diff: String,
        /// Did it carry emphasis or links that are lost with the old words?
        markup_lost: bool,
    },
    /// Its number changed; the key stays and no longer follows from the number.
    Renumbered {
        /// The key that stays.
        key: String,
        /// The number now.
        number: String,
    },
}

/// A section of the existing file.
pub(super) struct Existing {
    /// The key, written or by the numbers.
    pub(super) key: String,
    explicit: bool,
    /// The characters, as the source has them.
    pub(super) words: String,
    /// The heading; empty where there is none.
    pub(super) heading: String,
    /// The paragraphs, what runs on joined to the heading.
    pub(super) lines: Vec<String>,
    /// Marks before the heading; 0 for the text before the first.
    pub(super) depth: usize,
    markdown: String,
    styled: bool,
}

/// Puts `new`, the sections of the corrected source, into the plan file `existing`; `base` is what
/// import made of the earlier source, where that is still there. Front matter stays but for the
/// place of the source; unchanged sections keep their bytes; lines that editors made headings, or
/// no headings, stay so; a section whose heading stays keeps its key.
pub fn update(
    existing: &Arc<SourceFile>,
    base: Option<&[Section]>,
    new: &[Section],
    source: (&str, (usize, usize)),
) -> Update {
    let mut ignored = Diagnostics::default();
    let body_start = front_matter::read(existing, &mut ignored).body_start;
    let head = existing.text().get(..body_start).unwrap_or_default();
    let old = existing_sections(existing, body_start);
    let base = base.map_or_else(|| structure::of_text(&old), <[Section]>::to_vec);
    let mut kept = structure::keep(&old, &base, new);
    partners::find(&old, &mut kept);
    let partners: BTreeSet<usize> = kept.iter().filter_map(|kept| kept.partner).collect();
    let mut used: BTreeSet<String> = partners
        .iter()
        .filter_map(|at| old.get(*at))
        .map(|section| section.key.clone())
        .collect();
    let mut text = with_source(head, source);
    let mut changes: Vec<Change> = old
        .iter()
        .enumerate()
        .filter(|(at, _)| !partners.contains(at))
        .map(|(_, section)| Change::Removed {
            key: section.key.clone(),
            heading: section.heading.clone(),
        })
        .collect();
    let mut sections = Vec::with_capacity(kept.len());
    let mut open: Vec<(usize, String)> = Vec::new();
    for Kept {
        mut section,
        own_key,
        partner,
        ..
    } in kept
    {
        while open
            .last()
            .is_some_and(|(level, _)| *level >= section.level)
        {
            open.pop();
        }
        let parent = open.last().map_or("", |(_, key)| key.as_str());
        let partner = partner.and_then(|at| old.get(at));
        if let Some(old) = partner {
            keep_key(&mut section, parent, old, &mut changes);
        } else {
            if !section.heading.is_empty() {
                section.key = outline::nested(parent, &own_key);
            }
            fresh_key(&mut section, &mut used);
            changes.push(Change::Added {
                key: section.key.clone(),
                heading: section.heading.clone(),
            });
        }
        text.push('\n');
        let same =
            partner.filter(|old| old.words == section.text() && !key_line_differs(old, &section));
        match same {
            Some(old) => {
                text.push_str(&old.markdown);
                text.push('\n');
            }
            None => text.push_str(&plan_text::section_text(&section)),
        }
        if let Some(old) = partner.filter(|old| old.words != section.text()) {
            changes.push(Change::Changed {
                key: old.key.clone(),
                diff: short_diff(&old.words, &section.text()),
                markup_lost: old.styled,
            });
        }
        if !structure::is_opening(&section) {
            open.push((section.level, section.key.clone()));
        }
        sections.push(section);
    }
    Update {
        text,
        changes,
        sections,
    }
}

/// Must the key after the heading, or the heading's depth, be written differently?
fn key_line_differs(old: &Existing, new: &Section) -> bool {
    let wanted = if structure::is_opening(new) {
        0
    } else {
        (new.level + 1).min(6)
    };
    old.depth != wanted || old.explicit != new.explicit
}

/// Keeps the key of `old`; it is written where it does not follow from the numbers.
fn keep_key(section: &mut Section, parent: &str, old: &Existing, changes: &mut Vec<Change>) {
    let number = numbering::read(&section.heading);
    let natural = number.map_or_else(
        || old.key.clone(),
        |number| outline::nested(parent, &number.value.to_string()),
    );
    if natural != old.key && !old.explicit {
        let number = number
            .and_then(|number| section.heading.get(..number.len))
            .unwrap_or_default();
        changes.push(Change::Renumbered {
            key: old.key.clone(),
            number: number.trim().to_owned(),
        });
    }
    // Below the sixth level Markdown cannot show where a section belongs.
    let too_deep = section.level > 5;
    section.explicit = old.explicit || natural != old.key || too_deep;
    section.key.clone_from(&old.key);
}

/// A new section must not take a key that an old one keeps.
fn fresh_key(section: &mut Section, used: &mut BTreeSet<String>) {
    let free = outline::free_key(&section.key, used);
    used.insert(free.clone());
    section.explicit |= free != section.key;
    section.key = free;
}

fn existing_sections(file: &Arc<SourceFile>, body_start: usize) -> Vec<Existing> {
    let read = plan_file::read(file, body_start, Lang::Zh);
    let mut starts: Vec<usize> = read
        .iter()
        .map(|section| section.location.span.start)
        .collect();
    starts.push(file.text().len());
    let keys = keys(&read);
    read.iter()
        .zip(keys)
        .zip(starts.windows(2))
        .map(|((section, key), span)| {
            let heading = section.prose.slice(section.prose.heading()).to_owned();
            let span = span.first().copied().unwrap_or(0)..span.last().copied().unwrap_or(0);
            Existing {
                key,
                explicit: section.explicit_key.is_some(),
                lines: lines(&section.prose),
                depth: section.depth,
                words: section.prose.text.clone(),
                heading,
                markdown: file.slice(span).trim_matches(['\n', '\r']).to_owned(),
                styled: !section.prose.styles.is_empty(),
            }
        })
        .collect()
}

/// The paragraphs of a section; what runs on from the heading is in its paragraph.
fn lines(prose: &Prose) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for block in &prose.blocks {
        let words = prose.slice(block.range.clone());
        match (&block.kind, lines.last_mut()) {
            (BlockKind::RunOn, Some(heading)) => heading.push_str(words),
            _ => lines.push(words.to_owned()),
        }
    }
    lines.retain(|line| !line.is_empty());
    lines
}

/// The keys of a file's sections: the written one, or the numbers on the way down.
fn keys(sections: &[SectionText]) -> Vec<String> {
    let mut open: Vec<(usize, String)> = Vec::new();
    let mut keys = Vec::with_capacity(sections.len());
    for section in sections {
        while open
            .last()
            .is_some_and(|(depth, _)| *depth >= section.depth)
        {
            open.pop();
        }
        let own = section
            .value
            .map_or("0".to_owned(), |value| value.to_string());
        let key = match (&section.explicit_key, open.last()) {
            (Some(key), _) => key.value.clone(),
            (None, Some((_, parent))) => format!("{parent}-{own}"),
            (None, None) => own,
        };
        // Text before the first heading has no sections in it.
        if section.depth > 0 {
            open.push((section.depth, key.clone()));
        }
        keys.push(key);
    }
    keys
}

/// The front matter with the place of the source put in.
fn with_source(head: &str, (file, lines): (&str, (usize, usize))) -> String {
    let new = plan_text::source_line(file, lines);
    let mut out = String::with_capacity(head.len());
    let mut inside = false;
    let mut done = false;
    for line in head.split_inclusive('\n') {
        let continues = inside && line.starts_with([' ', '\t']);
        inside = continues || (!done && line.starts_with("source:"));
        if continues {
            continue;
        }
        if inside {
            done = true;
            out.push_str(&new);
            // A remark behind the value is an editor's.
            if let Some((_, remark)) = line.trim_end().rsplit_once(" #") {
                out.push_str(" #");
                out.push_str(remark);
            }
            out.push('\n');
            continue;
        }
        out.push_str(line);
    }
    out
}

/// Tells of keys that vanish or no longer follow from their number.
pub(super) fn report_keys(changes: &[Change], place: &Location, diagnostics: &mut Diagnostics) {
    for change in changes {
        let (zh, en) = match change {
            Change::Removed { key, heading } if heading.is_empty() => (
                format!("更正后的原文没有“{key}”部分"),
                format!("the corrected source has nothing for “{key}”"),
            ),
            Change::Removed { key, heading } => (
                format!("更正后的原文没有“{heading}”，键 {key} 消失"),
                format!("the corrected source has no “{heading}”; the key {key} vanishes"),
            ),
            Change::Renumbered { key, number } => (
                format!("编号改为“{number}”，键仍为 {key}"),
                format!("the number is now {number}; the key stays {key}"),
            ),
            Change::Retitled { .. } | Change::Added { .. } | Change::Changed { .. } => continue,
        };
        diagnostics.report(&KEY_CHANGED, place.clone(), zh, en);
    }
}

/// The changed characters with a few around them; a number changes as a whole.
pub fn short_diff(old: &str, new: &str) -> String {
    const AROUND: usize = 8;
    let (old, new) = (pieces(old), pieces(new));
    let diff = TextDiff::from_slices(&old, &new);
    let mut out = String::new();
    for (index, group) in diff.grouped_ops(AROUND).iter().enumerate() {
        if index > 0 {
            out.push_str(" … ");
        }
        let mut last = ChangeTag::Equal;
        for change in group.iter().flat_map(|op| diff.iter_changes(op)) {
            if change.tag() != last {
                out.push_str(closing(last));
                out.push_str(opening(change.tag()));
                last = change.tag();
            }
            let words = change.value();
            out.push_str(if words == "\n" { "⏎" } else { words });
        }
        out.push_str(closing(last));
    }
    out
}

/// Characters, digits of one number together.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let digits = rest
            .find(|one: char| !one.is_ascii_digit() && one != '.')
            .unwrap_or(rest.len());
        let end = if first.is_ascii_digit() {
            digits
        } else {
            first.len_utf8()
        };
        let (piece, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
        pieces.push(piece);
        rest = after;
    }
    pieces
}

fn opening(tag: ChangeTag) -> &'static str {
    match tag {
        ChangeTag::Equal => "",
        ChangeTag::Delete => "[-",
        ChangeTag::Insert => "{+",
    }
}

fn closing(tag: ChangeTag) -> &'static str {
    match tag {
        ChangeTag::Equal => "",
        ChangeTag::Delete => "-]",
        ChangeTag::Insert => "+}",
    }
}
