//! When: 全年, 年内, 到2025年, 三季度末前, “十四五”期间; the year of heading or document otherwise.

use jiff::civil::Date;

use crate::quantities::dates::{self, Period};
use crate::quantities::numerals;

use super::clause;
use super::kind::Setting;
use super::mention::Mention;
use super::sentence::Sentence;

/// A period named in a sentence.
#[derive(Debug, Clone)]
pub(super) struct Mark {
    start: usize,
    end: usize,
    from: Option<Date>,
    to: Option<Date>,
    role: Role,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    /// When it is to be reached or was reached.
    When,
    /// 较2020年: what it is compared with.
    Base,
    /// 年均, 每年: a rate.
    Rate,
}

/// Words for a part of the year that the document covers: first and last month.
const PARTS: &[(&str, i8, i8)] = &[
    ("全年", 1, 12),
    ("年内", 1, 12),
    ("年底前", 1, 12),
    ("年底", 1, 12),
    ("年末", 1, 12),
    ("今年", 1, 12),
    ("本年度", 1, 12),
    ("本年", 1, 12),
    ("当年", 1, 12),
    ("上半年", 1, 6),
    ("下半年", 7, 12),
    ("前三季度", 1, 9),
    ("一季度", 1, 3),
    ("二季度", 4, 6),
    ("三季度", 7, 9),
    ("四季度", 10, 12),
    ("1季度", 1, 3),
    ("2季度", 4, 6),
    ("3季度", 7, 9),
    ("4季度", 10, 12),
];

/// Words for the years around.
const YEARS: &[(&str, i16)] = &[("去年", -1), ("上年", -1), ("明年", 1), ("前年", -2)];

/// Five-year plans by name and first year.
const PROGRAMMES: &[(&str, i16)] = &[
    ("十五五", 2026),
    ("十四五", 2021),
    ("十三五", 2016),
    ("十二五", 2011),
    ("十一五", 2006),
    ("十五", 2001),
];

/// The periods of a sentence, in order.
pub(super) fn find(sentence: &Sentence, setting: &Setting) -> Vec<Mark> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(c) = sentence.at(at) {
        let mark = match c {
            '全' | '年' | '今' | '本' | '当' | '上' | '下' | '前' | '一' | '二' | '三' | '四'
            | '去' | '明' | '十' | '每' | '目' | '近' => {
                word(sentence, at, setting).or_else(|| dated(sentence, at, setting))
            }
            '截' if sentence.starts(at, "截至") || sentence.starts(at, "截止") => {
                dated_after(sentence, at + 1, setting)
                    .map(|mark| Mark { start: at, ..mark })
                    .or_else(|| word(sentence, at, setting))
            }
            '到' | '至' if sentence.before(at) != Some('达') => {
                dated_after(sentence, at, setting)
            }
            '较' | '比' => base(sentence, at, setting),
            c if numerals::digit_value(c).is_some() => dated(sentence, at, setting),
            _ => None,
        };
        at = match mark {
            Some(mark) => {
                let end = mark.end.max(at + 1);
                found.push(mark);
                end
            }
            None => at + 1,
        };
    }
    found
}

fn word(sentence: &Sentence, at: usize, setting: &Setting) -> Option<Mark> {
    let mark = |end, (from, to), role| {
        Some(Mark {
            start: at,
            end,
            from,
            to,
            role,
        })
    };
    for (words, first, last) in PARTS {
        if sentence.starts(at, words) {
            let mut end = at + words.chars().count();
            while matches!(sentence.at(end), Some('前' | '末' | '底')) {
                end += 1;
            }
            let by = sentence.before(end) == Some('前');
            let span = setting
                .year
                .map_or((None, None), |year| dates::months(year, *first, *last));
            let span = if by { (None, span.1) } else { span };
            return mark(end, span, Role::When);
        }
    }
    for (words, shift) in YEARS {
        if sentence.starts(at, words) {
            let span = setting
                .year
                .map_or((None, None), |year| dates::year(year + shift));
            return mark(at + 2, span, Role::When);
        }
    }
    for words in ["每年", "年均"] {
        if sentence.starts(at, words) {
            let span = setting.year.map_or((None, None), dates::year);
            return mark(at + 2, span, Role::Rate);
        }
    }
    for words in ["截至目前", "目前"] {
        if sentence.starts(at, words) && sentence.before(at) != Some('项') {
            return mark(at + words.chars().count(), (None, None), Role::When);
        }
    }
    for (name, first) in PROGRAMMES {
        if sentence.starts(at, name) && matches!(sentence.before(at), Some('“')) {
            let mut end = at + name.chars().count() + 1;
            for tail in ["期间", "时期", "末", "期末"] {
                if sentence.starts(end, tail) {
                    end += tail.chars().count();
                    break;
                }
            }
            // 到“十四五”末: by then, from no day on.
            let by = sentence.before(end) == Some('末');
            let from = dates::year(*first).0.filter(|_| !by);
            let (_, to) = dates::year(first + 4);
            return Some(Mark {
                start: at - 1,
                end,
                from,
                to,
                role: Role::When,
            });
        }
    }
    None
}

/// A date or a span of years; those inside titles and names of programmes are none.
fn dated(sentence: &Sentence, at: usize, setting: &Setting) -> Option<Mark> {
    let before = sentence.before(at);
    if before.and_then(numerals::digit_value).is_some() || sentence.quoted_until(at).is_some() {
        return None;
    }
    let rest = sentence.from(at);
    let len = dates::date_len(rest)?;
    let mut end = at + len;
    let words = sentence.slice(at..end);
    let programme = ["行动", "方案", "规划", "计划", "版"]
        .iter()
        .any(|noun| sentence.starts(end, noun));
    if programme {
        return None;
    }
    let (from, to) = bounds(words, setting)?;
    let since = matches!(before, Some('从' | '自'));
    // 由2010年的21.6%提高到, 是2010年的2倍: what it is compared with.
    let base = sentence.at(end) == Some('的')
        && matches!(before, Some('从' | '由' | '自' | '是' | '为'))
        || matches!(sentence.at(end), Some('底' | '末'))
            && sentence.at(end + 1) == Some('的')
            && matches!(before, Some('从' | '由'));
    while matches!(sentence.at(end), Some('底' | '末' | '前' | '初'))
        || sentence.starts(end, "年底")
    {
        end += 1;
    }
    let start = if since { at - 1 } else { at };
    let from = if sentence.before(end) == Some('前') {
        None
    } else {
        from
    };
    Some(Mark {
        start,
        end,
        from,
        to,
        role: if base { Role::Base } else { Role::When },
    })
}

/// First and last day of a date as written.
fn bounds(words: &[char], setting: &Setting) -> Option<(Option<Date>, Option<Date>)> {
    let number = numerals::read(words)?;
    let value = i16::try_from(number.value).ok()?;
    let unit = words.get(number.len).copied();
    match unit {
        Some('年') if (1900..=2100).contains(&value) => {
            let rest = words.get(number.len + 1..).unwrap_or_default();
            if let Some(month) = numerals::read(rest) {
                let first = i8::try_from(month.value).ok();
                let next = rest.get(month.len).copied();
                if let (Some(first), Some('月')) = (first, next) {
                    return Some(dates::months(value, first, first));
                }
                if let (Some(first), Some(last)) = (first, last_month(rest)) {
                    return Some(dates::months(value, first, last));
                }
            }
            Some(dates::year(value))
        }
        Some('月') if (1..=12).contains(&value) => {
            let month = i8::try_from(value).ok()?;
            setting
                .year
                .map(|year| dates::months(year, month, month))
                .or(Some((None, None)))
        }
        Some(c) if dates::is_span_mark(c) && (1..=12).contains(&value) => {
            let last = last_month(words)?;
            let first = i8::try_from(value).ok()?;
            Some(
                setting
                    .year
                    .map_or((None, None), |year| dates::months(year, first, last)),
            )
        }
        Some(c) if dates::is_span_mark(c) && (1900..=2100).contains(&value) => {
            let at = words.iter().rposition(|&c| dates::is_span_mark(c))? + 1;
            let last = words.get(at..).and_then(numerals::read)?;
            let last = i16::try_from(last.value).ok()?;
            Some((dates::year(value).0, dates::year(last).1))
        }
        _ => None,
    }
}

/// The second month of 1—10月.
fn last_month(words: &[char]) -> Option<i8> {
    let at = words.iter().rposition(|&c| dates::is_span_mark(c))? + 1;
    let rest = words.get(at..)?;
    let month = numerals::read(rest)?;
    let month_name = rest.get(month.len) == Some(&'月');
    let value = i8::try_from(month.value).ok()?;
    (month_name && (1..=12).contains(&value)).then_some(value)
}

/// 到2025年底: no first day.
fn dated_after(sentence: &Sentence, at: usize, setting: &Setting) -> Option<Mark> {
    let mark = dated(sentence, at + 1, setting)
        .or_else(|| word(sentence, at + 1, setting).filter(|mark| mark.start == at + 1))?;
    Some(Mark {
        start: at,
        from: None,
        ..mark
    })
}

/// 较2020年, 比上年: the base of a comparison.
fn base(sentence: &Sentence, at: usize, setting: &Setting) -> Option<Mark> {
    let mark = dated(sentence, at + 1, setting)
        .or_else(|| word(sentence, at + 1, setting).filter(|mark| mark.start == at + 1))?;
    Some(Mark {
        start: at,
        role: Role::Base,
        ..mark
    })
}

/// The period of a mention: the nearest one named before it, with the base of a comparison in
/// its clause; otherwise the year of heading or document.
pub(super) fn choose(
    sentence: &Sentence,
    mention: &Mention,
    marks: &[Mark],
    setting: &Setting,
) -> Option<Period> {
    let clause_start = clause::start(sentence, mention.full_start, 0);
    let when = marks
        .iter()
        .filter(|mark| mark.end <= mention.full_start)
        .rfind(|mark| {
            mark.role == Role::When || mark.role == Role::Rate && mark.start >= clause_start
        });
    let clause_end = clause::end(sentence, mention.full_end, sentence.chars.len());
    let when = when.or_else(|| {
        marks.iter().find(|mark| {
            mark.role == Role::When && mark.start >= mention.full_end && mark.end <= clause_end
        })
    });
    let base = marks.iter().rfind(|mark| {
        mark.role == Role::Base && mark.start >= clause_start && mark.end <= mention.full_start
    });
    let text = |mark: &Mark| sentence.text(mark.start..mark.end);
    // As written where nothing stands between; 从2020年…到2025年 reads on, 全年…比上年 does not.
    let joined = |first: &Mark, second: &Mark| {
        let spans = matches!(sentence.at(first.start), Some('从' | '由' | '自'));
        let mark = if spans || first.end == second.start {
            ""
        } else {
            "，"
        };
        format!("{}{mark}{}", text(first), text(second))
    };
    match (when, base) {
        (Some(rate), None) if rate.role == Role::Rate => {
            let span = marks
                .iter()
                .rfind(|mark| mark.role == Role::When && mark.end <= rate.start);
            let named = span.map_or_else(String::new, text);
            let (from, to) = span.map_or((rate.from, rate.to), |span| (span.from, span.to));
            Some(Period {
                text: Some(format!("{named}{}", text(rate))),
                from,
                to,
            })
        }
        (Some(when), Some(base)) if base.start < when.start => Some(Period {
            text: Some(joined(base, when)),
            from: when.from,
            to: when.to,
        }),
        (Some(when), base) => {
            let words = base.map_or_else(|| text(when), |base| joined(when, base));
            Some(Period {
                text: Some(words),
                from: when.from,
                to: when.to,
            })
        }
        (None, Some(base)) => {
            let (from, to) = setting.year.map_or((None, None), dates::year);
            Some(Period {
                text: Some(text(base)),
                from,
                to,
            })
        }
        (None, None) => setting.year.map(|year| {
            let (from, to) = dates::year(year);
            Period {
                text: None,
                from,
                to,
            }
        }),
    }
}
