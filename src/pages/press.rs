//! The run that fills in the templates of all pages.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::OnceLock;

use rayon::prelude::*;
use serde::Serialize;
use tera::{Context, Tera};

use super::companions;
use super::findings::Targets;
use super::frame::{self, Frame};
use super::jobs::{Job, jobs};
use super::link_check;
use super::links::Here;
use super::publication;
use super::text::TermFinder;
use super::theme::Theme;
use super::views;
use crate::analysis::Facts;
use crate::analysis::topics::TopicSection;
use crate::diagnostics::Diagnostics;
use crate::language::Lang;
use crate::model::{Plan, Site, Topic, address};

/// A file of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageFile {
    /// Path from the site's root, parts joined by `/`: `zh/luan/2022-4/5/index.html`.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// What a run decides that the site's files do not.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Replaces the site's `base_url`.
    pub base_url: Option<String>,
}

/// Everything a view may look at.
pub(crate) struct Press<'a> {
    pub site: &'a Site,
    pub facts: &'a Facts,
    pub theme: &'a Theme,
    pub base_url: Option<&'a str>,
    pub terms: TermFinder<'a>,
    /// Plans by the plan they go on from.
    pub continued_by: HashMap<&'a str, &'a Plan>,
    /// Topics by id.
    pub topics: HashMap<&'a str, &'a Topic>,
    /// Places of indicators in their list, by id.
    pub indicators: HashMap<&'a str, usize>,
    /// Ids of the sections about a topic, by city and year, the latest first; by the topic's id.
    about: BTreeMap<&'a str, Vec<&'a str>>,
    pub targets: Targets,
    /// The filters of the target index, in Chinese and in English.
    pub target_filters: (OnceLock<Vec<views::Filter>>, OnceLock<Vec<views::Filter>>),
    /// Cities with a plan that says when it was published: they have a feed.
    pub dated: HashSet<&'a str>,
    engines: BTreeMap<Lang, Tera>,
}

/// Takes the files of a site as they are made: from many threads, in any order.
pub type Give<'a> = dyn Fn(PageFile) + Sync + 'a;

/// Makes every page and static file of the site and gives each away at once, so that never more
/// than a few of them are held in memory. The findings do not depend on the order of work.
pub fn render(
    site: &Site,
    facts: &Facts,
    theme: &Theme,
    options: &Options,
    give: &Give,
) -> Diagnostics {
    let base_url = options
        .base_url
        .as_deref()
        .or(site.config.base_url.as_deref());
    let base_url = base_url.map(|url| url.trim_end_matches('/'));
    let targets = Targets::new(site, facts);
    let mut found = Diagnostics::default();
    let engines = Lang::ALL
        .into_iter()
        .filter_map(|lang| Some((lang, engine(site, theme, lang, &mut found)?)))
        .collect();
    let press = Press {
        site,
        facts,
        theme,
        base_url,
        terms: TermFinder::new(&site.glossary),
        continued_by: site
            .plans
            .iter()
            .filter_map(|plan| Some((plan.continues_from.as_ref()?.value.as_str(), plan)))
            .collect(),
        topics: site
            .topics
            .iter()
            .map(|topic| (topic.id.as_str(), topic))
            .collect(),
        indicators: (site.indicators.iter())
            .zip(0..)
            .map(|(indicator, rank)| (indicator.id.as_str(), rank))
            .collect(),
        about: about(site, facts),
        targets,
        target_filters: Default::default(),
        dated: super::feeds::atom::dated_cities(site),
        engines,
    };
    let links = link_check::Links::of(site, theme);
    let give = |file: PageFile| {
        links.pass(&file);
        give(file);
    };
    let made: Vec<(Vec<String>, Diagnostics)> = jobs(site, facts, &press.targets)
        .into_par_iter()
        .map(|job| {
            let mut found = Diagnostics::default();
            let paths = press.make(job, &give, &mut found);
            (paths, found)
        })
        .collect();
    let mut paths = BTreeSet::new();
    for (path, other) in made {
        paths.extend(path);
        found.append(other);
    }
    let assets = theme.assets().iter().map(|asset| PageFile {
        path: asset.address.clone(),
        bytes: asset.bytes.clone(),
    });
    let pages = paths.clone();
    companions::make(site, facts, base_url, &pages, &mut found)
        .into_iter()
        .chain(assets)
        .for_each(|file| {
            paths.insert(file.path.clone());
            give(file);
        });
    links.check(site, &paths, &mut found);
    found.sort();
    found
}

/// Sections by what they are about, as the pages of topics list them.
fn about<'a>(site: &'a Site, facts: &'a Facts) -> BTreeMap<&'a str, Vec<&'a str>> {
    let covers = |id: &str| site.section(id).map_or(0, |(plan, _)| plan.covers);
    let list = |(topic, found): (&'a String, &'a Vec<TopicSection>)| {
        let mut ids: Vec<&str> = found.iter().map(|one| one.section.as_str()).collect();
        ids.sort_by_cached_key(|id| (id.split('/').next(), Reverse(covers(id))));
        (topic.as_str(), ids)
    };
    facts.topics.topics.iter().map(list).collect()
}

/// The parts of every page that are the same on all pages of a language, by their names in
/// templates (`fixed`). Rendered once they cost nothing more.
const FIXED: [(&str, &str); 2] = [("settings", "settings.html"), ("leave", "leave.html")];

/// The theme's engine for a language, with what is the same on all pages.
fn engine(site: &Site, theme: &Theme, lang: Lang, found: &mut Diagnostics) -> Option<Tera> {
    let mut engine = theme.engine(lang)?.clone();
    let globals = frame::SiteView::new(site, theme, lang);
    engine.global_context().insert("site", &globals);
    let mut fixed = BTreeMap::new();
    for (name, template) in FIXED {
        match engine.render(template, &Context::new()) {
            Ok(html) => {
                fixed.insert(name, html);
            }
            Err(error) => theme.report(template, &error, found),
        }
    }
    engine.global_context().insert("fixed", &fixed);
    Some(engine)
}

impl Press<'_> {
    /// Makes the page or pages of a job, gives them away and returns their paths.
    fn make(&self, job: Job, give: &Give, found: &mut Diagnostics) -> Vec<String> {
        if let Job::Sections(lang, plan) = job {
            return self.sections(lang, plan, give, found);
        }
        // A page whose template failed has its address all the same: links to it are not at fault.
        let path = file_of(&job.address());
        self.page(job, found).into_iter().for_each(give);
        vec![path]
    }

    /// The pages of a plan's sections.
    fn sections(
        &self,
        lang: Lang,
        plan: &Plan,
        give: &Give,
        found: &mut Diagnostics,
    ) -> Vec<String> {
        let Some(first) = plan.sections.first() else {
            return Vec::new();
        };
        let beside = Here::new(lang, address::section(lang, &first.id));
        let contents = views::Contents::new(self, &beside, plan, found);
        let made: Vec<(String, Diagnostics)> = plan
            .sections
            .par_iter()
            .enumerate()
            .map(|(index, section)| {
                let mut found = Diagnostics::default();
                let here = Here::new(lang, address::section(lang, &section.id));
                let view = views::section(self, &here, plan, (index, section), &contents);
                let path = file_of(&here.address);
                let file = self.fill("section.html", &view, &mut found);
                file.into_iter().for_each(give);
                (path, found)
            })
            .collect();
        let mut paths = Vec::with_capacity(made.len());
        for (path, other) in made {
            paths.push(path);
            found.append(other);
        }
        paths
    }

    fn page(&self, job: Job, found: &mut Diagnostics) -> Option<PageFile> {
        let lang = job.lang(self.site);
        let here = match job {
            Job::Error => Here::anywhere(lang, job.address(), self.base_url),
            _ => Here::new(lang, job.address()),
        };
        match job {
            Job::Root | Job::Home(_) => self.fill("home.html", &views::home(self, here), found),
            Job::City(_, city) => self.fill("city.html", &views::city(self, here, city), found),
            Job::Plan(_, plan) => {
                let view = views::plan(self, &here, plan, found);
                self.fill("plan.html", &view, found)
            }
            Job::Sections(..) => None,
            Job::Glossary(_) => self.fill("glossary.html", &views::glossary(self, here), found),
            Job::Page(_, page) => {
                let view = views::page(self, here, page, found);
                self.fill("page.html", &view, found)
            }
            Job::Sitemap(_) => self.fill("sitemap.html", &views::sitemap(self, here), found),
            Job::Topics(_) => self.fill("topics.html", &views::topics(self, here), found),
            Job::Topic(_, topic, page) => {
                let view = views::topic(self, &here, topic, page);
                self.fill("topic.html", &view, found)
            }
            Job::Targets(_, page) => {
                self.fill("targets.html", &views::targets(self, here, page), found)
            }
            Job::Indicator(_, indicator, page) => {
                let view = views::indicator(self, &here, indicator, page);
                self.fill("indicator.html", &view, found)
            }
            Job::Search(_) => self.fill("search.html", &views::search(self, here), found),
            Job::Compare(_) => self.fill("compare.html", &views::compare(self, here), found),
            Job::Pair(_, a, b) => self.fill("pair.html", &views::pair(self, &here, a, b), found),
            Job::Error => self.fill("404.html", &views::error(self, here), found),
        }
    }

    /// Runs a template over its view.
    fn fill<V: Serialize>(
        &self,
        template: &str,
        view: &(Frame, V),
        found: &mut Diagnostics,
    ) -> Option<PageFile> {
        let (frame, view) = view;
        let engine = self.engines.get(&frame.here.lang)?;
        let mut context = match Context::from_serialize(view) {
            Ok(context) => context,
            Err(error) => {
                self.theme.report(template, &error, found);
                return None;
            }
        };
        context.insert("page", frame);
        context.insert("head", &publication::head(self, frame));
        let mut bytes = Vec::with_capacity(24 * 1024);
        if let Err(error) = engine.render_to(template, &context, &mut bytes) {
            self.theme.report(template, &error, found);
            return None;
        }
        Some(PageFile {
            path: file_of(&frame.here.address),
            bytes,
        })
    }

    /// A part of a page: a template over a view of its own, without what whole pages have. Empty
    /// where the template has a mistake, which is reported.
    pub(crate) fn fragment<V: Serialize>(
        &self,
        lang: Lang,
        template: &str,
        view: &V,
        found: &mut Diagnostics,
    ) -> String {
        let Some(engine) = self.engines.get(&lang) else {
            return String::new();
        };
        Context::from_serialize(view)
            .and_then(|context| engine.render(template, &context))
            .unwrap_or_else(|error| {
                self.theme.report(template, &error, found);
                String::new()
            })
    }

    /// Ids of the sections about a topic, by city and year, the latest first.
    pub(crate) fn about(&self, topic: &str) -> &[&str] {
        self.about.get(topic).map_or(&[], Vec::as_slice)
    }

    /// The theme's word at `key`.
    pub(crate) fn word(&self, lang: Lang, key: &str) -> &str {
        self.theme.word(lang, key)
    }

    /// An address with the site's own in front, where that is known.
    pub(crate) fn absolute(&self, address: &str) -> Option<String> {
        self.base_url.map(|base| format!("{base}/{address}"))
    }
}

/// The file an address is served from.
pub(crate) fn file_of(address: &str) -> String {
    if address.is_empty() || address.ends_with('/') {
        format!("{address}index.html")
    } else {
        address.to_owned()
    }
}
