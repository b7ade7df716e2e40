//! Static files, published under names that change with their content.

use std::collections::{BTreeMap, BTreeSet};

use super::File;

const FOLDER: &str = "static/";

/// A static file.
#[derive(Debug, Clone)]
pub(crate) struct Asset {
    /// Its name in the theme: `site.css`.
    pub name: String,
    /// Its address from the site's root: `assets/site.3f2a91c0.css`.
    pub address: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// The style sheet that a theme's colours follow.
const STYLES: &str = "site.css";

/// All static files but those that others include, a site's own in place of embedded ones of the same name; `colours` are rules to
/// put after the style sheet.
pub(super) fn collect(
    base: &BTreeMap<String, File>,
    own: &BTreeMap<String, File>,
    colours: &str,
) -> Vec<Asset> {
    let mut files: BTreeMap<&str, &[u8]> = BTreeMap::new();
    for (path, file) in base.iter().chain(own) {
        if let Some(name) = path.strip_prefix(FOLDER) {
            files.insert(name, file.bytes);
        }
    }
    let parts: BTreeSet<&str> = files
        .values()
        .flat_map(|bytes| std::str::from_utf8(bytes).unwrap_or_default().lines())
        .filter_map(included)
        .collect();
    files
        .iter()
        .filter(|(name, _)| !parts.contains(*name))
        .map(|(name, bytes)| {
            let mut bytes = lean(name, bytes, &files);
            if *name == STYLES {
                bytes.extend_from_slice(colours.as_bytes());
            }
            Asset {
                name: (*name).to_owned(),
                address: address(name, &bytes),
                bytes,
            }
        })
        .collect()
}

/// The file that a line of a script or style sheet stands for: `// include: search/fold.js`.
fn included(line: &str) -> Option<&str> {
    line.trim().strip_prefix("// include: ")
}

/// A script or style sheet without the lines and spaces that only its readers need, and with the parts
/// it includes; other files as they are. A script with a template literal is left alone: spaces may be
/// part of the text.
fn lean(name: &str, bytes: &[u8], files: &BTreeMap<&str, &[u8]>) -> Vec<u8> {
    let extension = std::path::Path::new(name).extension();
    let script = extension.is_some_and(|extension| extension == "js");
    let style = extension.is_some_and(|extension| extension == "css");
    let text = match std::str::from_utf8(bytes) {
        Ok(text) if style || (script && !text.contains('`')) => text,
        _ => return bytes.to_vec(),
    };
    let remark = |line: &str| {
        if script {
            line.starts_with("//")
        } else {
            line.starts_with("/*") && line.find("*/").map(|at| at + 2) == Some(line.len())
        }
    };
    let mut lean = Vec::with_capacity(bytes.len());
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        // Parts include none of their own.
        match included(line).and_then(|part| files.get(part)) {
            Some(part) => lean.extend(self::lean(name, part, &BTreeMap::new())),
            None if remark(line) => {}
            None => {
                lean.extend_from_slice(line.as_bytes());
                lean.push(b'\n');
            }
        }
    }
    lean
}

/// Name to address, for templates.
pub(super) fn addresses(assets: &[Asset]) -> BTreeMap<&str, &str> {
    assets
        .iter()
        .map(|asset| (asset.name.as_str(), asset.address.as_str()))
        .collect()
}

fn address(name: &str, bytes: &[u8]) -> String {
    let hash: String = blake3::hash(bytes).to_hex().chars().take(10).collect();
    match name.rsplit_once('.') {
        Some((stem, extension)) => format!("assets/{stem}.{hash}.{extension}"),
        None => format!("assets/{name}.{hash}"),
    }
}
