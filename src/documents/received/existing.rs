//! The content folder as import finds it: cities and plan files that are there, and the city files
//! it adds.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{KnownCity, Place, Source, place_named, places};
use crate::diagnostics::codes::documents as codes;
use crate::diagnostics::{Diagnostic, Diagnostics, Location, SourceFile};
use crate::documents::fields::nearest;
use crate::documents::tree::{Node, Value};
use crate::documents::{encoding, front_matter, toml};
use crate::language::Bilingual;

/// A city's file with what is known of it.
pub(super) fn city_toml(place: &Place) -> String {
    let slug = place.slug.split('-').next().unwrap_or_default();
    let mut english = slug.to_owned();
    if let Some(first) = english.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    let short = place
        .name
        .strip_suffix(['市', '区', '县'])
        .filter(|short| short.chars().count() > 1);
    let short = short.unwrap_or(&place.name);
    let zh = &place.name;
    format!(
        "# Made on import from the name; check the English and complete the rest.\n\
         # 导入时按名称新建，请核对英文名并补全。\n\
         name = {{ zh = \"{zh}\", en = \"{english}\" }}\n\
         short = {{ zh = \"{short}\", en = \"{english}\" }}\n"
    )
}

/// Is there no Chinese name to write, only the slug?
pub(super) fn is_unnamed(place: &Place) -> bool {
    place.name == place.slug
}

/// The slug of a city, of the site or of the table, that looks like `slug`.
fn near_slug<'a>(slug: &str, known: &'a [KnownCity]) -> Option<&'a str> {
    let known = known.iter().map(|city| city.slug.as_str());
    nearest(slug, known).or_else(|| nearest(slug, places::slugs()))
}

/// A city of which only the slug is known: a new one, or a slip.
pub(super) fn unnamed_city(
    place: &Place,
    path: &str,
    location: Location,
    known: &[KnownCity],
) -> Diagnostic {
    let slug = &place.slug;
    let found = Diagnostic::new(
        &codes::CITY_WITHOUT_NAME,
        location,
        Bilingual::new(
            format!("“{slug}”不是已知的城市，新建的 content/{path} 暂以它作名称"),
            format!(
                "“{slug}” is no known city; content/{path} is made with it in place of the names"
            ),
        ),
    );
    match near_slug(slug, known) {
        Some(near) => found.help(
            format!("是不是“{near}”？如果是，请删去新建的文件，用 --city {near} 重新导入；如果不是，请在 content/{path} 中填写中英文名称。"),
            format!("Did you mean “{near}”? If so, remove the new files and import again with --city {near}; if not, write the city’s names into content/{path}."),
        ),
        None => found,
    }
}

/// The city an editor named by slug or by Chinese name.
pub(super) fn city_given(
    given: &str,
    known: &[KnownCity],
    title: &str,
    source: &Source,
) -> Option<Place> {
    let named = known.iter().find(|city| {
        city.slug == given
            || city.name == given
            || city.name.trim_end_matches(['市', '区', '县']) == given
    });
    if let Some(city) = named {
        return Some(Place {
            slug: city.slug.clone(),
            name: city.name.clone(),
        });
    }
    let is_slug = !given.is_empty()
        && given
            .chars()
            .all(|one| one.is_ascii_lowercase() || one.is_ascii_digit() || one == '-')
        && !given.starts_with('-');
    if is_slug && !crate::documents::RESERVED.contains(&given) {
        let name = || {
            places::name_of_slug(title, given)
                .or_else(|| places::name_of_slug(source.file.text(), given))
        };
        return Some(place_named(given).unwrap_or_else(|| Place {
            slug: given.to_owned(),
            name: name().unwrap_or_else(|| given.to_owned()),
        }));
    }
    places::place_by_name(given)
}

/// What import needs to know of an existing plan file.
pub(super) struct Head {
    /// The title.
    pub(super) title: String,
    /// The source's file name; empty where none is stated.
    pub(super) source: String,
    /// The document's first line in it, where that is stated.
    pub(super) first_line: Option<usize>,
    /// The year, where it is stated.
    pub(super) year: Option<i16>,
}

pub(super) fn head_of(path: &str, bytes: &[u8]) -> Option<Head> {
    let decoded = encoding::decode(path, bytes).ok()?;
    let file = Arc::new(SourceFile::new(path, decoded.text));
    let head = front_matter::read(&file, &mut Diagnostics::default());
    let title = text_at(&head.node, "title")?;
    let given = field(&head.node, "source");
    let source = given.and_then(|node| text_at(node, "file"));
    let lines = given.and_then(|node| text_at(node, "lines"));
    Some(Head {
        title,
        first_line: lines.and_then(|lines| lines.split('-').next()?.trim().parse().ok()),
        source: source.unwrap_or_default(),
        year: text_at(&head.node, "year").and_then(|year| year.trim().parse().ok()),
    })
}

fn field<'a>(node: &'a Node, key: &str) -> Option<&'a Node> {
    match &node.value {
        Value::Table(entries) => entries
            .iter()
            .find(|entry| entry.key.value == key)
            .map(|entry| &entry.node),
        _ => None,
    }
}

fn text_at(node: &Node, key: &str) -> Option<String> {
    let node = field(node, key)?;
    match &node.value {
        Value::Text(text) => Some(text.clone()),
        Value::Integer(_) | Value::Float(_) => Some(node.raw.clone()),
        _ => None,
    }
}

/// The cities that have a file, with their names.
pub(super) fn known_cities(existing: &BTreeMap<String, Arc<[u8]>>) -> Vec<KnownCity> {
    existing
        .iter()
        .filter_map(|(path, bytes)| {
            let slug = path.strip_suffix("/city.toml")?;
            let decoded = encoding::decode(path, bytes).ok()?;
            let file = Arc::new(SourceFile::new(path.as_str(), decoded.text));
            let table = toml::read(&file, &mut Diagnostics::default());
            let name = field(&table, "name").and_then(|name| text_at(name, "zh"))?;
            Some(KnownCity {
                slug: slug.to_owned(),
                name,
            })
        })
        .collect()
}
