//! Where a page stands, and links from there.

use crate::language::Lang;
use crate::model::address;

/// The place of a page.
#[derive(Debug, Clone)]
pub(crate) struct Here {
    /// The page's language.
    pub lang: Lang,
    /// Its address from the site's root.
    pub address: String,
    /// The path the site stands at (`/` or `/sub/`), for the one page served at any depth.
    absolute: Option<String>,
}

impl Here {
    /// A page that links relatively.
    pub(crate) fn new(lang: Lang, address: String) -> Self {
        Self {
            lang,
            address,
            absolute: None,
        }
    }

    /// A page served at any depth: its links start with the path of `base_url`.
    pub(crate) fn anywhere(lang: Lang, address: String, base_url: Option<&str>) -> Self {
        Self {
            lang,
            address,
            absolute: Some(base_path(base_url)),
        }
    }

    /// The link to an address of the site, its fragment and query kept.
    pub(crate) fn link(&self, to: &str) -> String {
        let (to, rest) = match to.find(['#', '?']) {
            Some(at) => to.split_at(at),
            None => (to, ""),
        };
        let link = match &self.absolute {
            Some(root) => format!("{root}{to}"),
            None => address::relative(&self.address, to),
        };
        link + rest
    }

    /// What to put before an address of the site to link to it: `../../../`, empty at the root.
    pub(crate) fn root(&self) -> String {
        match &self.absolute {
            Some(root) => root.clone(),
            None => "../".repeat(self.address.matches('/').count()),
        }
    }

    /// The same page in the other language.
    pub(crate) fn counterpart(&self) -> String {
        let (here, there) = (self.lang.code(), self.lang.other().code());
        match self.address.strip_prefix(&format!("{here}/")) {
            Some(rest) => format!("{there}/{rest}"),
            None => format!("{there}/"),
        }
    }
}

/// The path that the site stands at: `/`, or `/sub/`.
pub(crate) fn base_path(base_url: Option<&str>) -> String {
    let path = base_url
        .and_then(|url| url.split_once("://"))
        .and_then(|(_, rest)| rest.split_once('/'))
        .map_or("", |(_, path)| path.trim_matches('/'));
    if path.is_empty() {
        "/".to_owned()
    } else {
        format!("/{path}/")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_knows_its_root_and_counterpart() {
        let here = Here::new(Lang::Zh, "zh/luan/2022-4/5/".into());
        assert_eq!(here.root(), "../../../../");
        assert_eq!(here.counterpart(), "en/luan/2022-4/5/");
        assert_eq!(here.link("zh/targets/"), "../../../targets/");
        let root = Here::new(Lang::Zh, String::new());
        assert_eq!(
            (root.root(), root.counterpart()),
            (String::new(), "en/".into())
        );
        let error = Here::anywhere(
            Lang::Zh,
            "404.html".into(),
            Some("https://example.org/plans"),
        );
        assert_eq!(error.link("zh/"), "/plans/zh/");
        let city = Here::new(Lang::Zh, "zh/luan/".into());
        assert_eq!(city.link("zh/luan/2022-4/#s5"), "2022-4/#s5");
        assert_eq!(city.link("zh/search/?q=a/b"), "../search/?q=a/b");
    }
}
