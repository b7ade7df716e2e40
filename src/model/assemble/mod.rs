//! Documents → [`Site`]: joins what the files say, and reports where they contradict each other.

mod city;
mod notes;
mod numbers;
mod official_forms;
mod outline;
mod plan;
mod publishable;
mod redirects;
mod references;
mod sections;
mod settings;
mod source_check;
mod translation;
mod vocabularies;

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::{Page, PageText, Site};
use crate::diagnostics::codes::model as codes;
use crate::diagnostics::{Diagnostic, Diagnostics, Location};
use crate::documents::fields::Fields;
use crate::documents::{Body, Document, RESERVED, Role};
use crate::language::{Bilingual, Lang};

/// Makes a site of its documents. What cannot be understood is reported and left out.
pub fn assemble(documents: &[Arc<Document>]) -> (Site, Diagnostics) {
    let mut diagnostics = Diagnostics::default();
    let mut site = Site::default();
    let mut pages: BTreeMap<String, (i64, BTreeMap<Lang, PageText>)> = BTreeMap::new();
    let mut has_settings = false;
    let mut readable = false;
    for document in documents {
        match (&document.role, &document.body) {
            (Role::Settings, Body::Table(node)) => {
                has_settings = true;
                readable = true;
                site.config = settings::read(node, &document.file, &mut diagnostics);
            }
            (Role::Topics, Body::Table(node)) => {
                site.topics = vocabularies::topics(node, &mut diagnostics);
            }
            (Role::Indicators, Body::Table(node)) => {
                site.indicators = vocabularies::indicators(node, &mut diagnostics);
            }
            (Role::Glossary, Body::Table(node)) => {
                site.glossary = vocabularies::glossary(node, &mut diagnostics);
            }
            (Role::Redirects, Body::Table(node)) => {
                site.redirects = redirects::read(node, &mut diagnostics);
            }
            (Role::City(slug), Body::Table(node)) => {
                site.cities
                    .push(city::read(slug, node, &document.file, &mut diagnostics));
            }
            (Role::Settings, Body::Unreadable) => has_settings = true,
            (Role::City(slug), Body::Unreadable) => {
                site.unread.insert(slug.clone());
            }
            (Role::Source(name), Body::Unreadable) => {
                site.unread.insert(format!("sources/{name}"));
            }
            (Role::Corrections { city, plan }, _) => {
                site.corrections
                    .insert(format!("{city}/{plan}"), document.file.clone());
            }
            (Role::Source(name), _) => {
                site.sources.insert(name.clone(), document.file.clone());
            }
            (
                Role::Page { slug, lang },
                Body::Page {
                    front,
                    sound,
                    mended,
                    body_start,
                },
            ) => {
                check_slug(slug, &Location::new(&document.file, 0..0), &mut diagnostics);
                let entry = pages.entry(slug.clone()).or_default();
                // Front matter that cannot be read has been reported, and lacks every key.
                let mut silent = Diagnostics::default();
                let found = if *sound {
                    &mut diagnostics
                } else {
                    &mut silent
                };
                let (order, text) = page(front, (*body_start, *mended), document, found);
                entry.0 = order.unwrap_or(entry.0);
                entry.1.insert(*lang, text);
            }
            _ => {}
        }
    }
    if !has_settings {
        diagnostics.report(
            &codes::NO_SETTINGS,
            Location::of_path("gongbao.toml"),
            "没有 gongbao.toml，这个文件夹不是 Gongbao 站点",
            "there is no gongbao.toml, so this folder is no Gongbao site",
        );
    }
    cities_alike(&site, &mut diagnostics);
    let is_settings = |document: &Arc<Document>| matches!(document.role, Role::Settings);
    if has_settings && documents.iter().all(is_settings) {
        diagnostics.report(
            &codes::NO_CONTENT,
            Location::of_path("gongbao.toml"),
            "content 文件夹不存在，或其中没有文件",
            "there is no folder content, or it holds no files",
        );
    }
    site.cities.sort_by(|a, b| a.slug.cmp(&b.slug));
    site.pages = pages
        .into_iter()
        .map(|(slug, (order, texts))| Page { slug, order, texts })
        .collect();
    site.pages
        .sort_by(|a, b| (a.order, &a.slug).cmp(&(b.order, &b.slug)));
    add_plans(&mut site, documents, &mut diagnostics);
    source_check::check(&site, &mut diagnostics);
    references::check(&site, &mut diagnostics);
    if readable {
        publishable::check(&site, &mut diagnostics);
    }
    (site, diagnostics)
}

fn page(
    front: &crate::documents::tree::Node,
    (body_start, mended): (usize, bool),
    document: &Document,
    diagnostics: &mut Diagnostics,
) -> (Option<i64>, PageText) {
    let mut fields = Fields::new(front, diagnostics);
    if mended {
        fields.forgive_missing();
    }
    let title = fields
        .required_text("title", diagnostics)
        .map_or_else(String::new, |title| title.value);
    let description = fields
        .text("description", diagnostics)
        .map(|text| text.value);
    let order = fields
        .integer("order", diagnostics)
        .map(|order| order.value);
    fields.finish(diagnostics);
    (
        order,
        PageText {
            title,
            description,
            file: document.file.clone(),
            body_start,
        },
    )
}

/// Reads the plans, each with its translation, in parallel.
fn add_plans(site: &mut Site, documents: &[Arc<Document>], diagnostics: &mut Diagnostics) {
    let mut pairs: BTreeMap<(&str, &str), [Option<&Document>; 2]> = BTreeMap::new();
    for document in documents {
        if let Role::Plan { city, plan, lang } = &document.role {
            let slot = pairs.entry((city, plan)).or_default();
            slot[usize::from(*lang == Lang::En)] = Some(document);
        }
    }
    let read: Vec<(Option<super::Plan>, Diagnostics)> = pairs
        .par_iter()
        .map(|((city, slug), [official, translation])| {
            let mut diagnostics = Diagnostics::default();
            let plan = plan::read(city, slug, *official, *translation, &mut diagnostics);
            (plan, diagnostics)
        })
        .collect();
    for ((city, slug), (plan, found)) in pairs.keys().zip(read) {
        if plan.is_none() {
            site.unread.insert(format!("{city}/{slug}"));
        }
        site.plans.extend(plan);
        diagnostics.append(found);
    }
    report_unknown_cities(site, &pairs, diagnostics);
    site.plans.sort_by(|a, b| {
        (&a.city, a.year)
            .cmp(&(&b.city, b.year))
            .then_with(|| compare_naturally(&a.slug, &b.slug))
    });
    numbers::check_numbers(site, diagnostics);
}

fn report_unknown_cities(
    site: &Site,
    pairs: &BTreeMap<(&str, &str), [Option<&Document>; 2]>,
    diagnostics: &mut Diagnostics,
) {
    let mut last = "";
    for ((city, _), documents) in pairs {
        if *city == last || RESERVED.contains(city) {
            continue;
        }
        last = city;
        if site.city(city).is_some() || site.unread.contains(*city) {
            continue;
        }
        let Some(document) = documents.iter().flatten().next() else {
            continue;
        };
        let known: Vec<&str> = site.cities.iter().map(|city| city.slug.as_str()).collect();
        let mut found = Diagnostic::new(
            &codes::UNKNOWN_CITY,
            Location::new(&document.file, 0..0),
            Bilingual::new(
                format!("文件夹 content/{city} 没有 city.toml，不知是哪个城市"),
                format!("content/{city} has no city.toml, so its city is unknown"),
            ),
        );
        if let Some(near) = crate::documents::fields::nearest(city, known.into_iter()) {
            found = found.help(
                format!("是不是应放在 content/{near}？否则请新建 content/{city}/city.toml。"),
                format!(
                    "Does it belong in content/{near}? If not, write content/{city}/city.toml."
                ),
            );
        }
        diagnostics.push(found);
    }
}

/// Two cities with one name or one code are mostly one file copied.
fn cities_alike(site: &Site, diagnostics: &mut Diagnostics) {
    for (at, city) in site.cities.iter().enumerate() {
        let earlier = site.cities.get(..at).unwrap_or_default().iter();
        let same = |other: &&super::City| {
            city.name.zh == other.name.zh || city.code.is_some() && city.code == other.code
        };
        if let Some(other) = earlier.filter(|city| !city.name.zh.is_empty()).find(same) {
            diagnostics.report(
                &codes::CITIES_ALIKE,
                Location::of_path(format!("content/{}/city.toml", city.slug)),
                format!("与 content/{} 的名称或行政区划代码相同", other.slug),
                format!("has the name or the code of content/{}", other.slug),
            );
        }
    }
}

/// Slugs are parts of addresses: lower-case letters, digits and single hyphens.
fn check_slug(slug: &str, location: &Location, diagnostics: &mut Diagnostics) -> bool {
    let fine = is_slug(slug);
    if !fine {
        diagnostics.report(
            &codes::BAD_SLUG,
            location.clone(),
            format!("“{slug}”不能用作地址"),
            format!("“{slug}” cannot be part of an address"),
        );
    }
    fine
}

/// Is this usable as part of an address?
pub fn is_slug(slug: &str) -> bool {
    !slug.is_empty()
        && slug.len() <= 80
        && slug
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        && !slug.starts_with('-')
        && !slug.ends_with('-')
}

/// Compares slugs as people order them: numbers inside by value (`2022-2` before `2022-10`).
pub fn compare_naturally(a: &str, b: &str) -> std::cmp::Ordering {
    let parts = |slug: &str| -> Vec<(u64, String)> {
        slug.split('-')
            .map(|part| (part.parse().unwrap_or(u64::MAX), part.to_owned()))
            .collect()
    };
    parts(a).cmp(&parts(b)).then_with(|| a.cmp(b))
}
