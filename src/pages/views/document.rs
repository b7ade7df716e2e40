//! Parts of views that several pages about plans share.

use serde::Serialize;

use crate::language::{Bilingual, Lang};
use crate::model::{
    Moment, Plan, Section, Status, Translation, TranslationMethod, address, minutes,
};
use crate::pages::links::Here;
use crate::pages::press::Press;

/// A plan in a list, or at the head of its sections.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct PlanEntry {
    pub id: String,
    pub title: String,
    /// The language the title is in, where it is not the page's.
    pub title_lang: Option<&'static str>,
    pub url: String,
    pub city: String,
    pub city_url: String,
    /// `plan` or `report`.
    pub kind: &'static str,
    pub year: i16,
    pub covers: i16,
    /// `whole` or `excerpt`.
    pub completeness: &'static str,
    /// `in-force`, `amended`, `expired` or `withdrawn`.
    pub status: &'static str,
    /// The date of publication, for readers; absent where the files give none.
    pub published: Option<String>,
    /// The same in ISO 8601.
    pub published_iso: Option<String>,
    pub sections: usize,
    pub translated: usize,
    pub targets: usize,
}

impl PlanEntry {
    pub(crate) fn new(press: &Press, here: &Here, plan: &Plan) -> Self {
        let lang = here.lang;
        let city = press.site.city(&plan.city);
        Self {
            id: plan.id.clone(),
            title: plan.title_in(lang).to_owned(),
            title_lang: foreign(lang, plan.title_en.is_some()),
            url: here.link(&address::plan(lang, &plan.id)),
            city: city.map_or_else(|| plan.city.clone(), |city| city.name.get(lang).to_owned()),
            city_url: here.link(&address::city(lang, &plan.city)),
            kind: plan.kind.name(),
            year: plan.year,
            covers: plan.covers,
            completeness: plan.completeness.name(),
            status: status(plan.publication.status),
            published: plan.publication.published.map(|when| moment(lang, when)),
            published_iso: plan.publication.published.map(Moment::iso),
            sections: plan.sections.len(),
            translated: plan.sections.iter().filter(|s| s.english.is_some()).count(),
            targets: press.targets.of_plan(&plan.id),
        }
    }
}

/// `zh-CN` for a Chinese text on an English page.
pub(crate) fn foreign(lang: Lang, translated: bool) -> Option<&'static str> {
    (lang == Lang::En && !translated).then(|| Lang::Zh.html())
}

/// The word in files and data.
pub(crate) fn status(status: Status) -> &'static str {
    match status {
        Status::InForce => "in-force",
        Status::Amended => "amended",
        Status::Expired => "expired",
        Status::Withdrawn => "withdrawn",
    }
}

/// A day for readers: 2022年3月5日 (GB/T 9704 7.3.5, no leading zeros), 5 March 2022.
pub(crate) fn date(lang: Lang, day: jiff::civil::Date) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    match lang {
        Lang::Zh => format!("{}年{}月{}日", day.year(), day.month(), day.day()),
        Lang::En => {
            let month = usize::try_from(day.month() - 1)
                .ok()
                .and_then(|month| MONTHS.get(month))
                .copied()
                .unwrap_or_default();
            format!("{} {month} {}", day.day(), day.year())
        }
    }
}

/// The same with the time of day where it is known: 2022年3月5日 09:30.
fn moment(lang: Lang, when: Moment) -> String {
    let day = date(lang, when.day);
    when.time
        .map_or_else(|| day.clone(), |time| format!("{day} {}", minutes(time)))
}

/// How far the English of a page can be trusted.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct TranslationView {
    /// `machine`, `draft` or `checked`.
    pub method: &'static str,
    pub translator: Option<String>,
    /// Is the translator's name written in Latin letters alone?
    pub translator_latin: bool,
    pub checked_by: Option<String>,
    pub checked_on: Option<String>,
}

impl TranslationView {
    pub(crate) fn new(lang: Lang, translation: &Translation) -> Self {
        Self {
            method: translation.method.name(),
            translator: translation.translator.as_ref().map(|name| own(lang, name)),
            translator_latin: translation
                .translator
                .as_ref()
                .is_some_and(|name| name.get(lang).is_ascii()),
            checked_by: (translation.checked_by.as_ref())
                .map(|name| own(lang, name))
                .filter(|_| translation.method == TranslationMethod::Checked),
            checked_on: translation.checked_on.map(|day| date(lang, day)),
        }
    }
}

/// A section in a list of contents or at the foot of its neighbour.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct SectionEntry {
    pub id: String,
    pub key: String,
    /// The number as written; empty where there is none.
    pub number: String,
    pub title: String,
    pub title_lang: Option<&'static str>,
    pub url: String,
    /// Depth, from 1.
    pub level: usize,
    /// Is it the page's own?
    pub current: bool,
    pub targets: usize,
}

impl SectionEntry {
    pub(crate) fn new(press: &Press, here: &Here, section: &Section, current: bool) -> Self {
        let lang = here.lang;
        let title = section.title_in(lang);
        let title = if title.is_empty() {
            press.word(lang, unnumbered(&section.key)).to_owned()
        } else {
            title.to_owned()
        };
        Self {
            id: section.id.clone(),
            key: section.key.clone(),
            number: number(lang, section),
            title,
            title_lang: foreign(lang, section.title_en.is_some() || section.title.is_empty()),
            url: here.link(&address::section(lang, &section.id)),
            level: section.level,
            current,
            targets: press.targets(&section.id).len(),
        }
    }
}

/// What a section without a heading is called.
fn unnumbered(key: &str) -> &'static str {
    if key == "end" {
        "section.signature"
    } else {
        "section.opening"
    }
}

/// The number before a title, as the text of the language writes it; where there is no translation,
/// the last part of the key.
pub(crate) fn number(lang: Lang, section: &Section) -> String {
    if section.number.is_empty() || lang == Lang::Zh {
        return section.number.clone();
    }
    let written = section.english.as_ref().zip(section.title_en.as_deref());
    let written = written.and_then(|(prose, title)| {
        let heading = prose.slice(prose.heading());
        // Most titles end their heading; some have something after them.
        let number = match heading.strip_suffix(title) {
            Some(number) => number,
            None => heading.get(..heading.find(title)?)?,
        };
        let number = number.trim();
        (!number.is_empty()).then(|| number.to_owned())
    });
    written.unwrap_or_else(|| {
        let last = section.key.rsplit('-').next().unwrap_or(&section.key);
        format!("{last}.")
    })
}

/// The files of one document: those this plan goes on from, itself, and those that go on from it.
pub(crate) fn chain<'a>(press: &'a Press<'a>, plan: &'a Plan) -> Vec<&'a Plan> {
    let mut chain = vec![plan];
    let mut seen = plan;
    while let Some(from) = &seen.continues_from {
        let Some(previous) = press.site.plan(&from.value) else {
            break;
        };
        if chain.iter().any(|known| known.id == previous.id) {
            break;
        }
        chain.insert(0, previous);
        seen = previous;
    }
    seen = plan;
    while let Some(next) = press.continued_by.get(seen.id.as_str()) {
        if chain.iter().any(|known| known.id == next.id) {
            break;
        }
        chain.push(next);
        seen = next;
    }
    chain
}

/// A note as it is shown.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct NoteView {
    /// Its number on the page, from 1.
    pub number: usize,
    /// Goes before the number in ids, so that notes of several sections keep apart.
    pub prefix: String,
    /// The words it is about.
    pub quote: Option<String>,
    /// The language of those words, where it is not the page's.
    pub quote_lang: Option<&'static str>,
    /// Is it about the translation?
    pub translator: bool,
    pub kind: String,
    /// The name of the kind in the theme's words; empty where there is none.
    pub kind_name: String,
    pub text: String,
    /// Is there a place in the text to go back to?
    pub placed: bool,
}

/// Text in the page's language.
pub(crate) fn own(lang: Lang, text: &Bilingual) -> String {
    text.get(lang).to_owned()
}
