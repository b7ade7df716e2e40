//! `sections.json`: every section that readers see.

use super::json::{Json, document};
use super::{Source, VERSION, urls};

/// The file.
pub(super) fn file(source: &Source) -> Vec<u8> {
    let records = source
        .site
        .current_plans()
        .flat_map(|plan| plan.sections.iter().map(move |section| (plan, section)))
        .map(|(plan, section)| {
            let translation = section
                .english
                .as_ref()
                .and(plan.translation.as_ref())
                .map(|translation| translation.method.name());
            let number = Some(section.number.as_str()).filter(|number| !number.is_empty());
            let title = Some(section.title.as_str()).filter(|title| !title.is_empty());
            let topics: Json = source.topics(&section.id).collect();
            Json::Object(vec![
                ("id", section.id.as_str().into()),
                ("city", plan.city.as_str().into()),
                ("plan", plan.id.as_str().into()),
                ("key", section.key.as_str().into()),
                ("number", number.into()),
                ("year", plan.year.into()),
                ("covers", plan.covers.into()),
                ("kind", plan.kind.name().into()),
                ("completeness", plan.completeness.name().into()),
                (
                    "title",
                    Json::Object(vec![
                        ("zh", title.into()),
                        ("en", section.title_en.as_deref().into()),
                    ]),
                ),
                ("topics", topics),
                ("translation", translation.into()),
                ("url", urls(&section.id, "")),
            ])
        })
        .collect();
    document(VERSION, &[("sections", records)])
}
