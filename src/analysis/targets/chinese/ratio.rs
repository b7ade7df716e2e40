//! Shares and multiples in words: 百分之十二点五, 三分之二, 一半, 翻一番, 全覆盖.

use rust_decimal::Decimal;

use crate::quantities::numerals::{self, Form};
use crate::quantities::units::Unit;

use super::mention::{Mention, What};
use super::sentence::Sentence;

/// 百分之十二点五, 千分之三, 三分之二, `2/3`: a share in percent. The end of what was read.
pub(super) fn parts(sentence: &Sentence, at: usize, found: &mut Vec<Mention>) -> Option<usize> {
    let Some((whole, after)) = denominator(sentence, at) else {
        return slash(sentence, at, found);
    };
    let number = numerals::read(sentence.from(after))?;
    let end = after + number.len;
    if whole.is_zero() {
        return None;
    }
    let round = |share: Decimal| {
        if is_power_of_ten(whole) {
            share
        } else {
            share.round_dp(2)
        }
    };
    let share = |value: Decimal| {
        let part = value.checked_mul(Decimal::ONE_HUNDRED)?;
        Some(round(part.checked_div(whole)?).normalize())
    };
    let exact = whole == Decimal::ONE_HUNDRED;
    let value = if exact {
        number.value
    } else {
        share(number.value)?
    };
    if value.is_zero() && !number.value.is_zero() {
        return Some(end);
    }
    let mut mention = Mention::new(What::Quantity, at, end, value, Some(Unit::percent()));
    mention.max = match number.max {
        Some(max) => Some(if exact { max } else { share(max)? }),
        None => None,
    };
    if let Some((high, range_end)) = upper(sentence, end) {
        mention.max = Some(high);
        mention.end = range_end;
        mention.full_end = range_end;
    }
    mention.form = Form::Arabic;
    mention.more = number.more;
    let end = mention.end;
    found.push(mention);
    Some(end)
}

/// 百分之, 千分之, 百万分之: the share is exact.
fn is_power_of_ten(whole: Decimal) -> bool {
    let digits = whole.normalize().to_string();
    digits.starts_with('1') && digits.chars().skip(1).all(|c| c == '0')
}

/// `2/3以上`, `1/4的企业`: dates and 24/7 are none.
fn slash(sentence: &Sentence, at: usize, found: &mut Vec<Mention>) -> Option<usize> {
    let part = numerals::read(sentence.from(at)).filter(|part| part.form == Form::Arabic)?;
    let end = at + part.len;
    sentence.at(end).filter(|&c| matches!(c, '/' | '／'))?;
    let whole =
        numerals::read(sentence.from(end + 1)).filter(|whole| whole.form == Form::Arabic)?;
    let after = end + 1 + whole.len;
    let cue = ["以上", "左右", "以内", "的", "。", "，"]
        .iter()
        .any(|cue| sentence.starts(after, cue));
    if !cue || part.value >= whole.value || whole.value > Decimal::TEN || part.value.is_zero() {
        return None;
    }
    let share = part
        .value
        .checked_mul(Decimal::ONE_HUNDRED)?
        .checked_div(whole.value)?;
    let mut mention = Mention::new(
        What::Quantity,
        at,
        after,
        share.round_dp(2).normalize(),
        Some(Unit::percent()),
    );
    mention.form = Form::Arabic;
    found.push(mention);
    Some(after)
}

/// 百分之五到百分之六: the upper end.
fn upper(sentence: &Sentence, at: usize) -> Option<(Decimal, usize)> {
    sentence
        .at(at)
        .filter(|&c| matches!(c, '至' | '到' | '-' | '—' | '~' | '～'))?;
    let next = at + 1;
    let after = if sentence.starts(next, "百分之") {
        next + 3
    } else {
        return None;
    };
    let number = numerals::read(sentence.from(after))?;
    Some((number.value, after + number.len))
}

/// The whole that is divided, and where the part begins.
fn denominator(sentence: &Sentence, at: usize) -> Option<(Decimal, usize)> {
    for (words, whole) in [
        ("百分之", 100),
        ("千分之", 1_000),
        ("万分之", 10_000),
        ("百份之", 100),
    ] {
        if sentence.starts(at, words) {
            return Some((Decimal::from(whole), at + 3));
        }
    }
    let whole = numerals::read(sentence.from(at))?;
    let end = at + whole.len;
    if sentence.starts(end, "分之") {
        return Some((whole.value, end + 2));
    }
    None
}

/// 一半, 半数, 过半, 对半: half of a whole. Whether it was one.
pub(super) fn half(sentence: &Sentence, at: usize, found: &mut Vec<Mention>) -> bool {
    let half = ["一半", "半数", "半成", "对折"]
        .iter()
        .any(|word| sentence.starts(at, word));
    let span = matches!(
        sentence.at(at + 2),
        Some('年' | '月' | '天' | '日' | '夜' | '个' | '小' | '载')
    );
    let more = sentence.starts(at, "过半")
        && !span
        && !matches!(sentence.before(at), Some('超' | '已' | '经'));
    if !half && !more {
        return false;
    }
    let (start, end) = (at, at + 2);
    let value = Decimal::from(if sentence.starts(start, "半成") {
        5
    } else {
        50
    });
    found.push(Mention::new(
        What::Quantity,
        start,
        end,
        value,
        Some(Unit::percent()),
    ));
    if sentence.at(start) == Some('过')
        && let Some(mention) = found.last_mut()
    {
        mention.more = true;
    }
    true
}

/// 翻番, 翻一番, 翻两番, 翻了一番, 翻倍: where to go on.
pub(super) fn doubling(sentence: &Sentence, at: usize, found: &mut Vec<Mention>) -> usize {
    let mut next = at + 1;
    if sentence.at(next) == Some('了') {
        next += 1;
    }
    let (times, end) = if sentence.at(next) == Some('番') || sentence.at(next) == Some('倍') {
        (1, next + 1)
    } else {
        let Some(number) = numerals::read(sentence.from(next)) else {
            return at + 1;
        };
        let end = next + number.len;
        let Some(times) = u32::try_from(number.value)
            .ok()
            .filter(|times| (1..=6).contains(times))
        else {
            return at + 1;
        };
        if sentence.at(end) != Some('番') {
            return at + 1;
        }
        (times, end + 1)
    };
    let value = Decimal::from(1u32 << times);
    found.push(Mention::new(
        What::Doubling,
        at,
        end,
        value,
        Some(Unit::times()),
    ));
    end
}

/// 全覆盖: all of it.
pub(super) fn coverage(sentence: &Sentence, at: usize, found: &mut Vec<Mention>) -> usize {
    // 健全覆盖…的体系 is another word; one of a list of qualities (全流程、全覆盖、大样本) covers nothing.
    let quality = sentence.before(at) == Some('、') && sentence.at(at + 3) == Some('、');
    if !sentence.starts(at, "全覆盖") || sentence.before(at) == Some('健') || quality {
        return at + 1;
    }
    found.push(Mention::new(
        What::Coverage,
        at,
        at + 3,
        Decimal::ONE_HUNDRED,
        Some(Unit::percent()),
    ));
    at + 3
}
