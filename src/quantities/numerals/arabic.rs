//! Numbers in digits of either width, with thousands marks, decimals and scale words.

use rust_decimal::Decimal;

use super::{Form, Numeral, chinese};

/// Units that begin with a scale word: `5千瓦` is five kilowatts, not five thousand of something.
const UNITS_THAT_BEGIN_LIKE_A_SCALE: &[&str] = &[
    "千瓦",
    "千伏",
    "千米",
    "千克",
    "千卡",
    "千帕",
    "千焦",
    "千字节",
    "千比特",
    "千赫",
    "百分",
    "百帕",
    "兆瓦",
    "兆帕",
    "兆伏",
    "兆焦",
    "兆字节",
    "兆比特",
    "兆赫",
    "兆位",
];

/// The value of a digit of either width.
pub fn digit_value(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(c as u32 - '0' as u32),
        '０'..='９' => Some(c as u32 - '０' as u32),
        _ => None,
    }
}

fn is_digit(chars: &[char], at: usize) -> bool {
    chars.get(at).copied().and_then(digit_value).is_some()
}

/// Reads the number that begins with a digit.
pub(super) fn read(chars: &[char]) -> Option<Numeral> {
    let (mut value, mut at) = digits(chars, true)?;
    let mut more = false;
    let mut about = false;
    let mut smallest = Decimal::MAX;
    let mut scaled = false;
    let mut first_scale = Decimal::ONE;
    loop {
        let before_scale = chinese::looseness(chars, at, false);
        let scale_at = skip_spaces(
            chars,
            before_scale.as_ref().map_or(at, |loose| at + loose.len),
        );
        if let Some((scale, end)) = scale(chars, scale_at) {
            if let Some(loose) = before_scale {
                more |= loose.more;
                about |= loose.about;
            }
            // A part after the first counts only its own scale: 1亿2千万.
            value = value.checked_mul(scale)?;
            if !scaled {
                first_scale = scale;
            }
            smallest = scale;
            at = end;
            scaled = true;
        }
        if more || !scaled {
            break;
        }
        if let Some((part, factor, end)) = joint(chars, at, smallest) {
            value = value.checked_add(part)?.checked_mul(factor)?;
            first_scale = factor;
            at = end;
            break;
        }
        let Some((tail, end)) = tail(chars, at, smallest) else {
            break;
        };
        value = value.checked_add(tail.0)?;
        smallest = tail.1;
        at = end;
        if smallest == Decimal::ONE {
            break;
        }
    }
    if let Some(loose) = chinese::looseness(chars, at, true) {
        more |= loose.more;
        about |= loose.about;
        at += loose.len;
    }
    Some(Numeral {
        value,
        max: None,
        more,
        about,
        form: Form::Arabic,
        scale: if scaled { first_scale } else { Decimal::ONE },
        len: at,
    })
}

/// Digits with thousands marks and, where allowed, decimals: value and end.
fn digits(chars: &[char], decimals: bool) -> Option<(Decimal, usize)> {
    let mut text = String::new();
    let mut at = 0;
    let mut grouped = false;
    while let Some(&c) = chars.get(at) {
        if let Some(digit) = digit_value(c) {
            text.push(char::from_digit(digit, 10)?);
            at += 1;
        } else if is_thousands_mark(chars, at, grouped) {
            grouped = true;
            at += 1;
        } else {
            break;
        }
    }
    if decimals && matches!(chars.get(at), Some('.' | '．')) && is_digit(chars, at + 1) {
        text.push('.');
        at += 1;
        while let Some(digit) = chars.get(at).copied().and_then(digit_value) {
            text.push(char::from_digit(digit, 10)?);
            at += 1;
        }
    }
    // More than 28 digits cannot be exact.
    if text.len() > 28 {
        return None;
    }
    text.parse().ok().map(|value| (value, at))
}

/// A comma between groups of exactly three digits; a full-width comma counts
/// only between full-width digits, for it is the mark of a list elsewhere.
fn is_thousands_mark(chars: &[char], at: usize, grouped: bool) -> bool {
    let wide = |i: usize| matches!(chars.get(i), Some('０'..='９'));
    let mark = match chars.get(at) {
        Some(',') => true,
        Some('，') => at > 0 && wide(at - 1) && wide(at + 1),
        _ => false,
    };
    let three = (1..=3).all(|k| is_digit(chars, at + k)) && !is_digit(chars, at + 4);
    let lead = grouped || at <= 3;
    mark && three && lead
}

/// Scale words, multiplied: `万亿` → 10^12. Value and end.
fn scale(chars: &[char], start: usize) -> Option<(Decimal, usize)> {
    let mut product = Decimal::ONE;
    let mut at = start;
    while let Some(factor) = chars.get(at).copied().and_then(chinese::scale) {
        let rest = chars.get(at..)?;
        if UNITS_THAT_BEGIN_LIKE_A_SCALE
            .iter()
            .any(|unit| begins(rest, unit))
        {
            break;
        }
        product = product.checked_mul(Decimal::from(factor))?;
        at += 1;
    }
    (at > start).then_some((product, at))
}

/// What goes on after a scale: `2千万` of 1亿2千万, `4000` of 3万4000, `零1` of 1千零1.
fn tail(chars: &[char], start: usize, below: Decimal) -> Option<((Decimal, Decimal), usize)> {
    let mut at = start;
    if matches!(chars.get(at), Some('零' | '〇')) {
        at += 1;
    }
    if !is_digit(chars, at) {
        return None;
    }
    let (value, len) = digits(chars.get(at..)?, false)?;
    at += len;
    let scale_at = skip_spaces(chars, at);
    let (factor, end) = scale(chars, scale_at).unwrap_or((Decimal::ONE, at));
    let value = value.checked_mul(factor)?;
    let dated = matches!(chars.get(end), Some('年' | '月' | '日' | '.' | '-' | '%'));
    (value < below && factor < below && !dated).then_some(((value, factor), end))
}

/// A part that shares a larger scale with the part before it: `零30万` of 2千零30万, `5百万` of
/// 1千5百万. What is added, the scale and the end.
fn joint(chars: &[char], start: usize, below: Decimal) -> Option<(Decimal, Decimal, usize)> {
    let mut at = start;
    if matches!(chars.get(at), Some('零' | '〇')) {
        at += 1;
    }
    if below >= Decimal::from(10_000) || !is_digit(chars, at) {
        return None;
    }
    let (mut part, len) = digits(chars.get(at..)?, false)?;
    at += len;
    if let Some(small) = chars
        .get(at)
        .copied()
        .and_then(chinese::scale)
        .filter(|&scale| scale < 10_000)
    {
        part = part.checked_mul(Decimal::from(small))?;
        at += 1;
    }
    let (factor, end) = scale(chars, at)?;
    (part < below && factor >= Decimal::from(10_000)).then_some((part, factor, end))
}

fn skip_spaces(chars: &[char], mut at: usize) -> usize {
    let start = at;
    while matches!(chars.get(at), Some(' ' | '\u{3000}')) && at < start + 2 {
        at += 1;
    }
    at
}

fn begins(chars: &[char], word: &str) -> bool {
    word.chars()
        .enumerate()
        .all(|(at, c)| chars.get(at) == Some(&c))
}
