//! The English grammar: the same record from a translation.

mod bound;
mod direction;
mod gate;
mod kind;
mod noun;
mod number;
mod period;
mod tokens;
mod units;

use crate::analysis::targets::record::{
    Comparator, Context, Direction, Extraction, Reading, Sense, Target,
};
use crate::quantities::Class;

pub(in crate::analysis) use gate::MONTHS;
use number::Amount;
use tokens::{Sentence, Token};

/// Reads an English text.
pub(super) fn read(text: &str, context: &Context) -> Extraction {
    let chars: Vec<char> = text.chars().collect();
    let setting = kind::Setting::of(context);
    let mut found = Extraction::default();
    for sentence in tokens::sentences(&chars) {
        let mut at = 0;
        let mut last: Option<String> = None;
        let mut floor = 0;
        while at < sentence.tokens.len() {
            let Some(amount) = number::read(&sentence, at) else {
                at += 1;
                continue;
            };
            at = amount.end.max(at + 1);
            if !gate::accepts(&sentence, &amount, floor) {
                continue;
            }
            let target = target(&sentence, &amount, floor, last.as_ref(), &setting);
            floor = amount.end;
            last.clone_from(&target.indicator);
            found.targets.push(target);
        }
    }
    found
}

fn target(
    sentence: &Sentence,
    amount: &Amount,
    floor: usize,
    last: Option<&String>,
    setting: &kind::Setting,
) -> Target {
    let bound = bound::find(sentence, amount);
    let class = amount.unit.as_ref().map_or(Class::Count, |unit| unit.class);
    // 500,000 visits: the unit is what is counted.
    let counted = amount.unit.as_ref().filter(|_| class == Class::Count);
    let noun = noun::find(sentence, amount, &bound, floor)
        .or_else(|| counted.map(|unit| unit.english.clone().into_owned()))
        .or_else(|| last.cloned());
    let unit = match &amount.unit {
        Some(unit) => unit.name.clone().into_owned(),
        None => units::measure_word(noun.as_deref().unwrap_or_default()).to_owned(),
    };
    let kind = kind::of(sentence, amount, setting);
    let span = sentence.start_of(bound.start)..sentence.end_of(bound.end.saturating_sub(1));
    let sense = match sentence.word(bound.start.wrapping_sub(1)) {
        _ if amount.halved => Some(Sense::By),
        _ if of_earlier(sentence, amount) => Some(Sense::To),
        "by" => Some(Sense::By),
        "to" => Some(Sense::To),
        word if word.starts_with("reach") || word.starts_with("total") => Some(Sense::To),
        _ => None,
    };
    let mut readings = Vec::new();
    if setting.explain {
        readings.push(Reading {
            rule: "number",
            words: sentence.text(span.clone()),
        });
        readings.push(Reading {
            rule: bound.rule,
            words: bound.comparator.sign().to_owned(),
        });
        readings.push(Reading {
            rule: "indicator",
            words: noun.clone().unwrap_or_default(),
        });
        readings.push(Reading {
            rule: kind.1,
            words: String::new(),
        });
    }
    Target {
        unit_en: match &amount.unit {
            Some(unit) => Some(unit.english.clone().into_owned()),
            None => noun
                .as_deref()
                .and_then(|noun| noun.split(' ').next_back())
                .map(str::to_owned),
        },
        indicator: noun,
        action: noun::action(sentence, bound.start),
        sense,
        direction: if amount.halved {
            Some(Direction::Down)
        } else {
            direction::find(sentence, &bound)
        },
        scope: bound.scope,
        actor: None,
        comparator: if amount.max.is_some() {
            Comparator::Range
        } else {
            bound.comparator
        },
        value: amount.value.normalize(),
        max: amount.max.map(|max| max.normalize()),
        baseline: amount.baseline.map(|value| value.normalize()),
        unit: Some(unit),
        class: Some(class),
        kind: kind.0,
        period: period::find(sentence, bound.start, setting.year),
        text: sentence.text(span.clone()),
        span: sentence.place(span),
        sentence_span: sentence.place(0..sentence.chars.len()),
        sentence: sentence.text(0..sentence.chars.len()),
        readings,
    }
}

/// The unit at the beginning of the words after a number, past a scale word and a hyphen.
pub(in crate::analysis) fn unit_after(words: &str) -> Option<crate::quantities::Unit> {
    let chars: Vec<char> = words.chars().collect();
    let sentence = tokens::sentences(&chars).next()?;
    let mut at = 0;
    while matches!(
        sentence.word(at),
        "-" | "hundred" | "thousand" | "million" | "billion" | "trillion"
    ) {
        at += 1;
    }
    units::read(&sentence, at).map(|(unit, _)| unit)
}

/// 25 per cent of the previous year: a level, told as a share of an earlier one.
fn of_earlier(sentence: &Sentence, amount: &Amount) -> bool {
    let share = amount
        .unit
        .as_ref()
        .is_some_and(|unit| unit.class == Class::Ratio);
    let at = amount.end + 1 + usize::from(sentence.word(amount.end + 1) == "the");
    share
        && sentence.word(amount.end) == "of"
        && (matches!(
            sentence.word(at),
            "previous" | "last" | "earlier" | "original" | "statutory"
        ) || sentence.word(at + 1) == "level")
}

/// Whether a token is a word of letters.
fn is_word(token: &Token) -> bool {
    token.lower.starts_with(char::is_alphabetic)
}
