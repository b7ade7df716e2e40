//! Pages at old addresses that lead to the new ones. Any plain file server can serve them: they
//! need neither its settings nor JavaScript.

use super::PageFile;
use super::data::Addresses;
use crate::language::Lang;
use crate::model::{Site, address};

/// A page for every address that leads elsewhere.
pub(crate) fn files(site: &Site, base_url: Option<&str>, addresses: &Addresses) -> Vec<PageFile> {
    addresses
        .leading()
        .map(|(from, to)| {
            let why = if addresses.withdrawn.contains_key(from) {
                Why::Withdrawn
            } else {
                Why::Moved
            };
            PageFile {
                path: format!("{from}index.html"),
                bytes: page(site, base_url, (from, to), why).into_bytes(),
            }
        })
        .collect()
}

/// Why an address leads elsewhere.
#[derive(Debug, Clone, Copy)]
enum Why {
    /// The page has another address now.
    Moved,
    /// The document it belonged to was withdrawn; the other page says when, by whom and why.
    Withdrawn,
}

fn page(site: &Site, base_url: Option<&str>, (from, to): (&str, &str), why: Why) -> String {
    let lang = from
        .split('/')
        .next()
        .and_then(Lang::parse)
        .unwrap_or(site.config.default_language);
    let (title, before) = match (why, lang) {
        (Why::Moved, Lang::Zh) => ("网页地址已变更", "本页已移至新地址："),
        (Why::Moved, Lang::En) => ("This page has moved", "The page is now at "),
        (Why::Withdrawn, Lang::Zh) => ("文件已撤回", "撤回的时间、机构和理由见："),
        (Why::Withdrawn, Lang::En) => (
            "This document has been withdrawn",
            "When, by whom and why is said at ",
        ),
    };
    let link = address::relative(from, to);
    let canonical = base_url.map_or_else(String::new, |base| {
        format!("<link rel=\"canonical\" href=\"{base}/{to}\">\n")
    });
    let name = escape(site.config.name.get(lang));
    format!(
        "<!doctype html>\n<html lang=\"{}\" data-page-kind=\"page\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\">\n\
         <meta http-equiv=\"refresh\" content=\"0; url={link}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"robots\" content=\"noindex\">\n<title>{title} — {name}</title>\n{canonical}</head>\n\
         <body>\n<main>\n<h1>{title}</h1>\n<p>{before}<a href=\"{link}\">/{to}</a></p>\n</main>\n</body>\n</html>\n",
        lang.html()
    )
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
