//! Clauses: the stretch between marks that a number and its noun share.

use std::ops::Range;

use super::sentence::Sentence;

/// Marks that end a clause; the enumeration comma 、 does not.
pub(super) fn is_mark(c: char) -> bool {
    matches!(
        c,
        '，' | ','
            | '。'
            | '；'
            | ';'
            | '：'
            | ':'
            | '！'
            | '？'
            | '!'
            | '?'
            | '\n'
            | '\t'
            | '｡'
            | '…'
    )
}

/// Whether a character is a Chinese one.
pub(super) fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

fn opens(c: char) -> bool {
    matches!(c, '（' | '(' | '〔' | '[' | '【')
}

fn closes(c: char) -> bool {
    matches!(c, '）' | ')' | '〕' | ']' | '】')
}

/// Where the clause that holds `at` starts, not before `floor`. Quoted names and brackets that
/// closed before `at` belong to the clause whatever marks they hold.
pub(super) fn start(sentence: &Sentence, at: usize, floor: usize) -> usize {
    let mut at = at;
    let mut depth = 0usize;
    while at > floor {
        let Some(c) = sentence.before(at) else { break };
        if let Some(from) = sentence.quoted_from(at - 1)
            && from >= floor
        {
            at = from;
            continue;
        }
        if closes(c) {
            depth += 1;
        } else if opens(c) {
            if depth == 0 {
                break;
            }
            depth -= 1;
        } else if depth == 0 && is_mark(c) {
            break;
        }
        at -= 1;
    }
    at
}

/// Ends of a circumstance: 在…的情况下.
const CIRCUMSTANCES: [&str; 6] = ["情况下", "背景下", "形势下", "条件下", "前提下", "基础上"];

/// The words of a region that the number at its end can belong to. 外贸在对美贸易下降3成的情况下增长2%:
/// 2% belongs to 外贸 and 3成 to 对美贸易.
pub(super) fn own_words(sentence: &Sentence, region: Range<usize>, end: usize) -> Vec<char> {
    let words = sentence.slice(region.clone());
    let inside = words.iter().rposition(|&c| c == '在').filter(|_| {
        sentence.at(end) == Some('的')
            && CIRCUMSTANCES
                .iter()
                .any(|words| sentence.starts(end + 1, words))
    });
    if let Some(at) = inside {
        return words.get(at + 1..).unwrap_or_default().to_vec();
    }
    let closed = (3..=words.len())
        .filter(|&at| matches!(words.get(at - 1), Some('下' | '上')))
        .rfind(|&at| {
            CIRCUMSTANCES
                .iter()
                .any(|end| sentence.ends(region.start + at, end))
        });
    let Some(closed) = closed else {
        return words.to_vec();
    };
    let opened = start(sentence, region.start, 0);
    let before = sentence.slice(opened..region.start + closed - 3);
    let subject = before
        .iter()
        .rposition(|&c| c == '在')
        .and_then(|at| before.get(..at))
        .unwrap_or_default();
    [subject, words.get(closed..).unwrap_or_default()].concat()
}

/// Where the clause that holds `at` ends: at its mark, at a closing bracket, or at `limit`.
pub(super) fn end(sentence: &Sentence, at: usize, limit: usize) -> usize {
    let mut at = at;
    let mut depth = 0usize;
    while at < limit {
        let Some(c) = sentence.at(at) else { break };
        if let Some(until) = sentence.quoted_until(at) {
            at = until.min(limit);
            continue;
        }
        if opens(c) {
            depth += 1;
        } else if closes(c) {
            if depth == 0 {
                break;
            }
            depth -= 1;
        } else if depth == 0 && is_mark(c) {
            break;
        }
        at += 1;
    }
    at.min(limit)
}

/// The words of a range without what stands in brackets.
pub(super) fn without_brackets(chars: &[char]) -> Vec<char> {
    let mut depth = 0usize;
    let mut kept = Vec::with_capacity(chars.len());
    for &c in chars {
        if opens(c) {
            depth += 1;
        } else if closes(c) {
            depth = depth.saturating_sub(1);
        } else if depth == 0 && !c.is_whitespace() {
            kept.push(c);
        }
    }
    kept
}
