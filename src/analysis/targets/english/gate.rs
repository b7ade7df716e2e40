//! Which English numbers are quantities.

use rust_decimal::Decimal;

use super::number::{self, Amount};
use super::tokens::Sentence;
use super::{bound, is_word};
use crate::analysis::targets::record::Comparator;

/// Words before a number that make it a name: Line 2, No. 5.
const LABELS: &[&str] = &[
    "no", "number", "line", "article", "section", "item", "part", "phase", "chapter", "table",
    "figure", "global", "fortune", "version", "g", "task", "tasks", "top", "#",
];

/// Nouns that small number words name rather than count.
const NAMED: &[&str] = &[
    "actions",
    "levels",
    "industries",
    "fields",
    "areas",
    "aspects",
    "priorities",
    "measures",
    "campaigns",
    "strengths",
    "strategies",
    "principles",
    "systems",
    "mechanisms",
    "sectors",
    "ones",
    "onlys",
    "programmes",
    "programs",
];

/// Words after which a count stands.
const COUNTING: &[&str] = &[
    "add",
    "added",
    "adding",
    "build",
    "built",
    "establish",
    "established",
    "set",
    "create",
    "created",
    "open",
    "opened",
    "recruit",
    "recruited",
    "hold",
    "held",
    "complete",
    "completed",
    "launch",
    "launched",
    "introduce",
    "introduced",
    "cultivate",
    "cultivated",
    "train",
    "trained",
    "reach",
    "reached",
    "reaching",
    "support",
    "supported",
    "win",
    "won",
    "up",
    "new",
    "of",
    "renovate",
    "renovated",
    "to",
    "by",
    "total",
    "totalling",
    "totaled",
    "totalled",
    "drawn",
    "formulated",
    "issued",
    "enacted",
    "signed",
    "carried",
    "attracted",
    "upgraded",
    "fostered",
    "nurtured",
    "dispatched",
    "constructed",
    "delivered",
    "approved",
    "granted",
    "selected",
    "named",
];

/// Whether the amount is a quantity.
/// `floor` is the end of the amount accepted before; 0 where there is none.
pub(super) fn accepts(sentence: &Sentence, amount: &Amount, floor: usize) -> bool {
    if quoted(sentence, amount.start) {
        return false;
    }
    let before = amount
        .start
        .checked_sub(1)
        .and_then(|at| sentence.tokens.get(at));
    let digits = !amount.spelled;
    // per 10,000 people: the base of a rate.
    if before.is_some_and(|token| matches!(token.lower.as_str(), "per" | "every" | "each")) {
        return false;
    }
    if of_month(sentence, amount) || lasts(sentence, amount) {
        return false;
    }
    if amount.ordinal || (number::is_measured(amount) && !dated(amount, sentence)) {
        return true;
    }
    if before.is_some_and(|token| labelled(sentence, amount, token)) {
        return false;
    }
    if dated(amount, sentence) {
        return false;
    }
    if amount.baseline.is_some() {
        return true;
    }
    if numbered(sentence, amount) {
        return true;
    }
    if stands_alone(sentence, amount) {
        return true;
    }
    let next = sentence.tokens.get(amount.end);
    if next.is_none_or(|token| !is_word(token) || token.tight && token.lower != "-")
        && !matches!(sentence.word(amount.end), "new")
    {
        return false;
    }
    let bounded = matches!(sentence.word(amount.end), "or" | "and")
        && bound::find(sentence, amount).rule == "comparator: after";
    // 15,000 places in schools and 3,000 in kindergartens.
    let listed = digits
        && floor > 0
        && matches!(before.map(|token| token.lower.as_str()), Some("and" | ","))
        && matches!(sentence.word(amount.end), "in" | "for");
    if listed {
        return true;
    }
    if !bounded
        && matches!(
            sentence.word(amount.end),
            "years"
                | "year"
                | "months"
                | "weeks"
                | "to"
                | "in"
                | "of"
                | "and"
                | "or"
                | "at"
                | "on"
                | "per"
                | "is"
                | "was"
                | "strong"
        )
    {
        return false;
    }
    if digits {
        return true;
    }
    let built = passive(sentence, amount.end);
    let compared =
        amount.max.is_some() || bound::find(sentence, amount).comparator != Comparator::Equal;
    let counted = before.is_some_and(|token| COUNTING.contains(&token.lower.as_str()));
    let named = (amount.end..amount.end + 5)
        .take_while(|at| !matches!(sentence.word(*at), "" | "," | "." | ";" | "for"))
        .any(|at| NAMED.contains(&sentence.word(at)));
    let large = amount.value > Decimal::TEN;
    compared || large || ((counted || built) && !named && amount.value > Decimal::ONE)
}

/// Whether the words before make a name of the number: Line 2, No. 5, Fortune 500.
fn labelled(sentence: &Sentence, amount: &Amount, token: &super::tokens::Token) -> bool {
    let digits = !amount.spelled;
    // will top 1,000: a verb.
    let verb = token.lower == "top"
        && matches!(
            sentence.word(amount.start.wrapping_sub(2)),
            "will" | "to" | "would" | "has" | "have" | "and"
        );
    let label = LABELS.contains(&token.lower.as_str()) && !verb;
    let name = digits
        && token.capital
        && amount.start > 1
        && is_word(token)
        && bound::find(sentence, amount).comparator == Comparator::Equal;
    let glued = sentence
        .tokens
        .get(amount.start)
        .is_some_and(|number| number.tight)
        && !matches!(
            token.lower.as_str(),
            "(" | "\"" | "“" | "$" | "-" | "–" | "—"
        );
    label || name || glued || matches!(token.lower.as_str(), "+" | "×" | "/" | "(")
}

/// The number of commissioners will be brought to about 1,400: what is counted stands before.
fn numbered(sentence: &Sentence, amount: &Amount) -> bool {
    const REACH: usize = 30;
    let led = amount.start.checked_sub(1).is_some_and(|at| {
        matches!(
            sentence.word(at),
            "to" | "at" | "reach" | "reached" | "exceed" | "exceeded"
        )
    }) || bound::find(sentence, amount).comparator != Comparator::Equal;
    let since = (amount.start.saturating_sub(REACH)..amount.start)
        .rev()
        .take_while(|at| {
            let word = sentence.word(*at);
            !matches!(word, "." | ";") && !word.starts_with(|c: char| c.is_ascii_digit())
        });
    led && !amount.spelled
        && since.into_iter().any(|at| {
            matches!(sentence.word(at), "number" | "numbers") && sentence.word(at + 1) == "of"
        })
}

/// Months by their names.
pub(in crate::analysis) const MONTHS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// 30 June, June 30: a day.
fn of_month(sentence: &Sentence, amount: &Amount) -> bool {
    let month = |at: usize| {
        MONTHS.contains(&sentence.word(at)) && sentence.tokens.get(at).is_some_and(|t| t.capital)
    };
    amount.unit.is_none() && (month(amount.end) || month(amount.start.wrapping_sub(1)))
}

/// For three years, the past two months: how long, not how much; a time that something is cut to
/// counts.
fn lasts(sentence: &Sentence, amount: &Amount) -> bool {
    const TAKES: &[&str] = &[
        "cut",
        "reduce",
        "reduced",
        "reducing",
        "shorten",
        "shortened",
        "shortening",
        "extend",
        "extended",
        "lengthen",
        "lengthened",
        "expectancy",
        "age",
        "aged",
        "average",
        "averaged",
        "time",
        "limit",
    ];
    let long = amount
        .unit
        .as_ref()
        .is_some_and(|unit| matches!(unit.name.as_ref(), "年" | "周" | "个月"));
    let bound = bound::find(sentence, amount);
    let held = matches!(bound.comparator, Comparator::AtLeast | Comparator::AtMost)
        && !matches!(sentence.word(bound.start), "within" | "up");
    long && !held
        && !(1..=10)
            .filter_map(|back| amount.start.checked_sub(back))
            .any(|at| TAKES.contains(&sentence.word(at)))
}

/// Three schools will be built: a verb of counting in the passive stands later.
fn passive(sentence: &Sentence, from: usize) -> bool {
    (from..from + 24)
        .take_while(|at| !matches!(sentence.word(*at), "" | ";" | "."))
        .any(|at| {
            matches!(sentence.word(at), "be" | "been" | "were" | "was")
                && COUNTING.contains(&sentence.word(at + 1))
                && sentence.word(at + 1).ends_with(['d', 't', 'n'])
        })
}

/// Surpass one thousand, increase to 25: a number that ends its clause after a bound or a verb that
/// leads to it.
fn stands_alone(sentence: &Sentence, amount: &Amount) -> bool {
    let next = sentence.tokens.get(amount.end);
    let ends =
        next.is_none_or(|token| matches!(token.lower.as_str(), "," | "." | ";" | ")" | "\"" | "“"));
    let before = amount
        .start
        .checked_sub(1)
        .map_or("", |at| sentence.word(at));
    let verb = sentence.word(amount.start.wrapping_sub(2));
    let led = matches!(
        before,
        "reach" | "reached" | "reaching" | "number" | "total" | "totalled"
    ) || matches!(before, "to" | "by" | "at")
        && (super::direction::names(verb) || matches!(verb, "stood" | "rising" | "number"))
        || bound::find(sentence, amount).comparator != Comparator::Equal
        || matches!(before, "recruit" | "hold" | "held" | "host" | "hosted")
            && next.is_some_and(|t| matches!(t.lower.as_str(), "\"" | "“"));
    ends && led
}

/// A bare number from 1900 to 2100 is a year.
fn dated(amount: &Amount, sentence: &Sentence) -> bool {
    let word = sentence.word(amount.start);
    let plain = word.len() == 4 && word.chars().all(|c| c.is_ascii_digit());
    plain
        && amount.unit.is_none()
        && (Decimal::from(1900)..=Decimal::from(2100)).contains(&amount.value)
        || plain && amount.max.is_some() && amount.unit.is_none()
}

/// Whether a token stands in quotation marks or in [source: …].
pub(super) fn quoted(sentence: &Sentence, at: usize) -> bool {
    let mut straight = false;
    let mut curly = false;
    let mut square = false;
    for token in sentence.tokens.get(..at).unwrap_or_default() {
        match token.lower.as_str() {
            "\"" => straight = !straight,
            "“" => curly = true,
            "”" => curly = false,
            "[" => square = true,
            "]" => square = false,
            _ => {}
        }
    }
    straight || curly || square
}
