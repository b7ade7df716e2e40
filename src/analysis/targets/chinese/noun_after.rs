//! The noun after number and unit: 20个校企联合实验室.

use crate::quantities::lexicon::lexicon;

use super::clause;
use super::noun::{nominal, trim};
use super::verbs::{COUNTING, ENDING, LATE_ADVERB, PREDICATE, REACHING};

lexicon! {
    /// Nouns that begin like a predicate: 4个在建项目.
    PRESENT = "在建 在校 在册 在孵 在研 在园 在岗 在营 在产 在线";
}

/// The noun at the beginning of the words after number and unit. `number_follows`: they end
/// where another number begins.
pub(super) fn after(words: &[char], number_follows: bool, money: bool) -> Option<String> {
    let of = words.first() == Some(&'的');
    let words = if of { words.get(1..)? } else { words };
    let first = *words.first()?;
    if matches!(
        first,
        '、' | '和' | '及' | '与' | '或' | '以' | '等' | '）' | ')' | '”' | '/' | ' ' | '\n'
    ) || clause::is_mark(first)
    {
        return None;
    }
    if PRESENT.prefix(words).is_none()
        && let Some(len) = PREDICATE.prefix(words)
    {
        let next = words.get(len..).unwrap_or_default();
        let noun = nominal(next);
        if money && !of || !noun {
            return None;
        }
    }
    let mut end = words.len();
    if number_follows && let Some(mark) = words.iter().position(|&c| c == '、') {
        end = mark;
    }
    let predicate = (1..end).find(|&at| {
        let rest = words.get(at..).unwrap_or_default();
        ENDING
            .prefix(rest)
            .is_some_and(|len| !nominal(rest.get(len..).unwrap_or_default()))
    });
    if let Some(cut) = predicate {
        end = cut;
    }
    if let Some(mark) = words.get(..end)?.iter().position(|&c| c == '、')
        && words
            .get(mark + 1..)
            .is_some_and(|rest| COUNTING.prefix(rest).is_some_and(|len| len > 1))
    {
        end = mark;
    }
    let mut noun = trim(words.get(..end.min(30))?);
    while let Some(len) = LATE_ADVERB
        .suffix(noun)
        .filter(|&len| predicate.is_some() && len < noun.len())
    {
        noun = trim(noun.get(..noun.len() - len)?);
    }
    if number_follows {
        while let Some(len) = REACHING.suffix(noun).filter(|&len| len < noun.len()) {
            noun = trim(noun.get(..noun.len() - len)?);
        }
    }
    // 高标准农田4.4万亩建设任务: a task of what stands before.
    if noun.len() <= 4 && noun.ends_with(&['任', '务']) {
        return None;
    }
    if matches!(
        noun,
        ['台', '阶'] | ['大', '关'] | ['关', '口'] | ['新', '台', '阶']
    ) {
        return None;
    }
    (!noun.is_empty()).then(|| noun.iter().collect())
}
