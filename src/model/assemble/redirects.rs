//! `content/redirects.toml` → [`Redirect`]s.
//!
//! ```toml
//! [[redirect]]
//! from = "/luan/2022-5/"     # both languages; "/zh/luan/2022-5/" is the Chinese page alone
//! to = "/luan/2022-4/"
//! below = true               # sections too
//! ```

use super::is_slug;
use crate::diagnostics::codes::model as codes;
use crate::diagnostics::{Diagnostics, Placed};
use crate::documents::fields::Fields;
use crate::documents::tree::Node;
use crate::language::Lang;
use crate::model::Redirect;

pub(super) fn read(node: &Node, diagnostics: &mut Diagnostics) -> Vec<Redirect> {
    let mut redirects: Vec<Redirect> = Vec::new();
    let mut fields = Fields::new(node, diagnostics);
    for node in fields.list("redirect", diagnostics) {
        let mut fields = Fields::new(node, diagnostics);
        let from = fields.required_text("from", diagnostics);
        let to = fields.required_text("to", diagnostics);
        let below = fields.boolean("below", diagnostics).unwrap_or(false);
        fields.finish(diagnostics);
        let (Some(from), Some(to)) = (from, to) else {
            continue;
        };
        let (Some(old), Some(new)) = (path(&from, diagnostics), path(&to, diagnostics)) else {
            continue;
        };
        for (old, new) in in_languages(&old, &new) {
            if let Some(known) = redirects.iter().find(|known| known.from.value == old) {
                if known.to.value != new {
                    diagnostics.report(
                        &codes::BAD_REDIRECT,
                        from.location.clone(),
                        format!("“/{old}”已转到“/{}”，不能再转到别处", known.to.value),
                        format!("“/{old}” leads to “/{}” already", known.to.value),
                    );
                }
                continue;
            }
            redirects.push(Redirect {
                from: Placed::new(old, from.location.clone()),
                to: Placed::new(new, to.location.clone()),
                below,
            });
        }
    }
    fields.finish(diagnostics);
    redirects
}

/// The address without its first slash; reported where it is none.
fn path(written: &Placed<String>, diagnostics: &mut Diagnostics) -> Option<String> {
    let path = written
        .value
        .strip_prefix('/')
        .and_then(|path| path.strip_suffix('/'))
        .filter(|path| path.split('/').all(is_slug));
    if path.is_none() {
        diagnostics.report(
            &codes::BAD_REDIRECT,
            written.location.clone(),
            format!("“{}”不是本站页面的地址", written.value),
            format!("“{}” is no address of a page of this site", written.value),
        );
    }
    path.map(|path| format!("{path}/"))
}

/// A pair without languages stands for the pages of both; a language on one side goes for the other.
fn in_languages(from: &str, to: &str) -> Vec<(String, String)> {
    let named = |path: &str| {
        Lang::ALL
            .into_iter()
            .find(|lang| path.starts_with(&format!("{}/", lang.code())))
    };
    let with = |lang: Lang, path: &str| match named(path) {
        Some(_) => path.to_owned(),
        None => format!("{}/{path}", lang.code()),
    };
    match (named(from), named(to)) {
        (Some(lang), _) => vec![(from.to_owned(), with(lang, to))],
        (None, Some(_)) => Lang::ALL
            .into_iter()
            .map(|lang| (with(lang, from), to.to_owned()))
            .collect(),
        (None, None) => Lang::ALL
            .into_iter()
            .map(|lang| (with(lang, from), with(lang, to)))
            .collect(),
    }
}
