//! `relations.json`: links between sections, with their reasons.

use super::json::{Json, document};
use super::{Source, VERSION};
use crate::analysis::relations::Relation;

/// The file: relations in the order of their ids and kinds.
pub(super) fn file(source: &Source) -> Vec<u8> {
    let mut relations: Vec<&Relation> = source.relations().collect();
    relations.sort_by(|a, b| {
        let key = |one: &Relation| (one.a.clone(), one.b.clone(), one.kind.name());
        key(a).cmp(&key(b))
    });
    let records = relations
        .into_iter()
        .map(|relation| {
            let reasons = relation.reasons.iter().map(|reason| {
                let text = reason.text(relation, source.site);
                Json::Object(vec![
                    ("type", reason.kind().into()),
                    ("zh", text.zh.as_str().into()),
                    ("en", text.en.as_str().into()),
                ])
            });
            Json::Object(vec![
                ("a", (*relation.a).into()),
                ("b", (*relation.b).into()),
                ("kind", relation.kind.name().into()),
                ("score", score(relation.score)),
                ("reasons", reasons.collect()),
            ])
        })
        .collect();
    document(VERSION, &[("relations", records)])
}

/// A score in 1/10000 as a number with at most four decimals.
fn score(unit: u32) -> Json {
    rust_decimal::Decimal::new(i64::from(unit), 4).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_have_four_decimals() {
        assert_eq!(score(10_000).line(), "1");
        assert_eq!(score(1234).line(), "0.1234");
        assert_eq!(score(0).line(), "0");
    }
}
