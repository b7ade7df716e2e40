//! JSON Schemas (2020-12) of the data files, under `/data/schema/`.

use crate::pages::PageFile;

const SCHEMAS: [(&str, &str); 8] = [
    ("sections", include_str!("schema/sections.schema.json")),
    ("targets", include_str!("schema/targets.schema.json")),
    ("relations", include_str!("schema/relations.schema.json")),
    ("plan", include_str!("schema/plan.schema.json")),
    ("compare", include_str!("schema/compare.schema.json")),
    (
        "target-rows",
        include_str!("schema/target-rows.schema.json"),
    ),
    (
        "target-facets",
        include_str!("schema/target-facets.schema.json"),
    ),
    ("addresses", include_str!("schema/addresses.schema.json")),
];

/// The schemas; their identifiers are whole addresses, so only a site with `base_url` gives them.
pub(super) fn files(base_url: Option<&str>) -> impl Iterator<Item = PageFile> {
    SCHEMAS.into_iter().map(move |(name, text)| {
        let path = format!("data/schema/{name}.schema.json");
        let bytes = match base_url {
            Some(base) => text.replacen("{\n", &format!("{{\n  \"$id\": \"{base}/{path}\",\n"), 1),
            None => text.to_owned(),
        };
        PageFile {
            path,
            bytes: bytes.into_bytes(),
        }
    })
}
