//! Dates and spans of years: what a number before 年, 月, 日 means, so that it
//! is never taken for a quantity, and the periods that promises fall in.

use jiff::civil::Date;

use super::numerals::{self, Form};

/// A span of days, open where nothing is said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Period {
    /// The words.
    pub text: Option<String>,
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
}

/// The whole of a year.
pub fn year(year: i16) -> (Option<Date>, Option<Date>) {
    (Date::new(year, 1, 1).ok(), Date::new(year, 12, 31).ok())
}

/// The first and last day of months of a year, from 1, both included.
pub fn months(year: i16, first: i8, last: i8) -> (Option<Date>, Option<Date>) {
    let from = Date::new(year, first, 1).ok();
    let to = Date::new(year, last, 1).ok().map(Date::last_of_month);
    (from, to)
}

/// Marks that join the two ends of a span: `2022—2025年`, `10-12月`.
pub fn is_span_mark(c: char) -> bool {
    matches!(
        c,
        '-' | '—' | '–' | '－' | '~' | '～' | '至' | '到' | '−' | '―'
    )
}

/// Length of the date that begins with a number at the beginning of `chars`:
/// `2025年`, `2022—2025年`, `3月底`, `10-12月`, `5日`, `二〇二五年`, `20世纪`.
/// Durations (`3个月`) are none.
pub fn date_len(chars: &[char]) -> Option<usize> {
    let first = numerals::read(chars)?;
    if first.form == Form::Scale {
        return None;
    }
    let mut at = first.len;
    if let Some(len) = calendar_word(chars, at, &first) {
        at += len;
        // 2025年3月5日, 2021年到2025年
        while let Some(more) = chars.get(at..).and_then(numerals::read) {
            let Some(len) = calendar_word(chars, at + more.len, &more) else {
                break;
            };
            at += more.len + len;
        }
        if let Some(rest) = after_mark(chars, at)
            && let Some(more) = chars.get(rest..).and_then(date_len)
        {
            return Some(rest + more);
        }
        return Some(at);
    }
    let rest = after_mark(chars, at)?;
    let second = chars.get(rest..).and_then(numerals::read)?;
    let len = calendar_word(chars, rest + second.len, &second)?;
    Some(rest + second.len + len)
}

fn after_mark(chars: &[char], at: usize) -> Option<usize> {
    let mark = chars.get(at).copied().filter(|&c| is_span_mark(c))?;
    let double = chars.get(at + 1) == Some(&mark);
    Some(at + 1 + usize::from(double))
}

/// Length of the calendar word after a number, where there is one.
fn calendar_word(chars: &[char], at: usize, number: &numerals::Numeral) -> Option<usize> {
    let mut space = 0;
    while chars.get(at + space) == Some(&' ') && space < 2 {
        space += 1;
    }
    let at = at + space;
    let next = chars.get(at + 1).copied();
    let len = match chars.get(at)? {
        '年' => match next {
            Some('代' | '度' | '底' | '末' | '初' | '级' | '内' | '来' | '间' | '期') => {
                2
            }
            _ => 1,
        },
        '月' => match next {
            Some('底' | '末' | '初' | '份' | '中') => 2,
            _ => 1,
        },
        '日' if number.value <= rust_decimal::Decimal::from(31) => 1,
        '世' if next == Some('纪') => 2,
        '周' if next == Some('年') => 2,
        '季' if next == Some('度') => 2,
        '时' if !matches!(next, Some('间' | '代')) => 1,
        '点' if next.and_then(numerals::digit_value).is_some()
            || matches!(next, Some('前' | '半' | '整' | '钟')) =>
        {
            1
        }
        '周' if next != Some('岁') => 1,
        _ => return None,
    };
    Some(space + len)
}

/// A year written at the beginning of `chars` before 年: `2025年`, `二〇二五年`.
pub fn read_year(chars: &[char]) -> Option<(i16, usize)> {
    let number = numerals::read(chars)?;
    let value = i16::try_from(number.value).ok()?;
    let plausible = (1900..=2100).contains(&value) && number.max.is_none();
    (plausible && chars.get(number.len) == Some(&'年')).then_some((value, number.len + 1))
}

/// The last year named in a text, such as a section's heading.
pub fn last_year(text: &str) -> Option<i16> {
    let chars: Vec<char> = text.chars().collect();
    (0..chars.len())
        .filter(|&at| {
            at == 0
                || chars
                    .get(at - 1)
                    .copied()
                    .and_then(numerals::digit_value)
                    .is_none()
        })
        .filter_map(|at| chars.get(at..).and_then(read_year))
        .map(|(year, _)| year)
        .next_back()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_recognised() {
        for (text, len) in [
            ("2025年，", Some(5)),
            ("2022—2030年)", Some(10)),
            ("2月28日", Some(5)),
            ("二〇二五年", Some(5)),
            ("10-12月", Some(6)),
            ("9月底前", Some(3)),
            ("20世纪", Some(4)),
            ("3个月", None),
            ("90家", None),
            ("1-2家", None),
        ] {
            let chars: Vec<char> = text.chars().collect();
            assert_eq!(date_len(&chars), len, "{text}");
        }
        assert_eq!(last_year("二、2013年工作安排"), Some(2013));
        assert_eq!(last_year("主要任务"), None);
    }
}
