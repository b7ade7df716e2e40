//! Every link written in a text or a template leads somewhere: to a page or file of the site, to a place on it,
//! or to an address outside that readers may follow.
//!
//! The links are known beforehand, so that of each page made only the places that some link leads to
//! need be kept.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use pulldown_cmark::{Event, Tag};

use super::PageFile;
use super::markdown::sanitise::addresses;
use super::press::file_of;
use super::theme::Theme;
use super::views::is_reader_scheme;
use crate::diagnostics::codes::pages as codes;
use crate::diagnostics::{Diagnostic, Diagnostics, Location};
use crate::documents::fields::nearest;
use crate::documents::markdown;
use crate::language::{Bilingual, Lang};
use crate::model::{PageText, Prose, Site, Status, StyleKind, address};

/// The links of all texts, and what is learnt of the pages they lead to.
pub(super) struct Links {
    list: Vec<Link>,
    /// Files with a place that a link leads to, and the places on them once they are made.
    places: BTreeMap<String, OnceLock<BTreeSet<String>>>,
}

impl Links {
    /// Reads them from the site.
    pub(super) fn of(site: &Site, theme: &Theme) -> Self {
        let mut list: Vec<Link> = theme
            .links()
            .iter()
            .map(|link| Link {
                base: String::new(),
                to: format!("/{}", link.address),
                picture: false,
                location: link.location.clone(),
            })
            .collect();
        for (_, section) in site.sections() {
            of_prose(
                &section.official,
                &address::section(Lang::Zh, &section.id),
                &mut list,
            );
            if let Some(prose) = &section.english {
                of_prose(prose, &address::section(Lang::En, &section.id), &mut list);
            }
        }
        for page in &site.pages {
            for (lang, text) in &page.texts {
                of_page(text, &address::item(*lang, "pages", &page.slug), &mut list);
            }
        }
        let places = list
            .iter()
            .filter_map(|link| {
                let inside = address::resolve(&link.base, &link.to)?;
                let (page, fragment) = divide(&inside);
                fragment?;
                Some((file_of(page), OnceLock::new()))
            })
            .collect();
        Self { list, places }
    }

    /// Looks at a file that was made.
    pub(super) fn pass(&self, file: &PageFile) {
        if let Some(places) = self.places.get(&file.path) {
            places.get_or_init(|| ids(&file.bytes));
        }
    }

    /// Checks all of them, once every file has passed; `paths` are those of the files.
    pub(super) fn check(&self, site: &Site, paths: &BTreeSet<String>, found: &mut Diagnostics) {
        if self.list.is_empty() {
            return;
        }
        let addresses: BTreeSet<&str> = paths
            .iter()
            .map(|path| path.strip_suffix("index.html").unwrap_or(path))
            .collect();
        let list = self.list.iter().filter(|link| !link.leads_to_unread(site));
        found.extend(list.filter_map(|link| link.fault(&addresses, &self.places)));
    }
}

/// The page of an address of the site, and the place on it that a reader is led to.
fn divide(inside: &str) -> (&str, Option<&str>) {
    let (page, fragment) = inside
        .split_once('#')
        .map_or((inside, None), |(page, fragment)| (page, Some(fragment)));
    let page = page.split('?').next().unwrap_or_default();
    let page = page.strip_suffix("index.html").unwrap_or(page);
    let fragment = fragment
        .map(|fragment| fragment.split(":~:").next().unwrap_or_default())
        .filter(|fragment| !fragment.is_empty());
    (page, fragment)
}

/// A link as written.
struct Link {
    /// The address of the page it stands on.
    base: String,
    to: String,
    /// Is it a picture's address?
    picture: bool,
    location: Location,
}

fn of_prose(prose: &Prose, base: &str, links: &mut Vec<Link>) {
    for style in &prose.styles {
        if let StyleKind::Link(to) = &style.kind {
            let location = prose.location(style.range.clone());
            links.push(Link {
                base: base.to_owned(),
                to: to.clone(),
                picture: false,
                location,
            });
        }
    }
}

fn of_page(text: &PageText, base: &str, links: &mut Vec<Link>) {
    let body = text.file.text().get(text.body_start..).unwrap_or_default();
    for (event, range) in markdown::events(body, markdown::page_options()) {
        let span = |range: std::ops::Range<usize>| {
            let span = text.body_start + range.start..text.body_start + range.end;
            Location::new(&text.file, span)
        };
        let mut link = |to: &str, picture, location| {
            links.push(Link {
                base: base.to_owned(),
                to: to.to_owned(),
                picture,
                location,
            });
        };
        match event {
            Event::Start(Tag::Link { dest_url, .. }) => link(&dest_url, false, span(range)),
            Event::Start(Tag::Image { dest_url, .. }) => link(&dest_url, true, span(range)),
            Event::Html(html) | Event::InlineHtml(html) => {
                for (place, picture) in addresses(&html) {
                    let to = html.get(place.clone()).unwrap_or_default();
                    let place = range.start + place.start..range.start + place.end;
                    link(to, picture, span(place));
                }
            }
            _ => {}
        }
    }
}

impl Link {
    /// Does it lead to a plan or city whose file could not be understood? That page is missing
    /// through no fault of the link.
    fn leads_to_unread(&self, site: &Site) -> bool {
        let inside = address::resolve(&self.base, &self.to);
        inside.is_some_and(|inside| {
            let (page, _) = divide(&inside);
            let id = Lang::ALL
                .into_iter()
                .find_map(|lang| page.strip_prefix(lang.code())?.strip_prefix('/'));
            // data/plans/luan/2022-4.zh.txt
            let file = page.strip_prefix("data/plans/");
            let id = id.or_else(|| file?.split('.').next());
            // So are files of a plan that is withdrawn and does not say why.
            let faulty = |id: &str| {
                let publication = site.plan(id).map(|plan| &plan.publication);
                publication
                    .is_some_and(|it| it.status == Status::Withdrawn && it.withdrawn.is_none())
            };
            id.is_some_and(|id| site.is_unread(id) || faulty(id))
        })
    }

    fn fault(
        &self,
        addresses: &BTreeSet<&str>,
        places: &BTreeMap<String, OnceLock<BTreeSet<String>>>,
    ) -> Option<Diagnostic> {
        let to = &self.to;
        if to.is_empty() {
            return Some(Diagnostic::new(
                &codes::PAGE_LINK,
                self.location.clone(),
                Bilingual::new("链接没有地址", "the link has no address"),
            ));
        }
        let Some(inside) = address::resolve(&self.base, to) else {
            if self.picture {
                return Some(Diagnostic::new(
                    &codes::PICTURE_ELSEWHERE,
                    self.location.clone(),
                    Bilingual::new(
                        format!("图片“{to}”在站外，不会显示"),
                        format!("the picture “{to}” is not on this site and is not shown"),
                    ),
                ));
            }
            return (!is_reader_scheme(to)).then(|| {
                Diagnostic::new(
                    &codes::LINK_SCHEME,
                    self.location.clone(),
                    Bilingual::new(
                        format!("链接“{to}”不被允许，已去掉链接"),
                        format!("the link “{to}” is not allowed, so it is no link"),
                    ),
                )
            });
        };
        let (page, fragment) = divide(&inside);
        if !addresses.contains(page) {
            return Some(self.no_page(page, addresses));
        }
        let fragment = fragment?;
        let ids = places.get(&file_of(page))?.get()?;
        if ids.contains(fragment) {
            return None;
        }
        let near = nearest(fragment, ids.iter().map(String::as_str));
        let mut found = Diagnostic::new(
            &codes::PAGE_LINK,
            self.location.clone(),
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

    fn no_page(&self, page: &str, addresses: &BTreeSet<&str>) -> Diagnostic {
        let found = Diagnostic::new(
            &codes::PAGE_LINK,
            self.location.clone(),
            Bilingual::new(
                format!("链接指向的页面“/{page}”不存在"),
                format!("the link leads to “/{page}”, which does not exist"),
            ),
        );
        if addresses.contains(format!("{page}/").as_str()) {
            return found.help(format!("请写“/{page}/”。"), format!("Write “/{page}/”."));
        }
        match nearest(page, addresses.iter().copied()) {
            Some(near) => found.help(
                format!("是不是“/{near}”？"),
                format!("Did you mean “/{near}”?"),
            ),
            None => found,
        }
    }
}

/// The values of a page's `id` attributes, as the templates write them.
fn ids(html: &[u8]) -> BTreeSet<String> {
    let html = std::str::from_utf8(html).unwrap_or_default();
    html.match_indices(" id=\"")
        .filter_map(|(at, lead)| html.get(at + lead.len()..)?.split('"').next())
        .map(str::to_owned)
        .collect()
}
