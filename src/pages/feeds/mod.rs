//! What machines read to follow the site: `sitemap.xml`, `robots.txt`, Atom feeds.

pub(crate) mod atom;
mod sitemap_xml;

use super::PageFile;
use super::data::Addresses;
use crate::model::Site;

/// `sitemap.xml`, `robots.txt` and the feeds. Standards want whole addresses: without `base_url`
/// there is neither sitemap nor feed.
pub(crate) fn files(site: &Site, base_url: Option<&str>, addresses: &Addresses) -> Vec<PageFile> {
    let mut files = vec![PageFile {
        path: "robots.txt".into(),
        bytes: robots(base_url).into_bytes(),
    }];
    if let Some(base) = base_url {
        files.extend(sitemap_xml::files(site, base, addresses));
        files.extend(atom::files(site, base));
    }
    files
}

/// Nothing is shut off: a page that must not be indexed says so itself (`noindex`), and a crawler
/// that robots.txt keeps out never reads that.
fn robots(base_url: Option<&str>) -> String {
    let sitemap = base_url.map_or_else(String::new, |base| {
        format!("\nSitemap: {base}/sitemap.xml\n")
    });
    format!("User-agent: *\nAllow: /\n{sitemap}")
}

/// Escapes a text for XML.
fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // XML 1.0 knows no other control characters, not even as references.
            '\t' | '\n' => out.push(character),
            character if character.is_control() => out.push(' '),
            character => out.push(character),
        }
    }
    out
}
