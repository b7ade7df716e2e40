//! One function that lays ranges over text: marks, notes, terms and emphasis may overlap in any
//! way, and come out as well-nested inline HTML with every character of the text kept.

use std::fmt::Write as _;
use std::ops::Range;

/// What a range of text is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Tag {
    /// `<mark>`: always one element, never cut by what lies over or under it. Holds the attributes.
    Mark(String),
    /// `<span data-s>`: a sentence that has a counterpart in the other language, by its number.
    Sentence(usize),
    /// `<a>` to a note or an explanation. Holds the attributes; the first piece alone gets `id`.
    Anchor {
        /// `id` of the first piece.
        id: Option<String>,
        /// All other attributes.
        attributes: String,
    },
    /// `<strong>`
    Strong,
    /// `<em>`
    Emphasis,
    /// `<code>`
    Code,
    /// A number with its unit, which a line must not part.
    Unbroken,
}

impl Tag {
    fn rank(&self) -> u8 {
        match self {
            Self::Mark(_) => 0,
            Self::Sentence(_) => 1,
            Self::Anchor { .. } => 2,
            Self::Strong => 3,
            Self::Emphasis => 4,
            Self::Code => 5,
            Self::Unbroken => 6,
        }
    }

    fn open(&self, first: bool, out: &mut String) {
        match self {
            Self::Mark(attributes) => {
                out.push_str("<mark ");
                out.push_str(attributes);
                out.push('>');
            }
            Self::Sentence(number) => {
                let _ = write!(out, "<span data-s=\"{number}\">");
            }
            Self::Anchor { id, attributes } => {
                out.push_str("<a ");
                if let Some(id) = id.as_ref().filter(|_| first) {
                    out.push_str("id=\"");
                    out.push_str(id);
                    out.push_str("\" ");
                }
                out.push_str(attributes);
                out.push('>');
            }
            Self::Strong => out.push_str("<strong>"),
            Self::Emphasis => out.push_str("<em>"),
            Self::Code => out.push_str("<code>"),
            Self::Unbroken => out.push_str("<span class=\"nb\">"),
        }
    }

    fn close(&self, out: &mut String) {
        out.push_str(match self {
            Self::Mark(_) => "</mark>",
            Self::Anchor { .. } => "</a>",
            Self::Strong => "</strong>",
            Self::Emphasis => "</em>",
            Self::Code => "</code>",
            Self::Sentence(_) | Self::Unbroken => "</span>",
        });
    }
}

/// A tagged range: characters of the whole text, from 0, end exclusive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Span {
    /// The characters.
    pub range: Range<usize>,
    /// What they are.
    pub tag: Tag,
}

/// Appends text as HTML.
pub(crate) fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        escape_char(c, out);
    }
}

fn escape_char(c: char, out: &mut String) {
    match c {
        '&' => out.push_str("&amp;"),
        '<' => out.push_str("&lt;"),
        '>' => out.push_str("&gt;"),
        '"' => out.push_str("&quot;"),
        // A raw CR would be read as LF.
        '\r' => out.push_str("&#13;"),
        _ => out.push(c),
    }
}

/// The characters of `text`, which start at character `from` of the whole, as inline HTML under
/// `spans`. Of two marks that overlap without nesting the later one is cut; of two anchors over the
/// same characters the first in `spans` stays.
pub(crate) fn inline(text: &str, from: usize, spans: &[Span], out: &mut String) {
    let end = from + text.chars().count();
    let spans = arrange(spans, from..end);
    if spans.is_empty() {
        return escape(text, out);
    }
    let mut cuts: Vec<usize> = spans
        .iter()
        .flat_map(|span| [span.range.start, span.range.end])
        .collect();
    cuts.sort_unstable();
    cuts.dedup();

    let mut opened = vec![false; spans.len()];
    let mut stack: Vec<usize> = Vec::new();
    let mut cuts = cuts.into_iter().peekable();
    for (at, c) in (from..).zip(text.chars()) {
        if cuts.next_if_eq(&at).is_some() {
            move_to(at, &spans, &mut stack, &mut opened, out);
        }
        escape_char(c, out);
    }
    while let Some(index) = stack.pop() {
        spans[index].tag.close(out);
    }
}

/// Closes what ends at `at` and opens what starts there.
fn move_to(
    at: usize,
    spans: &[Span],
    stack: &mut Vec<usize>,
    opened: &mut [bool],
    out: &mut String,
) {
    let mut wanted: Vec<usize> = Vec::new();
    let mut anchored = false;
    for (index, span) in spans.iter().enumerate() {
        if span.range.contains(&at) {
            let anchor = matches!(span.tag, Tag::Anchor { .. });
            if anchor && anchored {
                continue;
            }
            anchored |= anchor;
            wanted.push(index);
        }
    }
    let kept = stack
        .iter()
        .zip(&wanted)
        .take_while(|(open, want)| open == want)
        .count();
    for index in stack.drain(kept..).rev() {
        spans[index].tag.close(out);
    }
    for index in wanted.into_iter().skip(kept) {
        spans[index].tag.open(!opened[index], out);
        opened[index] = true;
        stack.push(index);
    }
}

/// The spans inside `whole`, outermost first, marks cut so that they nest.
fn arrange(spans: &[Span], whole: Range<usize>) -> Vec<Span> {
    let mut inside: Vec<Span> = spans
        .iter()
        .filter_map(|span| {
            let range = span.range.start.max(whole.start)..span.range.end.min(whole.end);
            (range.start < range.end).then(|| Span {
                range,
                tag: span.tag.clone(),
            })
        })
        .collect();
    inside.sort_by_key(|span| {
        let place = if span.tag.rank() == 0 {
            (span.range.start, usize::MAX - span.range.end)
        } else {
            (0, 0)
        };
        (span.tag.rank(), place)
    });
    let mut enclosing: Vec<usize> = Vec::new();
    for span in &mut inside {
        if !matches!(span.tag, Tag::Mark(_)) {
            break;
        }
        while enclosing.last().is_some_and(|end| *end <= span.range.start) {
            enclosing.pop();
        }
        if let Some(end) = enclosing.last() {
            span.range.end = span.range.end.min(*end);
        }
        enclosing.push(span.range.end);
    }
    inside
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn html(text: &str, spans: &[Span]) -> String {
        let mut out = String::new();
        inline(text, 0, spans, &mut out);
        out
    }

    fn span(range: Range<usize>, tag: Tag) -> Span {
        Span { range, tag }
    }

    fn anchor(id: &str) -> Tag {
        Tag::Anchor {
            id: Some(id.to_owned()),
            attributes: "href=\"#n\"".to_owned(),
        }
    }

    #[test]
    fn a_note_is_split_around_a_mark_and_has_one_id() {
        let spans = [
            span(1..4, anchor("n")),
            span(2..6, Tag::Mark("id=\"t1\"".into())),
            span(3..5, Tag::Strong),
        ];
        assert_eq!(
            html("零一二三四五六", &spans),
            "零<a id=\"n\" href=\"#n\">一</a><mark id=\"t1\"><a href=\"#n\">二<strong>三</strong></a>\
             <strong>四</strong>五</mark>六"
        );
    }

    #[test]
    fn markup_in_text_is_text() {
        assert_eq!(html("<b>&\"", &[]), "&lt;b&gt;&amp;&quot;");
    }

    fn tag() -> impl Strategy<Value = Tag> {
        prop_oneof![
            Just(Tag::Mark("m".into())),
            Just(Tag::Sentence(1)),
            Just(anchor("i")),
            Just(Tag::Strong),
            Just(Tag::Emphasis),
            Just(Tag::Code),
            Just(Tag::Unbroken),
        ]
    }

    /// Reads the HTML back: its text, and whether every element closes in order, no link stands in
    /// a link and each mark is one element.
    #[expect(
        clippy::string_slice,
        reason = "cuts stand at places that a search in the text gave"
    )]
    fn read(html: &str) -> (String, usize) {
        let mut text = String::new();
        let mut stack: Vec<String> = Vec::new();
        let mut marks = 0;
        let mut rest = html;
        while let Some(at) = rest.find('<') {
            text.push_str(&rest[..at]);
            let end = rest[at..].find('>').expect("a tag ends") + at;
            let tag = &rest[at + 1..end];
            if let Some(name) = tag.strip_prefix('/') {
                assert_eq!(stack.pop().as_deref(), Some(name));
            } else {
                let name = tag.split(' ').next().unwrap_or_default().to_owned();
                assert!(name != "a" || !stack.contains(&name), "link in link");
                marks += usize::from(name == "mark");
                stack.push(name);
            }
            rest = &rest[end + 1..];
        }
        text.push_str(rest);
        assert!(stack.is_empty());
        let text = text
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&#13;", "\r")
            .replace("&amp;", "&");
        (text, marks)
    }

    proptest! {
        #[test]
        fn text_is_kept_under_any_spans(
            text in "[一-十a<>&\"\r𠀀]{0,20}",
            ranges in proptest::collection::vec((0usize..24, 0usize..24, tag()), 0..8),
        ) {
            let spans: Vec<Span> = ranges
                .into_iter()
                .map(|(start, end, tag)| span(start..end, tag))
                .collect();
            let length = text.chars().count();
            let inside = arrange(&spans, 0..length);
            let marks = inside
                .iter()
                .filter(|span| matches!(span.tag, Tag::Mark(_)) && !span.range.is_empty())
                .count();
            let (read, found) = read(&html(&text, &spans));
            prop_assert_eq!(read, text);
            prop_assert_eq!(found, marks);
        }
    }
}
