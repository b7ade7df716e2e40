//! A theme's colours (`theme.toml`), as a style sheet.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use toml::de::{DeTable, DeValue};

use super::File;
use crate::diagnostics::{Diagnostics, Location, SourceFile, codes};

/// The tables of the file, and the selectors their colours hold under.
const SCHEMES: [(&str, &str); 2] = [("colours", ":root"), ("dark", ":root")];

/// Colours that a theme may set.
const NAMES: [&str; 3] = ["main", "link", "band"];

/// The rules to put after the style sheet; empty without `theme.toml`.
pub(super) fn rules(own: &BTreeMap<String, File>, found: &mut Diagnostics) -> String {
    let Some(source) = own.get("theme.toml").and_then(|file| file.text(found)) else {
        return String::new();
    };
    let table = match DeTable::parse(source.text()) {
        Ok(table) => table,
        Err(error) => {
            found.report(
                &codes::pages::THEME_SETTINGS,
                Location::new(&source, error.span().unwrap_or(0..0)),
                format!("theme.toml 有语法错误：{}", error.message()),
                format!("theme.toml has a mistake: {}", error.message()),
            );
            return String::new();
        }
    };
    for (name, value) in table.get_ref() {
        if !SCHEMES
            .iter()
            .any(|(known, _)| *known == name.get_ref().as_ref())
        {
            unknown(name.get_ref(), &source, value.span(), found);
        }
    }
    let mut rules = String::new();
    for (scheme, root) in SCHEMES {
        let colours = table
            .get_ref()
            .get(scheme)
            .and_then(|value| value.get_ref().as_table());
        let declarations =
            colours.map_or_else(String::new, |colours| declarations(colours, &source, found));
        if declarations.is_empty() {
            continue;
        }
        // The reader's own choice of colours stays above the theme's.
        let _ = if scheme == "dark" {
            write!(
                rules,
                "\n@media (prefers-color-scheme: dark) {{ {root}:not([data-theme]), \
                 {root}[data-theme=\"auto\"] {{ {declarations}}} }}\n\
                 {root}[data-theme=\"dark\"] {{ {declarations}}}\n"
            )
        } else {
            write!(
                rules,
                "\n@media not all and (prefers-color-scheme: dark) {{ {root}:not([data-theme]), \
                 {root}[data-theme=\"auto\"] {{ {declarations}}} }}\n\
                 {root}[data-theme=\"light\"] {{ {declarations}}}\n"
            )
        };
    }
    rules
}

fn declarations(colours: &DeTable, source: &Arc<SourceFile>, found: &mut Diagnostics) -> String {
    let mut text = String::new();
    for (name, value) in colours {
        let name = name.get_ref().as_ref();
        if !NAMES.contains(&name) {
            unknown(name, source, value.span(), found);
            continue;
        }
        match value.get_ref() {
            DeValue::String(colour) if is_colour(colour) => {
                let _ = write!(text, "--{name}: {colour}; ");
            }
            _ => found.report(
                &codes::pages::THEME_SETTINGS,
                Location::new(source, value.span()),
                format!("“{name}”应为 \"#rrggbb\" 形式的颜色"),
                format!("“{name}” is not a colour of the form \"#rrggbb\""),
            ),
        }
    }
    text
}

fn is_colour(text: &str) -> bool {
    text.strip_prefix('#').is_some_and(|digits| {
        matches!(digits.len(), 3 | 6) && digits.chars().all(|c| c.is_ascii_hexdigit())
    })
}

fn unknown(
    name: &str,
    source: &Arc<SourceFile>,
    span: std::ops::Range<usize>,
    found: &mut Diagnostics,
) {
    found.report(
        &codes::pages::THEME_SETTINGS,
        Location::new(source, span),
        format!("theme.toml 中没有“{name}”这一项"),
        format!("theme.toml knows no “{name}”"),
    );
}
