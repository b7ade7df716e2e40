//! A plan file's text → its sections, as written: number, key, depth, words.

use std::sync::Arc;

use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};

use super::prose::Prose;
use super::prose_reader::ProseReader;
use super::{markdown, numbering};
use crate::diagnostics::{Location, Placed, SourceFile};
use crate::language::Lang;

/// A section as its file writes it.
#[derive(Debug, Clone)]
pub struct SectionText {
    /// The key written after the heading as `{#key}`.
    pub explicit_key: Option<Placed<String>>,
    /// The number as written, punctuation included; empty where there is none.
    pub number: String,
    /// The number's value.
    pub value: Option<u32>,
    /// Depth of the heading: 1 for `#`, 2 for `##`; 0 for text before the first heading.
    pub depth: usize,
    /// The heading without number and the mark at its end.
    pub title: String,
    /// Heading and body.
    pub prose: Prose,
    /// Where the heading stands.
    pub location: Location,
}

/// Reads the sections of the Markdown that starts at byte `body_start` of `file`.
pub fn read(file: &Arc<SourceFile>, body_start: usize, lang: Lang) -> Vec<SectionText> {
    let source = file.text().get(body_start..).unwrap_or_default();
    let mut sections = Vec::new();
    let mut current = Open::before_first(file, body_start, lang);
    let mut in_heading = false;
    for (event, range) in markdown::events(source, markdown::plan_options()) {
        match &event {
            Event::Start(Tag::Heading { level, id, .. }) => {
                sections.extend(current.finish(lang));
                let location = heading_location(file, body_start, &range);
                current = Open::at(file, body_start, lang, depth(*level), location);
                current.key = id.as_ref().map(std::string::ToString::to_string);
                if let Some(other) = attributes(source.get(range.clone()).unwrap_or_default())
                    .filter(|inside| {
                        let key = inside.strip_prefix('#');
                        key.is_none() || key != current.key.as_deref()
                    })
                {
                    // Nothing is swallowed: as a key it is reported.
                    current.key = Some(other.trim_start_matches('#').to_owned());
                }
                current.reader.start_heading();
                in_heading = true;
            }
            Event::End(TagEnd::Heading(_)) => {
                current.reader.end_heading(range.end);
                in_heading = false;
            }
            event => current.reader.event(event, range),
        }
    }
    debug_assert!(!in_heading, "the parser closes what it opens");
    sections.extend(current.finish(lang));
    sections
}

fn depth(level: HeadingLevel) -> usize {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

/// What stands in braces after a heading.
fn attributes(heading: &str) -> Option<&str> {
    let line = heading.trim_end().trim_end_matches(['#', ' ']);
    let inside = line.strip_suffix('}')?;
    let (_, inside) = inside.rsplit_once('{')?;
    Some(inside.trim())
}

fn heading_location(
    file: &Arc<SourceFile>,
    base: usize,
    range: &std::ops::Range<usize>,
) -> Location {
    let span = base + range.start..base + range.end;
    let length = file.slice(span.clone()).trim_end().len();
    Location::new(file, span.start..span.start + length)
}

struct Open {
    key: Option<String>,
    depth: usize,
    reader: ProseReader,
    location: Location,
}

impl Open {
    fn before_first(file: &Arc<SourceFile>, base: usize, lang: Lang) -> Self {
        Self::at(file, base, lang, 0, Location::new(file, base..base))
    }

    fn at(
        file: &Arc<SourceFile>,
        base: usize,
        lang: Lang,
        depth: usize,
        location: Location,
    ) -> Self {
        let reader = ProseReader::new(file, base, lang == Lang::Zh);
        Self {
            key: None,
            depth,
            reader,
            location,
        }
    }

    fn finish(self, lang: Lang) -> Option<SectionText> {
        let prose = self.reader.finish();
        if self.depth == 0 && prose.is_empty() {
            return None;
        }
        Some(section(self.key, self.depth, prose, self.location, lang))
    }
}

/// A section of its text: the key, where one is written after the heading, the heading's depth,
/// heading and body, and where the heading stands.
pub(crate) fn section(
    key: Option<String>,
    depth: usize,
    prose: Prose,
    location: Location,
    lang: Lang,
) -> SectionText {
    let heading = prose.slice(prose.heading());
    let number = numbering::read(heading);
    let split = number.as_ref().map_or(0, |number| number.len);
    let written = heading.get(..split).unwrap_or_default().trim().to_owned();
    let title = title(heading.get(split..).unwrap_or_default(), lang);
    let explicit_key = key.map(|key| {
        let words = location.file.slice(location.span.clone());
        let start = words
            .rfind('{')
            .map_or(location.span.start, |at| location.span.start + at);
        let place = Location::new(&location.file, start..location.span.end);
        Placed::new(key, place)
    });
    SectionText {
        explicit_key,
        value: number.map(|number| number.value),
        number: written,
        depth,
        title,
        prose,
        location,
    }
}

/// A heading's words without the mark that ends them.
fn title(words: &str, lang: Lang) -> String {
    let words = words.trim();
    match lang {
        Lang::Zh => words.trim_end_matches(['。', '．', '：', ':', '；', ';', '，', ',']),
        Lang::En => words.trim_end_matches(['.', ':', ';', ',']),
    }
    .trim_end()
    .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sections(text: &str) -> Vec<SectionText> {
        read(&Arc::new(SourceFile::new("a.zh.md", text)), 0, Lang::Zh)
    }

    #[test]
    fn a_body_runs_on_or_starts_anew() {
        let all = sections("## 5.推动。\n强化“科技\\_+”。\n\n第二段。\n\n## 6.另一。\n\n另起。\n");
        let texts: Vec<&str> = all
            .iter()
            .map(|section| section.prose.text.as_str())
            .collect();
        assert_eq!(
            texts,
            ["5.推动。强化“科技_+”。\n第二段。", "6.另一。\n另起。"]
        );
        assert_eq!(all[0].title, "推动");
        assert_eq!(all[0].number, "5.");
        assert_eq!(all[0].value, Some(5));
    }

    #[test]
    fn text_outside_numbers_is_kept() {
        let all = sections("前言。\n\n## 一、任务\n\n1. 甲\n2. 乙\n\n- 丙\n\n## {#end}\n\n某局\n");
        let texts: Vec<&str> = all
            .iter()
            .map(|section| section.prose.text.as_str())
            .collect();
        assert_eq!(texts, ["前言。", "一、任务\n1. 甲\n2. 乙\n- 丙", "某局"]);
        assert_eq!(
            all[2].explicit_key.as_ref().map(|key| key.value.as_str()),
            Some("end")
        );
    }

    #[test]
    fn markup_is_not_counted_and_leads_back() {
        let text = "## 1.题。\n推进**“创新”**工作，\n见[办法](/a/)。<b>\n\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n";
        let all = sections(text);
        let prose = &all[0].prose;
        assert_eq!(
            prose.text,
            "1.题。推进“创新”工作，见办法。<b>\n甲\t乙\n1\t2"
        );
        for (at, letter) in prose.text.chars().enumerate() {
            if letter != '\n' && letter != '\t' {
                let location = prose.location(at..at + 1);
                assert_eq!(
                    location.file.slice(location.span.clone()),
                    letter.to_string()
                );
            }
        }
    }
}
