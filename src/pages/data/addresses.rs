//! `addresses.json`: every address that answers, those that lead elsewhere, and those whose plan
//! was withdrawn. An address once published stays; `check --published` compares two of these files.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::VERSION;
use super::json::{Json, document};
use crate::diagnostics::codes::pages as codes;
use crate::diagnostics::{Diagnostics, Location};
use crate::language::Lang;
use crate::model::{Redirect, Site, Status, address};

/// The longest address that a map of nginx holds as it is set by default, in bytes.
const NGINX_KEY: usize = 46;

/// The addresses of a site, from its root, without the first slash.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Addresses {
    /// Pages; withdrawn ones are left out.
    pub pages: BTreeSet<String>,
    /// Old address → the page it leads to.
    pub redirects: BTreeMap<String, String>,
    /// Addresses of withdrawn plans; sections of such a plan lead to the page that says why.
    pub withdrawn: BTreeMap<String, Option<String>>,
}

impl Addresses {
    /// The addresses of the pages at `paths`, and the redirects that an editor wrote.
    pub(crate) fn of(site: &Site, paths: &BTreeSet<String>, found: &mut Diagnostics) -> Self {
        let mut pages: BTreeSet<String> = paths
            .iter()
            .filter_map(|path| path.strip_suffix("index.html"))
            .filter(|address| address.is_empty() || address.ends_with('/'))
            .map(str::to_owned)
            .collect();
        let withdrawn = withdrawn(site);
        pages.retain(|page| !withdrawn.contains_key(page));
        let mut addresses = Self {
            pages,
            redirects: BTreeMap::new(),
            withdrawn,
        };
        addresses.redirects = addresses.follow(&site.redirects, found);
        addresses
    }

    /// Every address that leads elsewhere, and where.
    pub(crate) fn leading(&self) -> impl Iterator<Item = (&str, &str)> {
        let sections = self
            .withdrawn
            .iter()
            .filter_map(|(from, to)| Some((from.as_str(), to.as_deref()?)));
        self.redirects
            .iter()
            .map(|(from, to)| (from.as_str(), to.as_str()))
            .chain(sections)
    }

    /// Old addresses with the pages that they lead to in the end.
    fn follow(&self, redirects: &[Redirect], found: &mut Diagnostics) -> BTreeMap<String, String> {
        let (direct, places) = self.steps(redirects);
        let mut followed = BTreeMap::new();
        for (from, to) in &direct {
            let location = places.get(from.as_str()).copied();
            let location = location
                .cloned()
                .unwrap_or_else(|| Location::of_path("content/redirects.toml"));
            if self.pages.contains(from) || self.withdrawn.contains_key(from) {
                found.report(
                    &codes::REDIRECT_OVER_PAGE,
                    location,
                    format!("“/{from}”有页面，不能转到“/{to}”"),
                    format!("“/{from}” is a page and cannot lead to “/{to}”"),
                );
                continue;
            }
            let mut end = to;
            let mut steps = 0;
            while let Some(next) = direct.get(end).filter(|_| steps <= direct.len()) {
                end = next;
                steps += 1;
            }
            if self.pages.contains(end) || self.withdrawn.contains_key(end) {
                followed.insert(from.clone(), end.clone());
            } else {
                found.report(
                    &codes::REDIRECT_TO_NOTHING,
                    location,
                    format!("“/{from}”要转到的“/{to}”不存在"),
                    format!("“/{from}” leads to “/{to}”, which does not exist"),
                );
            }
        }
        followed
    }

    /// One step for each old address; those below a moved address move with it.
    fn steps<'a>(
        &self,
        redirects: &'a [Redirect],
    ) -> (BTreeMap<String, String>, BTreeMap<String, &'a Location>) {
        let mut direct = BTreeMap::new();
        let mut places = BTreeMap::new();
        let mut add = |from: String, to: String, location: &'a Location| {
            // What is written out goes before what follows from `below`.
            places.entry(from.clone()).or_insert(location);
            direct.entry(from).or_insert(to);
        };
        for redirect in redirects {
            let location = &redirect.from.location;
            add(
                redirect.from.value.clone(),
                redirect.to.value.clone(),
                location,
            );
        }
        for redirect in redirects.iter().filter(|redirect| redirect.below) {
            let new = &redirect.to.value;
            let all = self.pages.iter().chain(self.withdrawn.keys());
            for page in all.filter(|page| *page != new) {
                if let Some(rest) = page.strip_prefix(new.as_str()) {
                    let old = format!("{}{rest}", redirect.from.value);
                    if !self.pages.contains(&old) {
                        add(old, page.clone(), &redirect.from.location);
                    }
                }
            }
        }
        (direct, places)
    }

    /// `addresses.json`
    pub(super) fn json(&self) -> Vec<u8> {
        let path = |address: &str| Json::Text(format!("/{address}"));
        let redirects = self
            .redirects
            .iter()
            .map(|(from, to)| Json::Object(vec![("from", path(from)), ("to", path(to))]));
        document(
            VERSION,
            &[
                (
                    "addresses",
                    self.pages.iter().map(|one| path(one)).collect(),
                ),
                ("redirects", redirects.collect()),
                (
                    "withdrawn",
                    self.withdrawn.keys().map(|one| path(one)).collect(),
                ),
            ],
        )
    }

    /// A map for nginx, so that it answers old addresses with 301 instead of a page.
    pub(super) fn nginx(&self, base_url: Option<&str>) -> Vec<u8> {
        let root = super::super::links::base_path(base_url);
        let mut map = String::from(
            "# Old addresses of this site for nginx. In the http block: include this file; in the server block:\n\
             # if ($gongbao_redirect) { return 301 $gongbao_redirect; }\n",
        );
        map.push_str("map $uri $gongbao_redirect {\n    default \"\";\n");
        for (from, to) in self.leading() {
            let old = format!("{root}{from}");
            // Longer keys would need other settings of nginx, which only one file may make.
            let key = if old.len() > NGINX_KEY {
                format!("~^{}$", old.replace('.', "\\."))
            } else {
                old
            };
            let _ = writeln!(map, "    \"{key}\" \"{root}{to}\";");
        }
        map.push_str("}\n");
        map.into_bytes()
    }
}

/// Addresses of withdrawn plans, in both languages.
fn withdrawn(site: &Site) -> BTreeMap<String, Option<String>> {
    let mut addresses = BTreeMap::new();
    let plans = site
        .plans
        .iter()
        .filter(|plan| plan.publication.status == Status::Withdrawn);
    for plan in plans {
        for lang in Lang::ALL {
            let page = address::plan(lang, &plan.id);
            for section in &plan.sections {
                addresses.insert(address::section(lang, &section.id), Some(page.clone()));
            }
            addresses.insert(page, None);
        }
    }
    addresses
}
