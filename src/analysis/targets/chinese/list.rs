//! Changes from one value to another: 从39个拓展到91个, 分别从771家、481家增加到1076家、636家.

use crate::quantities::{dates, numerals};

use super::mention::{Mention, What};
use super::sentence::Sentence;
use super::verbs;
use super::{comparator, gate};

/// Joins baselines to their values; the mentions that remain are values.
pub(super) fn join_changes(sentence: &Sentence, mentions: &[Mention]) -> Vec<Mention> {
    let mut joined: Vec<Mention> = Vec::with_capacity(mentions.len());
    let mut rest = mentions;
    while let Some(first) = rest.first() {
        let count = if opens_change(sentence, first) {
            change(sentence, rest)
        } else {
            None
        };
        if let Some(Change::Together(count)) = count {
            // 从第8位、第4位双双跃居第1位.
            let mut value = rest.get(count).cloned();
            if let Some(value) = &mut value {
                value.change_start = Some(from_word(sentence, first.full_start));
            }
            joined.extend(value);
            rest = rest.get(count + 1..).unwrap_or_default();
            continue;
        }
        let Some(Change::Each(count)) = count else {
            joined.push(first.clone());
            rest = rest.get(1..).unwrap_or_default();
            continue;
        };
        let start = first.full_start;
        let verb = rest.get(count - 1..=count).and_then(|pair| match pair {
            [base, value] => Some(
                without_date(sentence.slice(base.full_end..value.full_start))
                    .iter()
                    .collect::<String>(),
            ),
            _ => None,
        });
        let verb = verb.map(|verb| {
            verb.trim_start_matches("分别")
                .trim_start_matches('，')
                .to_owned()
        });
        for (base, value) in rest
            .iter()
            .take(count)
            .zip(rest.iter().skip(count).take(count))
        {
            let mut value = value.clone();
            value.baseline = Some(base.value);
            value.change_start = Some(from_word(sentence, start));
            value.change_verb.clone_from(&verb);
            joined.push(value);
        }
        rest = rest.get(2 * count..).unwrap_or_default();
    }
    joined
}

fn opens_change(sentence: &Sentence, mention: &Mention) -> bool {
    matches!(mention.what, What::Quantity | What::Rank)
        && mention.max.is_none()
        && gate::after_from(sentence, mention.full_start.min(mention.start))
}

/// How many baselines stand before their values.
enum Change {
    /// As many values.
    Each(usize),
    /// One value for all.
    Together(usize),
}

/// The baselines at the beginning of `mentions` and what they lead to: the verb between them and
/// the values ends in 到 or 至.
fn change(sentence: &Sentence, mentions: &[Mention]) -> Option<Change> {
    let mut count = 1;
    loop {
        let last = mentions.get(count - 1)?;
        let next = mentions.get(count)?;
        let between = sentence.slice(last.full_end..next.full_start.min(next.start));
        if leads_to(between) {
            break;
        }
        if !matches!(between, ['、' | '和' | '及' | '与']) {
            return None;
        }
        count += 1;
    }
    let value = mentions.get(count)?;
    let alone = mentions
        .get(count + 1)
        .is_none_or(|next| !comparator::adjacent(sentence, value, next));
    if count > 1 && alone {
        let same = mentions
            .iter()
            .take(count)
            .all(|base| base.class() == value.class());
        return same.then_some(Change::Together(count));
    }
    let values = mentions.get(count..2 * count)?;
    let same = mentions
        .iter()
        .zip(values)
        .all(|(base, value)| base.class() == value.class());
    same.then_some(Change::Each(count))
}

/// 增加到, 提高至, 提升到2025年的, 分别降到.
fn leads_to(between: &[char]) -> bool {
    let words = without_date(between);
    let words = words.strip_suffix(&['了']).unwrap_or(words);
    let reached = matches!(words.last(), Some('到' | '至' | '为' | '成' | '达'));
    let verb = words.len() <= 12 && (verbs::REACHING.suffix(words).is_some() || reached);
    verb && !words.iter().any(|c| matches!(c, '。' | '；'))
}

/// The words before a date that ends them: 提升到 of 提升到2025年的.
fn without_date(words: &[char]) -> &[char] {
    for rate in [['每', '月'], ['每', '年'], ['每', '人']] {
        if let Some(rest) = words.strip_suffix(&rate) {
            return rest;
        }
    }
    let Some(dated) = words.strip_suffix(&['的']) else {
        return words;
    };
    let date = (0..dated.len()).find(|&at| {
        let digit = |at: usize| {
            dated
                .get(at)
                .copied()
                .and_then(numerals::digit_value)
                .is_some()
        };
        let rest = dated.get(at..).unwrap_or_default();
        (at == 0 || !digit(at - 1))
            && dates::date_len(rest).is_some_and(|len| rest.len() - len <= 1)
    });
    date.and_then(|at| words.get(..at)).unwrap_or(words)
}

/// The place of 从 or 由 before the baseline.
fn from_word(sentence: &Sentence, start: usize) -> usize {
    let floor = start.saturating_sub(14);
    let before = sentence.slice(floor..start);
    before
        .iter()
        .rposition(|&c| matches!(c, '从' | '由' | '自'))
        .map_or(start, |at| floor + at)
}
