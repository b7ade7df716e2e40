//! The numbers that Word counts itself: `numbering.xml`, styles and counters.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use super::numerals;
use super::xml::Element;

/// Levels a list has (ECMA-376 part 1, 17.9.6).
const LEVELS: usize = 9;

/// A level of a list.
#[derive(Debug, Clone)]
struct Level {
    start: u32,
    format: String,
    text: String,
    suffix: Suffix,
    /// The level above which this one starts again; `Some(0)` is never.
    restart: Option<usize>,
    legal: bool,
    style: Option<String>,
}

/// What stands between number and text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Suffix {
    Tab,
    Space,
    Nothing,
}

impl Default for Level {
    fn default() -> Self {
        Self {
            start: 1,
            format: "decimal".to_owned(),
            text: String::new(),
            suffix: Suffix::Tab,
            restart: None,
            legal: false,
            style: None,
        }
    }
}

/// A list as paragraphs refer to it (`w:num`).
#[derive(Debug, Clone, Default)]
struct List {
    definition: String,
    starts: BTreeMap<usize, u32>,
    levels: BTreeMap<usize, Level>,
}

/// The lists of a document, with the counters as far as they have run.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    lists: BTreeMap<String, List>,
    definitions: BTreeMap<String, BTreeMap<usize, Level>>,
    counters: BTreeMap<String, [Option<u32>; LEVELS]>,
    begun: BTreeSet<String>,
    /// Formats that are not known, counted in digits.
    pub(super) unknown_formats: BTreeSet<String>,
}

impl Numbering {
    /// Reads `numbering.xml`; `style_lists` tells the list of a numbering style.
    pub(super) fn read(root: Option<&Element>, style_lists: &BTreeMap<String, String>) -> Self {
        let mut numbering = Self::default();
        let Some(root) = root else {
            return numbering;
        };
        let mut links: BTreeMap<String, String> = BTreeMap::new();
        for definition in root.elements().filter(|one| one.name == "abstractNum") {
            let Some(id) = definition.attribute("abstractNumId") else {
                continue;
            };
            if let Some(style) = definition.value("numStyleLink") {
                links.insert(id.to_owned(), style.to_owned());
            }
            numbering
                .definitions
                .insert(id.to_owned(), levels(definition));
        }
        for list in root.elements().filter(|one| one.name == "num") {
            if let (Some(id), Some(definition)) =
                (list.attribute("numId"), list.value("abstractNumId"))
            {
                numbering
                    .lists
                    .insert(id.to_owned(), read_list(list, definition));
            }
        }
        numbering.follow_links(&links, style_lists);
        numbering
    }

    /// A definition that only names a style takes the levels of that style's list.
    fn follow_links(
        &mut self,
        links: &BTreeMap<String, String>,
        style_lists: &BTreeMap<String, String>,
    ) {
        for (id, style) in links {
            let target = style_lists
                .get(style)
                .and_then(|list| self.lists.get(list))
                .map(|list| list.definition.clone());
            let Some(target) = target.filter(|target| target != id) else {
                continue;
            };
            for list in self
                .lists
                .values_mut()
                .filter(|list| list.definition == *id)
            {
                list.definition.clone_from(&target);
            }
        }
    }

    /// The level of `list` that belongs to a paragraph style.
    pub(super) fn level_of_style(&self, list: &str, style: &str) -> Option<usize> {
        let list = self.lists.get(list)?;
        (0..LEVELS).find(|level| {
            self.level(list, *level)
                .is_some_and(|level| level.style.as_deref() == Some(style))
        })
    }

    fn level<'a>(&'a self, list: &'a List, level: usize) -> Option<&'a Level> {
        list.levels
            .get(&level)
            .or_else(|| self.definitions.get(&list.definition)?.get(&level))
    }

    /// Counts a paragraph of `list` at `level` and writes its number, ready to stand before `text`.
    pub(super) fn next(&mut self, list_id: &str, level: usize, text: &str) -> String {
        let Some(list) = self.lists.get(list_id).cloned() else {
            return String::new();
        };
        let level = level.min(LEVELS - 1);
        let Some(shown) = self.level(&list, level).cloned() else {
            return String::new();
        };
        self.count(list_id, &list, level);
        if shown.format == "none" && !shown.text.contains('%') {
            return shown.text;
        }
        if shown.format == "bullet" {
            let mark = shown
                .text
                .chars()
                .next()
                .filter(|one| !numerals::is_private(*one));
            return mark.map_or("• ".to_owned(), |mark| format!("{mark} "));
        }
        let number = self.write(&list, level, &shown);
        let gap = gap(shown.suffix, &number, text);
        number + gap
    }

    fn count(&mut self, list_id: &str, list: &List, level: usize) {
        let start = |at: usize| {
            list.starts
                .get(&at)
                .copied()
                .or_else(|| self.level(list, at).map(|level| level.start))
                .unwrap_or(1)
        };
        let starts: Vec<u32> = (0..LEVELS).map(start).collect();
        let restarts: Vec<Option<usize>> = (0..LEVELS)
            .map(|at| self.level(list, at).and_then(|level| level.restart))
            .collect();
        let first_use = self.begun.insert(list_id.to_owned());
        let counters = self.counters.entry(list.definition.clone()).or_default();
        if first_use {
            // An override starts its levels anew when the list is first used.
            for (at, counter) in counters.iter_mut().enumerate() {
                if list.starts.contains_key(&at) {
                    *counter = None;
                }
            }
        }
        for (at, counter) in counters.iter_mut().enumerate() {
            let start = starts.get(at).copied().unwrap_or(1);
            match at.cmp(&level) {
                Ordering::Less => {
                    counter.get_or_insert(start);
                }
                Ordering::Equal => {
                    *counter = Some(counter.map_or(start, |value| value.saturating_add(1)));
                }
                Ordering::Greater => {
                    // A level starts again after any higher one, unless lvlRestart says which.
                    let again = restarts
                        .get(at)
                        .copied()
                        .flatten()
                        .is_none_or(|after| level < after);
                    if again {
                        *counter = None;
                    }
                }
            }
        }
    }

    /// Fills the level's text: %1 is the number of the first level.
    fn write(&mut self, list: &List, level: usize, shown: &Level) -> String {
        let counters = self
            .counters
            .get(&list.definition)
            .copied()
            .unwrap_or_default();
        let mut out = String::new();
        let mut rest = shown.text.chars().peekable();
        while let Some(one) = rest.next() {
            let at = rest
                .peek()
                .and_then(|next| next.to_digit(10))
                .filter(|_| one == '%');
            let Some(at) = at
                .and_then(|at| usize::try_from(at).ok())
                .filter(|at| (1..=LEVELS).contains(at))
            else {
                out.push(one);
                continue;
            };
            rest.next();
            let value = counters.get(at - 1).copied().flatten().unwrap_or(1);
            let format = match self.level(list, at - 1) {
                Some(other) if !(shown.legal && at - 1 != level) => other.format.clone(),
                _ => "decimal".to_owned(),
            };
            if let Some(number) = numerals::write(value, &format) {
                out.push_str(&number);
            } else {
                out.push_str(&value.to_string());
                self.unknown_formats.insert(format);
            }
        }
        out
    }
}

/// What is put between number and text. A tab is layout where a mark ends the number and Chinese
/// follows; elsewhere a blank keeps them apart.
fn gap(suffix: Suffix, number: &str, text: &str) -> &'static str {
    let marked = number.ends_with(['、', '．', '.', '）', ')', '。'])
        || number.ends_with(|one: char| !one.is_ascii() && !numerals::is_word(one));
    let chinese = text.chars().next().is_some_and(|one| !one.is_ascii());
    match suffix {
        Suffix::Nothing => "",
        Suffix::Tab if marked && chinese || number.is_empty() => "",
        _ => " ",
    }
}

fn levels(definition: &Element) -> BTreeMap<usize, Level> {
    definition
        .elements()
        .filter(|one| one.name == "lvl")
        .filter_map(|level| Some((level.attribute("ilvl")?.parse().ok()?, read_level(level))))
        .filter(|(at, _)| *at < LEVELS)
        .collect()
}

fn read_level(level: &Element) -> Level {
    let number = |name: &str| level.value(name).and_then(|value| value.parse().ok());
    // Newer formats stand in an alternative beside a fallback.
    let format = level
        .child("numFmt")
        .or_else(|| {
            level
                .child("AlternateContent")?
                .child("Fallback")?
                .child("numFmt")
        })
        .and_then(|format| format.attribute("val"))
        .unwrap_or("decimal");
    Level {
        start: number("start").unwrap_or(1),
        format: format.to_owned(),
        text: level.value("lvlText").unwrap_or_default().to_owned(),
        suffix: match level.value("suff") {
            Some("nothing") => Suffix::Nothing,
            Some("space") => Suffix::Space,
            _ => Suffix::Tab,
        },
        restart: level
            .value("lvlRestart")
            .and_then(|value| value.parse().ok()),
        legal: level.is_on("isLgl"),
        style: level.value("pStyle").map(str::to_owned),
    }
}

fn read_list(list: &Element, definition: &str) -> List {
    let mut read = List {
        definition: definition.to_owned(),
        ..List::default()
    };
    for change in list.elements().filter(|one| one.name == "lvlOverride") {
        let Some(at) = change.attribute("ilvl").and_then(|at| at.parse().ok()) else {
            continue;
        };
        if let Some(start) = change
            .value("startOverride")
            .and_then(|start| start.parse().ok())
        {
            read.starts.insert(at, start);
        }
        if let Some(level) = change.child("lvl") {
            read.levels.insert(at, read_level(level));
        }
    }
    read
}
