//! Mentions of quantities: numbers with their units, ranks, shares, coverage.

use rust_decimal::Decimal;

use crate::analysis::targets::record::Comparator;
use crate::quantities::dates;
use crate::quantities::numerals::{self, Form, Numeral};
use crate::quantities::units::{self, Class, Unit};

use super::clause;
use super::sentence::Sentence;
use super::{gate, rank, ratio};

/// What sort of mention it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    /// A number with its unit.
    Quantity,
    /// 第二, 首位.
    Rank,
    /// 全覆盖.
    Coverage,
    /// 翻一番.
    Doubling,
}

/// A quantity in a sentence; offsets count characters of the sentence.
#[derive(Debug, Clone)]
pub(super) struct Mention {
    pub(super) what: What,
    /// Number and unit.
    pub(super) start: usize,
    pub(super) end: usize,
    /// With the words that compare.
    pub(super) full_start: usize,
    pub(super) full_end: usize,
    pub(super) value: Decimal,
    pub(super) max: Option<Decimal>,
    pub(super) baseline: Option<Decimal>,
    /// Where the words of a change (从39个拓展到91个) start.
    pub(super) change_start: Option<usize>,
    /// The verb of the change: 拓展到.
    pub(super) change_verb: Option<String>,
    pub(super) unit: Option<Unit>,
    pub(super) form: Form,
    /// 余, 多.
    pub(super) more: bool,
    /// 来.
    pub(super) about: bool,
    pub(super) scope: Option<String>,
    pub(super) comparator: Comparator,
    pub(super) comparator_rule: &'static str,
}

impl Mention {
    pub(super) fn new(
        what: What,
        start: usize,
        end: usize,
        value: Decimal,
        unit: Option<Unit>,
    ) -> Self {
        Self {
            what,
            start,
            end,
            full_start: start,
            full_end: end,
            value,
            max: None,
            baseline: None,
            change_start: None,
            change_verb: None,
            unit,
            form: Form::Chinese,
            more: false,
            about: false,
            scope: None,
            comparator: Comparator::Equal,
            comparator_rule: "comparator: none",
        }
    }

    pub(super) fn class(&self) -> Option<Class> {
        self.unit.as_ref().map(|unit| unit.class)
    }

    /// Whether it says nothing without a noun.
    pub(super) fn needs_indicator(&self) -> bool {
        self.what == What::Coverage
    }
}

/// All mentions of a sentence that are quantities, in order.
pub(super) fn find(sentence: &Sentence) -> Vec<Mention> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(c) = sentence.at(at) {
        if let Some(until) = sentence.quoted_until(at) {
            at = until;
            continue;
        }
        at = match c {
            '第' => rank::ordinal(sentence, at, &mut found),
            '首' | '榜' => rank::top(sentence, at, &mut found),
            '前' => rank::front(sentence, at, &mut found),
            '翻' => ratio::doubling(sentence, at, &mut found),
            '全' => ratio::coverage(sentence, at, &mut found),
            '一' | '半' | '过' | '对' if ratio::half(sentence, at, &mut found) => {
                found.last().map_or(at + 1, |m| m.end)
            }
            '$' | '＄' | '￥' | '¥' => prefixed_money(sentence, at, &mut found),
            _ if c.is_ascii_alphabetic() => identifier_end(sentence, at),
            _ if numerals::may_begin(c) => number(sentence, at, &mut found),
            _ => at + 1,
        };
    }
    found
}

/// The end of a name in Latin letters and digits: `G60`, `PM2.5`, `R&D`.
fn identifier_end(sentence: &Sentence, at: usize) -> usize {
    let part =
        |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '&' | '+' | '/' | '_');
    let mut end = at;
    while sentence.at(end).is_some_and(part) {
        end += 1;
    }
    end.max(at + 1)
}

/// `$20亿`, `￥300`.
fn prefixed_money(sentence: &Sentence, at: usize, found: &mut Vec<Mention>) -> usize {
    let Some(number) = numerals::read(sentence.from(at + 1)) else {
        return at + 1;
    };
    let name = if matches!(sentence.at(at), Some('$' | '＄')) {
        "美元"
    } else {
        "元"
    };
    let end = at + 1 + number.len;
    let mut mention = Mention::new(What::Quantity, at, end, number.value, Unit::known(name));
    mention.form = Form::Arabic;
    found.push(mention);
    end
}

/// Reads the number at `at`; pushes it where it is a quantity; where to go on.
fn number(sentence: &Sentence, at: usize, found: &mut Vec<Mention>) -> usize {
    let rest = sentence.from(at);
    if let Some(end) = ratio::parts(sentence, at, found) {
        return end;
    }
    if let Some(len) = dates::date_len(rest) {
        found.extend(years(sentence, at, len));
        return at + len;
    }
    let Some(first) = numerals::read(rest) else {
        return at + 1;
    };
    let end = at + first.len;
    if let Some(end) = gate::name_end(sentence, at, end) {
        return end;
    }
    if let Some(range) = range(sentence, at, &first) {
        let end = range.end;
        found.extend(gate::accepts(sentence, &range).then_some(range));
        return end;
    }
    let Some(mention) = single(sentence, at, &first) else {
        return end;
    };
    let end = mention.end;
    if gate::accepts(sentence, &mention) {
        found.push(mention);
    }
    end
}

/// 受教育年限达到11.7年: years are a quantity only of what is measured in them.
fn years(sentence: &Sentence, at: usize, len: usize) -> Option<Mention> {
    let number = numerals::read(sentence.from(at))?;
    let whole = sentence.at(at + number.len) == Some('年') && len == number.len + 1;
    if !whole || number.value >= Decimal::from(200) {
        return None;
    }
    let floor = clause::start(sentence, at, 0);
    let before = sentence.text(floor..at);
    let measured = ["年限", "寿命", "工龄"]
        .iter()
        .any(|noun| before.contains(noun));
    let unit = Unit {
        name: "年".into(),
        english: "years".into(),
        class: Class::Time,
    };
    let mention = Mention::new(What::Quantity, at, at + len, number.value, Some(unit));
    measured.then_some(mention)
}

/// A number with its unit, or with one that can be inferred.
fn single(sentence: &Sentence, at: usize, number: &Numeral) -> Option<Mention> {
    let end = at + number.len;
    let plus = sentence.at(end) == Some('+') || sentence.at(end) == Some('＋');
    let unit_at = end + usize::from(plus);
    let (unit, unit_end, factor) = match unit_at_or_after_space(sentence, unit_at) {
        Some((unit, unit_end, factor)) => (Some(unit), unit_end, factor),
        None => (
            gate::inferred_unit(sentence, at, end, number)?.unit(),
            end,
            1,
        ),
    };
    // 75折 is 75 %, 7.5折 too.
    let discounted = sentence.before(unit_end) == Some('折') && number.value >= Decimal::TEN;
    let factor = if discounted { 1 } else { factor };
    let mut value = number.value.checked_mul(Decimal::from(factor))?;
    let mut mention_end = unit_end;
    if let Some((extra, end)) = half_after(sentence, unit_end, factor, unit.as_ref()) {
        value = value.checked_add(extra)?;
        mention_end = end;
    }
    let start = signed(sentence, at, &mut value, unit.as_ref());
    let (start, unit) = per_volume(sentence, start, unit);
    let mut mention = Mention::new(What::Quantity, start, mention_end, value, unit);
    mention.max = match number.max {
        Some(max) => Some(max.checked_mul(Decimal::from(factor))?),
        None => None,
    };
    mention.form = number.form;
    mention.more = number.more || plus;
    mention.about = number.about;
    Some(mention)
}

/// 每立方米19微克: what one stands for is named before the number.
fn per_volume(sentence: &Sentence, start: usize, unit: Option<Unit>) -> (usize, Option<Unit>) {
    const WHOLES: [(&str, &str); 3] = [
        ("立方米", "cubic metre"),
        ("平方公里", "square kilometre"),
        ("升", "litre"),
    ];
    let measured = unit
        .as_ref()
        .filter(|unit| unit.class == Class::Measure && !unit.name.contains('/'));
    let whole = WHOLES.iter().find(|(name, _)| {
        let len = name.chars().count();
        start > len && sentence.ends(start, name) && sentence.before(start - len) == Some('每')
    });
    let (Some(measured), Some((name, english))) = (measured, whole) else {
        return (start, unit);
    };
    let per = Unit {
        name: format!("{}/{name}", measured.name).into(),
        english: format!("{} per {english}", measured.english).into(),
        class: Class::Measure,
    };
    (start - name.chars().count() - 1, Some(per))
}

/// 负3.2%, 增长-3.2%: the sign belongs to the number.
fn signed(sentence: &Sentence, at: usize, value: &mut Decimal, unit: Option<&Unit>) -> usize {
    let before = sentence.before(at);
    let share = unit.is_some_and(|unit| matches!(unit.class, Class::Ratio | Class::Points));
    let minus = match before {
        // 减负1000亿元: the word is a verb.
        Some('负' | '負') => !sentence.before(at - 1).is_some_and(|c| {
            matches!(
                c,
                '减' | '担' | '欠' | '自' | '抱' | '肩' | '背' | '降' | '胜'
            )
        }),
        Some('-' | '－' | '−') => {
            let led = at.checked_sub(1).and_then(|sign| sentence.before(sign));
            let dash = |c: char| dates::is_span_mark(c) && !matches!(c, '到' | '至');
            let money = unit.is_some_and(|unit| unit.class == Class::Money);
            share && led.is_some_and(|c| !c.is_ascii_alphanumeric() && !dash(c))
                || money && led.is_some_and(|c| matches!(c, '额' | '润' | '益' | '利' | '值'))
        }
        _ => false,
    };
    if minus {
        *value = -*value;
        at - 1
    } else {
        at
    }
}

/// The unit at `at`, with its end and its size in base units.
pub(super) fn unit_at_or_after_space(sentence: &Sentence, at: usize) -> Option<(Unit, usize, u32)> {
    let mut start = at;
    while sentence.at(start) == Some(' ') && start < at + 2 {
        start += 1;
    }
    let rest = sentence.from(start);
    let (unit, len) = units::read(rest)?;
    Some((unit, start + len, units::factor(rest)))
}

/// 三成半, 七成六, 两倍半, 一吨半: what is added after the unit, and the end.
fn half_after(
    sentence: &Sentence,
    at: usize,
    factor: u32,
    unit: Option<&Unit>,
) -> Option<(Decimal, usize)> {
    let class = unit?.class;
    if sentence.at(at) == Some('半')
        && matches!(class, Class::Ratio | Class::Times | Class::Measure)
    {
        return Some((Decimal::from(factor).checked_div(Decimal::TWO)?, at + 1));
    }
    if factor == 10
        && let Some(digit) = sentence.at(at).filter(|c| !c.is_ascii())
        && let Some(value) = numerals::parse_chinese(&digit.to_string()).filter(|&value| value < 10)
        && sentence
            .at(at + 1)
            .is_none_or(|c| !numerals::may_begin(c) && units::read(sentence.from(at + 1)).is_none())
    {
        return Some((Decimal::from(value), at + 1));
    }
    None
}

/// `1-2家`, `4.5%-5%`, `3至5个`; not after 由 or 从, where 到 leads to a new value.
fn range(sentence: &Sentence, at: usize, first: &Numeral) -> Option<Mention> {
    let end = at + first.len;
    let first_unit = unit_at_or_after_space(sentence, end);
    let mark_at = first_unit.as_ref().map_or(end, |(_, end, _)| *end);
    let second_at = after_mark(sentence, mark_at, at)?;
    let second = numerals::read(sentence.from(second_at))?;
    let second_end = second_at + second.len;
    let (unit, unit_end, factor) = match unit_at_or_after_space(sentence, second_end) {
        Some((unit, end, factor)) => (Some(unit), end, factor),
        None => (
            gate::inferred_unit(sentence, second_at, second_end, &second)?.unit(),
            second_end,
            1,
        ),
    };
    if let Some((first_unit, ..)) = &first_unit
        && Some(first_unit) != unit.as_ref()
    {
        return None;
    }
    let factor = Decimal::from(factor);
    let high = second.value.checked_mul(factor)?;
    let mut low = first.value.checked_mul(factor)?;
    let borrows =
        first.scale == Decimal::ONE && second.scale > Decimal::ONE && first_unit.is_none();
    if borrows && first.value < second.value.checked_div(second.scale)? {
        low = low.checked_mul(second.scale)?;
    }
    if high <= low {
        return None;
    }
    let mut mention = Mention::new(What::Quantity, at, unit_end, low, unit);
    mention.max = Some(high);
    mention.form = first.form;
    mention.more = second.more;
    Some(mention)
}

/// The place after the mark that joins two ends of a range.
fn after_mark(sentence: &Sentence, at: usize, number_start: usize) -> Option<usize> {
    let mut mark_at = at;
    while sentence.at(mark_at) == Some(' ') {
        mark_at += 1;
    }
    let mark = sentence.at(mark_at).filter(|&c| dates::is_span_mark(c))?;
    if matches!(mark, '至' | '到') && gate::after_from(sentence, number_start) {
        return None;
    }
    let mut next = mark_at + 1;
    if sentence.at(next) == Some(mark) || sentence.at(next) == Some(' ') {
        next += 1;
    }
    sentence
        .at(next)
        .filter(|&c| numerals::may_begin(c))
        .map(|_| next)
}
