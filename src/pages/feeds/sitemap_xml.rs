//! `sitemap.xml` (sitemaps.org 0.9) with each page's counterpart in the other language.

use std::fmt::Write as _;

use super::xml;
use crate::language::Lang;
use crate::model::Site;
use crate::pages::PageFile;
use crate::pages::data::Addresses;
use crate::pages::publication::alternates;

/// The standard's limit of addresses in a file.
const MOST: usize = 50_000;

/// The sitemap; with more addresses than a file may hold, an index and its parts.
pub(super) fn files(site: &Site, base: &str, addresses: &Addresses) -> Vec<PageFile> {
    let entries: Vec<String> = addresses
        .pages
        .iter()
        .filter(|address| is_listed(address))
        .map(|address| entry(site, base, address))
        .collect();
    in_parts(base, &entries, MOST)
}

/// `/` repeats a home page; results of a search are no content.
fn is_listed(address: &str) -> bool {
    !address.is_empty()
        && !Lang::ALL
            .iter()
            .any(|lang| address == format!("{}/search/", lang.code()))
}

fn in_parts(base: &str, entries: &[String], most: usize) -> Vec<PageFile> {
    let file = |name: String, bytes: String| PageFile {
        path: name,
        bytes: bytes.into_bytes(),
    };
    if entries.len() <= most {
        return vec![file("sitemap.xml".into(), urlset(entries))];
    }
    let mut files = Vec::new();
    let mut index = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for (number, part) in (1..).zip(entries.chunks(most.max(1))) {
        let name = format!("sitemap-{number}.xml");
        let _ = writeln!(index, "<sitemap><loc>{}/{name}</loc></sitemap>", xml(base));
        files.push(file(name, urlset(part)));
    }
    index.push_str("</sitemapindex>\n");
    files.push(file("sitemap.xml".into(), index));
    files
}

fn urlset(entries: &[String]) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n{}</urlset>\n",
        entries.concat()
    )
}

fn entry(site: &Site, base: &str, address: &str) -> String {
    let mut out = format!("<url>\n<loc>{}/{}</loc>\n", xml(base), xml(address));
    for (lang, page) in alternates(site.config.default_language, address) {
        let _ = writeln!(
            out,
            "<xhtml:link rel=\"alternate\" hreflang=\"{lang}\" href=\"{}/{}\"/>",
            xml(base),
            xml(&page)
        );
    }
    out.push_str("</url>\n");
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn too_many_addresses_make_an_index() {
        let entries: Vec<String> = (0..5).map(|n| format!("<url>{n}</url>\n")).collect();
        let files = in_parts("https://example.org", &entries, 2);
        let names: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
        assert_eq!(
            names,
            [
                "sitemap-1.xml",
                "sitemap-2.xml",
                "sitemap-3.xml",
                "sitemap.xml"
            ]
        );
        assert_eq!(in_parts("https://example.org", &entries, 5).len(), 1);
    }

    #[test]
    fn pages_name_their_counterparts() {
        let site = Site::default();
        let entry = entry(&site, "https://example.org", "en/luan/");
        for link in [
            "<loc>https://example.org/en/luan/</loc>",
            "hreflang=\"zh-Hans\" href=\"https://example.org/zh/luan/\"",
            "hreflang=\"en\" href=\"https://example.org/en/luan/\"",
            "hreflang=\"x-default\" href=\"https://example.org/zh/luan/\"",
        ] {
            assert!(entry.contains(link), "{link}\n{entry}");
        }
        assert!(!is_listed("") && !is_listed("zh/search/") && is_listed("zh/"));
    }
}
