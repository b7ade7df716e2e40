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

/// How far before the amount its verb may stand, in tokens.
const REACH: usize = 12;

/// The direction that the words around an amount name: the nearest verb before it in its clause,
/// not across another amount; else a noun right after it (a 3 per cent drop in).
pub(super) fn find(sentence: &Sentence, bound: &Bound) -> Option<Direction> {
    let after = (bound.end..bound.end + 2).find_map(|at| named(sentence, at));
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
    rising.or(after)
}

fn named(sentence: &Sentence, at: usize) -> Option<Direction> {
    let word = sentence.word(at);
    // set up, built up, up to: no rise.
    let particle = matches!(word, "up" | "down")
        && (sentence.word(at + 1) == "to"
            || at.checked_sub(1).is_some_and(|before| {
                let before = sentence.word(before);
                before.starts_with(char::is_alphabetic)
                    && !matches!(before, "was" | "is" | "were" | "are" | "be" | "went" | "go")
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
