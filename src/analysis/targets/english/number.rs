//! Amounts: digits and number words, scale words, ranges, fractions, multiples, ranks.

use std::collections::HashSet;
use std::sync::LazyLock;

use rust_decimal::Decimal;

use crate::quantities::Class;
use crate::quantities::units::Unit;

use super::tokens::Sentence;
use super::units;

mod share;
mod words;

pub(super) use words::plain;

/// A number with its unit; offsets count tokens of the sentence.
#[derive(Debug, Clone)]
pub(super) struct Amount {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) value: Decimal,
    pub(super) max: Option<Decimal>,
    pub(super) baseline: Option<Decimal>,
    pub(super) unit: Option<Unit>,
    /// Written in words.
    pub(super) spelled: bool,
    /// Second, first: a place in an order.
    pub(super) ordinal: bool,
    /// Halved, cut in half: a fall by so much.
    pub(super) halved: bool,
}

const ORDINALS: &[(&str, u64)] = &[
    ("first", 1),
    ("second", 2),
    ("third", 3),
    ("fourth", 4),
    ("fifth", 5),
    ("sixth", 6),
    ("seventh", 7),
    ("eighth", 8),
    ("ninth", 9),
    ("tenth", 10),
];

/// Words that an amount may begin with, beside digits: most tokens begin none, and are to be passed
/// over fast.
static BEGINNINGS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let others = [
        "a",
        "an",
        "half",
        "halve",
        "halves",
        "halved",
        "halving",
        "halfway",
        "full",
        "complete",
        "universal",
        "total",
        "blanket",
        "rmb",
        "cny",
        "¥",
        "￥",
        "yuan",
        "$",
        "usd",
        "us",
        "hk",
        "€",
        "eur",
    ];
    let ordinals = ORDINALS.iter().map(|(word, _)| *word);
    let numbers = words::names().chain(share::names());
    others.into_iter().chain(ordinals).chain(numbers).collect()
});

/// Reads the amount at token `at`.
pub(super) fn read(sentence: &Sentence, at: usize) -> Option<Amount> {
    let first = sentence.word(at);
    if !first.starts_with(|c: char| c.is_ascii_digit()) && !BEGINNINGS.contains(first) {
        return None;
    }
    let percent = |end, value| amount(at, end, value, Some(Unit::percent()), true);
    if let Some(times) = share::multiple(sentence.word(at)) {
        return Some(amount(at, at + 1, times, Some(Unit::times()), true));
    }
    let covered = ["full", "complete", "universal", "total", "blanket"];
    if covered.contains(&sentence.word(at)) && sentence.word(at + 1) == "coverage" {
        return Some(percent(at + 2, Decimal::ONE_HUNDRED));
    }
    if let Some(rank) = rank(sentence, at) {
        return Some(rank);
    }
    if let Some(unit_at) = share::of_unit(sentence, at)
        && let Some((unit, end)) = units::read(sentence, unit_at)
    {
        return Some(amount(at, end, Decimal::new(5, 1), Some(unit), true));
    }
    let prefix = currency(sentence, at);
    let number_at = at + prefix.as_ref().map_or(0, |(_, len)| *len);
    let part = share::of_scale(sentence, number_at);
    if part.is_none()
        && let Some(found) = share::alone(sentence, at)
    {
        let mut amount = percent(found.end, found.value);
        amount.halved = found.halved;
        return Some(amount);
    }
    let (mut first, mut end, spelled) = match part {
        Some((value, end)) => (value, end, false),
        None => plain(sentence, number_at)?,
    };
    if let Some(found) = share::after_number(sentence, at, (first, end, spelled)) {
        return Some(percent(found.end, found.value));
    }
    let letter = words::letter(sentence, end).filter(|_| prefix.is_some());
    let letter = letter.or_else(|| {
        let money =
            units::read(sentence, end + 1).is_some_and(|(unit, _)| unit.class == Class::Money);
        words::letter(sentence, end).filter(|_| money)
    });
    if let Some(scale) = letter {
        first = first.checked_mul(scale)?;
        end += 1;
    }
    // 0.3 of a percentage point.
    let point = sentence.follows(end, &["of", "a", "percentage"]);
    let (unit, unit_end) = match prefix {
        None if point => split_unit(units::read(sentence, end + 2), end),
        Some((unit, _)) => (Some(unit), end),
        // a 10-percent rise, a 50-kilometre road.
        None => split_unit(
            units::read(sentence, words::past_hyphen(sentence, end)),
            end,
        ),
    };
    let (unit, first) = match unit {
        None if !spelled => {
            shared(sentence, end, first).map_or((None, first), |shared| (Some(shared.0), shared.1))
        }
        unit => (unit, first),
    };
    let mut found = amount(at, unit_end, first, unit, spelled);
    second(sentence, &mut found, end);
    negate(sentence, &mut found);
    Some(found)
}

/// 5.1, 6.2 and 7.3 per cent: the unit, and the scale word with it, stand at the end of the list.
fn shared(sentence: &Sentence, end: usize, value: Decimal) -> Option<(Unit, Decimal)> {
    let mut at = end;
    for _ in 0..6 {
        let mut next = at;
        while matches!(sentence.word(next), "," | "and" | "or") {
            next += 1;
        }
        if next == at {
            return None;
        }
        let (_, after, words) = plain(sentence, next)?;
        if words {
            return None;
        }
        if let Some((unit, _)) = units::read(sentence, after) {
            let wanted = matches!(unit.class, Class::Ratio | Class::Points | Class::Money);
            let scale = scale_of(sentence, after).filter(|_| value < Decimal::from(1000));
            let value = scale.map_or(Some(value), |scale| value.checked_mul(scale))?;
            return wanted.then_some((unit, value));
        }
        at = after;
    }
    None
}

/// `-0.5%`, `minus 2%`: the sign of a share.
fn negate(sentence: &Sentence, found: &mut Amount) {
    let share = found
        .unit
        .as_ref()
        .is_some_and(|unit| matches!(unit.class, Class::Ratio | Class::Points));
    let Some(sign) = found.start.checked_sub(1).filter(|_| share) else {
        return;
    };
    let tight = |at: usize| sentence.tokens.get(at).is_some_and(|token| token.tight);
    let minus = match sentence.word(sign) {
        "-" | "−" => tight(found.start) && !tight(sign),
        "minus" => true,
        _ => false,
    };
    if minus && found.max.is_none() {
        found.value = -found.value;
        found.start = sign;
    }
}

fn split_unit(read: Option<(Unit, usize)>, end: usize) -> (Option<Unit>, usize) {
    read.map_or((None, end), |(unit, end)| (Some(unit), end))
}

fn amount(start: usize, end: usize, value: Decimal, unit: Option<Unit>, spelled: bool) -> Amount {
    Amount {
        start,
        end,
        value,
        max: None,
        baseline: None,
        unit,
        spelled,
        ordinal: false,
        halved: false,
    }
}

/// Reads `to 10`, `-10`, `and 10` after the first number of a range, or of `from A to B`.
fn second(sentence: &Sentence, found: &mut Amount, number_end: usize) {
    let after_from = sentence.word(found.start.wrapping_sub(1)) == "from";
    let between = (1..=3).any(|back| sentence.word(found.start.wrapping_sub(back)) == "between");
    // from 12.3 per cent in 2015 to 0.8 per cent.
    let dated = after_from && matches!(sentence.word(found.end), "in" | "at" | "by" | "during");
    let year = sentence.word(found.end + 1);
    let dated = dated && year.len() == 4 && year.chars().all(|c| c.is_ascii_digit());
    let by = (1..=3).any(|back| {
        sentence.word(found.start.wrapping_sub(back)) == "by"
            && (found.start + 1 - back..found.start)
                .all(|at| sentence.word(at).starts_with(char::is_alphabetic))
    });
    for mark_at in [number_end, found.end, found.end + if dated { 2 } else { 0 }] {
        let mark = sentence.word(mark_at);
        // by 1.5 percentage points to 3.2 per cent: a difference and the level it leads to.
        if mark == "to" && by && found.unit.is_some() && mark_at > number_end {
            continue;
        }
        let joins = matches!(mark, "to" | "-" | "–" | "—") || (between && mark == "and");
        if !joins {
            continue;
        }
        let prefix = currency(sentence, mark_at + 1).map_or(0, |(_, len)| len);
        let Some((high, end, _)) = plain(sentence, mark_at + 1 + prefix) else {
            continue;
        };
        let (unit, unit_end) = split_unit(units::read(sentence, end), end);
        let other = |unit: &Unit| {
            found
                .unit
                .as_ref()
                .is_some_and(|own| own.class != unit.class)
        };
        if mark == "to" && !after_from && unit.as_ref().is_some_and(other) {
            continue;
        }
        let unit = unit.or_else(|| found.unit.clone());
        let borrowed = scale_of(sentence, end).filter(|_| found.value < Decimal::from(1000));
        let low = borrowed
            .and_then(|scale| found.value.checked_mul(scale))
            .filter(|low| *low < high)
            .unwrap_or(found.value);
        found.end = unit_end;
        // From five to eight more companies: how many, no change.
        let range = after_from
            && high > low
            && unit.is_none()
            && sentence.word(unit_end).starts_with(char::is_alphabetic)
            && !matches!(
                sentence.word(unit_end),
                "in" | "by" | "over" | "and" | "at" | "on"
            );
        if after_from && !range {
            found.baseline = Some(low);
            found.value = high;
        } else if high > low {
            found.value = low;
            found.max = Some(high);
        } else {
            return;
        }
        found.unit = unit;
        return;
    }
}

/// The scale word that ends at token `end`.
fn scale_of(sentence: &Sentence, end: usize) -> Option<Decimal> {
    words::scale(sentence.word(end.checked_sub(1)?))
}

/// `RMB`, `CNY`, `US$`, `$`, `€` before a number.
fn currency(sentence: &Sentence, at: usize) -> Option<(Unit, usize)> {
    let unit = |name| Unit::known(name);
    match sentence.word(at) {
        "rmb" | "cny" | "¥" | "￥" | "yuan" => unit("元").map(|unit| (unit, 1)),
        "$" | "usd" => unit("美元").map(|unit| (unit, 1)),
        "us" if sentence.word(at + 1) == "$" => unit("美元").map(|unit| (unit, 2)),
        "hk" if sentence.word(at + 1) == "$" => unit("港元").map(|unit| (unit, 2)),
        "€" | "eur" => unit("欧元").map(|unit| (unit, 1)),
        _ => None,
    }
    .filter(|(_, len)| plain(sentence, at + len).is_some())
}

/// `ranked second`, `ranks first`, `No. 1`.
fn rank(sentence: &Sentence, at: usize) -> Option<Amount> {
    let value = words::lookup(ORDINALS, sentence.word(at))?;
    let ranked = (1..=3).any(|back| {
        let word = sentence.word(at.wrapping_sub(back));
        word.starts_with("rank") || matches!(word, "placed" | "came" | "place" | "stood")
    });
    let mut found = amount(at, at + 1, Decimal::from(value), Some(Unit::rank()), true);
    found.ordinal = true;
    ranked.then_some(found)
}

/// Whether the amount is money, a share or a measure, not a count.
pub(super) fn is_measured(amount: &Amount) -> bool {
    amount
        .unit
        .as_ref()
        .is_some_and(|unit| unit.class != Class::Count)
}
