//! Open Graph: what a page looks like when its address is passed on.

use super::{Meta, Subject};
use crate::language::Lang;
use crate::pages::frame::Frame;
use crate::pages::press::Press;

pub(super) fn properties(press: &Press, frame: &Frame, subject: Subject) -> Vec<Meta> {
    let lang = frame.here.lang;
    let config = &press.site.config;
    let name = config.name.get(lang);
    let title = if frame.title.is_empty() {
        name
    } else {
        &frame.title
    };
    let plan = subject.plan();
    let mut properties = vec![
        meta("og:title", title),
        meta(
            "og:type",
            if plan.is_some() { "article" } else { "website" },
        ),
        meta("og:site_name", name),
        meta("og:locale", locale(lang)),
        meta("og:locale:alternate", locale(lang.other())),
    ];
    if let Some(url) = &frame.permanent {
        properties.push(meta("og:url", url));
    }
    if !frame.description.is_empty() {
        properties.push(meta("og:description", &frame.description));
    }
    if let Some(when) = plan.and_then(|plan| plan.publication.published) {
        properties.push(meta("article:published_time", &when.iso()));
    }
    properties
}

fn locale(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "zh_CN",
        Lang::En => "en_GB",
    }
}

fn meta(name: &'static str, content: &str) -> Meta {
    Meta {
        name,
        content: content.to_owned(),
    }
}
