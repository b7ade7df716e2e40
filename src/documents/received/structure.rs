//! Which lines of a corrected source start sections, where a plan of it is there already.
//!
//! Three texts are compared by their lines: what import made of the earlier source, the plan file
//! as editors left it, and what import makes of the corrected source. Where an editor decided
//! otherwise than import did, the editor's decision stays; elsewhere the corrected source counts.

use std::collections::BTreeMap;

use super::align::align;
use super::outline::{Body, Section};
use super::update::Existing;
use super::{Paragraph, ParagraphKind, heading, outline, tail};

/// A section as it is to be, with what is known of its past.
pub(super) struct Kept {
    /// The section; its key is not final.
    pub(super) section: Section,
    /// The key below the parent's that import gave it.
    pub(super) own_key: String,
    /// The existing section that it continues, where its first line tells.
    pub(super) partner: Option<usize>,
    /// The existing section that starts at the same place, with other words.
    pub(super) place: Option<usize>,
}

/// A paragraph, and whether a section starts with it.
pub(super) struct Line {
    pub(super) text: String,
    /// The cells of a row, and whether the table starts with it.
    row: Option<(Vec<String>, bool)>,
    pub(super) start: Option<Start>,
}

/// The start of a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Start {
    /// Index of the section in its list.
    section: usize,
    level: usize,
    /// The heading; empty for a section without one.
    heading: String,
}

/// What becomes of a line of the corrected source.
#[derive(Clone, Default)]
struct Decision {
    start: Option<Start>,
    /// The section that an earlier section's first line leads to.
    partner: Option<usize>,
    /// The section whose first line stood in this one's place.
    place: Option<usize>,
    /// The heading as the file divides it from what runs on, where the words are the same.
    heading: Option<String>,
    /// Is there an earlier line that this one continues?
    paired: bool,
}

/// What import would have made of the text that the plan file has.
pub(super) fn of_text(old: &[Existing]) -> Vec<Section> {
    let paragraphs: Vec<Paragraph> = old
        .iter()
        .flat_map(|section| &section.lines)
        .map(|text| Paragraph {
            text: text.clone(),
            line: 0,
            kind: ParagraphKind::Text,
        })
        .collect();
    outline::outline(&paragraphs, tail::start(&paragraphs)).0
}

/// The sections of the corrected source, `new`, with what editors decided in `old`, the file, after
/// import had made `base` of the earlier source.
pub(super) fn keep(old: &[Existing], base: &[Section], new: &[Section]) -> Vec<Kept> {
    let old_lines = existing_lines(old);
    let base_lines = section_lines(base);
    let new_lines = section_lines(new);
    let old_of_new = align(&old_lines, &new_lines);
    let base_of_old = align(&base_lines, &old_lines);
    let mut decisions: Vec<Decision> = new_lines
        .iter()
        .zip(&old_of_new)
        .map(|(line, pair)| {
            let Some((at, exact)) = *pair else {
                return Decision::default();
            };
            let ours = old_lines.get(at).and_then(|line| line.start.as_ref());
            let before = base_of_old.get(at).copied().flatten();
            let before = before
                .filter(|(_, exact)| *exact)
                .and_then(|(at, _)| base_lines.get(at));
            decide(ours, before, line.start.as_ref(), exact)
        })
        .collect();
    place_new(new, &new_lines, &mut decisions);
    build(old, new, new_lines, decisions)
}

/// Decides on a line that was there: `ours` is the editor's file, `before` what import made of the
/// earlier source, `theirs` what it makes of the corrected one.
fn decide(
    ours: Option<&Start>,
    before: Option<&Line>,
    theirs: Option<&Start>,
    exact: bool,
) -> Decision {
    let edited = before.map_or(exact, |before| !same_place(ours, before.start.as_ref()));
    // A section whose heading is in the source keeps its address.
    let lost = exact && ours.is_some() && theirs.is_none();
    let kept = edited || lost;
    let start = if kept {
        ours.map(|ours| {
            let level = match (before.and_then(|before| before.start.as_ref()), theirs) {
                (Some(before), Some(theirs)) => {
                    (theirs.level + ours.level).saturating_sub(before.level)
                }
                _ => ours.level,
            };
            Start {
                level,
                ..ours.clone()
            }
        })
    } else {
        theirs.cloned()
    };
    Decision {
        partner: ours
            .filter(|_| start.is_some() && (exact || kept))
            .map(|ours| ours.section),
        place: ours.map(|ours| ours.section),
        heading: ours
            .filter(|ours| exact && !ours.heading.is_empty())
            .map(|ours| ours.heading.clone()),
        start,
        paired: true,
    }
}

/// Is a line at the same place in both structures? Markdown has no more than six levels.
fn same_place(a: Option<&Start>, b: Option<&Start>) -> bool {
    match (a, b) {
        (None, None) => true,
        (Some(a), Some(b)) => {
            a.level.min(5) == b.level.min(5) && a.heading.is_empty() == b.heading.is_empty()
        }
        _ => false,
    }
}

/// Places the lines that the corrected source adds as their neighbours are placed.
fn place_new(new: &[Section], lines: &[Line], decisions: &mut [Decision]) {
    let parents = parents(new);
    // The line that each section starts with.
    let mut first: BTreeMap<usize, usize> = BTreeMap::new();
    for (at, line) in lines.iter().enumerate() {
        if let Some(start) = &line.start {
            first.insert(start.section, at);
        }
    }
    for (at, line) in lines.iter().enumerate() {
        let Some(start) = &line.start else {
            continue;
        };
        if decisions.get(at).is_none_or(|decision| decision.paired) {
            continue;
        }
        let parent = parents.get(start.section).copied().flatten();
        let siblings: Vec<(usize, &Decision)> = first
            .iter()
            .filter(|(section, first)| {
                **first != at && parents.get(**section).copied().flatten() == parent
            })
            .filter_map(|(_, first)| Some((*first, decisions.get(*first)?)))
            .filter(|(first, sibling)| sibling.paired || *first < at)
            .collect();
        let numbered_off = !siblings.is_empty()
            && parent.is_some()
            && siblings.iter().all(|(_, sibling)| sibling.start.is_none());
        let level_at = |at: usize| {
            let decision = decisions.get(at)?;
            decision.start.as_ref().map(|start| start.level)
        };
        let near = siblings
            .iter()
            .rev()
            .find(|(first, _)| *first < at && level_at(*first).is_some())
            .or_else(|| {
                siblings
                    .iter()
                    .find(|(first, _)| level_at(*first).is_some())
            });
        let below = parent
            .and_then(|parent| level_at(*first.get(&parent)?))
            .map(|level| level + 1);
        let level = near
            .and_then(|(first, _)| level_at(*first))
            .or(below)
            .unwrap_or(start.level);
        if let Some(decision) = decisions.get_mut(at) {
            decision.start = (!numbered_off).then(|| Start {
                level,
                ..start.clone()
            });
        }
    }
}

/// The section that each section is in.
fn parents(sections: &[Section]) -> Vec<Option<usize>> {
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut parents = Vec::with_capacity(sections.len());
    for (at, section) in sections.iter().enumerate() {
        while open
            .last()
            .is_some_and(|(level, _)| *level >= section.level)
        {
            open.pop();
        }
        parents.push(open.last().map(|(_, at)| *at));
        if !is_opening(section) {
            open.push((section.level, at));
        }
    }
    parents
}

/// Is it the text before the first heading?
pub(super) fn is_opening(section: &Section) -> bool {
    section.key == "0" && !section.explicit
}

fn build(
    old: &[Existing],
    new: &[Section],
    lines: Vec<Line>,
    decisions: Vec<Decision>,
) -> Vec<Kept> {
    let parents = parents(new);
    let mut kept: Vec<Kept> = Vec::new();
    for (line, decision) in lines.into_iter().zip(decisions) {
        let start = decision
            .start
            .filter(|start| line.row.is_none() || start.heading.is_empty());
        let Some(start) = start else {
            add(&mut kept, line);
            continue;
        };
        let before = decision.partner.and_then(|at| old.get(at));
        let received = line.start.as_ref().and_then(|start| new.get(start.section));
        let key = match (received, before) {
            (Some(section), _) => section.key.clone(),
            (None, Some(before)) => before.key.clone(),
            (None, None) => String::new(),
        };
        let parent = line
            .start
            .as_ref()
            .and_then(|start| parents.get(start.section).copied().flatten())
            .and_then(|parent| new.get(parent));
        let mut section = Section {
            key: key.clone(),
            explicit: received.is_none_or(|section| section.explicit),
            level: start.level,
            heading: String::new(),
            run_on: String::new(),
            body: Vec::new(),
            line: received.map_or(0, |section| section.line),
        };
        let headless = start.heading.is_empty();
        let twice = headless
            && kept
                .iter()
                .any(|kept| kept.section.heading.is_empty() && kept.section.key == key);
        if twice {
            add(&mut kept, line);
            continue;
        }
        if !headless {
            let split = decision
                .heading
                .as_deref()
                .and_then(|heading| line.text.strip_prefix(heading).map(|rest| (heading, rest)));
            let (heading, run_on) = split.unwrap_or_else(|| heading::split(&line.text));
            heading.clone_into(&mut section.heading);
            run_on.clone_into(&mut section.run_on);
        }
        kept.push(Kept {
            section,
            own_key: parent
                .and_then(|parent| key.strip_prefix(&format!("{}-", parent.key)))
                .unwrap_or(&key)
                .to_owned(),
            partner: decision.partner,
            place: decision.place,
        });
        if headless {
            add(&mut kept, line);
        }
    }
    kept
}

/// Adds a line to the last section.
fn add(kept: &mut Vec<Kept>, line: Line) {
    if kept.is_empty() {
        kept.push(Kept {
            section: Section::without_heading("0", 0),
            own_key: "0".to_owned(),
            partner: None,
            place: None,
        });
    }
    let Some(last) = kept.last_mut() else {
        return;
    };
    let body = &mut last.section.body;
    match (line.row, body.last_mut()) {
        (Some((cells, false)), Some(Body::Table(rows))) => rows.push(cells),
        (Some((cells, _)), _) => body.push(Body::Table(vec![cells])),
        (None, _) => body.push(Body::Paragraph(line.text)),
    }
}

fn section_lines(sections: &[Section]) -> Vec<Line> {
    let mut lines = Vec::new();
    for (at, section) in sections.iter().enumerate() {
        let mut start = (!is_opening(section)).then(|| Start {
            section: at,
            level: section.level,
            heading: section.heading.clone(),
        });
        let first = format!("{}{}", section.heading, section.run_on);
        let mut push = |text: String, row| {
            lines.push(Line {
                text,
                row,
                start: start.take(),
            });
        };
        if !first.is_empty() {
            push(first, None);
        }
        for block in &section.body {
            match block {
                Body::Paragraph(text) => push(text.clone(), None),
                Body::Table(rows) => {
                    for (at, row) in rows.iter().enumerate() {
                        push(row.join("\t"), Some((row.clone(), at == 0)));
                    }
                }
            }
        }
    }
    lines
}

fn existing_lines(sections: &[Existing]) -> Vec<Line> {
    let mut lines = Vec::new();
    for (at, section) in sections.iter().enumerate() {
        let mut start = section.depth.checked_sub(1).map(|level| Start {
            section: at,
            level,
            heading: section.heading.clone(),
        });
        for text in &section.lines {
            lines.push(Line {
                text: text.clone(),
                row: None,
                start: start.take(),
            });
        }
    }
    lines
}
