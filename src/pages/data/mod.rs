//! The site as data: the files under `/data/` that DESIGN's contract lists, each with a schema.
//!
//! They are made of the same model and facts as the pages and say the same. Withdrawn plans are
//! out of all of them but `addresses.json`.

mod addresses;
mod columns;
mod compare;
mod csv;
mod json;
mod published;
mod relations;
mod rows;
mod schema;
mod sections;
mod targets;
mod texts;
mod xlsx;

pub(crate) use addresses::Addresses;
pub(crate) use json::Json;
pub use published::check_published;
pub(crate) use texts::address_of as text_address;

use super::PageFile;
use crate::analysis::Facts;
use crate::analysis::relations::Relation;
use crate::diagnostics::codes::pages::WORKBOOK_FAILS;
use crate::diagnostics::{Diagnostics, Location};
use crate::language::Lang;
use crate::model::{Site, address};

/// The version of the files' form: goes up when a field changes its meaning or is removed.
const VERSION: u32 = 1;

/// The files that people download, with their media types.
pub(crate) const DOWNLOADS: [(&str, &str); 5] = [
    ("targets.csv", "text/csv"),
    (
        "targets.xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    ("targets.json", "application/json"),
    ("sections.json", "application/json"),
    ("relations.json", "application/json"),
];

/// What the files are made of.
pub(crate) struct Source<'a> {
    pub site: &'a Site,
    pub facts: &'a Facts,
    /// Where the site will stand, without a slash at the end.
    pub base_url: Option<&'a str>,
}

impl<'a> Source<'a> {
    /// Ids of a section's topics, the weightiest first.
    fn topics(&self, section: &str) -> impl Iterator<Item = &'a str> {
        let topics = self.facts.topics.of_section(section);
        topics
            .iter()
            .filter(|topic| topic.is_stated())
            .map(|topic| &*topic.topic)
    }

    /// Every relation.
    fn relations(&self) -> impl Iterator<Item = &'a Relation> {
        self.facts.relations.list.iter().map(|relation| &**relation)
    }
}

/// Every file under `/data/`.
pub(crate) fn files(
    source: &Source,
    addresses: &Addresses,
    found: &mut Diagnostics,
) -> Vec<PageFile> {
    let targets = targets::records(source);
    let config = &source.site.config;
    let mut files = vec![
        file("sections.json", sections::file(source)),
        file("targets.json", targets::file(&targets)),
        file("targets.csv", csv::table(&targets)),
        file("targets.csv-metadata.json", csv::metadata(config)),
        file("relations.json", relations::file(source)),
        file("addresses.json", addresses.json()),
        file("redirects.nginx.conf", addresses.nginx(source.base_url)),
    ];
    files.extend(compare::files(source));
    files.extend(texts::files(source));
    if targets.len() > crate::pages::views::TARGETS_PAGE {
        files.extend(rows::files(source));
    }
    match xlsx::workbook(config, source.base_url, &targets) {
        Ok(book) => files.push(file("targets.xlsx", book)),
        Err(error) => found.report(
            &WORKBOOK_FAILS,
            Location::of_path("data/targets.xlsx"),
            format!("无法生成 targets.xlsx（{error}）"),
            format!("targets.xlsx cannot be made: {error}"),
        ),
    }
    files.extend(schema::files(source.base_url));
    files
}

fn file(name: &str, bytes: Vec<u8>) -> PageFile {
    PageFile {
        path: format!("data/{name}"),
        bytes,
    }
}

/// The paths of a section's two pages, from the site's root.
fn urls(section: &str, fragment: &str) -> Json {
    let url = |lang| Json::Text(format!("/{}{fragment}", address::section(lang, section)));
    Json::Object(vec![("zh", url(Lang::Zh)), ("en", url(Lang::En))])
}
