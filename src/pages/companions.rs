//! The files beside the pages: data, redirects, and what machines follow the site by.

use std::collections::BTreeSet;

use super::PageFile;
use super::data::{self, Addresses};
use super::{feeds, publication, redirects};
use crate::analysis::Facts;
use crate::diagnostics::codes::pages::{BASE_URL_NOT_A_DOMAIN, BASE_URL_NOT_STATED};
use crate::diagnostics::{Diagnostics, Location};
use crate::model::Site;

/// The files that stand beside the pages at `paths`.
pub(crate) fn make(
    site: &Site,
    facts: &Facts,
    base_url: Option<&str>,
    paths: &BTreeSet<String>,
    found: &mut Diagnostics,
) -> Vec<PageFile> {
    check_base_url(site, base_url, found);
    let addresses = Addresses::of(site, paths, found);
    let mut files = redirects::files(site, base_url, &addresses);
    files.extend(feeds::files(site, base_url, &addresses));
    let source = data::Source {
        site,
        facts,
        base_url,
    };
    files.extend(data::files(&source, &addresses, found));
    files
}

/// A published site knows where it stands, and that is a domain.
fn check_base_url(site: &Site, base_url: Option<&str>, found: &mut Diagnostics) {
    // That there are no settings at all, or no usable address in them, has been reported.
    let faulty = base_url.is_none() && site.config.base_url_faulty;
    if faulty || site.config.file.text().is_empty() {
        return;
    }
    let place = || Location::new(&site.config.file, 0..0);
    let Some(base) = base_url else {
        found.report(
            &BASE_URL_NOT_STATED,
            place(),
            "没有写明正式网址（base_url），不生成 sitemap.xml、订阅和固定网址",
            "the site's own address is not stated (base_url): no sitemap.xml, feed or permanent addresses are made",
        );
        return;
    };
    let host = publication::host(base);
    let is_domain = host.contains('.')
        && !host.starts_with('[')
        && !host
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'.');
    if !is_domain {
        found.report(
            &BASE_URL_NOT_A_DOMAIN,
            place(),
            format!("正式网址“{base}”不是域名"),
            format!("the site's own address “{base}” is no domain name"),
        );
    }
}
