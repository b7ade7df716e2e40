//! Reasons in words. They are made when they are asked for: of a hundred thousand tasks' links the
//! words would take several times the room of what they say.

use super::aspects::TopicNumber;
use super::relation::{Relation, SharedIndicator, SharedPhrase};
use super::sentences::Alike;
use crate::language::Bilingual;
use crate::model::{Section, Site};

pub(super) fn topics(topics: &[TopicNumber], site: &Site) -> Bilingual {
    let [zh, en] = names(topics, site);
    Bilingual::new(format!("都涉及{zh}。"), format!("Topics in common: {en}."))
}

pub(super) fn kindred(topics: &[TopicNumber], site: &Site) -> Bilingual {
    let [zh, en] = names(topics, site);
    Bilingual::new(
        format!("主题同属{zh}。"),
        format!("Their topics belong to the same field: {en}."),
    )
}

fn names(topics: &[TopicNumber], site: &Site) -> [String; 2] {
    let names: Vec<&Bilingual> = topics
        .iter()
        .filter_map(|number| Some(&site.topics.get(usize::from(*number))?.name))
        .collect();
    let zh: Vec<&str> = names.iter().map(|name| name.zh.as_str()).collect();
    let en: Vec<&str> = names.iter().map(|name| name.en.as_str()).collect();
    [zh.join("、"), en.join("; ")]
}

pub(super) fn phrases(phrases: &[SharedPhrase]) -> Bilingual {
    let zh: Vec<&str> = phrases.iter().map(|phrase| &*phrase.zh).collect();
    let en: Vec<String> = phrases
        .iter()
        .map(|phrase| format!("“{}”", phrase.en.as_ref().unwrap_or(&phrase.zh)))
        .collect();
    let en: Vec<&str> = en.iter().map(String::as_str).collect();
    Bilingual::new(
        format!("都提到“{}”。", zh.join("”“")),
        format!("Both mention {}.", enumerate(&en)),
    )
}

pub(super) fn indicator(shared: &SharedIndicator) -> Bilingual {
    Bilingual::new(
        format!(
            "都有“{}”的数值：{}；{}。",
            shared.name.zh, shared.a.zh, shared.b.zh
        ),
        format!(
            "Both give a figure for {}: {}; {}.",
            shared.name.en, shared.a.en, shared.b.en
        ),
    )
}

pub(super) fn sentences(alike: &Alike, relation: &Relation, site: &Site) -> Bilingual {
    let quote = |id: &str, passage: &std::ops::Range<usize>| {
        let section = site.section(id).map(|(_, section)| section);
        section.map_or("", |section: &Section| {
            section.official.slice(passage.clone())
        })
    };
    let (a, b) = (quote(&relation.a, &alike.a), quote(&relation.b, &alike.b));
    Bilingual::new(
        format!("表述最接近的两处：“{a}”；“{b}”。"),
        format!("The two passages most alike: “{a}”; “{b}”."),
    )
}

/// `a, b and c`
fn enumerate(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
