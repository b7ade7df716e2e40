//! Sentences of tasks, put together from words, Chinese and English side by side.

use super::quantities;
use super::random::Random;
use super::words::{self, FIELDS, MANNERS, OPENERS, THINGS, VERBS};

/// Sentences that documents have in common.
const SHARED: usize = 400;

type Sentence = (String, String);

/// Heading and paragraphs of one task.
pub fn task(
    random: &mut Random,
    seed: u64,
    city: usize,
    place: usize,
) -> (Sentence, Vec<Sentence>) {
    // A city comes back to its subjects year after year.
    let mut subject = Random::of(seed, &[city, place, 1]);
    let field = subject.below(FIELDS.len());
    let heading = heading(random, field);
    let paragraphs = (0..if random.once_in(5) { 2 } else { 1 })
        .map(|_| paragraph(random, seed, field))
        .collect();
    (heading, paragraphs)
}

fn heading(random: &mut Random, field: usize) -> Sentence {
    let verb = random.pick(VERBS);
    let thing = random.pick(THINGS);
    let field = FIELDS[field];
    (
        format!("{}{}{}。", verb.0, field.0, thing.0),
        format!("{} {} for {}.", capital(verb.1), thing.1, field.1),
    )
}

fn paragraph(random: &mut Random, seed: u64, field: usize) -> Sentence {
    let mut zh = String::new();
    let mut en = Vec::new();
    for _ in 0..random.between(2, 5) {
        let (one_zh, one_en) = match random.below(8) {
            0 | 1 => with_quantity(random),
            2 | 3 => shared(random, seed),
            4 => quoted(random),
            _ => plain(random, field),
        };
        zh.push_str(&one_zh);
        en.push(one_en);
    }
    (zh, en.join(" "))
}

fn plain(random: &mut Random, field: usize) -> Sentence {
    let opener = random.pick(OPENERS);
    let field = FIELDS[field];
    let other = random.pick(FIELDS);
    let (first_zh, first_en) = action(random);
    let (second_zh, second_en) = action(random);
    (
        format!(
            "{}{}和{},{first_zh},{second_zh}。",
            opener.0, field.0, other.0
        ),
        format!(
            "{}{} and {}, {first_en} and {second_en}.",
            opener.1, field.1, other.1
        ),
    )
}

fn action(random: &mut Random) -> Sentence {
    let manner = random.pick(MANNERS);
    let verb = random.pick(VERBS);
    let thing = random.pick(THINGS);
    if random.once_in(2) {
        return (
            format!("{}{}{}", manner.0, verb.0, thing.0),
            format!("{}{} {}", manner.1, verb.1, thing.1),
        );
    }
    let name = words::name(random);
    (
        format!("{}{}{}{}", manner.0, verb.0, name.0, thing.0),
        format!("{}{} {} of {}", manner.1, verb.1, thing.1, name.1),
    )
}

fn with_quantity(random: &mut Random) -> Sentence {
    let (zh, en) = quantities::clause(random);
    let (first_zh, first_en) = action(random);
    (
        format!("{first_zh},{zh}。"),
        format!("{}, and {en}.", capital(&first_en)),
    )
}

fn quoted(random: &mut Random) -> Sentence {
    let name = words::name(random);
    let other = words::name(random);
    let verb = random.pick(VERBS);
    match random.below(3) {
        0 => (
            format!("{}“{}”“{}”行动。", verb.0, name.0, other.0),
            format!(
                "{} the “{}” and “{}” campaigns.",
                capital(verb.1),
                name.1,
                other.1
            ),
        ),
        1 => (
            format!("{}《{}办法》(试行)。", verb.0, name.0),
            format!(
                "{} the Measures on {} (for trial use).",
                capital(verb.1),
                name.1
            ),
        ),
        _ => (
            format!("{}{}<{}>_{}*工程。", verb.0, name.0, other.0, name.0),
            format!(
                "{} the {} <{}>_{}* project.",
                capital(verb.1),
                name.1,
                other.1,
                name.1
            ),
        ),
    }
}

/// One of the sentences that documents have in common, the first far more often than the last.
fn shared(random: &mut Random, seed: u64) -> Sentence {
    let which = random.zipf(SHARED);
    let mut own = Random::of(seed, &[usize::MAX, which]);
    let field = own.below(FIELDS.len());
    plain(&mut own, field)
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars
        .next()
        .map(|first| first.to_uppercase().chain(chars).collect())
        .unwrap_or_default()
}
