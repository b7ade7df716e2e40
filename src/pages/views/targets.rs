//! A target as lists show it.

use serde::Serialize;

use super::document::foreign;
use super::related::capital;
use super::section::heading;
use crate::language::{Bilingual, Lang};
use crate::model::{Plan, Section, address};
use crate::pages::findings::TargetFact;
use crate::pages::links::Here;
use crate::pages::press::Press;

/// A target in a list.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct TargetRow {
    pub id: String,
    /// `t1`
    pub fragment: String,
    pub number: usize,
    /// The sentence's place on the section's page.
    pub url: String,
    pub indicator: String,
    pub indicator_lang: Option<&'static str>,
    /// The words in Chinese, the value in English.
    pub words: String,
    pub words_zh: String,
    pub unit: String,
    /// The unit in Chinese, by which filters tell units apart.
    pub unit_zh: String,
    pub comparator: &'static str,
    /// `target` or `achievement`.
    pub kind: &'static str,
    /// Where the number holds (全国), unless the words say it.
    pub scope_apart: Option<String>,
    pub scope_lang: Option<&'static str>,
    pub actor: Option<String>,
    pub period: Option<String>,
    /// The year it falls due, where that is known.
    pub until: Option<i16>,
    /// Ids of its section's topics.
    pub topics: Vec<String>,
    pub city: String,
    pub city_slug: String,
    pub covers: i16,
    pub section: String,
    pub section_lang: Option<&'static str>,
    pub sentence: String,
    pub sentence_lang: Option<&'static str>,
    pub remark: Option<String>,
}

impl TargetRow {
    /// A target of `section`.
    pub(crate) fn new(
        press: &Press,
        here: &Here,
        plan: &Plan,
        section: &Section,
        target: &TargetFact,
    ) -> Self {
        let lang = here.lang;
        let fragment = format!("t{}", target.number);
        let page = address::section(lang, &section.id);
        let city = press.site.city(&plan.city);
        let (sentence, translated) = match (lang, &target.sentence_en) {
            (Lang::En, Some(english)) => (english.clone(), true),
            _ => (
                section.official.slice(target.sentence.clone()).to_owned(),
                false,
            ),
        };
        let named = !target.indicator.en.is_empty();
        let indicator = if lang == Lang::En && named {
            capital(lang, &target.indicator.en)
        } else {
            target.indicator.zh.clone()
        };
        let scope = target.scope.as_ref();
        let scope = scope.filter(|scope| lang == Lang::En || !target.words.zh.contains(&scope.zh));
        Self {
            id: target.id.clone(),
            number: target.number,
            url: here.link(&format!("{page}#{fragment}")),
            fragment,
            indicator,
            indicator_lang: foreign(lang, named),
            words: target.words.get(lang).to_owned(),
            words_zh: target.words.zh.clone(),
            unit: target.unit.get(lang).to_owned(),
            unit_zh: target.unit.zh.clone(),
            until: target.until,
            topics: press
                .topics_of(&section.id)
                .into_iter()
                .map(|(topic, _)| topic.id.clone())
                .collect(),
            comparator: target.comparator,
            kind: target.kind,
            scope_apart: scope.map(|scope| in_words(lang, scope)),
            scope_lang: scope.and_then(|scope| foreign(lang, !scope.en.is_empty())),
            actor: target.actor.as_ref().map(|actor| in_words(lang, actor)),
            period: target
                .period
                .as_ref()
                .map(|period| period.get(lang).to_owned()),
            city: city.map_or_else(|| plan.city.clone(), |city| city.short.get(lang).to_owned()),
            city_slug: plan.city.clone(),
            covers: plan.covers,
            section: heading(lang, section),
            section_lang: foreign(lang, section.title_en.is_some()),
            sentence,
            sentence_lang: foreign(lang, translated),
            remark: target
                .remark
                .as_ref()
                .map(|remark| remark.get(lang).to_owned()),
        }
    }
}

/// In the page's language, or in Chinese where there is no English.
fn in_words(lang: Lang, name: &Bilingual) -> String {
    let words = name.get(lang);
    if words.is_empty() { &name.zh } else { words }.to_owned()
}

/// The targets of one section.
pub(crate) fn of_section(
    press: &Press,
    here: &Here,
    plan: &Plan,
    section: &Section,
) -> Vec<TargetRow> {
    press
        .targets(&section.id)
        .iter()
        .map(|target| TargetRow::new(press, here, plan, section, target))
        .collect()
}
