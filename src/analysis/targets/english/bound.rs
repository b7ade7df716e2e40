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
    (&["at", "or", "above"], AtLeast),
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
    (&["about"], About),
    (&["around"], About),
    (&["approximately"], About),
    (&["roughly"], About),
    (&["some"], About),
    (&["circa"], About),
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
];

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
            bound.comparator = *comparator;
            bound.rule = "comparator: before";
            bound.start = at - words.len();
            break;
        }
    }
    let reach = (amount.end..amount.end + 6).take_while(|at| !matches!(sentence.word(*at), "" | "," | ";" | "." | "and" if sentence.word(at + 1) != "above"));
    for at in reach {
        if let Some((words, comparator)) =
            AFTER.iter().find(|(words, _)| sentence.follows(at, words))
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
