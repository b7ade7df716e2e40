//! What HTML may stand in content.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::Builder;

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

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
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
    builder
});

/// HTML with nothing in it that could run, load or imitate the page's own parts.
pub(super) fn clean(html: &str) -> String {
    CLEANER.clean(html).to_string()
}

/// The first thing in a piece of raw HTML that [`clean`] takes away.
pub(super) fn refused(html: &str) -> Option<String> {
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
    fn nothing_that_runs_is_left() {
        let html = clean(
            "<p onclick=\"x()\" style=\"color:red\">一<script>alert(1)</script></p>\
             <a href=\"javascript:x\">二</a><iframe src=\"//a\"></iframe><img src=x onerror=y>",
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
    }
}
