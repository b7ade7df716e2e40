//! Templates, words and static files: the embedded theme under what a site puts over it.

mod colours;
mod filters;
mod mistakes;
mod own;
mod statics;
mod templates;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use include_dir::{Dir, include_dir};
use tera::Tera;

use crate::diagnostics::{Diagnostic, Diagnostics, Location, Placed, SourceFile, codes};
use crate::documents::fields::nearest;
use crate::language::{Bilingual, Lang};

pub(crate) use own::TemplateLink;
pub(crate) use statics::Asset;
pub(crate) use words::Words;

static EMBEDDED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// A file of the embedded theme: path under the theme's folder, and bytes.
pub fn embedded() -> Vec<(&'static str, &'static [u8])> {
    fn walk(dir: &'static Dir<'static>, out: &mut Vec<(&'static str, &'static [u8])>) {
        for file in dir.files() {
            if let Some(path) = file.path().to_str() {
                out.push((path, file.contents()));
            }
        }
        for dir in dir.dirs() {
            walk(dir, out);
        }
    }
    let mut files = Vec::new();
    walk(&EMBEDDED, &mut files);
    files.sort_unstable();
    files
}

/// Everything pages are made with beside the site itself.
pub struct Theme {
    /// One engine a language: words are part of its global context.
    engines: BTreeMap<Lang, Tera>,
    words: BTreeMap<Lang, Words>,
    assets: Vec<Asset>,
    /// Links into the site that a site's own templates hold.
    links: Vec<TemplateLink>,
    /// Templates by name, for findings.
    files: BTreeMap<String, Arc<SourceFile>>,
}

impl Theme {
    /// Lays the files of the theme `name` over the embedded one. `overrides` are paths relative to
    /// the site (`themes/<name>/templates/plan.html`) and bytes; what lies outside
    /// `themes/<name>/` is left alone.
    pub fn new<'a>(
        name: &Placed<String>,
        overrides: impl IntoIterator<Item = (&'a str, &'a [u8])>,
    ) -> (Self, Diagnostics) {
        let mut found = Diagnostics::default();
        let folder = format!("themes/{}/", name.value);
        let mut own: BTreeMap<String, File> = BTreeMap::new();
        let mut folders = BTreeSet::from(["default"]);
        for (path, bytes) in overrides {
            folders.extend(path.split('/').nth(1));
            if let Some(inside) = path.strip_prefix(&folder) {
                let file = File {
                    path: path.to_owned(),
                    bytes,
                };
                own.insert(inside.to_owned(), file);
            }
        }
        check_name(name, &folders, &mut found);
        let base: BTreeMap<String, File> = embedded()
            .into_iter()
            .map(|(inside, bytes)| {
                let path = format!("themes/default/{inside}");
                (inside.to_owned(), File { path, bytes })
            })
            .collect();
        let words = words::load(&base, &own, &mut found);
        let rules = colours::rules(&own, &mut found);
        let assets = statics::collect(&base, &own, &rules);
        let (engine, files) = templates::load(&base, &own, &mut found);
        let links = own::check(&base, &own, &mut found);
        let engines = Lang::ALL
            .into_iter()
            .map(|lang| {
                let mut engine = engine.clone();
                let globals = engine.global_context();
                if let Some(words) = words.get(&lang) {
                    globals.insert("w", words.value());
                }
                globals.insert("assets", &statics::addresses(&assets));
                (lang, engine)
            })
            .collect();
        let theme = Self {
            engines,
            words,
            assets,
            links,
            files,
        };
        (theme, found)
    }

    /// The engine that speaks `lang`.
    pub(crate) fn engine(&self, lang: Lang) -> Option<&Tera> {
        self.engines.get(&lang)
    }

    /// The word at `key` (`nav.targets`) in `lang`; empty where there is none.
    pub(crate) fn word(&self, lang: Lang, key: &str) -> &str {
        self.words
            .get(&lang)
            .and_then(|words| words.get(key))
            .unwrap_or_default()
    }

    /// Static files with the addresses they are published under.
    pub(crate) fn assets(&self) -> &[Asset] {
        &self.assets
    }

    /// Links into the site that a site's own templates hold.
    pub(crate) fn links(&self) -> &[TemplateLink] {
        &self.links
    }

    /// A finding about a template that could not be filled in.
    pub(crate) fn report(&self, template: &str, error: &tera::Error, found: &mut Diagnostics) {
        let (message, location) = templates::describe(template, error, &self.files);
        found.report(
            &codes::pages::TEMPLATE_FAILS,
            location,
            format!("模板无法生成页面：{}", message.zh),
            format!("the template cannot be filled in: {}", message.en),
        );
    }
}

/// A theme is the embedded one or a folder with files in it.
fn check_name(name: &Placed<String>, folders: &BTreeSet<&str>, found: &mut Diagnostics) {
    if folders.contains(name.value.as_str()) {
        return;
    }
    let theme = &name.value;
    let unknown = Diagnostic::new(
        &codes::pages::UNKNOWN_THEME,
        name.location.clone(),
        Bilingual::new(
            format!("没有主题“{theme}”：themes/{theme} 中没有文件"),
            format!("there is no theme “{theme}”: themes/{theme} holds no files"),
        ),
    );
    found.push(match nearest(theme, folders.iter().copied()) {
        Some(near) => unknown.help(
            format!("是不是“{near}”？"),
            format!("Did you mean “{near}”?"),
        ),
        None => unknown,
    });
}

/// A file of a theme: path relative to the site, and bytes.
struct File<'a> {
    path: String,
    bytes: &'a [u8],
}

impl File<'_> {
    /// The file as text; what is not UTF-8 is reported.
    fn text(&self, found: &mut Diagnostics) -> Option<Arc<SourceFile>> {
        let Ok(text) = std::str::from_utf8(self.bytes) else {
            found.report(
                &codes::pages::THEME_FILE,
                Location::of_path(&self.path),
                "主题文件不是 UTF-8 文本",
                "the theme's file is not UTF-8 text",
            );
            return None;
        };
        Some(Arc::new(SourceFile::new(&self.path, text)))
    }
}
