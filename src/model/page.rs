//! Pages beside the plans (`content/pages/<slug>.<lang>.md`).

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostics::SourceFile;
use crate::language::Lang;

/// A page in the languages it exists in.
#[derive(Debug, Clone)]
pub struct Page {
    /// Part of its address.
    pub slug: String,
    /// Its place among the pages; smaller first.
    pub order: i64,
    /// The texts.
    pub texts: BTreeMap<Lang, PageText>,
}

/// A page in one language.
#[derive(Debug, Clone)]
pub struct PageText {
    /// Its title.
    pub title: String,
    /// A sentence for lists and search engines.
    pub description: Option<String>,
    /// The Markdown file.
    pub file: Arc<SourceFile>,
    /// Byte offset in the file at which the Markdown starts, after the front matter.
    pub body_start: usize,
}
