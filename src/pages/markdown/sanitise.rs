//! What HTML may stand in content.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use ammonia::Builder;

use crate::pages::links::Here;
use crate::pages::views::link_of_text;

/// Elements that content may use beside those Markdown makes.
const ELEMENTS: &[&str] = &[
    "a",
    "abbr",
    "b",
    "bdi",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "u",
    "ul",
    "var",
    "wbr",
];

/// Ids that the page's own parts have.
const TAKEN_IDS: &[&str] = &["main", "q", "contents-title", "leave-title", "search-words"];

/// The cleaner of the page at `here`: links and pictures inside the site are made relative, as in
/// Markdown; a picture elsewhere loses its address, for a page asks for nothing outside the site.
fn cleaner(here: &Here) -> Builder<'static> {
    let mut builder = Builder::empty();
    let attributes: HashMap<&str, HashSet<&str>> = [
        ("a", vec!["href", "hreflang", "rel", "data-leave"]),
        ("abbr", vec!["title"]),
        ("img", vec!["src", "alt", "width", "height"]),
        ("ol", vec!["start"]),
        ("td", vec!["colspan", "rowspan"]),
        ("th", vec!["colspan", "rowspan", "scope"]),
        ("time", vec!["datetime"]),
    ]
    .into_iter()
    .map(|(element, names)| (element, names.into_iter().collect()))
    .collect();
    builder
        .tags(ELEMENTS.iter().copied().collect())
        .tag_attributes(attributes)
        .generic_attributes(
            ["id", "lang", "class", "title", "dir"]
                .into_iter()
                .collect(),
        )
        .url_schemes(["http", "https", "mailto", "tel"].into_iter().collect())
        .clean_content_tags(["script", "style"].into_iter().collect())
        .link_rel(None);
    let here = here.clone();
    builder.attribute_filter(
        move |element, attribute, value| match (element, attribute) {
            ("a", "href") => link_of_text(&here, &here.address, value).map(Cow::Owned),
            ("img", "src") => link_of_text(&here, &here.address, value)
                .filter(|link| !link.contains(':'))
                .map(Cow::Owned),
            (_, "id") if TAKEN_IDS.contains(&value) => None,
            _ => Some(Cow::Borrowed(value)),
        },
    );
    builder
}

/// HTML with nothing in it that could run, load or imitate the page's own parts.
pub(super) fn clean(html: &str, here: &Here) -> String {
    cleaner(here).clean(html).to_string()
}

/// The addresses in a piece of raw HTML: where each stands in it, and whether it is a picture's.
pub(in crate::pages) fn addresses(html: &str) -> Vec<(Range<usize>, bool)> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = html.get(from..).and_then(|rest| rest.find('<')) {
        let start = from + at;
        let end = html
            .get(start..)
            .and_then(|tag| tag.find('>'))
            .map_or(html.len(), |len| start + len);
        let tag = html.get(start..end).unwrap_or_default();
        let lower = tag.to_ascii_lowercase();
        let name = |name: &str| {
            lower
                .strip_prefix('<')
                .and_then(|rest| rest.strip_prefix(name))
                .is_some_and(|rest| rest.starts_with(|c: char| c.is_whitespace() || c == '/'))
        };
        let attribute = if name("a") {
            Some((" href=", false))
        } else if name("img") {
            Some((" src=", true))
        } else {
            None
        };
        if let Some((attribute, picture)) = attribute {
            let flat = lower.replace(['\n', '\t', '\r'], " ");
            if let Some(value) = flat.find(attribute).map(|at| at + attribute.len()) {
                let rest = tag.get(value..).unwrap_or_default();
                let (skip, stop) = match rest.chars().next() {
                    Some(quote @ ('"' | '\'')) => (1, quote),
                    _ => (0, ' '),
                };
                let words = rest.get(skip..).unwrap_or_default();
                let len = words.find(stop).unwrap_or(words.len());
                let place = start + value + skip;
                found.push((place..place + len, picture));
            }
        }
        from = end.max(start + 1);
    }
    found
}

/// The first thing in a piece of raw HTML that [`clean`] takes away.
pub(super) fn refused(html: &str) -> Option<String> {
    if let Some(id) = TAKEN_IDS
        .iter()
        .find(|id| html.contains(&format!("id=\"{id}\"")))
    {
        return Some(format!("id=\"{id}\""));
    }
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = rest.get(at + 1..)?;
        let name: String = rest
            .trim_start_matches('/')
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect::<String>()
            .to_ascii_lowercase();
        if name.is_empty() {
            continue;
        }
        if !ELEMENTS.contains(&name.as_str()) {
            return Some(format!("<{name}>"));
        }
        let tag = rest.split('>').next().unwrap_or_default();
        let attribute = tag
            .split_ascii_whitespace()
            .skip(1)
            .filter_map(|part| part.split('=').next())
            .map(str::to_ascii_lowercase)
            .find(|name| name == "style" || name.starts_with("on"));
        if attribute.is_some() {
            return attribute;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_in_html() {
        let html = "<a class=b href=\"/zh/a/\">x</a> <IMG alt=c SRC='y.png'> <area href=z>";
        let found: Vec<(&str, bool)> = addresses(html)
            .into_iter()
            .map(|(place, picture)| (html.get(place).unwrap_or_default(), picture))
            .collect();
        assert_eq!(found, [("/zh/a/", false), ("y.png", true)]);
    }

    #[test]
    fn nothing_that_runs_is_left() {
        let here = Here::new(crate::language::Lang::Zh, "zh/pages/a/".to_owned());
        let html = clean(
            "<p onclick=\"x()\" style=\"color:red\">一<script>alert(1)</script></p>\
             <a href=\"javascript:x\">二</a><iframe src=\"//a\"></iframe><img src=x onerror=y>",
            &here,
        );
        for bad in [
            "onclick",
            "style",
            "script",
            "javascript",
            "iframe",
            "onerror",
        ] {
            assert!(!html.contains(bad), "{bad} in {html}");
        }
        assert_eq!(refused("<SCRIPT>").as_deref(), Some("<script>"));
        assert_eq!(refused("<p class=a onclick=b>").as_deref(), Some("onclick"));
        assert_eq!(refused("<ruby>六<rt>lù</rt></ruby>"), None);
        let html = clean(
            "<a href=\"/zh/luan/\">甲</a><img src=\"https://elsewhere.example/y.png\"><p id=main>",
            &here,
        );
        assert!(html.contains("href=\"../../luan/\""), "{html}");
        assert!(
            !html.contains("elsewhere") && !html.contains("id="),
            "{html}"
        );
    }
}
