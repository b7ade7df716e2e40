//! What Chinese nouns are called in English: the glossary, the controlled indicators, and the
//! common things that plans count. It tells which of two equal numbers is meant.

use aho_corasick::{AhoCorasick, MatchKind};

use crate::model::{Glossary, Indicator};

const COMMON: &str = include_str!("nouns.txt");

/// English words that say nothing of what is counted.
const EMPTY: &[&str] = &[
    "of", "the", "a", "an", "and", "for", "in", "to", "on", "at", "by", "with", "s",
];

/// The renderings of Chinese nouns. The longest noun at a place counts: 高新技术企业 is not 企业.
#[derive(Debug)]
pub struct Renderings {
    /// `None` where the nouns cannot be searched for.
    finder: Option<AhoCorasick>,
    /// The renderings of each noun, each as the beginnings of its words.
    renderings: Vec<Vec<Vec<String>>>,
}

impl Renderings {
    /// The common nouns with a site's own terms, which come first where both have a noun.
    pub fn new(glossary: &Glossary, indicators: &[Indicator]) -> Self {
        let mut nouns: Vec<(&str, Vec<Vec<String>>)> = Vec::new();
        for term in &glossary.terms {
            let renderings = renderings(std::iter::once(&term.en).chain(&term.also_en));
            for zh in std::iter::once(&term.zh).chain(&term.also_zh) {
                nouns.push((zh, renderings.clone()));
            }
        }
        for indicator in indicators {
            let renderings = renderings([&indicator.name.en]);
            for zh in std::iter::once(&indicator.name.zh).chain(&indicator.spellings) {
                nouns.push((zh, renderings.clone()));
            }
        }
        for (zh, renderings) in common() {
            nouns.push((zh, renderings));
        }
        nouns.retain(|(zh, renderings)| !zh.is_empty() && !renderings.is_empty());
        let finder = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(nouns.iter().map(|(zh, _)| *zh));
        Self {
            finder: finder.ok(),
            renderings: nouns.into_iter().map(|(_, words)| words).collect(),
        }
    }

    /// How far `en` names what `zh` names, in hundredths; the last noun, which the others only
    /// describe, counts twice. `None` where no noun of `zh` is known.
    pub(super) fn agreement(&self, zh: &str, en: &str) -> Option<u32> {
        let words = words(en);
        let named: Vec<bool> = self
            .finder
            .as_ref()?
            .find_iter(zh)
            .filter_map(|found| self.renderings.get(found.pattern().as_usize()))
            .map(|renderings| renderings.iter().any(|wanted| stands(wanted, &words)))
            .collect();
        let (head, rest) = named.split_last()?;
        let weight = |named: bool| u32::from(named);
        let found = 2 * weight(*head) + rest.iter().copied().map(weight).sum::<u32>();
        let all = 2 + u32::try_from(rest.len()).unwrap_or(u32::MAX - 2);
        Some(found * 100 / all)
    }
}

fn common() -> impl Iterator<Item = (&'static str, Vec<Vec<String>>)> {
    COMMON
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .map(|(zh, en)| (zh, renderings(en.split(','))))
}

fn renderings<T: AsRef<str>>(en: impl IntoIterator<Item = T>) -> Vec<Vec<String>> {
    en.into_iter()
        .map(|words_of| {
            let mut words = words(words_of.as_ref());
            words.iter_mut().for_each(singular);
            words
        })
        .filter(|words| !words.is_empty())
        .collect()
}

/// The words of a text in lower case, without those that say nothing.
fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .filter(|word| !EMPTY.contains(&word.as_str()))
        .collect()
}

/// Cuts a plural's ending, so that the word begins both numbers.
fn singular(word: &mut String) {
    let ending = ["ies", "y", "s"]
        .into_iter()
        .find(|ending| word.ends_with(ending) && !word.ends_with("ss"));
    let stem = word.len() - ending.map_or(0, str::len);
    if stem > 2 {
        word.truncate(stem);
    }
}

fn stands(wanted: &[String], words: &[String]) -> bool {
    wanted
        .iter()
        .all(|start| words.iter().any(|word| word.starts_with(start.as_str())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_agree_with_their_renderings() {
        let known = Renderings::new(&Glossary::default(), &[]);
        for (zh, en, agreement) in [
            ("企业", "new enterprises", Some(100)),
            ("企业", "parks", Some(0)),
            ("产业园区", "industrial parks", Some(100)),
            ("科技企业", "companies", Some(66)),
            ("鼎", "tripods", None),
            ("增加值", "value added of industry", Some(100)),
        ] {
            assert_eq!(known.agreement(zh, en), agreement, "{zh}: {en}");
        }
    }

    #[test]
    fn every_common_noun_stands_once() {
        let mut nouns: Vec<&str> = common().map(|(zh, _)| zh).collect();
        let all = nouns.len();
        nouns.sort_unstable();
        nouns.dedup();
        assert_eq!(nouns.len(), all);
        assert!(all > 200);
    }
}
