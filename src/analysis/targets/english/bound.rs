//! English comparators before and after the number.

use crate::analysis::targets::record::Comparator;

use super::number::Amount;
use super::tokens::Sentence;

/// The comparator of an amount, the tokens that it and the number take, and its scope.
pub(super) struct Bound {
    pub(super) comparator: Comparator,
    pub(super) rule: &'static str,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) scope: Option<String>,
}

use Comparator::{About, AtLeast, AtMost, LessThan, MoreThan};

const BEFORE: &[(&[&str], Comparator)] = &[
    (&["no", "fewer", "than"], AtLeast),
    (&["no", "less", "than"], AtLeast),
    (&["not", "less", "than"], AtLeast),
    (&["not", "fewer", "than"], AtLeast),
    (&["no", "lower", "than"], AtLeast),
    (&["not", "lower", "than"], AtLeast),
    (&["a", "minimum", "of"], AtLeast),
    (&["at", "least"], AtLeast),
    (&["not", "fall", "below"], AtLeast),
    (&["limited", "to"], AtMost),
    (&["cap", "of"], AtMost),
    (&["ceiling", "of"], AtMost),
    (&["limit", "of"], AtMost),
    (&["maximum", "of"], AtMost),
    (&["minimum", "of"], AtLeast),
    (&["from", "exceeding"], AtMost),
    (&["at", "or", "above"], AtLeast),
    (&["or", "exceed"], AtLeast),
    (&["or", "exceeds"], AtLeast),
    (&["or", "exceeded"], AtLeast),
    (&["not", "below"], AtLeast),
    (&["at", "or", "below"], AtMost),
    (&["not", "above"], AtMost),
    (&["capped", "at"], AtMost),
    (&["no", "more", "than"], AtMost),
    (&["not", "more", "than"], AtMost),
    (&["no", "higher", "than"], AtMost),
    (&["not", "exceed"], AtMost),
    (&["not", "exceeding"], AtMost),
    (&["a", "maximum", "of"], AtMost),
    (&["at", "most"], AtMost),
    (&["up", "to"], AtMost),
    (&["within"], AtMost),
    (&["more", "than"], MoreThan),
    (&["greater", "than"], MoreThan),
    (&["higher", "than"], MoreThan),
    (&["upwards", "of"], MoreThan),
    (&["upward", "of"], MoreThan),
    (&["in", "excess", "of"], MoreThan),
    (&["over"], MoreThan),
    (&["above"], MoreThan),
    (&["exceed"], MoreThan),
    (&["exceeds"], MoreThan),
    (&["exceeded"], MoreThan),
    (&["exceeding"], MoreThan),
    (&["surpass"], MoreThan),
    (&["surpasses"], MoreThan),
    (&["surpassed"], MoreThan),
    (&["surpassing"], MoreThan),
    (&["top"], MoreThan),
    (&["tops"], MoreThan),
    (&["past"], MoreThan),
    (&["pass"], MoreThan),
    (&["passes"], MoreThan),
    (&["passing"], MoreThan),
    (&["break"], MoreThan),
    (&["broke"], MoreThan),
    (&["breaking"], MoreThan),
    (&["break", "through"], MoreThan),
    (&["broke", "through"], MoreThan),
    (&["breaking", "through"], MoreThan),
    (&["cross"], MoreThan),
    (&["crossed"], MoreThan),
    (&["crossing"], MoreThan),
    (&["threshold", "of"], MoreThan),
    (&["mark", "of"], MoreThan),
    (&["beyond"], MoreThan),
    (&["topped"], MoreThan),
    (&["topping"], MoreThan),
    (&["passed"], MoreThan),
    (&["less", "than"], LessThan),
    (&["fewer", "than"], LessThan),
    (&["lower", "than"], LessThan),
    (&["close", "to"], LessThan),
    (&["nearly"], LessThan),
    (&["almost"], LessThan),
    (&["below"], LessThan),
    (&["under"], LessThan),
    (&["just", "under"], LessThan),
    (&["approaching"], LessThan),
    (&["approach"], LessThan),
    (&["approaches"], LessThan),
    (&["approached"], LessThan),
    (&["about"], About),
    (&["around"], About),
    (&["approximately"], About),
    (&["roughly"], About),
    (&["some"], About),
    (&["circa"], About),
    (&["approx"], About),
    (&["approx", "."], About),
    (&["estimated"], About),
    (&["in", "the", "region", "of"], About),
    (&["in", "the", "order", "of"], About),
    (&["of", "the", "order", "of"], About),
    (&["in", "the", "neighbourhood", "of"], About),
    (&["close", "on"], LessThan),
    (&["or", "so"], About),
];

const AFTER: &[(&[&str], Comparator)] = &[
    (&["or", "more"], AtLeast),
    (&["or", "above"], AtLeast),
    (&["and", "above"], AtLeast),
    (&["or", "over"], AtLeast),
    (&["and", "more"], AtLeast),
    (&["or", "higher"], AtLeast),
    (&["or", "less"], AtMost),
    (&["or", "fewer"], AtMost),
    (&["or", "below"], AtMost),
    (&["or", "lower"], AtMost),
    (&["or", "so"], About),
    (&["or", "thereabouts"], About),
    (&["at", "least"], AtLeast),
    (&["at", "the", "least"], AtLeast),
    (&["at", "most"], AtMost),
    (&["at", "the", "most"], AtMost),
];

/// Verbs before `up to` that lead to a level: it is no bound then.
const MOVING: &[&str] = &[
    "go", "goes", "went", "gone", "going", "rise", "rises", "rose", "risen", "rising", "raise",
    "raised", "raising", "bring", "brings", "brought", "bringing", "grow", "grew", "grown",
    "climb", "climbed", "lift", "lifted", "push", "pushed", "move", "moved", "pulled",
];

/// Words before `over` where it says across what, not more than how much.
const ACROSS: &[&str] = &[
    "control",
    "extend",
    "extends",
    "extending",
    "stretch",
    "stretching",
    "spread",
    "carried",
    "out",
    "planted",
    "afforestation",
    "restored",
    "treated",
    "erosion",
];

/// Words between a `not` and the bound that it turns round: not be lower than.
const BETWEEN: &[&str] = &[
    "be", "been", "fall", "go", "rise", "drop", "get", "grow", "allowed", "to", "become",
];

/// What `not` makes of a bound: not lower than is at least.
fn negated(comparator: Comparator) -> Comparator {
    match comparator {
        LessThan => AtLeast,
        MoreThan => AtMost,
        other => other,
    }
}

/// Whether a bound that begins at `start` stands after `not`.
fn is_negated(sentence: &Sentence, start: usize) -> bool {
    for back in 1..=4 {
        let Some(at) = start.checked_sub(back) else {
            return false;
        };
        match sentence.word(at) {
            "not" | "never" | "no" => return true,
            word if BETWEEN.contains(&word) => {}
            _ => return false,
        }
    }
    false
}

/// Finds the comparator.
pub(super) fn find(sentence: &Sentence, amount: &Amount) -> Bound {
    let mut bound = Bound {
        comparator: Comparator::Equal,
        rule: "comparator: none",
        start: amount.start,
        end: amount.end,
        scope: None,
    };
    if amount.ordinal {
        return bound;
    }
    let mut from = amount.start;
    while from > 0
        && matches!(sentence.word(from - 1), "the" | "a" | "an")
        && amount.start - from < 2
    {
        from -= 1;
    }
    for at in [amount.start, from] {
        let found = BEFORE
            .iter()
            .filter(|(words, _)| at >= words.len() && sentence.follows(at - words.len(), words))
            .max_by_key(|(words, _)| words.len());
        if let Some((words, comparator)) = found {
            let start = at - words.len();
            let led = sentence.word(start.wrapping_sub(1));
            let none = matches!(words, ["up", "to"]) && MOVING.contains(&led)
                || matches!(words, ["over"]) && ACROSS.contains(&led);
            if none {
                break;
            }
            bound.comparator = if is_negated(sentence, start) {
                negated(*comparator)
            } else {
                *comparator
            };
            bound.rule = "comparator: before";
            bound.start = start;
            break;
        }
    }
    // Not across another number: 90 projects of 100 million yuan or more.
    let reach = (amount.end..amount.end + 6).take_while(|at| {
        let word = sentence.word(*at);
        let stops = matches!(word, "" | "," | ";" | ".")
            || word == "and" && sentence.word(at + 1) != "above"
            || word.starts_with(|c: char| c.is_ascii_digit());
        !stops
    });
    for at in reach {
        // at or above the provincial level: of the things, not of their number.
        let of_things = sentence.word(at.wrapping_sub(1)) == "at";
        // one visit at most: not of the amount three nouns before.
        let near = at <= amount.end + 1 || sentence.word(at) != "at";
        if let Some((words, comparator)) = AFTER
            .iter()
            .find(|(words, _)| near && !of_things && sentence.follows(at, words))
        {
            bound.comparator = *comparator;
            bound.rule = "comparator: after";
            if at == amount.end {
                bound.end = at + words.len();
            }
            break;
        }
    }
    bound
}
