//! What every page has: its name, its place, its counterpart in the other language.

use serde::Serialize;

use super::links::Here;
use super::press::Press;
use super::theme::Theme;
use crate::language::Lang;
use crate::model::{Site, address};

/// The part of a page's view that all pages share (`page` in templates).
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Frame {
    #[serde(skip)]
    pub here: Here,
    /// `home`, `city`, `plan` …
    pub kind: &'static str,
    /// `zh` or `en`.
    pub lang: &'static str,
    /// `zh-CN` or `en`.
    pub html_lang: &'static str,
    /// Goes before an address from the site's root.
    pub root: String,
    /// The page's name, most specific part first; empty on the home page.
    pub title: String,
    /// A sentence for search engines and cards.
    pub description: String,
    /// The way here from the home page; the last one is the page itself and has no link.
    pub crumbs: Vec<Crumb>,
    /// The entry of the main menu this page belongs to.
    pub menu: &'static str,
    /// The same page in the other language.
    pub counterpart: Counterpart,
    /// The page's address as others should write it; absent without `base_url`.
    pub permanent: Option<String>,
    /// Must search engines leave it out?
    pub noindex: bool,
}

/// A step of the way here.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Crumb {
    /// Its name.
    pub name: String,
    /// Its link; none for the page itself.
    pub url: Option<String>,
    /// Its address from the site's root; none for the page itself.
    #[serde(skip)]
    pub address: Option<String>,
}

/// The same page in the other language.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Counterpart {
    /// `zh` or `en`.
    pub lang: &'static str,
    /// `zh-CN` or `en`.
    pub html_lang: &'static str,
    /// Its link.
    pub url: String,
}

impl Frame {
    /// A frame with nothing but the page's place and name.
    pub(crate) fn new(press: &Press, here: Here, kind: &'static str, title: &str) -> Self {
        let lang = here.lang;
        let other = lang.other();
        // `/` repeats a home page whose own address is the one to pass on.
        let permanent = if here.address.is_empty() {
            press.absolute(&address::home(lang))
        } else {
            press.absolute(&here.address)
        };
        Self {
            kind,
            lang: lang.code(),
            html_lang: lang.html(),
            root: here.root(),
            title: title.to_owned(),
            description: String::new(),
            crumbs: Vec::new(),
            menu: "",
            counterpart: Counterpart {
                lang: other.code(),
                html_lang: other.html(),
                url: here.link(&here.counterpart()),
            },
            permanent,
            // A site that does not say who runs it is not ready to be found.
            noindex: press.site.config.sample || press.site.config.identity.operator.is_none(),
            here,
        }
    }

    /// Sets the way here: names and addresses; the page's own name is added.
    pub(crate) fn way(mut self, press: &Press, steps: &[(&str, String)]) -> Self {
        let lang = self.here.lang;
        let home = (press.word(lang, "nav.home"), address::home(lang));
        self.crumbs = std::iter::once(&home)
            .chain(steps)
            .map(|(name, to)| Crumb {
                name: (*name).to_owned(),
                url: Some(self.here.link(to)),
                address: Some(to.clone()),
            })
            .collect();
        self
    }

    /// Ends the way here with the page's own short name.
    pub(crate) fn ends(mut self, name: impl Into<String>) -> Self {
        self.crumbs.push(Crumb {
            name: name.into(),
            url: None,
            address: None,
        });
        self
    }

    /// Sets the sentence that describes the page.
    pub(crate) fn about(mut self, description: impl Into<String>) -> Self {
        self.description = description.into();
        self
    }

    /// Sets the entry of the main menu.
    pub(crate) fn under(mut self, menu: &'static str) -> Self {
        self.menu = menu;
        self
    }
}

/// What templates know of the site as a whole (`site`), in one language.
#[derive(Debug, Serialize)]
pub(crate) struct SiteView {
    name: String,
    description: String,
    sample: bool,
    default_language: &'static str,
    operator: Option<String>,
    maintainer: Option<String>,
    contact: Option<String>,
    site_code: Option<String>,
    icp: Option<String>,
    police: Option<String>,
    police_url: Option<String>,
    conac_url: Option<String>,
    licence: Option<Licence>,
    pages: Vec<Entry>,
    menu: Vec<MenuItem>,
}

/// An entry of the main menu.
#[derive(Debug, Serialize)]
pub(crate) struct MenuItem {
    key: &'static str,
    name: String,
    /// From the site's root.
    address: String,
}

#[derive(Debug, Serialize)]
struct Licence {
    name: String,
    url: String,
}

/// A page of `content/pages/`, for the footer.
#[derive(Debug, Serialize)]
struct Entry {
    title: String,
    /// From the site's root.
    address: String,
}

impl SiteView {
    pub(crate) fn new(site: &Site, theme: &Theme, lang: Lang) -> Self {
        let config = &site.config;
        let identity = &config.identity;
        let operator = identity.operator.as_ref();
        let pages = site
            .pages
            .iter()
            .filter_map(|page| {
                let text = page
                    .texts
                    .get(&lang)
                    .or_else(|| page.texts.values().next())?;
                Some(Entry {
                    title: text.title.clone(),
                    address: address::item(lang, "pages", &page.slug),
                })
            })
            .collect();
        let digits =
            |number: &String| -> String { number.chars().filter(char::is_ascii_digit).collect() };
        Self {
            name: config.name.get(lang).to_owned(),
            description: config.description.get(lang).to_owned(),
            sample: config.sample,
            default_language: config.default_language.code(),
            operator: operator.map(|operator| operator.host.get(lang).to_owned()),
            maintainer: operator
                .and_then(|operator| operator.maintainer.as_ref())
                .map(|name| name.get(lang).to_owned()),
            contact: identity
                .contact
                .as_ref()
                .map(|text| text.get(lang).to_owned()),
            site_code: identity.site_code.clone(),
            icp: identity.icp.clone(),
            police: identity.police.clone(),
            police_url: identity.police.as_ref().map(|number| {
                let code = digits(number);
                format!("https://beian.mps.gov.cn/#/query/webSearch?code={code}")
            }),
            conac_url: identity.conac_url.clone(),
            licence: config.licence.as_ref().map(|(name, url)| Licence {
                name: name.get(lang).to_owned(),
                url: url.clone(),
            }),
            pages,
            menu: menu(theme, lang),
        }
    }
}

fn menu(theme: &Theme, lang: Lang) -> Vec<MenuItem> {
    let item = |key: &'static str, address: String| MenuItem {
        key,
        name: theme.word(lang, &format!("nav.{key}")).to_owned(),
        address,
    };
    vec![
        item("home", address::home(lang)),
        item("targets", address::listing(lang, "targets")),
        item("topics", address::listing(lang, "topics")),
        item("compare", address::listing(lang, "compare")),
        item("glossary", address::listing(lang, "glossary")),
    ]
}
