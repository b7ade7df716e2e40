//! Stage 1: bytes become documents, every character kept, with its place.
//!
//! A file is read by itself: what it yields depends on its own bytes and path alone, so that it can
//! be kept for as long as they do not change.

pub mod encoding;
pub mod fields;
pub mod front_matter;
pub mod markdown;
pub mod numbering;
pub mod plan_file;
pub mod prose;
mod prose_reader;
pub mod received;
pub mod source;
mod syntax;
pub mod toml;
pub mod tree;
pub mod yaml;

pub use prose_reader::read_plain;
pub use source::InputFile;

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostics::codes::documents as codes;
use crate::diagnostics::{Diagnostics, Location, SourceFile};
use crate::language::Lang;
use front_matter::FrontMatter;
use plan_file::SectionText;
use tree::Node;

/// A file of a site, read.
#[derive(Debug, Clone)]
pub struct Document {
    /// What its path says it is.
    pub role: Role,
    /// Its text.
    pub file: Arc<SourceFile>,
    /// What it holds.
    pub body: Body,
}

/// Names under `/<lang>/` that no city may take: the site's own pages have them.
pub const RESERVED: [&str; 10] = [
    "targets", "topics", "compare", "search", "pages", "sitemap", "data", "glossary", "assets",
    "sources",
];

/// What a file is for, as its path says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Role {
    /// `gongbao.toml`
    Settings,
    /// `content/topics.toml`
    Topics,
    /// `content/indicators.toml`
    Indicators,
    /// `content/glossary.toml`
    Glossary,
    /// `content/redirects.toml`
    Redirects,
    /// `content/<city>/city.toml`
    City(String),
    /// `content/<city>/<plan>.<lang>.md`
    Plan {
        /// City slug.
        city: String,
        /// Plan slug.
        plan: String,
        /// Official text or translation.
        lang: Lang,
    },
    /// `content/<city>/<plan>.targets.toml`
    Corrections {
        /// City slug.
        city: String,
        /// Plan slug.
        plan: String,
    },
    /// `content/pages/<slug>.<lang>.md`
    Page {
        /// Page slug.
        slug: String,
        /// Its language.
        lang: Lang,
    },
    /// `content/sources/<file>`
    Source(String),
}

/// What a file holds.
#[derive(Debug, Clone)]
pub enum Body {
    /// Values.
    Table(Node),
    /// Front matter and sections.
    Plan {
        /// The front matter's values.
        front: Node,
        /// Could the front matter be read?
        sound: bool,
        /// Were lines of it left out that could not be read?
        mended: bool,
        /// The sections.
        sections: Vec<SectionText>,
    },
    /// Front matter and Markdown, from a byte offset on.
    Page {
        /// The front matter's values.
        front: Node,
        /// Could the front matter be read?
        sound: bool,
        /// Were lines of it left out that could not be read?
        mended: bool,
        /// Where the Markdown starts.
        body_start: usize,
    },
    /// Text as it is.
    Text,
    /// The file is there and could not be read; that has been reported.
    Unreadable,
}

impl Role {
    /// What a path says; `Err` where a file under `content/` is none of a site's.
    #[expect(
        clippy::result_unit_err,
        reason = "there is one reason, and the caller words it"
    )]
    pub fn of_path(path: &str) -> Result<Option<Self>, ()> {
        if path == "gongbao.toml" {
            return Ok(Some(Self::Settings));
        }
        let Some(path) = path.strip_prefix("content/") else {
            return Ok(None);
        };
        let parts: Vec<&str> = path.split('/').collect();
        match parts.as_slice() {
            ["topics.toml"] => Ok(Some(Self::Topics)),
            ["indicators.toml"] => Ok(Some(Self::Indicators)),
            ["glossary.toml"] => Ok(Some(Self::Glossary)),
            ["redirects.toml"] => Ok(Some(Self::Redirects)),
            ["sources", .., name] if !name.is_empty() => Ok(Some(Self::Source(
                parts.get(1..).unwrap_or_default().join("/"),
            ))),
            ["pages", name] => {
                let (slug, lang) = split_lang(name).ok_or(())?;
                Ok(Some(Self::Page {
                    slug: slug.to_owned(),
                    lang,
                }))
            }
            [city, "city.toml"] => Ok(Some(Self::City((*city).to_owned()))),
            [city, name] => {
                let city = (*city).to_owned();
                if let Some(plan) = name.strip_suffix(".targets.toml") {
                    return Ok(Some(Self::Corrections {
                        city,
                        plan: plan.to_owned(),
                    }));
                }
                let (plan, lang) = split_lang(name).ok_or(())?;
                Ok(Some(Self::Plan {
                    city,
                    plan: plan.to_owned(),
                    lang,
                }))
            }
            _ => Err(()),
        }
    }
}

fn split_lang(name: &str) -> Option<(&str, Lang)> {
    let stem = name.strip_suffix(".md")?;
    let (slug, lang) = stem.rsplit_once('.')?;
    Some((slug, Lang::parse(lang)?))
}

/// Documents that were read before, by path, with the hash of their bytes: an unchanged file is not
/// read again.
#[derive(Debug, Default)]
pub struct Cache {
    read: BTreeMap<String, (blake3::Hash, Read)>,
}

/// What one file yields.
type Read = (Option<Arc<Document>>, Diagnostics);

/// Reads a site's files, in parallel; documents and findings come in the order of the files.
pub fn read(files: &[InputFile], cache: &mut Cache) -> (Vec<Arc<Document>>, Diagnostics) {
    let read: Vec<(blake3::Hash, Read)> = files
        .par_iter()
        .map(|file| {
            let hash = blake3::hash(&file.bytes);
            match cache.read.get(&file.path) {
                Some((known, read)) if *known == hash => (hash, read.clone()),
                _ => {
                    let (document, found) = read_one(file);
                    (hash, (document.map(Arc::new), found))
                }
            }
        })
        .collect();
    let mut documents = Vec::with_capacity(read.len());
    let mut diagnostics = Diagnostics::default();
    cache.read.clear();
    for (file, (hash, read)) in files.iter().zip(read) {
        documents.extend(read.0.clone());
        diagnostics.append(read.1.clone());
        cache.read.insert(file.path.clone(), (hash, read));
    }
    (documents, diagnostics)
}

/// Reads one file.
pub fn read_one(input: &InputFile) -> (Option<Document>, Diagnostics) {
    let mut diagnostics = Diagnostics::default();
    let document = document(input, &mut diagnostics);
    (document, diagnostics)
}

fn document(input: &InputFile, diagnostics: &mut Diagnostics) -> Option<Document> {
    let role = if let Ok(role) = Role::of_path(&input.path) {
        role?
    } else {
        diagnostics.report(
            &codes::UNKNOWN_FILE,
            Location::of_path(input.path.as_str()),
            "这个文件的名称不符合约定，未被读取",
            "the name of this file fits none of the site's kinds of files, so it was not read",
        );
        return None;
    };
    let file = match &role {
        Role::Source(name) if !is_readable(name) => return None,
        Role::Source(_) => received_text(input, diagnostics),
        _ => source::written(input, diagnostics),
    };
    let Some(file) = file else {
        return unreadable(&input.path);
    };
    let body = match &role {
        Role::Plan { lang, .. } => {
            let FrontMatter {
                node,
                sound,
                mended,
                body_start,
            } = front_matter::read(&file, diagnostics);
            let sections = plan_file::read(&file, body_start, *lang);
            Body::Plan {
                front: node,
                sound,
                mended,
                sections,
            }
        }
        Role::Page { .. } => {
            let FrontMatter {
                node,
                sound,
                mended,
                body_start,
            } = front_matter::read(&file, diagnostics);
            Body::Page {
                front: node,
                sound,
                mended,
                body_start,
            }
        }
        Role::Source(_) => Body::Text,
        _ => Body::Table(toml::read(&file, diagnostics)),
    };
    Some(Document { role, file, body })
}

/// A file of the site that is there and cannot be read: what refers to it is not at fault.
pub fn unreadable(path: &str) -> Option<Document> {
    let role = if let Ok(role) = Role::of_path(path) {
        role?
    } else {
        // A city's folder, which was not followed.
        let name = path.strip_prefix("content/")?;
        (!name.contains(['/', '.'])).then(|| Role::City(name.to_owned()))?
    };
    Some(Document {
        role,
        file: Arc::new(SourceFile::new(path, "")),
        body: Body::Unreadable,
    })
}

/// Does the name say that the file is a document that import reads and that plans are compared
/// with? Sources in other formats (PDF, pictures) are kept beside the plans and compared by nothing.
fn is_readable(path: &str) -> bool {
    let path = path.to_ascii_lowercase();
    [".txt", ".md", ".docx"]
        .iter()
        .any(|end| path.ends_with(end))
}

/// A document as received, by lines. What import has to say of it (dropped headers, and the like)
/// was said on import; here only what makes it unreadable counts.
fn received_text(input: &InputFile, diagnostics: &mut Diagnostics) -> Option<Arc<SourceFile>> {
    let mut found = Diagnostics::default();
    let source = received::read(&input.path, &input.bytes, &mut found);
    if source.is_none() {
        diagnostics.append(found);
    }
    source.map(|source| source.file)
}
