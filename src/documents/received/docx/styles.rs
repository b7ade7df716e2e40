//! What paragraph styles say: outline level, list, kind of heading.

use std::collections::BTreeMap;

use super::xml::Element;

/// Styles may be based on others this many times.
const LONGEST_CHAIN: usize = 20;

/// A paragraph's place in lists and outline, as far as one source (paragraph or style) tells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Properties {
    /// The list; `Some("0")` is none.
    pub(super) list: Option<String>,
    /// The level in the list.
    pub(super) level: Option<usize>,
    /// Outline level from 1; 0 is the title.
    pub(super) outline: Option<u8>,
    /// Is it a line of a generated table of contents?
    pub(super) contents: bool,
}

impl Properties {
    /// Reads `w:pPr`.
    pub(super) fn read(properties: &Element) -> Self {
        let list = properties.child("numPr");
        let number = |name: &str| list.and_then(|list| list.value(name));
        Self {
            list: number("numId").map(str::to_owned),
            level: number("ilvl").and_then(|level| level.parse().ok()),
            // Level 9 is body text (17.3.1.20).
            outline: properties
                .value("outlineLvl")
                .and_then(|level| level.parse::<u8>().ok())
                .filter(|level| *level < 9)
                .map(|level| level + 1),
            contents: false,
        }
    }
}

#[derive(Debug, Clone, Default)]
struct Style {
    based_on: Option<String>,
    properties: Properties,
}

/// The paragraph and numbering styles of a document.
#[derive(Debug, Clone, Default)]
pub(super) struct Styles {
    styles: BTreeMap<String, Style>,
    default: Option<String>,
}

impl Styles {
    /// Reads `styles.xml`.
    pub(super) fn read(root: Option<&Element>) -> Self {
        let mut styles = Self::default();
        for style in root
            .into_iter()
            .flat_map(Element::elements)
            .filter(|one| one.name == "style")
        {
            let Some(id) = style.attribute("styleId") else {
                continue;
            };
            let paragraph = style.attribute("type") == Some("paragraph");
            if paragraph && matches!(style.attribute("default"), Some("1" | "true")) {
                styles.default = Some(id.to_owned());
            }
            let mut properties = style
                .child("pPr")
                .map_or_else(Properties::default, Properties::read);
            let name = style.value("name").unwrap_or(id).to_lowercase();
            if let Some(outline) = outline_of_name(&name) {
                properties.outline.get_or_insert(outline);
            }
            properties.contents =
                name.starts_with("toc ") || name == "toc heading" || name.starts_with("目录");
            styles.styles.insert(
                id.to_owned(),
                Style {
                    based_on: style.value("basedOn").map(str::to_owned),
                    properties,
                },
            );
        }
        styles
    }

    /// The lists that numbering styles name.
    pub(super) fn lists(&self) -> BTreeMap<String, String> {
        self.styles
            .iter()
            .filter_map(|(id, style)| Some((id.clone(), style.properties.list.clone()?)))
            .collect()
    }

    /// The list, level and outline of a style, those it is based on included; and the style that
    /// names the list.
    pub(super) fn resolve(&self, id: Option<&str>) -> (Properties, Option<String>) {
        let mut found = Properties::default();
        let mut list_style = None;
        let mut next = id.map(str::to_owned).or_else(|| self.default.clone());
        for _ in 0..LONGEST_CHAIN {
            let Some(id) = next else { break };
            let Some(style) = self.styles.get(&id) else {
                break;
            };
            let own = &style.properties;
            if found.list.is_none() && own.list.is_some() {
                found.list.clone_from(&own.list);
                list_style = Some(id.clone());
            }
            found.level = found.level.or(own.level);
            found.outline = found.outline.or(own.outline);
            found.contents |= own.contents;
            next = style.based_on.as_deref().map(str::to_owned);
        }
        (found, list_style)
    }
}

fn outline_of_name(name: &str) -> Option<u8> {
    if name == "title" || name == "标题" {
        return Some(0);
    }
    let level = name
        .strip_prefix("heading ")
        .or_else(|| name.strip_prefix("标题 "))?;
    level
        .trim()
        .parse::<u8>()
        .ok()
        .filter(|level| (1..=9).contains(level))
}
