//! `check --published`: does every address of the published site still answer?

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::Deserialize;

use super::VERSION;
use crate::diagnostics::codes::pages as codes;
use crate::diagnostics::{Diagnostics, Location, SourceFile};

/// What `addresses.json` says.
#[derive(Debug, Default, Deserialize)]
struct Listed {
    version: u32,
    addresses: Vec<String>,
    redirects: Vec<Leading>,
    withdrawn: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct Leading {
    from: String,
}

impl Listed {
    fn all(self) -> impl Iterator<Item = String> {
        let redirects = self.redirects.into_iter().map(|redirect| redirect.from);
        self.addresses
            .into_iter()
            .chain(redirects)
            .chain(self.withdrawn)
    }
}

/// Compares the published site's `addresses.json` with the one just made: each address of the old
/// one must be a page, a redirect or a withdrawal of the new one.
pub fn check_published(published: &Arc<SourceFile>, made: &[u8]) -> Diagnostics {
    let mut found = Diagnostics::default();
    let old = match serde_json::from_str::<Listed>(published.text()) {
        Ok(old) if old.version <= VERSION => old,
        Ok(old) => {
            found.report(
                &codes::PUBLISHED_LIST,
                Location::new(published, 0..0),
                format!("地址表的版本是 {}，本程序只认识 {VERSION}", old.version),
                format!(
                    "the list has version {}, and this program knows {VERSION}",
                    old.version
                ),
            );
            return found;
        }
        Err(error) => {
            let at = published.line(error.line()).map_or(0, |line| {
                (line.start + error.column().saturating_sub(1)).min(line.end)
            });
            found.report(
                &codes::PUBLISHED_LIST,
                Location::new(published, at..at),
                format!("这不是 addresses.json（{error}）"),
                format!("this is no addresses.json: {error}"),
            );
            return found;
        }
    };
    let answering: BTreeSet<String> = serde_json::from_slice::<Listed>(made)
        .unwrap_or_default()
        .all()
        .collect();
    let gone: BTreeSet<String> = old
        .all()
        .filter(|address| !answering.contains(address))
        .collect();
    for address in gone {
        let place = format!("\"{address}\"");
        let start = published.text().find(&place).unwrap_or(0);
        found.report(
            &codes::ADDRESS_VANISHED,
            Location::new(published, start..start + place.len()),
            format!("已发布的地址“{address}”不见了，也没有转址或撤回"),
            format!(
                "the published address “{address}” has vanished without a redirect or a withdrawal"
            ),
        );
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes_of(old: &str, new: &str) -> Vec<(&'static str, usize)> {
        let file = Arc::new(SourceFile::new("addresses.json", old));
        check_published(&file, new.as_bytes())
            .iter()
            .map(|one| (one.rule.code, one.location.start().line))
            .collect()
    }

    #[test]
    fn an_address_goes_on_answering() {
        let old = "{\"version\": 1, \"addresses\": [\n\"/\",\n\"/zh/a/\",\n\"/zh/b/\",\n\"/zh/c/\"],\n\"redirects\": [{\"from\": \"/zh/d/\", \"to\": \"/zh/a/\"}], \"withdrawn\": []}";
        let new = r#"{"version": 1, "addresses": ["/", "/zh/a/"],
            "redirects": [{"from": "/zh/b/", "to": "/zh/a/"}], "withdrawn": ["/zh/c/"]}"#;
        assert_eq!(codes_of(old, new), [("P403", 6)]);
        assert_eq!(codes_of(old, old), []);
        assert_eq!(codes_of(old, "{}").len(), 5);
    }

    #[test]
    fn another_file_is_refused() {
        for text in [
            "",
            "[]",
            "{\"version\": 1}",
            "汉字",
            "{\n\"version\": 9, \"addresses\": [], \"redirects\": [], \"withdrawn\": []}",
        ] {
            assert_eq!(
                codes_of(text, "{}").first().map(|one| one.0),
                Some("P404"),
                "{text}"
            );
        }
    }
}
