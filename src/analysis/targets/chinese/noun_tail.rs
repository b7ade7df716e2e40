//! What stands at the end of the words before a number and is no part of the noun: dates, runs of
//! time, comparisons, places.

use crate::quantities::{dates, numerals};

use super::verbs::CHANGING;

/// Length of a bare baseline at the end: 收入比由3.27缩小到.
pub(super) fn base_tail(words: &[char]) -> usize {
    let Some(at) = words.iter().rposition(|&c| matches!(c, '由' | '从')) else {
        return 0;
    };
    let number = words.get(at + 1..).and_then(numerals::read);
    match number {
        Some(number) if at + 1 + number.len == words.len() => words.len() - at,
        _ => 0,
    }
}

/// Length of a run of time at the end: 增速连续11个季度.
pub(super) fn run_tail(words: &[char]) -> usize {
    let ends = matches!(words.last(), Some('年' | '月' | '度' | '次' | '届' | '天'));
    let from = words.len().saturating_sub(8);
    let tail = words.get(from..).unwrap_or_default();
    let Some(at) = tail.windows(2).rposition(|pair| pair == ['连', '续']) else {
        return 0;
    };
    let counted = tail.get(at + 2).is_some_and(|&c| numerals::may_begin(c));
    if ends && counted { tail.len() - at } else { 0 }
}

/// Length of a scope left at the end: 考核我省.
pub(super) fn place_tail(words: &[char]) -> usize {
    match words {
        [.., '我' | '本', '省' | '市' | '区' | '县' | '州'] if words.len() > 4 => 2,
        _ => 0,
    }
}

/// Where 较全省平均高, 比全国低 begin.
pub(super) fn compared_degree(words: &[char]) -> Option<usize> {
    let (degree, before) = words.split_last()?;
    let verb = CHANGING.suffix(words).is_some_and(|len| len > 1);
    if verb || !matches!(degree, '高' | '低' | '快' | '多' | '少') {
        return None;
    }
    let from = before.iter().rposition(|&c| matches!(c, '较' | '比'))?;
    if matches!(
        before.get(from.wrapping_sub(1)),
        Some('同' | '环' | '占' | '对')
    ) {
        return None;
    }
    (before.len() - from > 1 && !matches!(before.get(from + 1), Some('重' | '例'))).then_some(from)
}

/// 创新能力在城市评价中 without what only says where it is so.
pub(super) fn without_setting(words: &[char]) -> &[char] {
    let cut = match words.last() {
        Some('中') => words.iter().rposition(|&c| c == '在').filter(|&at| at >= 2),
        _ => None,
    };
    cut.and_then(|at| words.get(..at)).unwrap_or(words)
}

/// Length of a date, or of a comparison with an earlier time, at the end: 2025年, 比2020年, 较上年末.
pub(super) fn dated_tail(words: &[char]) -> usize {
    let ends = matches!(
        words.last(),
        Some('年' | '月' | '日' | '底' | '末' | '初' | '期' | '度' | '前' | '来' | '间')
    ) || words.ends_with(&['同', '期', '水', '平'])
        || words.ends_with(&['计', '划'])
        || words.ends_with(&['目', '标']);
    let from = words.len().saturating_sub(14);
    let tail = words.get(from..).unwrap_or_default();
    if ends
        && let Some(at) = tail.iter().rposition(|&c| matches!(c, '较' | '比'))
        && tail.get(at + 1).is_some_and(|&c| c != '重' && c != '例')
    {
        return tail.len() - at;
    }
    if !ends {
        return 0;
    }
    for at in 0..tail.len() {
        let rest = tail.get(at..).unwrap_or_default();
        if at > 0
            && tail
                .get(at - 1)
                .copied()
                .and_then(crate::quantities::numerals::digit_value)
                .is_some()
        {
            continue;
        }
        if let Some(len) = dates::date_len(rest) {
            let after = rest.get(len..).unwrap_or_default();
            let part = after.len() <= 1
                && after
                    .iter()
                    .all(|c| matches!(c, '前' | '底' | '末' | '初' | '间'));
            if part || matches!(after, ['同', '期'] | ['同', '期', '水', '平']) {
                return rest.len();
            }
        }
    }
    0
}
