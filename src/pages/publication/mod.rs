//! What a page says about itself to machines: the tags of 政府网站发展指引, its permanent address
//! and its counterpart, Open Graph, JSON-LD. Nothing is invented: what the files do not give is
//! absent.

mod graph;
mod linked;
mod tags;

use serde::Serialize;

use super::data::text_address;
use super::feeds;
use super::frame::Frame;
use super::press::Press;
use super::views::percent;
use crate::language::Lang;
use crate::model::{Plan, Section, Status, address};

/// What stands in `<head>` (`head` in templates).
#[derive(Debug, Clone, Default, Serialize)]
pub(crate) struct Head {
    /// `<meta name content>`
    pub metas: Vec<Meta>,
    /// Is `Description` among them? Names of tags know no case, and HTML allows one description.
    pub described: bool,
    /// Names of what the page's sections are about, the weightiest first.
    pub topics: Vec<String>,
    /// `<meta property content>`
    pub properties: Vec<Meta>,
    /// `<link rel="canonical">`; absent without `base_url`.
    pub canonical: Option<String>,
    /// `<link rel="alternate" hreflang>`
    pub alternates: Vec<Alternate>,
    /// `<link rel="alternate" type="application/atom+xml">`; absent where no plan has a date.
    pub feed: Option<String>,
    /// The city's own feed; absent where none of its plans has a date.
    pub city_feed: Option<CityFeed>,
    /// `<link rel="alternate" type>`: the plan's text in files.
    pub files: Vec<TextFile>,
    /// Where to report an error of this page to (我为政府网站找错); absent without a site code.
    pub find_errors: Option<String>,
    /// JSON-LD, ready to stand in a script element.
    pub json_ld: Vec<String>,
}

/// A name and what it says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Meta {
    pub name: &'static str,
    pub content: String,
}

/// The page in a language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Alternate {
    pub hreflang: &'static str,
    pub href: String,
}

/// A city's feed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct CityFeed {
    pub city: String,
    pub href: String,
}

/// A file with the text that the page shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct TextFile {
    pub media: &'static str,
    pub href: String,
}

/// What a page is about, beside what its frame says.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Subject<'a> {
    /// Nothing in particular.
    Site,
    /// A document.
    Plan(&'a Plan),
    /// A task.
    Section(&'a Plan, &'a Section),
    /// The data files.
    Data,
}

impl<'a> Subject<'a> {
    /// The subject of the page with this frame.
    fn of(press: &Press<'a>, frame: &Frame) -> Self {
        let lang = frame.here.lang;
        let id = frame
            .here
            .address
            .strip_prefix(&address::home(lang))
            .map_or("", |rest| rest.trim_end_matches('/'));
        match frame.kind {
            "plan" => press.site.plan(id).map_or(Self::Site, Self::Plan),
            "section" => press
                .site
                .section(id)
                .map_or(Self::Site, |(plan, section)| Self::Section(plan, section)),
            "targets" => Self::Data,
            "page" if id == "pages/data" => Self::Data,
            _ => Self::Site,
        }
    }

    fn plan(self) -> Option<&'a Plan> {
        match self {
            Self::Plan(plan) | Self::Section(plan, _) => Some(plan),
            Self::Site | Self::Data => None,
        }
    }
}

/// Everything a page says about itself.
pub(crate) fn head(press: &Press, frame: &Frame) -> Head {
    let subject = Subject::of(press, frame);
    let site = press.site;
    if frame.kind == "error" {
        // It has no address of its own, so nothing can point to it.
        return Head {
            metas: tags::of_site(press, frame.here.lang),
            ..Head::default()
        };
    }
    let link = |page: &str| {
        press
            .absolute(page)
            .unwrap_or_else(|| frame.here.link(page))
    };
    let mut metas = tags::of_site(press, frame.here.lang);
    metas.extend(tags::of_column(press, frame, subject));
    metas.extend(tags::of_article(press, frame, subject));
    Head {
        described: metas.iter().any(|meta| meta.name == "Description"),
        metas,
        topics: tags::topics(press, subject, frame.here.lang)
            .into_iter()
            .map(str::to_owned)
            .collect(),
        properties: graph::properties(press, frame, subject),
        canonical: frame.permanent.clone(),
        alternates: alternates(site.config.default_language, &frame.here.address)
            .into_iter()
            .map(|(hreflang, page)| Alternate {
                hreflang,
                href: link(&page),
            })
            .collect(),
        feed: press
            .base_url
            .filter(|_| !press.dated.is_empty())
            .map(|_| frame.here.link(&feeds::atom::address_of(frame.here.lang))),
        city_feed: city_feed(press, frame, subject),
        files: text_files(frame, subject),
        find_errors: find_errors(press, frame),
        json_ld: linked::blocks(press, frame, subject),
    }
}

fn city_feed(press: &Press, frame: &Frame, subject: Subject) -> Option<CityFeed> {
    let lang = frame.here.lang;
    let own = frame.here.address.strip_prefix(&address::home(lang));
    let slug = match (subject.plan(), frame.kind) {
        (Some(plan), _) => plan.city.as_str(),
        (None, "city") => own?.trim_end_matches('/'),
        _ => return None,
    };
    let city = press.site.city(slug)?;
    press
        .base_url
        .filter(|_| press.dated.contains(slug))
        .map(|_| CityFeed {
            city: city.name.get(lang).to_owned(),
            href: frame.here.link(&feeds::atom::address_of_city(lang, slug)),
        })
}

/// Those of a plan that readers see, in the page's language where there is one.
fn text_files(frame: &Frame, subject: Subject) -> Vec<TextFile> {
    let current = |plan: &&Plan| plan.publication.status != Status::Withdrawn;
    let Some(plan) = subject.plan().filter(current) else {
        return Vec::new();
    };
    let text = match (frame.here.lang, &plan.translation) {
        (Lang::En, Some(_)) => "en.txt",
        _ => "zh.txt",
    };
    [("text/plain", text), ("application/json", "json")]
        .into_iter()
        .map(|(media, ending)| TextFile {
            media,
            href: frame.here.link(&text_address(&plan.id, ending)),
        })
        .collect()
}

fn find_errors(press: &Press, frame: &Frame) -> Option<String> {
    let code = press.site.config.identity.site_code.as_deref()?;
    let page = frame.permanent.as_deref().unwrap_or_default();
    Some(format!(
        "https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code={}&url={}",
        percent(code),
        percent(page)
    ))
}

/// The languages of a page for search engines, and which one for everybody else; both versions
/// give the same list. `zh-Hans` says the script, which is what differs from other Chinese.
pub(crate) fn alternates(default: Lang, page: &str) -> Vec<(&'static str, String)> {
    let rest = Lang::ALL
        .into_iter()
        .find_map(|lang| page.strip_prefix(&address::home(lang)))
        .unwrap_or("");
    let of = |lang: Lang| format!("{}{rest}", address::home(lang));
    let other = if rest.is_empty() {
        String::new()
    } else {
        of(default)
    };
    vec![
        ("zh-Hans", of(Lang::Zh)),
        ("en", of(Lang::En)),
        ("x-default", other),
    ]
}

/// The host of a whole address, without scheme, port and path.
pub(crate) fn host(base_url: &str) -> &str {
    base_url
        .split_once("://")
        .map_or(base_url, |(_, rest)| rest)
        .split(['/', ':'])
        .next()
        .unwrap_or_default()
}
