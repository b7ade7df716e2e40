//! The page tags of 国办发〔2017〕47号, annex 网页设计规范, 网页标签: three on every page, four more on
//! the page of a column, three more on a page of content. Names are spelt as the annex spells them.

use std::collections::BTreeMap;

use super::{Meta, Subject, host};
use crate::language::Lang;
use crate::model::{Plan, Section};
use crate::pages::frame::Frame;
use crate::pages::press::Press;

/// 站点标签: name, domain and code of the site.
pub(super) fn of_site(press: &Press, lang: Lang) -> Vec<Meta> {
    let config = &press.site.config;
    let mut metas = vec![meta("SiteName", config.name.get(lang))];
    if let Some(base) = press.base_url {
        metas.push(meta("SiteDomain", host(base)));
    }
    if let Some(code) = &config.identity.site_code {
        metas.push(meta("SiteIDCode", code));
    }
    metas
}

/// 栏目标签: the column the page is, or lies in.
pub(super) fn of_column(press: &Press, frame: &Frame, subject: Subject) -> Vec<Meta> {
    let lang = frame.here.lang;
    let config = &press.site.config;
    let city = subject.plan().and_then(|plan| press.site.city(&plan.city));
    // A plan and its sections lie in the column of their city.
    let (name, description) = match city {
        Some(city) => {
            let name = city.name.get(lang);
            let text = match lang {
                Lang::Zh => format!("{name}的工作计划和总结，逐条中英对照。"),
                Lang::En => format!(
                    "Work plans and reports of {name}, task by task in Chinese and English."
                ),
            };
            (name.to_owned(), text)
        }
        None if frame.title.is_empty() => (
            press.word(lang, "nav.home").to_owned(),
            config.description.get(lang).to_owned(),
        ),
        None => (frame.title.clone(), frame.description.clone()),
    };
    let mut metas = vec![meta("ColumnName", &name)];
    // The annex wants to know why the column exists: its name again does not say.
    let description = if description.is_empty() || description == name {
        config.description.get(lang).to_owned()
    } else {
        description
    };
    if !description.is_empty() {
        metas.push(meta("ColumnDescription", &description));
    }
    metas.push(meta("ColumnKeywords", &keywords(press, lang, &name)));
    metas.push(meta("ColumnType", column_type(frame)));
    metas
}

/// 内容页标签: title, date and source; absent where the files do not give them. The time of a
/// build is no date of publication (forging one is a 单项否决).
pub(super) fn of_article(press: &Press, frame: &Frame, subject: Subject) -> Vec<Meta> {
    let lang = frame.here.lang;
    let (plan, title) = match subject {
        Subject::Plan(plan) => (plan, plan.title_in(lang).to_owned()),
        Subject::Section(plan, section) => (plan, section_title(plan, section, lang)),
        Subject::Site | Subject::Data => return Vec::new(),
    };
    let publication = &plan.publication;
    let mut metas = vec![meta("ArticleTitle", &title)];
    if let Some(when) = publication.published {
        // `YYYY-MM-DD HH:MM`; where the file gives no time of day none is made up.
        metas.push(meta("PubDate", &when.to_string()));
    }
    if let Some(issuer) = &publication.issuer {
        metas.push(meta("ContentSource", issuer.get(lang)));
    }
    let topics = topics(press, subject, lang);
    if !topics.is_empty() {
        metas.push(meta("Keywords", &topics.join(",")));
    }
    let editor = publication
        .reviewed
        .iter()
        .rev()
        .find(|review| review.role == "editor");
    if let Some(editor) = editor {
        metas.push(meta("Author", editor.by.get(lang)));
    }
    if !frame.description.is_empty() {
        metas.push(meta("Description", &frame.description));
    }
    if let Some(url) = &frame.permanent {
        metas.push(meta("Url", url));
    }
    metas
}

/// A section's title with its number; the plan's where it has none.
fn section_title(plan: &Plan, section: &Section, lang: Lang) -> String {
    let title = section.title_in(lang);
    match (title.is_empty(), lang) {
        (true, _) => plan.title_in(lang).to_owned(),
        (false, Lang::Zh) => format!("{}{title}", section.number),
        (false, Lang::En) => title.to_owned(),
    }
}

/// The kinds of columns that the annex names.
fn column_type(frame: &Frame) -> &'static str {
    match frame.kind {
        "home" => "首页",
        "targets" | "indicator" | "compare" => "数据发布",
        "page" if frame.here.address.ends_with("/pages/data/") => "数据开放",
        "page" | "sitemap" => "概况信息",
        "glossary" => "政策解读",
        _ => "政策文件",
    }
}

/// Words for a column: its own name and the cities of the site.
fn keywords(press: &Press, lang: Lang, name: &str) -> String {
    let mut words = vec![name];
    for city in &press.site.cities {
        let city = city.name.get(lang);
        if !words.contains(&city) {
            words.push(city);
        }
        if words.len() == 8 {
            break;
        }
    }
    words.join(",")
}

/// Names of what a page's sections are about, the weightiest first, five at most.
pub(super) fn topics<'a>(press: &Press<'a>, subject: Subject, lang: Lang) -> Vec<&'a str> {
    let mut weights: BTreeMap<&str, u32> = BTreeMap::new();
    let sections: &[Section] = match subject {
        Subject::Plan(plan) => &plan.sections,
        Subject::Section(_, section) => std::slice::from_ref(section),
        Subject::Site | Subject::Data => &[],
    };
    for section in sections {
        let topics = press.facts.topics.of_section(&section.id);
        for topic in topics.iter().filter(|topic| topic.is_stated()) {
            *weights.entry(&topic.topic).or_default() += topic.weight();
        }
    }
    let mut ids: Vec<(&str, u32)> = weights.into_iter().collect();
    ids.sort_by(|(one, a), (other, b)| b.cmp(a).then_with(|| one.cmp(other)));
    ids.iter()
        .take(5)
        .filter_map(|(id, _)| press.topics.get(id))
        .map(|topic| topic.name.get(lang))
        .collect()
}

fn meta(name: &'static str, content: &str) -> Meta {
    Meta {
        name,
        content: content.to_owned(),
    }
}
