//! Clauses: the stretch between marks that a number and its noun share.

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
