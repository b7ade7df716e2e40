//! One typed view for each template, and how it is made.

mod city;
mod compare;
mod contents;
mod document;
mod error;
mod glossary;
mod home;
mod indicator;
mod page;
mod paging;
mod plan;
mod prose;
mod related;
mod search;
mod section;
mod sitemap;
mod target_index;
mod targets;
mod topics;

pub(crate) use city::city;
pub(crate) use compare::{comparable, compare, pair, pair_address, pairs};
pub(crate) use contents::Contents;
pub(crate) use error::error;
pub(crate) use glossary::{glossary, percent};
pub(crate) use home::home;
pub(crate) use indicator::indicator;
pub(crate) use page::page;
pub(crate) use paging::{address as page_address, count as page_count};
pub(crate) use plan::{is_government, plan};
pub(crate) use prose::{is_reader_scheme, link_of_text};
pub(crate) use search::search;
pub(crate) use section::{heading as section_heading, section};
pub(crate) use sitemap::sitemap;
pub(crate) use target_index::{
    FACETS as TARGET_FACETS, Filter, PER_PAGE as TARGETS_PAGE, filters, targets,
};
pub(crate) use topics::{PER_PAGE as TOPIC_PAGE, topic, topics};
