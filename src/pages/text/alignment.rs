//! Which sentence of the translation renders which sentence of the official text. Only paragraphs
//! with as many sentences in both languages, of like proportions, are paired: a wrong pair would
//! mislead, a missing one does not.

use std::ops::Range;

use super::segments::{Span, Tag};
use crate::model::{BlockKind, Prose};

/// A sentence in both texts: character ranges.
type Pair = (Range<usize>, Range<usize>);

/// The most that a sentence may be longer or shorter, beside its counterpart, than its paragraph is.
const PROPORTION: usize = 3;

/// Sentences shorter than this may differ from the proportion.
const SHORT: usize = 12;

/// Lays paired sentences over both texts, numbered alike from 1.
pub(crate) fn align(
    official: &Prose,
    english: &Prose,
    official_spans: &mut Vec<Span>,
    english_spans: &mut Vec<Span>,
) {
    // One sentence alone is the paragraph, which stands beside its counterpart anyhow.
    for (index, (zh, en)) in pairs(official, english, 2).into_iter().enumerate() {
        let tag = Tag::Sentence(index + 1);
        official_spans.push(Span {
            range: zh,
            tag: tag.clone(),
        });
        english_spans.push(Span { range: en, tag });
    }
}

/// The sentences of the translation that render a passage (characters of the official text); none
/// where they are not known.
pub(crate) fn rendering<'a>(
    official: &Prose,
    english: &'a Prose,
    passage: &Range<usize>,
) -> Option<&'a str> {
    let touched: Vec<Pair> = pairs(official, english, 1)
        .into_iter()
        .filter(|(zh, _)| zh.start < passage.end && passage.start < zh.end)
        .collect();
    let (first, last) = (touched.first()?, touched.last()?);
    let is_held = first.0.start <= passage.start && passage.end <= last.0.end;
    is_held.then(|| english.slice(first.1.start..last.1.end))
}

/// Sentences of paragraphs that have `least` of them or more.
fn pairs(official: &Prose, english: &Prose, least: usize) -> Vec<Pair> {
    let zh = paragraphs(official);
    let en = paragraphs(english);
    if zh.len() != en.len() {
        return Vec::new();
    }
    let zh_chars: Vec<char> = official.text.chars().collect();
    let en_chars: Vec<char> = english.text.chars().collect();
    let mut pairs = Vec::new();
    for (zh, en) in zh.into_iter().zip(en) {
        let here = sentences(&zh_chars, zh.clone(), ends_chinese);
        let there = sentences(&en_chars, en.clone(), ends_english);
        let alike = here.len() == there.len()
            && here
                .iter()
                .zip(&there)
                .all(|(one, other)| in_proportion(one.len(), other.len(), zh.len(), en.len()));
        if alike && here.len() >= least {
            pairs.extend(here.into_iter().zip(there));
        }
    }
    pairs
}

/// Paragraphs of the body; tables have no sentences.
fn paragraphs(prose: &Prose) -> Vec<Range<usize>> {
    prose
        .blocks
        .iter()
        .filter(|block| !matches!(block.kind, BlockKind::Heading | BlockKind::Row { .. }))
        .map(|block| block.range.clone())
        .collect()
}

fn in_proportion(zh: usize, en: usize, all_zh: usize, all_en: usize) -> bool {
    // en / zh against all_en / all_zh, in whole numbers.
    let (one, other) = (en * all_zh, zh * all_en);
    zh < SHORT || (one <= other * PROPORTION && other <= one * PROPORTION)
}

/// Divides the characters of `paragraph` after each place where `ends` says a sentence does.
fn sentences(
    chars: &[char],
    paragraph: Range<usize>,
    ends: impl Fn(&[char], usize) -> bool,
) -> Vec<Range<usize>> {
    let text = chars.get(paragraph.clone()).unwrap_or_default();
    let mut found = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while at < text.len() {
        if ends(text, at) {
            at += 1;
            while text.get(at).is_some_and(|c| is_closing(*c)) {
                at += 1;
            }
            found.push(paragraph.start + start..paragraph.start + at);
            while text.get(at).is_some_and(|c| c.is_whitespace()) {
                at += 1;
            }
            start = at;
        } else {
            at += 1;
        }
    }
    if start < text.len() {
        found.push(paragraph.start + start..paragraph.end);
    }
    found
}

fn is_closing(c: char) -> bool {
    matches!(
        c,
        '”' | '’' | '」' | '』' | '）' | ')' | '》' | ']' | '"' | '\''
    )
}

fn ends_chinese(text: &[char], at: usize) -> bool {
    text.get(at)
        .is_some_and(|c| matches!(c, '。' | '！' | '？'))
}

/// A full stop with white space behind it ends a sentence, unless it shortens a word.
fn ends_english(text: &[char], at: usize) -> bool {
    if !text.get(at).is_some_and(|c| matches!(c, '.' | '!' | '?')) {
        return false;
    }
    let mut after = text.iter().skip(at + 1).skip_while(|c| is_closing(**c));
    match after.next() {
        None => true,
        Some(c) => c.is_whitespace() && !shortens(text.get(..at).unwrap_or_default()),
    }
}

/// Does the word before a full stop stand for a longer one?
fn shortens(before: &[char]) -> bool {
    const SHORTENED: [&str; 8] = ["No", "Nos", "Co", "Mr", "Ms", "Dr", "e.g", "i.e"];
    let start = before
        .iter()
        .rposition(|c| c.is_whitespace() || *c == '(')
        .map_or(0, |at| at + 1);
    let word: String = before.get(start..).unwrap_or_default().iter().collect();
    SHORTENED.contains(&word.as_str()) || word.chars().count() == 1 && word != "I"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn divided(text: &str, ends: impl Fn(&[char], usize) -> bool) -> Vec<String> {
        let chars: Vec<char> = text.chars().collect();
        sentences(&chars, 0..chars.len(), ends)
            .into_iter()
            .map(|range| chars[range].iter().collect())
            .collect()
    }

    #[test]
    fn chinese_is_divided_after_its_full_stops() {
        let found = divided(
            "推进“两强一增”。力争90家以上！（见附件。）其余",
            ends_chinese,
        );
        let expected = ["推进“两强一增”。", "力争90家以上！", "（见附件。）", "其余"];
        assert_eq!(found, expected);
    }

    #[test]
    fn english_is_divided_where_a_sentence_ends() {
        let text =
            "Growth of 1.5 per cent (No. 4 of the U. S. list). \"It will.\" Then e.g. this one?";
        let expected = [
            "Growth of 1.5 per cent (No. 4 of the U. S. list).",
            "\"It will.\"",
            "Then e.g. this one?",
        ];
        assert_eq!(divided(text, ends_english), expected);
    }

    #[test]
    fn proportions_are_kept() {
        assert!(in_proportion(20, 60, 100, 300));
        assert!(in_proportion(20, 130, 100, 300));
        assert!(!in_proportion(20, 200, 100, 300));
        assert!(!in_proportion(60, 40, 100, 300));
        assert!(in_proportion(4, 40, 100, 300));
    }
}
