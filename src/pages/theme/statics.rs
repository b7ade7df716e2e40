//! Static files, published under names that change with their content.

use std::collections::BTreeMap;

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

/// All static files, a site's own in place of embedded ones of the same name; `colours` are rules to
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
    files
        .into_iter()
        .map(|(name, bytes)| {
            let mut bytes = lean(name, bytes);
            if name == STYLES {
                bytes.extend_from_slice(colours.as_bytes());
            }
            Asset {
                name: name.to_owned(),
                address: address(name, &bytes),
                bytes,
            }
        })
        .collect()
}

/// A script without the lines and spaces that only its readers need; other files as they are. A script
/// with a template literal is left alone: spaces may be part of the text.
fn lean(name: &str, bytes: &[u8]) -> Vec<u8> {
    let script = std::path::Path::new(name)
        .extension()
        .is_some_and(|extension| extension == "js");
    match std::str::from_utf8(bytes) {
        Ok(text) if script && !text.contains('`') => text
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty() && !line.starts_with("//"))
            .flat_map(|line| [line, "\n"])
            .collect::<String>()
            .into_bytes(),
        _ => bytes.to_vec(),
    }
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
