//! Fractions, halves and multiples: two-thirds of, cut by half, nine in ten, half a million.

use rust_decimal::Decimal;

use crate::analysis::targets::english::tokens::Sentence;

use super::words::{lookup, past_hyphen, plain, scale};

const MULTIPLES: &[(&str, u64)] = &[
    ("double", 2),
    ("doubles", 2),
    ("doubled", 2),
    ("doubling", 2),
    ("twice", 2),
    ("twofold", 2),
    ("triple", 3),
    ("triples", 3),
    ("tripled", 3),
    ("tripling", 3),
    ("treble", 3),
    ("trebled", 3),
    ("threefold", 3),
    ("quadruple", 4),
    ("quadrupled", 4),
    ("fourfold", 4),
    ("fivefold", 5),
    ("tenfold", 10),
];

/// Verbs after which a bare share is how much something changed.
const CHANGING: &[&str] = &[
    "by",
    "up",
    "down",
    "grow",
    "grew",
    "grown",
    "growing",
    "rise",
    "rose",
    "risen",
    "rising",
    "increase",
    "increased",
    "increasing",
    "expand",
    "expanded",
    "fall",
    "fell",
    "fallen",
    "falling",
    "drop",
    "dropped",
    "decrease",
    "decreased",
    "reach",
    "reached",
    "reaching",
    "to",
    "least",
    "than",
    "about",
    "nearly",
    "almost",
    "roughly",
];

/// The words of multiples.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    MULTIPLES.iter().map(|(word, _)| *word)
}

/// How often a thing is as large as it was: double, threefold.
pub(super) fn multiple(word: &str) -> Option<Decimal> {
    lookup(MULTIPLES, word).map(Decimal::from)
}

/// A share of a whole in hundredths, its end, and whether it is a fall by so much.
pub(super) struct Share {
    pub(super) value: Decimal,
    pub(super) end: usize,
    pub(super) halved: bool,
}

impl Share {
    fn new(value: Decimal, end: usize) -> Self {
        Self {
            value,
            end,
            halved: false,
        }
    }
}

/// The number of parts that a word of a fraction makes of a whole.
fn parts(word: &str) -> Option<u32> {
    match word {
        "half" | "halves" => Some(2),
        "third" | "thirds" => Some(3),
        "quarter" | "quarters" | "fourth" | "fourths" => Some(4),
        "fifth" | "fifths" => Some(5),
        "tenth" | "tenths" => Some(10),
        _ => None,
    }
}

fn hundredths(count: Decimal, whole: u32) -> Option<Decimal> {
    let share = count
        .checked_mul(Decimal::ONE_HUNDRED)?
        .checked_div(Decimal::from(whole))?;
    Some(share.round_dp(2))
}

/// `two-thirds of`, `three quarters`, `one third`, `nine in ten`, `1/3` after the number that ends
/// at `end`.
pub(super) fn after_number(
    sentence: &Sentence,
    start: usize,
    (count, end, spelled): (Decimal, usize, bool),
) -> Option<Share> {
    let at = past_hyphen(sentence, end);
    // the first three quarters: a time.
    if sentence.word(start.wrapping_sub(1)) == "first" {
        return None;
    }
    if let Some(whole) = parts(sentence.word(at)) {
        // One third, but the five fifth graders.
        let fraction = count < Decimal::from(whole);
        return fraction
            .then(|| hundredths(count, whole))
            .flatten()
            .map(|value| Share::new(value, at + 1));
    }
    let led = CHANGING.contains(&sentence.word(start.wrapping_sub(1)));
    if sentence.word(end) == "/" && led {
        let (whole, end, _) = plain(sentence, end + 1)?;
        let whole = u32::try_from(whole).ok().filter(|whole| *whole > 1)?;
        return Some(Share::new(hundredths(count, whole)?, end));
    }
    let of = if sentence.follows(end, &["out", "of"]) {
        end + 2
    } else if spelled && sentence.word(end) == "in" {
        end + 1
    } else {
        return None;
    };
    let (whole, after, words) = plain(sentence, of)?;
    let whole = u32::try_from(whole).ok()?;
    let usual = matches!(whole, 3 | 4 | 5 | 10 | 100) && (words || of == end + 2);
    (usual && count < Decimal::from(whole))
        .then(|| hundredths(count, whole))
        .flatten()
        .map(|value| Share::new(value, after))
}

/// `half of`, `half the`, `by half`, `a third of`, `by a third`, `halved`, `halfway`: a share
/// without a number before it.
pub(super) fn alone(sentence: &Sentence, at: usize) -> Option<Share> {
    let word = sentence.word(at);
    if matches!(word, "halve" | "halves" | "halved" | "halving") {
        return Some(Share {
            value: Decimal::from(50),
            end: at + 1,
            halved: true,
        });
    }
    if word == "halfway" {
        return Some(Share::new(Decimal::from(50), at + 1));
    }
    let one = word == "a";
    let noun = at + usize::from(one);
    let next = sentence.word(noun + 1);
    let before = sentence.word(at.wrapping_sub(1));
    if sentence.word(noun) == "half" {
        let cut = before == "in"
            && (2..=6).any(|back| {
                let verb = sentence.word(at.wrapping_sub(back));
                verb.starts_with("cut") || verb.starts_with("reduc") || verb.starts_with("slash")
            });
        // the first half of 2022: a time.
        let time = matches!(
            before,
            "first" | "second" | "latter" | "other" | "former" | "the" | "last" | "next" | "and"
        ) || sentence.word(noun + 2) == "year";
        let led = matches!(next, "of" | "the")
            || matches!(before, "by" | "than" | "least") && !matches!(next, "a" | "an");
        return (cut || !time && led).then(|| Share {
            value: Decimal::from(50),
            end: noun + 1,
            halved: cut,
        });
    }
    let whole = parts(sentence.word(noun)).filter(|_| one)?;
    let led = next == "of" || CHANGING.contains(&before);
    led.then(|| hundredths(Decimal::ONE, whole))
        .flatten()
        .map(|value| Share::new(value, noun + 1))
}

/// `half a million`, `a quarter of a billion`, `half a dozen`: a part of a scale word, and its end.
pub(super) fn of_scale(sentence: &Sentence, at: usize) -> Option<(Decimal, usize)> {
    let one = usize::from(sentence.word(at) == "a");
    let whole = parts(sentence.word(at + one))?;
    let of = at + one + 1;
    let article = of + usize::from(sentence.word(of) == "of");
    let scaled = usize::from(matches!(sentence.word(article), "a" | "an"));
    if scaled == 0 {
        return None;
    }
    let value = scale(sentence.word(article + 1))?.checked_div(Decimal::from(whole))?;
    Some((value, article + 2))
}

/// `half a percentage point`: where the unit starts.
pub(super) fn of_unit(sentence: &Sentence, at: usize) -> Option<usize> {
    let half = sentence.follows(at, &["half", "a", "percentage"]);
    half.then_some(at + 2)
}
