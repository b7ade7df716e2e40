//! What an English amount counts.

use crate::quantities::Class;

use super::bound::Bound;
use super::number::Amount;
use super::tokens::Sentence;

/// Words that end a noun phrase after a number.
const STOPS: &[&str] = &[
    "from",
    "at",
    "in",
    "over",
    "during",
    "by",
    "with",
    "took",
    "were",
    "was",
    "which",
    "who",
    "that",
    "to",
    "for",
    "across",
    "within",
    "throughout",
    "will",
    "into",
    "on",
    "as",
    "this",
    "or",
    "has",
    "have",
    "had",
    "are",
    "is",
    "is",
    "each",
    "every",
    "respectively",
    "under",
    "through",
];

/// Verbs and prepositions between a noun and its number.
const LINKS: &[&str] = &[
    "to",
    "by",
    "of",
    "at",
    "grow",
    "grew",
    "growing",
    "rise",
    "rose",
    "rising",
    "increase",
    "increased",
    "increasing",
    "reach",
    "reached",
    "reaching",
    "fall",
    "fell",
    "falling",
    "drop",
    "dropped",
    "decrease",
    "decreased",
    "was",
    "were",
    "is",
    "be",
    "been",
    "will",
    "stood",
    "stand",
    "totalled",
    "totaled",
    "total",
    "amounted",
    "hit",
    "exceed",
    "exceeded",
    "remain",
    "remained",
    "kept",
    "maintain",
    "maintained",
    "up",
    "down",
    "climbed",
    "expand",
    "expanded",
    "ranked",
    "ranking",
    "ranks",
    "rank",
    "raised",
    "raise",
    "brought",
    "bring",
    "with",
    "a",
    "an",
    "the",
    "should",
    "must",
    "from",
    "averaged",
    "have",
    "has",
    "had",
    "came",
    "cut",
    "reduce",
    "reduced",
    "brought",
    "lower",
    "lowered",
    "kept",
    "keep",
    "hold",
    "held",
    "first",
    "about",
];

/// Verbs that begin another clause after `and`.
const CLAUSE_VERBS: &[&str] = &[
    "add",
    "achieve",
    "attract",
    "bring",
    "build",
    "carry",
    "complete",
    "create",
    "cultivate",
    "cut",
    "develop",
    "dispatch",
    "ensure",
    "establish",
    "expand",
    "extend",
    "hold",
    "improve",
    "increase",
    "keep",
    "launch",
    "lift",
    "make",
    "open",
    "organise",
    "provide",
    "raise",
    "recruit",
    "reduce",
    "renovate",
    "run",
    "secure",
    "serve",
    "set",
    "strengthen",
    "support",
    "train",
    "upgrade",
];

/// Words at the beginning of a clause that are no part of the noun.
const LEADS: &[&str] = &[
    "the", "a", "an", "its", "it", "will", "strive", "strives", "for", "to", "and", "while",
    "with", "of", "that", "in", "aim", "aims", "ensure", "see", "keep", "make", "achieve",
    "achieved", "bring", "raise", "let", "by", "brought", "city", "seek",
];

/// The noun phrase of an amount; `floor` is the end of the amount before, which no noun crosses.
pub(super) fn find(
    sentence: &Sentence,
    amount: &Amount,
    bound: &Bound,
    floor: usize,
) -> Option<String> {
    let class = amount.unit.as_ref().map_or(Class::Count, |unit| unit.class);
    let of = matches!(sentence.word(amount.end), "of" | "in")
        && matches!(class, Class::Ratio | Class::Money | Class::Measure);
    let share = (1..8)
        .filter_map(|back| bound.start.checked_sub(back))
        .any(|at| {
            matches!(
                sentence.word(at),
                "account" | "accounts" | "accounted" | "share" | "proportion"
            )
        });
    let change = matches!(
        sentence.word(bound.start.wrapping_sub(2)),
        "growth" | "increase" | "rise" | "drop" | "fall" | "decrease"
    ) && sentence.word(bound.start.wrapping_sub(1)) == "of"
        && matches!(sentence.word(bound.end), "in");
    match class {
        _ if change => after(sentence, bound.end + 1),
        _ if share => before(sentence, bound.start, floor),
        Class::Count => after(sentence, amount.end),
        _ if of && sentence.word(amount.end) == "of" => {
            after(sentence, amount.end + 1).or_else(|| before(sentence, bound.start, floor))
        }
        _ => before(sentence, bound.start, floor).or_else(|| after(sentence, amount.end)),
    }
}

fn after(sentence: &Sentence, start: usize) -> Option<String> {
    // up 8.5 per cent year on year
    if sentence.word(start) == "year" && matches!(sentence.word(start + 1), "on" | "-") {
        return None;
    }
    let start = start + usize::from(matches!(sentence.word(start), "the" | "new" | "all"));
    let mut end = start;
    while let Some(token) = sentence.tokens.get(end) {
        let word = token.lower.as_str();
        let hyphen = matches!(word, "-" | "'" | "’" | "&");
        let letters = word.starts_with(char::is_alphabetic);
        let number = (1..6).any(|ahead| super::number::plain(sentence, end + ahead).is_some());
        if !(hyphen || letters)
            || STOPS.contains(&word)
            || (word == "and" && (number || CLAUSE_VERBS.contains(&sentence.word(end + 1))))
            || end - start > 14
        {
            break;
        }
        end += 1;
    }
    while end > start
        && matches!(
            sentence.word(end - 1),
            "and" | "of" | "-" | "more" | "above"
        )
    {
        end -= 1;
    }
    (end > start).then(|| sentence.words(start..end))
}

fn before(sentence: &Sentence, end: usize, floor: usize) -> Option<String> {
    let mut end = end;
    while end > floor && LINKS.contains(&sentence.word(end - 1)) {
        end -= 1;
    }
    let mut start = end;
    while start > floor {
        let word = sentence.word(start - 1);
        if matches!(
            word,
            "," | ";" | ":" | "." | "(" | ")" | "\"" | "]" | "that" | "while"
        ) || word == "and" && start < end && CLAUSE_VERBS.contains(&sentence.word(start))
            || end - start > 16
        {
            break;
        }
        start -= 1;
    }
    while start < end && LEADS.contains(&sentence.word(start)) {
        start += 1;
    }
    (end > start).then(|| sentence.words(start..end))
}

/// The verb shortly before an amount.
pub(super) fn action(sentence: &Sentence, start: usize) -> Option<String> {
    const ACTIONS: &[&str] = &[
        "add",
        "added",
        "build",
        "built",
        "establish",
        "established",
        "grow",
        "grew",
        "increase",
        "increased",
        "reach",
        "reached",
        "raise",
        "raised",
        "rise",
        "rose",
        "fall",
        "fell",
        "reduce",
        "reduced",
        "cut",
        "create",
        "created",
        "recruit",
        "recruited",
        "train",
        "trained",
        "complete",
        "completed",
        "launch",
        "launched",
        "win",
        "open",
        "opened",
        "cultivate",
        "cultivated",
    ];
    (1..=4)
        .filter_map(|back| start.checked_sub(back))
        .map(|at| sentence.word(at))
        .find(|word| ACTIONS.contains(word))
        .map(str::to_owned)
}
