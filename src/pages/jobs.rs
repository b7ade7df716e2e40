//! The list of pages that a site has.

use super::findings::Targets;
use super::views;
use crate::analysis::Facts;
use crate::language::Lang;
use crate::model::{City, Indicator, Page, Plan, Site, Status, Topic, address};

/// A page to be made, or the pages of a plan's sections, which have much in common.
#[derive(Debug, Clone, Copy)]
pub(super) enum Job<'a> {
    Root,
    Home(Lang),
    City(Lang, &'a City),
    Plan(Lang, &'a Plan),
    Sections(Lang, &'a Plan),
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

/// All of them, in an order that depends on nothing but the site.
pub(super) fn jobs<'a>(site: &'a Site, facts: &Facts, targets: &Targets) -> Vec<Job<'a>> {
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
            // An address stays where the last of its entries goes: the page then says so.
            let found = targets.of_indicator(&indicator.id).len();
            let pages = views::page_count(found, views::TARGETS_PAGE);
            jobs.extend((1..=pages).map(|page| Job::Indicator(lang, indicator, page)));
        }
        for topic in &site.topics {
            let sections = facts.topics.topics.get(&topic.id).map_or(0, Vec::len);
            let pages = views::page_count(sections, views::TOPIC_PAGE);
            jobs.extend((1..=pages).map(|page| Job::Topic(lang, topic, page)));
        }
        jobs.extend(site.cities.iter().map(|city| Job::City(lang, city)));
        jobs.extend(site.pages.iter().map(|page| Job::Page(lang, page)));
        for plan in &site.plans {
            jobs.push(Job::Plan(lang, plan));
            // Sections of a withdrawn plan lead to its page, which says why.
            if plan.publication.status != Status::Withdrawn {
                jobs.push(Job::Sections(lang, plan));
            }
        }
    }
    jobs
}

impl Job<'_> {
    /// The language of the page.
    pub(super) fn lang(&self, site: &Site) -> Lang {
        match *self {
            Self::Root | Self::Error => site.config.default_language,
            Self::Home(lang)
            | Self::City(lang, _)
            | Self::Plan(lang, _)
            | Self::Sections(lang, _)
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

    /// Its address; of the pages of sections, the one they stand under.
    pub(super) fn address(&self) -> String {
        match *self {
            Self::Root => String::new(),
            Self::Home(lang) => address::home(lang),
            Self::City(lang, city) => address::city(lang, &city.slug),
            Self::Plan(lang, plan) | Self::Sections(lang, plan) => address::plan(lang, &plan.id),
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
