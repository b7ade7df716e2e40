//! Every link written in a text leads somewhere: to a page or file of the site, to a place on it,
//! or to an address outside that readers may follow.
//!
//! It runs when all pages are there, for only they tell which places they have.

use std::collections::{BTreeMap, BTreeSet};

use pulldown_cmark::{Event, Tag};

use super::PageFile;
use super::views::is_reader_scheme;
use crate::diagnostics::codes::pages as codes;
use crate::diagnostics::{Diagnostic, Diagnostics, Location};
use crate::documents::fields::nearest;
use crate::documents::markdown;
use crate::language::{Bilingual, Lang};
use crate::model::{PageText, Prose, Site, StyleKind, address};

/// Checks the links of all texts against the files that were made.
pub(super) fn check(site: &Site, files: &[PageFile], found: &mut Diagnostics) {
    let mut links = Vec::new();
    for (_, section) in site.sections() {
        of_prose(
            &section.official,
            &address::section(Lang::Zh, &section.id),
            &mut links,
        );
        if let Some(prose) = &section.english {
            of_prose(prose, &address::section(Lang::En, &section.id), &mut links);
        }
    }
    for page in &site.pages {
        for (lang, text) in &page.texts {
            of_page(text, &address::item(*lang, "pages", &page.slug), &mut links);
        }
    }
    if links.is_empty() {
        return;
    }
    let mut places = Places::new(files);
    for link in &links {
        found.extend(places.fault(link));
    }
}

/// A link as written.
struct Link {
    /// The address of the page it stands on.
    base: String,
    to: String,
    location: Location,
}

fn of_prose(prose: &Prose, base: &str, links: &mut Vec<Link>) {
    for style in &prose.styles {
        if let StyleKind::Link(to) = &style.kind {
            let location = prose.location(style.range.clone());
            links.push(Link {
                base: base.to_owned(),
                to: to.clone(),
                location,
            });
        }
    }
}

fn of_page(text: &PageText, base: &str, links: &mut Vec<Link>) {
    let body = text.file.text().get(text.body_start..).unwrap_or_default();
    for (event, range) in markdown::events(body, markdown::page_options()) {
        let Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) = event else {
            continue;
        };
        let span = text.body_start + range.start..text.body_start + range.end;
        let location = Location::new(&text.file, span);
        links.push(Link {
            base: base.to_owned(),
            to: dest_url.to_string(),
            location,
        });
    }
}

/// The addresses of a site and the places on its pages.
struct Places<'a> {
    files: BTreeMap<&'a str, &'a PageFile>,
    ids: BTreeMap<&'a str, BTreeSet<&'a str>>,
}

impl<'a> Places<'a> {
    fn new(files: &'a [PageFile]) -> Self {
        let files = files
            .iter()
            .map(|file| {
                (
                    file.path.strip_suffix("index.html").unwrap_or(&file.path),
                    file,
                )
            })
            .collect();
        Self {
            files,
            ids: BTreeMap::new(),
        }
    }

    fn fault(&mut self, link: &Link) -> Option<Diagnostic> {
        let to = &link.to;
        let Some(inside) = address::resolve(&link.base, to) else {
            return (!is_reader_scheme(to)).then(|| {
                Diagnostic::new(
                    &codes::LINK_SCHEME,
                    link.location.clone(),
                    Bilingual::new(
                        format!("链接“{to}”不被允许，已去掉链接"),
                        format!("the link “{to}” is not allowed, so it is no link"),
                    ),
                )
            });
        };
        let (page, fragment) = inside
            .split_once('#')
            .map_or((inside.as_str(), None), |(a, b)| (a, Some(b)));
        let page = page.split('?').next().unwrap_or_default();
        let page = page.strip_suffix("index.html").unwrap_or(page);
        let Some((address, file)) = self.files.get_key_value(page).map(|(a, f)| (*a, *f)) else {
            return Some(self.no_page(link, page));
        };
        let fragment = fragment.filter(|part| !part.is_empty() && !part.starts_with(":~:"))?;
        let fragment = fragment.split(":~:").next().unwrap_or_default();
        let ids = self.ids.entry(address).or_insert_with(|| ids(&file.bytes));
        if ids.contains(fragment) {
            return None;
        }
        let near = nearest(fragment, ids.iter().copied());
        let mut found = Diagnostic::new(
            &codes::PAGE_LINK,
            link.location.clone(),
            Bilingual::new(
                format!("页面“/{page}”上没有“#{fragment}”这一处"),
                format!("the page “/{page}” has no place “#{fragment}”"),
            ),
        );
        if let Some(near) = near {
            found = found.help(
                format!("是不是“#{near}”？"),
                format!("Did you mean “#{near}”?"),
            );
        }
        Some(found)
    }

    fn no_page(&self, link: &Link, page: &str) -> Diagnostic {
        let found = Diagnostic::new(
            &codes::PAGE_LINK,
            link.location.clone(),
            Bilingual::new(
                format!("链接指向的页面“/{page}”不存在"),
                format!("the link leads to “/{page}”, which does not exist"),
            ),
        );
        if self.files.contains_key(format!("{page}/").as_str()) {
            return found.help(format!("请写“/{page}/”。"), format!("Write “/{page}/”."));
        }
        match nearest(page, self.files.keys().copied()) {
            Some(near) => found.help(
                format!("是不是“/{near}”？"),
                format!("Did you mean “/{near}”?"),
            ),
            None => found,
        }
    }
}

/// The values of a page's `id` attributes, as the templates write them.
fn ids(html: &[u8]) -> BTreeSet<&str> {
    let html = std::str::from_utf8(html).unwrap_or_default();
    html.match_indices(" id=\"")
        .filter_map(|(at, lead)| html.get(at + lead.len()..)?.split('"').next())
        .collect()
}
