//! `plans/<city>/<plan>.json` and `.zh.txt`, `.en.txt`: a plan's whole text for programs and for
//! people. Offsets of targets count in the texts of the JSON file.

use std::fmt::Write as _;

use super::json::{Json, headed};
use super::{Source, VERSION, urls};
use crate::language::Lang;
use crate::model::{Moment, Plan, Section, address};
use crate::pages::PageFile;

/// The address of a plan's file with this ending, from the site's root.
pub(crate) fn address_of(plan: &str, ending: &str) -> String {
    format!("data/plans/{plan}.{ending}")
}

/// The files of every plan that readers see; no English text where there is no translation.
pub(super) fn files(source: &Source) -> Vec<PageFile> {
    let mut files = Vec::new();
    for plan in source.site.current_plans() {
        let mut add = |ending: &str, bytes: Vec<u8>| {
            files.push(PageFile {
                path: address_of(&plan.id, ending),
                bytes,
            });
        };
        add("json", json(plan));
        add("zh.txt", plain(source, plan, Lang::Zh));
        if plan.translation.is_some() {
            add("en.txt", plain(source, plan, Lang::En));
        }
    }
    files
}

fn json(plan: &Plan) -> Vec<u8> {
    let facts = &plan.publication;
    let url = |lang| Json::Text(format!("/{}", address::plan(lang, &plan.id)));
    let head = Json::Object(vec![
        ("id", plan.id.as_str().into()),
        ("city", plan.city.as_str().into()),
        ("title", pair(Some(&plan.title), plan.title_en.as_deref())),
        ("kind", plan.kind.name().into()),
        ("year", plan.year.into()),
        ("covers", plan.covers.into()),
        ("completeness", plan.completeness.name().into()),
        ("issuer", facts.issuer.as_ref().into()),
        ("published", facts.published.map(Moment::iso).into()),
        ("document_number", facts.document_number.as_deref().into()),
        ("index_number", facts.index_number.as_deref().into()),
        ("source_url", facts.source_url.as_deref().into()),
        (
            "translation",
            (plan.translation.as_ref())
                .map(|made| made.method.name())
                .into(),
        ),
        (
            "url",
            Json::Object(vec![("zh", url(Lang::Zh)), ("en", url(Lang::En))]),
        ),
    ]);
    let sections = plan.sections.iter().map(section).collect();
    headed(VERSION, ("plan", head), &[("sections", sections)])
}

fn section(section: &Section) -> Json {
    let english = section.english.as_ref().map(|prose| prose.text.as_str());
    Json::Object(vec![
        ("id", section.id.as_str().into()),
        ("level", section.level.into()),
        ("text", pair(Some(&section.official.text), english)),
        ("url", urls(&section.id, "")),
    ])
}

fn pair(zh: Option<&str>, en: Option<&str>) -> Json {
    Json::Object(vec![("zh", zh.into()), ("en", en.into())])
}

/// The text for people. It starts with a byte order mark, or programs on Chinese Windows would
/// read another encoding; it ends with where it stands and what prevails.
fn plain(source: &Source, plan: &Plan, lang: Lang) -> Vec<u8> {
    let mut out = format!("\u{feff}{}\n", plan.title_in(lang));
    for section in &plan.sections {
        let prose = match (lang, &section.english) {
            (Lang::En, Some(english)) => english,
            _ => &section.official,
        };
        out.push('\n');
        out.push_str(&prose.text);
        out.push('\n');
    }
    let page = format!(
        "{}/{}",
        source.base_url.unwrap_or_default(),
        address::plan(lang, &plan.id)
    );
    let _ = match lang {
        Lang::Zh => writeln!(out, "\n——\n收录文本，以发布机构公布的文本为准。{page}"),
        Lang::En => writeln!(
            out,
            "\n—\nUnofficial translation; the issuer's own publication prevails, then the Chinese text as received. {page}"
        ),
    };
    out.into_bytes()
}
