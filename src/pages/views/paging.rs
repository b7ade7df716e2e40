//! Lists that go on over several pages: `…/`, `…/page/2/`.

use serde::Serialize;

use crate::pages::links::Here;

/// Where a page stands among the pages of its list.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Pager {
    /// From 1.
    pub page: usize,
    pub pages: usize,
    pub previous: Option<String>,
    pub next: Option<String>,
    pub links: Vec<PageLink>,
}

/// A page of the list; a gap where pages are left out.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct PageLink {
    pub page: usize,
    pub url: String,
    /// Are pages left out before it?
    pub gap: bool,
}

impl Pager {
    /// The pager of page `page` of the list at `base`.
    pub(crate) fn new(here: &Here, base: &str, page: usize, items: usize, size: usize) -> Self {
        let pages = count(items, size);
        let link = |page: usize| here.link(&address(base, page));
        let mut links: Vec<PageLink> = Vec::new();
        for other in 1..=pages {
            if other == 1 || other == pages || other.abs_diff(page) <= 2 {
                let gap = links.last().is_some_and(|last| last.page + 1 < other);
                links.push(PageLink {
                    page: other,
                    url: link(other),
                    gap,
                });
            }
        }
        Self {
            page,
            pages,
            previous: (page > 1).then(|| link(page - 1)),
            next: (page < pages).then(|| link(page + 1)),
            links,
        }
    }
}

/// How many pages a list has; at least one.
pub(crate) fn count(items: usize, size: usize) -> usize {
    items.div_ceil(size).max(1)
}

/// The items of page `page`, from 1.
pub(crate) fn cut<T>(items: &[T], page: usize, size: usize) -> &[T] {
    let from = (page.saturating_sub(1) * size).min(items.len());
    let to = (from + size).min(items.len());
    items.get(from..to).unwrap_or_default()
}

/// The address of page `page` of the list at `base`.
pub(crate) fn address(base: &str, page: usize) -> String {
    if page <= 1 {
        base.to_owned()
    } else {
        format!("{base}page/{page}/")
    }
}
