//! One typed view for each template, and how it is made.

mod city;
mod document;
mod error;
mod glossary;
mod home;
mod page;
mod plan;
mod prose;
mod search;
mod section;
mod sitemap;

pub(crate) use city::city;
pub(crate) use error::error;
pub(crate) use glossary::glossary;
pub(crate) use home::home;
pub(crate) use page::page;
pub(crate) use plan::plan;
pub(crate) use search::search;
pub(crate) use section::{heading as section_heading, section};
pub(crate) use sitemap::sitemap;
