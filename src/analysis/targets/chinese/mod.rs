//! The Chinese grammar.

mod actor;
mod blanks;
mod carried;
mod clause;
mod comparator;
mod gate;
mod gate_numerals;
mod indicator;
mod kind;
mod list;
mod mention;
mod missing;
mod names;
mod noun;
mod noun_after;
mod noun_list;
mod noun_tail;
mod period;
mod rank;
mod ratio;
mod scope;
mod sentence;
mod verbs;

use crate::analysis::targets::direction;
use crate::analysis::targets::record::{Context, Extraction, Reading, Target};
use crate::quantities::Class;

use mention::Mention;
use sentence::Sentence;

/// Reads a Chinese text. Blanks inside Chinese words and numbers, which copying from a page
/// leaves behind, are passed over.
pub(super) fn read(text: &str, context: &Context) -> Extraction {
    let chars: Vec<char> = text.chars().collect();
    match blanks::closed_up(&chars) {
        None => read_chars(&chars, context),
        Some(closed) => {
            let found = read_chars(&closed.chars, context);
            closed.put_back(found, &chars)
        }
    }
}

fn read_chars(chars: &[char], context: &Context) -> Extraction {
    let setting = kind::Setting::of(context);
    let mut found = Extraction::default();
    for span in sentence::split(chars) {
        let Some(words) = chars.get(span.clone()) else {
            continue;
        };
        let sentence = Sentence::new(words, span.start);
        found.missing.extend(missing::find(&sentence));
        let mentions = mention::find(&sentence);
        if !mentions.is_empty() {
            found.targets.extend(targets(&sentence, mentions, &setting));
        }
    }
    found
}

/// The targets of one sentence.
fn targets(sentence: &Sentence, mentions: Vec<Mention>, setting: &kind::Setting) -> Vec<Target> {
    let mut mentions = mentions;
    comparator::attach(sentence, &mut mentions);
    let mentions = names::without_size_classes(sentence, mentions);
    let mentions = list::join_changes(sentence, &mentions);
    let nouns = indicator::find(sentence, &mentions);
    let marks = Marks {
        periods: period::find(sentence, setting),
        cues: kind::cues(sentence, setting),
    };
    mentions
        .iter()
        .zip(nouns)
        .filter_map(|(mention, noun)| {
            if mention.needs_indicator() && noun.indicator.is_none() {
                return None;
            }
            Some(target(sentence, mention, noun, &marks, setting))
        })
        .collect()
}

/// What a sentence says of all its mentions.
struct Marks {
    periods: Vec<period::Mark>,
    cues: Vec<kind::Cue>,
}

fn target(
    sentence: &Sentence,
    mention: &Mention,
    noun: indicator::Noun,
    marks: &Marks,
    setting: &kind::Setting,
) -> Target {
    let kind = kind::of(sentence, mention, &marks.cues, setting);
    let span = mention.full_start..mention.full_end;
    let unit = mention.unit.as_ref();
    let mut readings = Vec::new();
    if setting.explain {
        let mut note = |rule, words: String| readings.push(Reading { rule, words });
        note("number", sentence.text(mention.start..mention.end));
        note(mention.comparator_rule, sentence.text(span.clone()));
        note(noun.rule, noun.indicator.clone().unwrap_or_default());
        note(kind.rule, kind.words.clone());
    }
    let english = unit.map(|unit| english_unit(unit, noun.indicator.as_deref()));
    Target {
        actor: actor::find(sentence, mention),
        scope: mention.scope.clone().or(noun.scope),
        indicator: noun.indicator,
        direction: noun
            .action
            .as_deref()
            .and_then(direction::of_action)
            .or_else(|| compared(sentence, mention)),
        action: noun.action,
        sense: noun.sense,
        comparator: mention.comparator,
        value: mention.value.normalize(),
        max: mention.max.map(|max| max.normalize()),
        baseline: mention.baseline.map(|value| value.normalize()),
        unit: unit.map(|unit| unit.name.clone().into_owned()),
        unit_en: english.filter(|english| !english.is_empty()),
        class: unit.map(|unit| unit.class),
        kind: kind.kind,
        period: period::choose(sentence, mention, &marks.periods, setting),
        text: sentence.text(span.clone()),
        span: sentence.place(span),
        sentence_span: sentence.place(0..sentence.chars.len()),
        sentence: sentence.text(0..sentence.chars.len()),
        readings,
    }
}

/// Only a difference is above or below something by so much: not 低于5%.
fn compared(sentence: &Sentence, mention: &Mention) -> Option<crate::analysis::targets::Direction> {
    let ratio = matches!(mention.class(), Some(Class::Points | Class::Ratio));
    let bounded = mention.full_start < mention.start;
    let before = sentence.to(mention.full_start);
    (ratio && !bounded)
        .then(|| direction::of_comparison(before))
        .flatten()
}

/// The unit in English; measure words of institutions and items depend on what is counted.
fn english_unit(unit: &crate::quantities::Unit, indicator: Option<&str>) -> String {
    let holds =
        |words: &[&str]| indicator.is_some_and(|noun| words.iter().any(|word| noun.contains(word)));
    match (unit.name.as_ref(), unit.class) {
        ("家", _) if holds(&["企业", "公司", "高企", "商", "工厂", "总部"]) => {
            "enterprises".to_owned()
        }
        ("户", _) if holds(&["主体", "商户", "个体", "企业", "公司"]) => {
            "businesses".to_owned()
        }
        ("人次", _) if !holds(&["游", "接待", "参观", "客", "入境", "诊"]) => {
            "person-times".to_owned()
        }
        ("项", _) if holds(&["项目"]) => "projects".to_owned(),
        ("件", _) if holds(&["专利"]) => "patents".to_owned(),
        (_, Class::Rank) => "place".to_owned(),
        _ => unit.english.clone().into_owned(),
    }
}
