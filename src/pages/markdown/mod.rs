//! Pages written in Markdown: links made relative, code highlighted, raw HTML sanitised.

mod highlight;
pub(super) mod sanitise;

use std::fmt::Write as _;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, HeadingLevel, Tag, TagEnd, html};
use serde::Serialize;

use super::links::Here;
use super::press::Press;
use super::text::escape;
use super::views::{is_government, link_of_text};
use crate::diagnostics::{Diagnostics, Location, codes};
use crate::documents::markdown;
use crate::model::PageText;

/// A page's HTML and its headings.
#[derive(Debug, Default)]
pub(crate) struct Rendered {
    pub html: String,
    pub headings: Vec<HeadingEntry>,
}

/// A heading of the second level, for the page's contents.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct HeadingEntry {
    pub id: String,
    pub title: String,
}

/// Turns a page's Markdown into HTML.
pub(crate) fn render(
    press: &Press,
    here: &Here,
    text: &PageText,
    found: &mut Diagnostics,
) -> Rendered {
    let body = text.file.text().get(text.body_start..).unwrap_or_default();
    let mut writer = Writer {
        press,
        here,
        text,
        found,
        out: Vec::new(),
        headings: Vec::new(),
        heading: None,
        count: 0,
        code: None,
        links: Vec::new(),
    };
    for (event, range) in markdown::events(body, markdown::page_options()) {
        writer.take(event, range);
    }
    let Writer { out, headings, .. } = writer;
    let mut raw = String::with_capacity(body.len() * 2);
    html::push_html(&mut raw, out.into_iter());
    let clean = sanitise::clean(&raw, here);
    let group = format!(
        "<div class=\"scroll\" role=\"group\" tabindex=\"0\" aria-label=\"{}\"><table>",
        press.word(here.lang, "page.table")
    );
    let html = clean
        .replace("<table>", &group)
        .replace("</table>", "</table></div>")
        .replace("<th>", "<th scope=\"col\">")
        .replace("<pre>", "<pre tabindex=\"0\">");
    Rendered { html, headings }
}

struct Writer<'a, 'p> {
    press: &'a Press<'p>,
    here: &'a Here,
    text: &'a PageText,
    found: &'a mut Diagnostics,
    out: Vec<Event<'a>>,
    headings: Vec<HeadingEntry>,
    /// The heading being read, when it goes into the contents.
    heading: Option<HeadingEntry>,
    count: usize,
    /// Language and text of the code block being read.
    code: Option<(String, String)>,
    /// For each open link, what to write when it closes.
    links: Vec<String>,
}

impl<'a> Writer<'a, '_> {
    fn take(&mut self, event: Event<'a>, range: Range<usize>) {
        match event {
            Event::Start(Tag::Heading {
                level,
                id,
                classes,
                attrs,
            }) => {
                self.count += 1;
                let level = deeper(level);
                let id = id.map_or_else(|| format!("h{}", self.count), |id| id.to_string());
                if level == HeadingLevel::H2 {
                    self.heading = Some(HeadingEntry {
                        id: id.clone(),
                        title: String::new(),
                    });
                }
                self.out.push(Event::Start(Tag::Heading {
                    level,
                    id: Some(id.into()),
                    classes,
                    attrs,
                }));
            }
            Event::End(TagEnd::Heading(level)) => {
                self.headings.extend(self.heading.take());
                self.out.push(Event::End(TagEnd::Heading(deeper(level))));
            }
            Event::Start(Tag::CodeBlock(kind)) => {
                let language = match kind {
                    CodeBlockKind::Fenced(words) => words
                        .split([' ', ','])
                        .next()
                        .unwrap_or_default()
                        .to_owned(),
                    CodeBlockKind::Indented => String::new(),
                };
                self.code = Some((language, String::new()));
            }
            Event::End(TagEnd::CodeBlock) => {
                if let Some((language, code)) = self.code.take() {
                    let html = highlight::block(&language, &code);
                    self.out.push(Event::Html(CowStr::from(html)));
                }
            }
            Event::Text(text) if self.code.is_some() => {
                if let Some((_, code)) = &mut self.code {
                    code.push_str(&text);
                }
            }
            Event::Start(Tag::Link { dest_url, .. }) => self.open_link(&dest_url),
            Event::End(TagEnd::Link) => {
                let end = self.links.pop().unwrap_or_default();
                self.out.push(Event::InlineHtml(CowStr::from(end)));
            }
            Event::Html(html) | Event::InlineHtml(html) => {
                self.check_html(&html, range);
                self.out.push(Event::InlineHtml(html));
            }
            other => {
                if let (Some(heading), Event::Text(words) | Event::Code(words)) =
                    (&mut self.heading, &other)
                {
                    heading.title.push_str(words);
                }
                self.out.push(other);
            }
        }
    }

    fn open_link(&mut self, to: &str) {
        // Where it leads to nothing, `link_check` says so when all pages are there.
        let Some(link) = link_of_text(self.here, &self.here.address, to) else {
            self.links.push(String::new());
            return;
        };
        let mut open = String::from("<a href=\"");
        escape(&link, &mut open);
        open.push('"');
        let mut close = String::from("</a>");
        if link.contains("://") {
            open.push_str(" rel=\"external noopener noreferrer\" class=\"external\"");
            let official = is_government(&link);
            if !official {
                open.push_str(" data-leave=\"\"");
            }
            let word = if official {
                "page.external"
            } else {
                "page.external_other"
            };
            let _ = write!(
                close,
                "<span class=\"external-note\">{}</span>",
                self.press.word(self.here.lang, word)
            );
        }
        open.push('>');
        self.links.push(close);
        self.out.push(Event::InlineHtml(CowStr::from(open)));
    }

    fn check_html(&mut self, html: &str, range: Range<usize>) {
        if let Some(what) = sanitise::refused(html) {
            self.found.report(
                &codes::pages::RAW_HTML,
                self.place(range),
                format!("HTML 中的“{what}”不会进入页面"),
                format!("“{what}” in the HTML does not reach the page"),
            );
        }
    }

    fn place(&self, range: Range<usize>) -> Location {
        let start = self.text.body_start;
        Location::new(&self.text.file, start + range.start..start + range.end)
    }
}

/// The page's title is the first level.
fn deeper(level: HeadingLevel) -> HeadingLevel {
    if level == HeadingLevel::H1 {
        HeadingLevel::H2
    } else {
        level
    }
}
