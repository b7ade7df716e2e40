//! The list of pages, and the run that fills in their templates.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::OnceLock;

use rayon::prelude::*;
use serde::Serialize;
use tera::{Context, Tera};

use super::companions;
use super::findings::Targets;
use super::frame::{self, Frame};
use super::link_check;
use super::links::Here;
use super::publication;
use super::text::TermFinder;
use super::theme::Theme;
use super::views;
use crate::analysis::Facts;
use crate::diagnostics::Diagnostics;
use crate::language::Lang;
use crate::model::{City, Indicator, Page, Plan, Section, Site, Status, Topic, address};

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
    pub targets: Targets,
    /// The filters of the target index, in Chinese and in English.
    pub target_filters: (OnceLock<Vec<views::Filter>>, OnceLock<Vec<views::Filter>>),
    /// Cities with a plan that says when it was published: they have a feed.
    pub dated: HashSet<&'a str>,
    engines: BTreeMap<Lang, Tera>,
}

/// One page to be made.
#[derive(Debug, Clone, Copy)]
enum Job<'a> {
    Root,
    Home(Lang),
    City(Lang, &'a City),
    Plan(Lang, &'a Plan),
    Section(Lang, &'a Plan, &'a Section),
    Glossary(Lang),
    Page(Lang, &'a Page),
    Sitemap(Lang),
    Topics(Lang),
    Topic(Lang, &'a Topic, usize),
    Targets(Lang, usize),
    Indicator(Lang, &'a Indicator, usize),
    Search(Lang),
    Compare(Lang),
    Pair(Lang, &'a City, &'a City),
    Error,
}

/// Makes every page and static file of the site, in an order that depends on nothing but the site.
pub fn render(
    site: &Site,
    facts: &Facts,
    theme: &Theme,
    options: &Options,
) -> (Vec<PageFile>, Diagnostics) {
    let base_url = options
        .base_url
        .as_deref()
        .or(site.config.base_url.as_deref());
    let base_url = base_url.map(|url| url.trim_end_matches('/'));
    let targets = Targets::new(site, facts);
    let jobs = jobs(site, facts, &targets);
    let engines = Lang::ALL
        .into_iter()
        .filter_map(|lang| {
            let mut engine = theme.engine(lang)?.clone();
            let globals = frame::SiteView::new(site, theme, lang);
            engine.global_context().insert("site", &globals);
            Some((lang, engine))
        })
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
        targets,
        target_filters: Default::default(),
        dated: super::feeds::atom::dated_cities(site),
        engines,
    };
    let made: Vec<(Option<PageFile>, Diagnostics)> = jobs
        .into_par_iter()
        .map(|job| {
            let mut found = Diagnostics::default();
            let file = press.make(job, &mut found);
            (file, found)
        })
        .collect();
    let mut files = Vec::with_capacity(made.len());
    let mut found = Diagnostics::default();
    for (file, other) in made {
        files.extend(file);
        found.append(other);
    }
    files.extend(theme.assets().iter().map(|asset| PageFile {
        path: asset.address.clone(),
        bytes: asset.bytes.clone(),
    }));
    companions::add(site, facts, base_url, &mut files, &mut found);
    link_check::check(site, &files, &mut found);
    found.sort();
    (files, found)
}

fn jobs<'a>(site: &'a Site, facts: &Facts, targets: &Targets) -> Vec<Job<'a>> {
    let mut jobs = vec![Job::Root, Job::Error];
    for lang in Lang::ALL {
        jobs.extend([
            Job::Home(lang),
            Job::Glossary(lang),
            Job::Sitemap(lang),
            Job::Topics(lang),
            Job::Search(lang),
            Job::Compare(lang),
        ]);
        let cities = views::comparable(site, facts);
        jobs.extend(
            views::pairs(&cities)
                .into_iter()
                .map(|(a, b)| Job::Pair(lang, a, b)),
        );
        let pages = views::page_count(targets.count(), views::TARGETS_PAGE);
        jobs.extend((1..=pages).map(|page| Job::Targets(lang, page)));
        for indicator in &site.indicators {
            let found = targets.of_indicator(&indicator.id).len();
            let pages = if found == 0 {
                0
            } else {
                views::page_count(found, views::TARGETS_PAGE)
            };
            jobs.extend((1..=pages).map(|page| Job::Indicator(lang, indicator, page)));
        }
        for topic in &site.topics {
            let sections = facts.topics.topics.get(&topic.id).map_or(0, Vec::len);
            let pages = views::page_count(sections, views::TOPIC_PAGE);
            let pages = if sections == 0 { 0 } else { pages };
            jobs.extend((1..=pages).map(|page| Job::Topic(lang, topic, page)));
        }
        jobs.extend(site.cities.iter().map(|city| Job::City(lang, city)));
        jobs.extend(site.pages.iter().map(|page| Job::Page(lang, page)));
        for plan in &site.plans {
            jobs.push(Job::Plan(lang, plan));
            // Sections of a withdrawn plan lead to its page, which says why.
            let withdrawn = plan.publication.status == Status::Withdrawn;
            let sections = plan.sections.iter().filter(|_| !withdrawn);
            jobs.extend(sections.map(|section| Job::Section(lang, plan, section)));
        }
    }
    jobs
}

impl Job<'_> {
    fn lang(&self, site: &Site) -> Lang {
        match *self {
            Self::Root | Self::Error => site.config.default_language,
            Self::Home(lang)
            | Self::City(lang, _)
            | Self::Plan(lang, _)
            | Self::Section(lang, ..)
            | Self::Glossary(lang)
            | Self::Page(lang, _)
            | Self::Sitemap(lang)
            | Self::Topics(lang)
            | Self::Topic(lang, ..)
            | Self::Targets(lang, _)
            | Self::Indicator(lang, ..)
            | Self::Search(lang)
            | Self::Compare(lang)
            | Self::Pair(lang, ..) => lang,
        }
    }

    fn address(&self) -> String {
        match *self {
            Self::Root => String::new(),
            Self::Home(lang) => address::home(lang),
            Self::City(lang, city) => address::city(lang, &city.slug),
            Self::Plan(lang, plan) => address::plan(lang, &plan.id),
            Self::Section(lang, _, section) => address::section(lang, &section.id),
            Self::Glossary(lang) => address::listing(lang, "glossary"),
            Self::Page(lang, page) => address::item(lang, "pages", &page.slug),
            Self::Sitemap(lang) => address::listing(lang, "sitemap"),
            Self::Topics(lang) => address::listing(lang, "topics"),
            Self::Topic(lang, topic, page) => {
                let first = address::item(lang, "topics", &topic.id);
                views::page_address(&first, page)
            }
            Self::Targets(lang, page) => {
                views::page_address(&address::listing(lang, "targets"), page)
            }
            Self::Indicator(lang, indicator, page) => {
                let first = address::item(lang, "targets", &indicator.id);
                views::page_address(&first, page)
            }
            Self::Search(lang) => address::listing(lang, "search"),
            Self::Compare(lang) => address::listing(lang, "compare"),
            Self::Pair(lang, a, b) => views::pair_address(lang, a, b),
            Self::Error => "404.html".to_owned(),
        }
    }
}

impl Press<'_> {
    fn make(&self, job: Job, found: &mut Diagnostics) -> Option<PageFile> {
        let lang = job.lang(self.site);
        let here = match job {
            Job::Error => Here::anywhere(lang, job.address(), self.base_url),
            _ => Here::new(lang, job.address()),
        };
        match job {
            Job::Root | Job::Home(_) => self.fill("home.html", &views::home(self, here), found),
            Job::City(_, city) => self.fill("city.html", &views::city(self, here, city), found),
            Job::Plan(_, plan) => self.fill("plan.html", &views::plan(self, &here, plan), found),
            Job::Section(_, plan, section) => {
                let view = views::section(self, &here, plan, section);
                self.fill("section.html", &view, found)
            }
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
fn file_of(address: &str) -> String {
    if address.is_empty() || address.ends_with('/') {
        format!("{address}index.html")
    } else {
        address.to_owned()
    }
}
