//! Whether an English amount is a rise or a fall.

use crate::analysis::targets::record::Direction;

use super::bound::Bound;
use super::tokens::Sentence;

const RISING: &[&str] = &[
    "grow",
    "grows",
    "grew",
    "grown",
    "growing",
    "growth",
    "increase",
    "increases",
    "increased",
    "increasing",
    "rise",
    "rises",
    "rose",
    "risen",
    "rising",
    "raise",
    "raises",
    "raised",
    "raising",
    "climb",
    "climbed",
    "climbing",
    "expand",
    "expanded",
    "expanding",
    "up",
    "gain",
    "gained",
    "add",
    "adds",
    "added",
    "adding",
    "surge",
    "surged",
    "jumped",
    "lengthen",
    "extend",
    "extended",
    "extending",
    "widen",
    "widened",
    "lengthened",
    "upturn",
];

const FALLING: &[&str] = &[
    "fall",
    "falls",
    "fell",
    "fallen",
    "falling",
    "decline",
    "declines",
    "declined",
    "declining",
    "decrease",
    "decreases",
    "decreased",
    "decreasing",
    "drop",
    "drops",
    "dropped",
    "dropping",
    "reduce",
    "reduces",
    "reduced",
    "reducing",
    "reduction",
    "cut",
    "cuts",
    "cutting",
    "lower",
    "lowers",
    "lowered",
    "lowering",
    "down",
    "shrink",
    "shrank",
    "shrunk",
    "contract",
    "contracted",
    "contraction",
    "narrow",
    "narrowed",
    "narrowing",
    "shorten",
    "shortened",
    "shortening",
    "slash",
    "slashed",
    "trim",
    "trimmed",
    "streamline",
    "streamlined",
];

/// What stands after an amount of difference: 16 per cent higher, 12 days fewer than.
const MORE: &[&str] = &[
    "more", "higher", "faster", "above", "ahead", "longer", "larger", "greater", "up",
];
const LESS: &[&str] = &[
    "less", "fewer", "lower", "slower", "below", "behind", "shorter", "smaller", "down",
];

/// How far before the amount its verb may stand, in tokens.
const REACH: usize = 12;

/// The direction that the words around an amount name: the nearest verb before it in its clause,
/// not across another amount; else a noun right after it (a 3 per cent drop in).
pub(super) fn find(sentence: &Sentence, bound: &Bound) -> Option<Direction> {
    let after = after(sentence, bound);
    let compared = bound.start.checked_sub(2).and_then(|at| {
        // higher than the average by 3 points: told before.
        (sentence.word(at + 1) == "by")
            .then(|| compared(sentence, at))
            .flatten()
    });
    // up to 90: a bound, no rise.
    let from = bound.start.saturating_sub(REACH);
    let mut rising = None;
    for at in (from..bound.start).rev() {
        let word = sentence.word(at);
        if matches!(word, "," | ";" | ":" | "." | "(" | ")")
            || word.starts_with(|c: char| c.is_ascii_digit())
            || word == "and" && rising.is_none() && bound.start - at > 4
        {
            break;
        }
        if let Some(direction) = named(sentence, at) {
            let negative = (at.saturating_sub(2)..at)
                .any(|at| matches!(sentence.word(at), "negative" | "less"));
            rising = Some(if negative { Direction::Down } else { direction });
            break;
        }
    }
    // 25 per cent less than: what stands after tells more than a verb far before.
    after.or(rising).or(compared)
}

/// The words right after: a 3 per cent drop, 17,000 more than, 5 points above the average.
fn after(sentence: &Sentence, bound: &Bound) -> Option<Direction> {
    for at in bound.end..bound.end + 3 {
        let word = sentence.word(at);
        if !word.starts_with(char::is_alphabetic)
            || matches!(word, "and" | "or" | "of" | "in" | "to")
        {
            return None;
        }
        let than = (at + 1..at + 4).any(|at| matches!(sentence.word(at), "than" | "last"))
            || matches!(word, "above" | "below" | "ahead" | "behind");
        if than && MORE.contains(&word) {
            return Some(Direction::Up);
        }
        if than && LESS.contains(&word) {
            return Some(Direction::Down);
        }
        let ends = !sentence.word(at + 1).starts_with(char::is_alphabetic);
        if ends && at == bound.end && matches!(word, "higher" | "lower" | "faster" | "slower") {
            let up = MORE.contains(&word);
            return Some(if up { Direction::Up } else { Direction::Down });
        }
        if at < bound.end + 2
            && let Some(direction) = named(sentence, at)
        {
            return Some(direction);
        }
    }
    None
}

/// Higher than … by: the nearest word of comparison before.
fn compared(sentence: &Sentence, before: usize) -> Option<Direction> {
    (before.saturating_sub(6)..=before).rev().find_map(|at| {
        let word = sentence.word(at);
        let than = sentence.word(at + 1) == "than";
        if than && MORE.contains(&word) {
            Some(Direction::Up)
        } else if than && LESS.contains(&word) {
            Some(Direction::Down)
        } else {
            None
        }
    })
}

/// Whether a word names a rise or a fall.
pub(super) fn names(word: &str) -> bool {
    RISING.contains(&word) || FALLING.contains(&word)
}

fn named(sentence: &Sentence, at: usize) -> Option<Direction> {
    let word = sentence.word(at);
    // set up, built up, up to: no rise.
    let particle = matches!(word, "up" | "down")
        && (sentence.word(at + 1) == "to"
            || at.checked_sub(1).is_some_and(|before| {
                let before = sentence.word(before);
                before.starts_with(char::is_alphabetic)
                    && !matches!(
                        before,
                        "was"
                            | "is"
                            | "were"
                            | "are"
                            | "be"
                            | "went"
                            | "go"
                            | "come"
                            | "came"
                            | "comes"
                            | "gone"
                    )
            }));
    if particle {
        None
    } else if RISING.contains(&word) {
        Some(Direction::Up)
    } else if FALLING.contains(&word) {
        Some(Direction::Down)
    } else {
        None
    }
}
