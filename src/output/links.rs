//! Links in finished HTML: finding them and rewriting them.
//!
//! A scanner of tags, not a parser of documents: it knows comments, raw text and quoted attributes,
//! which is all that is needed to tell an attribute from text that looks like one.

use std::borrow::Cow;
use std::ops::Range;

/// An attribute whose value is an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link<'a> {
    /// The element, in small letters.
    pub element: String,
    /// The attribute, in small letters.
    pub attribute: String,
    /// The address, its character references resolved.
    pub address: Cow<'a, str>,
    /// Where the address stands in the HTML, in bytes.
    pub place: Range<usize>,
}

const ADDRESSES: [&str; 6] = ["href", "src", "action", "formaction", "poster", "data"];

/// Elements whose content is text, whatever it looks like.
const RAW: [&str; 6] = ["script", "style", "textarea", "title", "xmp", "noembed"];

/// Every link of a page, in order.
pub fn links(html: &str) -> Vec<Link<'_>> {
    let mut scanner = Scanner { html, at: 0 };
    let mut found = Vec::new();
    while let Some(element) = scanner.next_tag() {
        let mut refreshes = false;
        while let Some((attribute, place)) = scanner.next_attribute() {
            let value = html.get(place.clone()).unwrap_or_default();
            refreshes |= attribute == "http-equiv" && value.trim().eq_ignore_ascii_case("refresh");
            let place = if ADDRESSES.contains(&attribute.as_str()) {
                Some(place)
            } else if refreshes && attribute == "content" {
                refresh_target(html, place)
            } else {
                None
            };
            if let Some(place) = place {
                found.push(Link {
                    element: element.clone(),
                    attribute,
                    address: unescape(html.get(place.clone()).unwrap_or_default()),
                    place,
                });
            }
        }
        scanner.skip_raw(&element);
    }
    found
}

/// The page with some addresses replaced: those for which `change` gives another.
pub fn rewrite(html: &str, mut change: impl FnMut(&Link<'_>) -> Option<String>) -> String {
    let mut page = String::with_capacity(html.len() + html.len() / 16);
    let mut copied = 0;
    for link in links(html) {
        if let Some(address) = change(&link) {
            page.push_str(html.get(copied..link.place.start).unwrap_or_default());
            page.push_str(&escape(&address));
            copied = link.place.end;
        }
    }
    page.push_str(html.get(copied..).unwrap_or_default());
    page
}

/// The path from the site's root that a relative address on the page `from` leads to, without
/// query and fragment; `None` where it leads out of the site or names a scheme or host.
pub fn resolve(from: &str, address: &str) -> Option<String> {
    let (path, _) = split(address);
    if path.starts_with('/') || has_scheme(path) {
        return None;
    }
    if path.is_empty() {
        return Some(from.to_owned());
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "." => {}
            ".." => {
                if parts.last().is_some_and(|last| last.is_empty()) {
                    parts.pop();
                }
                parts.pop()?;
            }
            part => {
                if parts.last().is_some_and(|last| last.is_empty()) {
                    parts.pop();
                }
                parts.push(part);
            }
        }
    }
    if matches!(path.rsplit('/').next(), Some("." | "..")) {
        parts.push("");
    }
    Some(parts.join("/"))
}

/// An address parted before its query or fragment.
pub fn split(address: &str) -> (&str, &str) {
    address.split_at(address.find(['?', '#']).unwrap_or(address.len()))
}

fn has_scheme(path: &str) -> bool {
    path.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    })
}

/// The address in `0; url=…` of a page that leads on.
fn refresh_target(html: &str, place: Range<usize>) -> Option<Range<usize>> {
    let value = html.get(place.clone())?;
    let start = value.to_ascii_lowercase().find("url=")? + "url=".len();
    let address = value.get(start..)?;
    let trimmed = address.trim_matches(['\'', '"', ' ']);
    let start = place.start + start + address.find(trimmed)?;
    Some(start..start + trimmed.len())
}

struct Scanner<'a> {
    html: &'a str,
    at: usize,
}

impl Scanner<'_> {
    fn rest(&self) -> &str {
        self.html.get(self.at..).unwrap_or_default()
    }

    /// Moves behind the name of the next opening tag.
    fn next_tag(&mut self) -> Option<String> {
        loop {
            self.at += self.rest().find('<')? + 1;
            let rest = self.rest();
            if rest.starts_with("!--") {
                self.at += rest.find("-->").map_or(rest.len(), |end| end + 3);
            } else if rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
                let length = rest
                    .find(|c: char| c.is_ascii_whitespace() || "/>".contains(c))
                    .unwrap_or(rest.len());
                let name = rest.get(..length)?.to_ascii_lowercase();
                self.at += length;
                return Some(name);
            }
        }
    }

    /// The next attribute of the tag: its name and where its value stands. `None` at the tag's end.
    fn next_attribute(&mut self) -> Option<(String, Range<usize>)> {
        self.skip(|c| c.is_ascii_whitespace() || c == '/');
        let rest = self.rest();
        if rest.is_empty() || rest.starts_with('>') {
            return None;
        }
        let name = self.take(|c| !c.is_ascii_whitespace() && !"/>=".contains(c));
        if name.is_empty() {
            // A stray `=`.
            self.at += 1;
        }
        let name = self.html.get(name)?.to_ascii_lowercase();
        let before = self.at;
        self.skip(|c| c.is_ascii_whitespace());
        if !self.rest().starts_with('=') {
            self.at = before;
            return Some((name, before..before));
        }
        self.at += 1;
        self.skip(|c| c.is_ascii_whitespace());
        let value = match self.rest().chars().next() {
            Some(quote @ ('"' | '\'')) => {
                self.at += 1;
                let value = self.take(|c| c != quote);
                self.at = (self.at + 1).min(self.html.len());
                value
            }
            _ => self.take(|c| !c.is_ascii_whitespace() && c != '>'),
        };
        Some((name, value))
    }

    fn skip_raw(&mut self, element: &str) {
        if !RAW.contains(&element) {
            return;
        }
        let end = self
            .rest()
            .match_indices("</")
            .find(|(at, _)| {
                self.rest()
                    .get(at + 2..at + 2 + element.len())
                    .is_some_and(|name| name.eq_ignore_ascii_case(element))
            })
            .map_or(self.rest().len(), |(at, _)| at);
        self.at += end;
    }

    fn skip(&mut self, wanted: impl Fn(char) -> bool) {
        self.take(wanted);
    }

    fn take(&mut self, wanted: impl Fn(char) -> bool) -> Range<usize> {
        let length = self
            .rest()
            .find(|c| !wanted(c))
            .unwrap_or(self.rest().len());
        let start = self.at;
        self.at += length;
        start..self.at
    }
}

/// Resolves the character references that writers of HTML put into addresses.
fn unescape(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        plain.push_str(before);
        let reference = after.split_once(';').and_then(|(name, after)| {
            let character = match name {
                "amp" => Some('&'),
                "lt" => Some('<'),
                "gt" => Some('>'),
                "quot" => Some('"'),
                "apos" => Some('\''),
                _ => numeric(name),
            };
            character.map(|character| (character, after))
        });
        if let Some((character, after)) = reference {
            plain.push(character);
            rest = after;
        } else {
            plain.push('&');
            rest = after;
        }
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}

fn numeric(name: &str) -> Option<char> {
    let digits = name.strip_prefix('#')?;
    let number = match digits.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16),
        None => digits.parse(),
    };
    char::from_u32(number.ok()?)
}

fn escape(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            character => html.push(character),
        }
    }
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    fn addresses(html: &str) -> Vec<String> {
        links(html)
            .into_iter()
            .map(|link| format!("{}.{}={}", link.element, link.attribute, link.address))
            .collect()
    }

    #[test]
    fn links_are_found_where_they_are_links() {
        let html = r#"<!doctype html><!-- <a href="x"> --><title><a href="y"></title>
            <LINK rel=stylesheet href=a.css><script src='b.js'>"<a href='z'>"</script>
            <a data-href="no" href = "../?q=1&amp;b=2#t1" class>五 < 六 href="no"</a>
            <img alt='<a href="q">' src="c.png"/><form action="s/"></form>
            <meta http-equiv="refresh" content="0; url=../new/"><a href>空</a><a href="&#x2F;x">"#;
        assert_eq!(
            addresses(html),
            [
                "link.href=a.css",
                "script.src=b.js",
                "a.href=../?q=1&b=2#t1",
                "img.src=c.png",
                "form.action=s/",
                "meta.content=../new/",
                "a.href=",
                "a.href=/x",
            ]
        );
    }

    #[test]
    fn rewriting_touches_nothing_else() {
        let html = r#"<p title="a&b">汉<a href='x/'>1</a><a href="y.html?a&amp;b">2</a>"#;
        assert_eq!(rewrite(html, |_| None), html);
        let changed = rewrite(html, |link| {
            (link.address != "x/").then(|| format!("{}\"", link.address))
        });
        assert_eq!(
            changed,
            r#"<p title="a&b">汉<a href='x/'>1</a><a href="y.html?a&amp;b&quot;">2</a>"#
        );
    }

    #[test]
    fn broken_html_ends_the_scan() {
        for html in [
            "<",
            "<a",
            "<a href",
            "<a href=",
            "<a href=\"",
            "<a =",
            "<!--",
            "<script>",
            "<汉 href=x>",
        ] {
            let _ = links(html);
            assert_eq!(rewrite(html, |_| None), html);
        }
    }

    #[test]
    fn addresses_are_resolved() {
        let page = "zh/luan/5/index.html";
        for (address, path) in [
            ("../6/#t1", Some("zh/luan/6/")),
            ("./", Some("zh/luan/5/")),
            ("#t1", Some(page)),
            ("?q=1", Some(page)),
            ("../../../a.css", Some("a.css")),
            ("../..", Some("zh/")),
            ("../../../../x", None),
            ("https://example.org/", None),
            ("mailto:a@b", None),
            ("/x", None),
            ("//host/x", None),
        ] {
            assert_eq!(resolve(page, address).as_deref(), path, "{address}");
        }
    }
}
