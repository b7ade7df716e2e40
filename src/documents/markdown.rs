//! Markdown as it is written in Chinese: one stream of events for plan files and pages, with what
//! the parser gets wrong in Chinese mended.
//!
//! - `**“十四五”**规划`: the parser's rule for emphasis looks for blanks, which Chinese has not, and
//!   leaves `**` standing beside punctuation. [`repair_strong`] pairs them.
//! - A line break inside a Chinese paragraph is layout, not a blank: it is dropped between wide
//!   characters.
//! - Quotation marks and dashes are never made "smart": official text is kept to the character.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd};
use unicode_width::UnicodeWidthChar;

/// An event and the bytes of the source that it stands for.
pub type Placed<'a> = (Event<'a>, Range<usize>);

/// The Markdown of plan files: headings with keys, and tables.
pub fn plan_options() -> Options {
    Options::ENABLE_HEADING_ATTRIBUTES | Options::ENABLE_TABLES
}

/// The Markdown of pages: plan files', with footnotes and struck text.
pub fn page_options() -> Options {
    plan_options() | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH
}

/// The events of `source`, mended. Ranges are bytes of `source`.
pub fn events(source: &str, options: Options) -> Vec<Placed<'_>> {
    let events: Vec<Placed<'_>> = Parser::new_ext(source, options)
        .into_offset_iter()
        .collect();
    let events = if source.contains("**") {
        repair_strong(source, events)
    } else {
        events
    };
    join_lines(&events)
}

/// Drops the line breaks that stand between two wide characters; others become blanks.
fn join_lines<'a>(events: &[Placed<'a>]) -> Vec<Placed<'a>> {
    let mut out: Vec<Placed<'a>> = Vec::with_capacity(events.len());
    let mut before: Option<char> = None;
    // Where a paragraph has Chinese, marks that are narrow elsewhere are Chinese ones.
    let mut chinese = false;
    for index in 0..events.len() {
        let Some((event, range)) = events.get(index) else {
            break;
        };
        match event {
            Event::SoftBreak => {
                let after = events
                    .iter()
                    .skip(index + 1)
                    .find_map(|(event, _)| match event {
                        Event::Text(text) | Event::Code(text) | Event::InlineHtml(text) => {
                            text.chars().next()
                        }
                        _ => None,
                    });
                let joined =
                    |(a, b)| is_joined(a, b) || chinese && is_wide_here(a) && is_wide_here(b);
                if !before.zip(after).is_some_and(joined) {
                    out.push((Event::Text(CowStr::Borrowed(" ")), range.clone()));
                }
            }
            event => {
                if let Event::Text(text) | Event::Code(text) | Event::InlineHtml(text) = event {
                    before = text.chars().next_back().or(before);
                    chinese = chinese || text.chars().any(is_wide);
                } else if is_block(event) {
                    chinese = false;
                }
                out.push((event.clone(), range.clone()));
            }
        }
    }
    out
}

/// Does Chinese writing put nothing between these two characters? Quotation marks and dashes are
/// narrow in Unicode's tables; they count as wide beside a wide character.
pub fn is_joined(before: char, after: char) -> bool {
    (is_wide(before) || is_wide(after)) && is_wide_here(before) && is_wide_here(after)
}

/// Is the character wide wherever it stands?
fn is_wide(c: char) -> bool {
    c.width().unwrap_or(0) == 2
}

/// Is it wide in Chinese?
fn is_wide_here(c: char) -> bool {
    c.width_cjk().unwrap_or(0) == 2
}

/// Lines of a text as one, with a blank only where Chinese writing has one.
pub fn joined<'a>(lines: impl Iterator<Item = &'a str>) -> String {
    let mut text = String::new();
    for line in lines {
        let ends = text.chars().next_back().zip(line.chars().next());
        if ends.is_some_and(|(a, b)| !is_joined(a, b)) {
            text.push(' ');
        }
        text.push_str(line);
    }
    text
}

/// Pairs the `**` that the parser left as text, block by block.
///
/// Remove this when the parser's own rule for Chinese is released.
pub fn repair_strong<'a>(source: &str, events: Vec<Placed<'a>>) -> Vec<Placed<'a>> {
    let mut out = Vec::with_capacity(events.len());
    let mut run: Vec<Placed<'a>> = Vec::new();
    for event in events {
        if is_block(&event.0) {
            out.append(&mut repair_run(source, std::mem::take(&mut run)));
            out.push(event);
        } else {
            run.push(event);
        }
    }
    out.append(&mut repair_run(source, run));
    out
}

fn is_block(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => !matches!(
            tag,
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }
        ),
        Event::End(tag) => !matches!(
            tag,
            TagEnd::Emphasis
                | TagEnd::Strong
                | TagEnd::Strikethrough
                | TagEnd::Link
                | TagEnd::Image
        ),
        Event::Rule | Event::Html(_) => true,
        _ => false,
    }
}

/// A piece of a run: a `**`, however the parser saw it, or anything else.
enum Piece<'a> {
    Mark(Range<usize>),
    Other(Placed<'a>),
}

fn repair_run<'a>(source: &str, run: Vec<Placed<'a>>) -> Vec<Placed<'a>> {
    if !has_leftover(source, &run) && !has_nested_strong(&run) {
        return run;
    }
    pair(pieces(source, merge_text(run)))
}

fn has_leftover(source: &str, run: &[Placed<'_>]) -> bool {
    run.iter().any(|(event, range)| match event {
        Event::Text(text) => {
            text.contains("**") || (text.as_ref() == "*" && touches_star(source, range))
        }
        _ => false,
    })
}

/// Nobody emphasises inside emphasis: it is the sign of marks paired across each other.
fn has_nested_strong(run: &[Placed<'_>]) -> bool {
    let mut depth = 0_usize;
    run.iter().any(|(event, _)| {
        match event {
            Event::Start(Tag::Strong) => depth += 1,
            Event::End(TagEnd::Strong) => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth > 1
    })
}

fn touches_star(source: &str, range: &Range<usize>) -> bool {
    source.as_bytes().get(range.end) == Some(&b'*')
}

/// Joins text events that stand side by side in the source, so that a `**` cut in two is whole.
fn merge_text(run: Vec<Placed<'_>>) -> Vec<Placed<'_>> {
    let mut out: Vec<Placed<'_>> = Vec::with_capacity(run.len());
    for (event, range) in run {
        if let (Event::Text(text), Some((Event::Text(last), at))) = (&event, out.last_mut())
            && at.end == range.start
            && last.len() == at.len()
        {
            *last = CowStr::from(format!("{last}{text}"));
            at.end = range.end;
        } else {
            out.push((event, range));
        }
    }
    out
}

fn pieces<'a>(source: &str, run: Vec<Placed<'a>>) -> Vec<Piece<'a>> {
    let mut out = Vec::new();
    for (event, range) in run {
        match &event {
            Event::Start(Tag::Strong) => out.push(Piece::Mark(range.start..range.start + 2)),
            Event::End(TagEnd::Strong) => out.push(Piece::Mark(range.end - 2..range.end)),
            // A text whose length differs from its source holds an entity: its places cannot be told.
            Event::Text(text) if text.contains("**") && text.len() == range.len() => {
                let escaped =
                    range.start > 0 && source.as_bytes().get(range.start - 1) == Some(&b'\\');
                let mut at = 0;
                let mut from = 0;
                while let Some(found) = text.get(from..).and_then(|rest| rest.find("**")) {
                    let mark = from + found;
                    if mark == 0 && escaped {
                        from = 1;
                        continue;
                    }
                    push_text(&mut out, text, range.start, at..mark);
                    out.push(Piece::Mark(range.start + mark..range.start + mark + 2));
                    at = mark + 2;
                    from = at;
                }
                push_text(&mut out, text, range.start, at..text.len());
            }
            _ => out.push(Piece::Other((event, range))),
        }
    }
    out
}

fn push_text<'a>(out: &mut Vec<Piece<'a>>, text: &CowStr<'a>, base: usize, part: Range<usize>) {
    if let Some(words) = text.get(part.clone()).filter(|words| !words.is_empty()) {
        let event = Event::Text(CowStr::from(words.to_owned()));
        out.push(Piece::Other((event, base + part.start..base + part.end)));
    }
}

/// Marks pair in turn where both stand in the same emphasis or link; the others stay text.
fn pair(pieces: Vec<Piece<'_>>) -> Vec<Placed<'_>> {
    let mut container = Vec::new();
    let mut serial = 0;
    let mut open: Option<(usize, usize)> = None;
    let mut partner = vec![None; pieces.len()];
    for (index, piece) in pieces.iter().enumerate() {
        match piece {
            Piece::Other((Event::Start(_), _)) => {
                serial += 1;
                container.push(serial);
            }
            Piece::Other((Event::End(_), _)) => {
                container.pop();
            }
            Piece::Other(_) => {}
            Piece::Mark(_) => {
                let here = container.last().copied().unwrap_or(0);
                match open {
                    Some((start, inside)) if inside == here && index > start + 1 => {
                        if let Some(slot) = partner.get_mut(start) {
                            *slot = Some((index, true));
                        }
                        if let Some(slot) = partner.get_mut(index) {
                            *slot = Some((start, false));
                        }
                        open = None;
                    }
                    _ => open = Some((index, here)),
                }
            }
        }
    }
    pieces
        .into_iter()
        .zip(partner)
        .map(|(piece, partner)| match (piece, partner) {
            (Piece::Other(event), _) => event,
            (Piece::Mark(range), Some((_, true))) => (Event::Start(Tag::Strong), range),
            (Piece::Mark(range), Some((_, false))) => (Event::End(TagEnd::Strong), range),
            (Piece::Mark(range), None) => (Event::Text(CowStr::Borrowed("**")), range),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(source: &str) -> String {
        let mut out = String::new();
        pulldown_cmark::html::push_html(
            &mut out,
            events(source, page_options())
                .into_iter()
                .map(|(event, _)| event),
        );
        out.trim().replace("<p>", "").replace("</p>", "")
    }

    #[test]
    fn strong_beside_chinese_punctuation() {
        let cases = [
            ("**重点任务。**推进", "<strong>重点任务。</strong>推进"),
            ("**“十四五”**规划", "<strong>“十四五”</strong>规划"),
            ("按照**《计划》**执行", "按照<strong>《计划》</strong>执行"),
            ("**高企（90家）**培育", "<strong>高企（90家）</strong>培育"),
            (
                "**重点任务。**推进**创新**",
                "<strong>重点任务。</strong>推进<strong>创新</strong>",
            ),
            ("**a** 与 **b**", "<strong>a</strong> 与 <strong>b</strong>"),
            ("只有**一个", "只有**一个"),
            (r"\*\*不是**“强调”**的", "**不是<strong>“强调”</strong>的"),
            (
                "`**`与**“码”**中",
                "<code>**</code>与<strong>“码”</strong>中",
            ),
            (
                "[链**“接”**中](/a/)后",
                "<a href=\"/a/\">链<strong>“接”</strong>中</a>后",
            ),
        ];
        for (source, expected) in cases {
            assert_eq!(html(source), expected, "{source}");
        }
    }

    #[test]
    fn line_breaks_in_chinese_leave_nothing() {
        assert_eq!(html("推进\n创新"), "推进创新");
        assert_eq!(html("“创新”\n中心"), "“创新”中心");
        assert_eq!(html("推进\nR&D"), "推进 R&amp;D");
        assert_eq!(html("plain\nwords"), "plain words");
        assert_eq!(html("完善“甲”\n“乙”"), "完善“甲”“乙”");
        assert_eq!(html("要求①\n②和——\n——"), "要求①②和————");
        assert_eq!(html("the “one”\n“two”"), "the “one” “two”");
        assert_eq!(html("第一行，\n**第二**"), "第一行，<strong>第二</strong>");
    }

    #[test]
    fn quotation_marks_stay() {
        assert_eq!(html("\"你好\" -- ..."), "\"你好\" -- ...");
    }
}
