//! How to cite a plan or a section: GB/T 7714 and plain, with nothing made up.

use std::fmt::Write as _;

use serde::Serialize;

use super::press::Press;
use super::qr::{self, Code};
use super::views::section_heading;
use crate::language::Lang;
use crate::model::{Completeness, Plan, Section, TranslationMethod, address};

/// A citation in two forms.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Citation {
    /// GB/T 7714-2015, electronic resource, up to the day of access, which a script fills in.
    pub standard: String,
    /// What follows the day of access.
    pub standard_end: String,
    /// A sentence.
    pub plain: String,
    /// The permanent address; a path from the site's root where the site's own is not known.
    pub address: String,
    /// The address as a QR code, where the site's own is known.
    pub code: Option<Code>,
}

/// Cites a plan.
pub(crate) fn cite_plan(press: &Press, lang: Lang, plan: &Plan) -> Citation {
    cite(press, lang, plan, None, &address::plan(lang, &plan.id))
}

/// Cites a section.
pub(crate) fn cite_section(press: &Press, lang: Lang, plan: &Plan, section: &Section) -> Citation {
    let to = address::section(lang, &section.id);
    cite(press, lang, plan, Some(section), &to)
}

fn cite(press: &Press, lang: Lang, plan: &Plan, section: Option<&Section>, to: &str) -> Citation {
    let word = |key: &str| press.word(lang, &format!("cite.{key}")).to_owned();
    let city = press
        .site
        .city(&plan.city)
        .map_or(plan.city.as_str(), |city| city.name.get(lang));
    let title = plan.title_in(lang);
    let heading = section.map(|section| section_heading(lang, section));
    let url = press.absolute(to).unwrap_or_else(|| format!("/{to}"));
    let site = press.site.config.name.get(lang);
    let issuer = plan
        .publication
        .issuer
        .as_ref()
        .map(|name| name.get(lang).to_owned());
    let published = plan.publication.published.map(|when| when.day.to_string());

    // 责任者. 题名[EB/OL]. (发布日期)[引用日期]. 获取和访问路径.
    let mut standard = String::new();
    if let Some(issuer) = &issuer {
        standard.push_str(issuer);
        standard.push_str(". ");
    }
    standard.push_str(title);
    if let Some(heading) = &heading {
        standard.push_str(if lang == Lang::Zh { "：" } else { ": " });
        standard.push_str(heading);
    }
    let dated = published.clone().unwrap_or_else(|| word("undated"));
    let _ = write!(standard, "[EB/OL]. ({dated})");

    let mut about = vec![
        word("covers").replace("{year}", &plan.covers.to_string()),
        word(&format!("{}_kind", plan.kind.name())),
    ];
    if plan.completeness == Completeness::Excerpt {
        about.push(word("excerpt"));
    }
    about.push(published.map_or_else(
        || word("undated"),
        |day: String| word("published").replace("{date}", &day),
    ));
    if lang == Lang::En {
        about.push(word(match (section, &plan.translation) {
            (Some(section), _) if section.english.is_none() => "untranslated",
            (_, None) => "untranslated",
            (_, Some(made)) => match made.method {
                TranslationMethod::Machine => "machine",
                TranslationMethod::Draft => "draft",
                TranslationMethod::Checked => "checked",
            },
        }));
    }
    let form = if heading.is_some() { "section" } else { "plan" };
    let sentence = word(form)
        .replace("{city}", issuer.as_deref().unwrap_or(city))
        .replace("{title}", title)
        .replace("{heading}", heading.as_deref().unwrap_or_default())
        .replace("{about}", &about.join(&word("comma")))
        .replace("{site}", site)
        .replace("{url}", &url);
    Citation {
        standard,
        standard_end: format!(". {url}."),
        plain: sentence,
        address: url,
        code: press.absolute(to).as_deref().and_then(qr::code),
    }
}
