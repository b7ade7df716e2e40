//! Numbers in Chinese numerals, simplified, traditional and formal.

use rust_decimal::Decimal;

use super::{Form, Numeral};

mod reader;

use reader::{Pair, Reader};

/// The value of a Chinese digit, formal and traditional ones included.
pub(super) fn digit(c: char) -> Option<u32> {
    Some(match c {
        '零' | '〇' | '○' => 0,
        '一' | '壹' => 1,
        '二' | '两' | '兩' | '贰' | '貳' | '俩' | '倆' => 2,
        '三' | '叁' | '參' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' | '陸' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

/// The value of a scale word.
pub(super) fn scale(c: char) -> Option<u64> {
    Some(match c {
        '十' | '拾' => 10,
        '百' | '佰' => 100,
        '千' | '仟' => 1_000,
        '万' | '萬' => 10_000,
        '亿' | '億' => 100_000_000,
        '兆' => 1_000_000_000_000,
        _ => return None,
    })
}

fn tens(c: char) -> Option<u128> {
    Some(match c {
        '廿' => 20,
        '卅' => 30,
        '卌' => 40,
        _ => return None,
    })
}

/// Whether a Chinese number may begin with this character.
pub(super) fn may_begin(c: char) -> bool {
    digit(c).is_some() || scale(c).is_some() || tens(c).is_some() || c == '半'
}

/// `余`, `多`, `几`, `来` after a number or between number and scale.
pub(super) struct Looseness {
    pub(super) more: bool,
    pub(super) about: bool,
    pub(super) len: usize,
}

/// Reads `余` and its like at `at`; `last` when the number ends here, where
/// words that only begin like them (`多元`, `余额`, `来自`) must be kept out.
pub(super) fn looseness(chars: &[char], at: usize, last: bool) -> Option<Looseness> {
    let start = at;
    let at = if matches!(chars.get(at), Some(' ')) {
        at + 1
    } else {
        at
    };
    let next = chars.get(at + 1).copied();
    let (more, about) = match chars.get(at)? {
        '余' | '餘' if !(last && matches!(next, Some('额' | '下' | '热' | '地' | '量' | '粮'))) => {
            (true, false)
        }
        '多' if !(last
            && matches!(next, Some('元' | '样' | '层' | '边' | '次' | '方') if next != Some('元') || !money(chars, at))) =>
        {
            (true, false)
        }
        '几' | '幾' => (true, false),
        '来' if !matches!(
            next,
            Some('自' | '源' | '到' | '看' | '说' | '宾' | '访' | '往' | '华' | '的')
        ) =>
        {
            (false, true)
        }
        _ => return None,
    };
    Some(Looseness {
        more,
        about,
        len: at + 1 - start,
    })
}

/// Whether the number before `多元` ends in a scale word, so that `元` is money.
fn money(chars: &[char], at: usize) -> bool {
    at > 0 && chars.get(at - 1).copied().and_then(scale).is_some()
}

/// Reads the number in Chinese numerals at the beginning of `chars`.
pub(super) fn read(chars: &[char]) -> Option<Numeral> {
    if let [first, second, ..] = chars
        && *first == '半'
        && matches!(second, '百')
    {
        return plain(Pair::of(50), 2, Form::Chinese, false, false);
    }
    let mut reader = Reader::default();
    let mut at = 0;
    let mut about = false;
    while let Some(next) = next_numeral(chars, at) {
        let c = *chars.get(next)?;
        let took = if let Some(value) = digit(c) {
            reader.digit(value)
        } else if let Some(factor) = scale(c) {
            let factor = u128::from(factor);
            let unit = next > 0 && reader.value().is_some() && starts_unit(chars, next);
            !unit
                && if factor < 10_000 {
                    reader.small(factor)?
                } else {
                    reader.big(factor)?
                }
        } else if let Some(value) = tens(c) {
            let fresh = reader.digits.is_empty() && reader.last_scale == 0;
            reader.section = Pair::of(value);
            reader.last_scale = 10;
            fresh
        } else if matches!(c, '点' | '點') {
            if let Some(numeral) = decimals(&reader, chars, next) {
                return Some(numeral);
            }
            false
        } else if reader.last_scale > 0 && reader.pending.is_none() && !reader.more {
            let Some(loose) = looseness(chars, next, !scale_follows(chars, next + 1)) else {
                break;
            };
            reader.more |= loose.more;
            about |= loose.about;
            at = next + loose.len;
            if !scale_follows(chars, at) {
                break;
            }
            continue;
        } else {
            false
        };
        if !took {
            break;
        }
        at = next + 1;
    }
    let form = if reader.bare && reader.pending.is_none() {
        Form::Scale
    } else {
        Form::Chinese
    };
    let scale = if reader.pending.is_none() {
        reader.last_scale.max(1)
    } else {
        1
    };
    let numeral = plain(reader.value()?, at, form, reader.more, about)?;
    Some(Numeral {
        scale: decimal(scale)?,
        ..numeral
    })
}

fn plain(pair: Pair, len: usize, form: Form, more: bool, about: bool) -> Option<Numeral> {
    let value = decimal(pair.low)?;
    let max = if pair.high == pair.low {
        None
    } else {
        Some(decimal(pair.high)?)
    };
    Some(Numeral {
        value,
        max,
        more,
        about,
        form,
        scale: Decimal::ONE,
        len,
    })
}

fn decimal(value: u128) -> Option<Decimal> {
    i128::try_from(value)
        .ok()
        .and_then(|value| Decimal::try_from_i128_with_scale(value, 0).ok())
}

/// The next character of the number, past a space inside it (`一百 二十`).
fn next_numeral(chars: &[char], at: usize) -> Option<usize> {
    let c = *chars.get(at)?;
    if c == ' ' && at > 0 {
        let next = at + 1 + usize::from(chars.get(at + 1) == Some(&' '));
        let c = *chars.get(next)?;
        return (digit(c).is_some() || scale(c).is_some()).then_some(next);
    }
    Some(at)
}

fn scale_follows(chars: &[char], at: usize) -> bool {
    let at = if chars.get(at) == Some(&' ') {
        at + 1
    } else {
        at
    };
    chars
        .get(at)
        .is_some_and(|&c| matches!(scale(c), Some(factor) if factor >= 10_000))
}

/// Units that begin like a scale word: `三百千瓦`.
fn starts_unit(chars: &[char], at: usize) -> bool {
    match (chars.get(at), chars.get(at + 1)) {
        (Some('千'), Some(next)) => matches!(
            next,
            '瓦' | '伏' | '米' | '克' | '卡' | '帕' | '焦' | '赫' | '字' | '比'
        ),
        (Some('兆'), Some(next)) => {
            matches!(next, '瓦' | '帕' | '伏' | '焦' | '字' | '比' | '赫' | '位')
        }
        (Some('百'), Some(next)) => matches!(next, '分' | '帕'),
        _ => false,
    }
}

/// `三点五`, `一点二亿`: the decimals after 点; `None` where 点 is a time of day.
fn decimals(reader: &Reader, chars: &[char], point: usize) -> Option<Numeral> {
    let whole = reader.value()?;
    if whole.low != whole.high || reader.more {
        return None;
    }
    let mut at = point + 1;
    let mut fraction = 0i128;
    let mut places = 0u32;
    while let Some(value) = chars.get(at).copied().and_then(digit) {
        if places < 12 {
            fraction = fraction * 10 + i128::from(value);
            places += 1;
        }
        at += 1;
    }
    if places == 0
        || matches!(chars.get(at), Some('十' | '拾' | '分' | '刻' | '半'))
            && chars.get(at + 1) != Some(&'之')
    {
        return None;
    }
    let fraction = Decimal::try_from_i128_with_scale(fraction, places).ok()?;
    let mut value = decimal(whole.low)?.checked_add(fraction)?;
    while let Some(factor) = chars
        .get(at)
        .copied()
        .and_then(scale)
        .filter(|&factor| factor >= 100)
    {
        if starts_unit(chars, at) {
            break;
        }
        value = value.checked_mul(Decimal::from(factor))?;
        at += 1;
    }
    let loose = looseness(chars, at, true);
    let (more, about, extra) = loose.map_or((false, false, 0), |loose| {
        (loose.more, loose.about, loose.len)
    });
    Some(Numeral {
        value: value.normalize(),
        max: None,
        more,
        about,
        form: Form::Chinese,
        scale: Decimal::ONE,
        len: at + extra,
    })
}
