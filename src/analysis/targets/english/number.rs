//! Amounts: digits and number words, scale words, ranges, fractions, multiples, ranks.

use rust_decimal::Decimal;

use crate::quantities::Class;
use crate::quantities::units::Unit;

use super::tokens::Sentence;
use super::units;

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
}

const WORDS: &[(&str, u64)] = &[
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
    ("thirteen", 13),
    ("fourteen", 14),
    ("fifteen", 15),
    ("sixteen", 16),
    ("seventeen", 17),
    ("eighteen", 18),
    ("nineteen", 19),
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fifty", 50),
    ("sixty", 60),
    ("seventy", 70),
    ("eighty", 80),
    ("ninety", 90),
];

const SCALES: &[(&str, u64)] = &[
    ("dozen", 12),
    ("hundred", 100),
    ("thousand", 1_000),
    ("million", 1_000_000),
    ("billion", 1_000_000_000),
    ("trillion", 1_000_000_000_000),
    ("bn", 1_000_000_000),
    ("mn", 1_000_000),
];

const MULTIPLES: &[(&str, u64)] = &[
    ("double", 2),
    ("doubled", 2),
    ("doubling", 2),
    ("twice", 2),
    ("twofold", 2),
    ("triple", 3),
    ("tripled", 3),
    ("threefold", 3),
    ("quadruple", 4),
    ("quadrupled", 4),
    ("fourfold", 4),
    ("fivefold", 5),
    ("tenfold", 10),
];

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

fn lookup(table: &[(&str, u64)], word: &str) -> Option<u64> {
    table
        .iter()
        .find(|(name, _)| *name == word)
        .map(|(_, value)| *value)
}

/// Reads the amount at token `at`.
pub(super) fn read(sentence: &Sentence, at: usize) -> Option<Amount> {
    if let Some(times) = lookup(MULTIPLES, sentence.word(at)) {
        return Some(amount(
            at,
            at + 1,
            Decimal::from(times),
            Some(Unit::times()),
            true,
        ));
    }
    if sentence.follows(at, &["full", "coverage"]) {
        return Some(amount(
            at,
            at + 2,
            Decimal::ONE_HUNDRED,
            Some(Unit::percent()),
            true,
        ));
    }
    if let Some(rank) = rank(sentence, at) {
        return Some(rank);
    }
    if let Some((share, end)) = part(sentence, at) {
        return Some(amount(at, end, share, Some(Unit::percent()), true));
    }
    let prefix = currency(sentence, at);
    let number_at = at + prefix.as_ref().map_or(0, |(_, len)| *len);
    let (first, end, spelled) = plain(sentence, number_at)?;
    if let Some((share, end)) = fraction(sentence, first, end) {
        return Some(amount(at, end, share, Some(Unit::percent()), true));
    }
    let (unit, unit_end) = match prefix {
        Some((unit, _)) => (Some(unit), end),
        None => split_unit(units::read(sentence, end), end),
    };
    let mut found = amount(at, unit_end, first, unit, spelled);
    second(sentence, &mut found, end);
    negate(sentence, &mut found);
    Some(found)
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
        if after_from {
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
    lookup(SCALES, sentence.word(end.checked_sub(1)?)).map(Decimal::from)
}

/// A number in digits or words with its scale words: value, end, whether it is spelled.
pub(super) fn plain(sentence: &Sentence, at: usize) -> Option<(Decimal, usize, bool)> {
    let word = sentence.word(at);
    let digits = word.starts_with(|c: char| c.is_ascii_digit());
    let (mut value, mut end) = if digits {
        if word.len() > 24 {
            return None;
        }
        (word.replace(',', "").parse::<Decimal>().ok()?, at + 1)
    } else {
        spelled(sentence, at)?
    };
    if digits {
        while let Some(scale) = lookup(SCALES, sentence.word(end)) {
            value = value.checked_mul(Decimal::from(scale))?;
            end += 1;
        }
    }
    Some((value, end, !digits))
}

/// `one hundred and twenty-five thousand`.
fn spelled(sentence: &Sentence, start: usize) -> Option<(Decimal, usize)> {
    let mut total = 0u64;
    let mut part = 0u64;
    let mut at = start;
    let mut any = false;
    if matches!(sentence.word(at), "a" | "an") && lookup(SCALES, sentence.word(at + 1)).is_some() {
        part = 1;
        at += 1;
    }
    loop {
        let word = sentence.word(at);
        if let Some(value) = lookup(WORDS, word) {
            part = part.checked_add(value)?;
            any = true;
        } else if let Some(scale) = lookup(SCALES, word).filter(|_| any || part > 0) {
            if scale >= 1_000 {
                total = total.checked_add(part.max(1).checked_mul(scale)?)?;
                part = 0;
            } else {
                part = part.max(1).checked_mul(scale)?;
            }
            any = true;
        } else {
            let joined = matches!(word, "-" | "and")
                && any
                && lookup(WORDS, sentence.word(at + 1)).is_some();
            let tens = sentence.tokens.get(at).is_some_and(|token| token.tight) && word == "-";
            if joined
                && (tens && (20..100).contains(&(part % 100)) && part.is_multiple_of(10)
                    || word == "and" && part >= 100)
            {
                at += 1;
                continue;
            }
            break;
        }
        at += 1;
    }
    any.then(|| (Decimal::from(total + part), at))
}

/// The number of parts that a word of a fraction makes of a whole.
fn parts(word: &str) -> Option<u32> {
    match word {
        "half" | "halves" => Some(2),
        "third" | "thirds" => Some(3),
        "quarter" | "quarters" | "fourths" => Some(4),
        "fifth" | "fifths" => Some(5),
        "tenth" | "tenths" => Some(10),
        _ => None,
    }
}

fn share(count: Decimal, whole: u32) -> Option<Decimal> {
    let share = count
        .checked_mul(Decimal::ONE_HUNDRED)?
        .checked_div(Decimal::from(whole))?;
    Some(share.round_dp(2))
}

/// `two-thirds of`, `three quarters of`.
fn fraction(sentence: &Sentence, count: Decimal, end: usize) -> Option<(Decimal, usize)> {
    let at = end + usize::from(sentence.word(end) == "-");
    let whole = parts(sentence.word(at))?;
    (sentence.word(at + 1) == "of").then_some((share(count, whole)?, at + 1))
}

/// `half of`, `half the`, `by half`, `a third of`: a share without a number before it.
fn part(sentence: &Sentence, at: usize) -> Option<(Decimal, usize)> {
    let one = sentence.word(at) == "a";
    let word = at + usize::from(one);
    let next = sentence.word(word + 1);
    let before = sentence.word(at.wrapping_sub(1));
    let half = sentence.word(word) == "half";
    let whole = if half {
        // the first half of 2022: a time.
        let time = matches!(
            before,
            "first" | "second" | "latter" | "other" | "former" | "the" | "last" | "next" | "and"
        ) || sentence.word(word + 2) == "year";
        let led = matches!(next, "of" | "the") || before == "by" && !matches!(next, "a" | "an");
        (!time && led).then_some(2)?
    } else {
        (one && next == "of").then(|| parts(sentence.word(word)))??
    };
    Some((share(Decimal::ONE, whole)?, word + 1))
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
    let value = lookup(ORDINALS, sentence.word(at))?;
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
