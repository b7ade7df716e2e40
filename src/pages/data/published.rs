//! `check --published`: does every address of the published site still answer?

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::Deserialize;

use super::VERSION;
use crate::diagnostics::codes::pages as codes;
use crate::diagnostics::{Diagnostics, Location, Severity, SourceFile};

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
/// one must be a page, a redirect or a withdrawal of the new one. What is gone because a file of the
/// site has `faults` could not be checked, and is no loss yet.
pub fn check_published(
    published: &Arc<SourceFile>,
    made: &[u8],
    faults: &Diagnostics,
) -> Diagnostics {
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
    let unread = Unread::new(faults, &answering);
    let mut unchecked: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for address in gone {
        if let Some(file) = unread.cause(&address) {
            unchecked.entry(file).or_default().push(address);
            continue;
        }
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
    for (file, addresses) in unchecked {
        let count = addresses.len();
        let first = addresses.first().map_or("", String::as_str);
        if let Some(location) = unread.files.get(file) {
            found.report(
                &codes::ADDRESSES_UNCHECKED,
                location.clone(),
                format!("本文件有错误，已发布的 {count} 个地址无法核对，如“{first}”"),
                format!("this file has errors, so published addresses could not be checked: {count}, “{first}” the first"),
            );
        }
    }
    found
}

/// Files with errors whose pages are not there.
struct Unread {
    files: BTreeMap<String, Location>,
}

impl Unread {
    fn new(faults: &Diagnostics, answering: &BTreeSet<String>) -> Self {
        let mut files = BTreeMap::new();
        for fault in faults.iter().filter(|one| one.severity == Severity::Error) {
            let path = fault.location.file.path();
            let stem = path.split('.').next().unwrap_or(path);
            let page = stem.strip_prefix("content").map(|id| format!("/zh{id}/"));
            // A plan that has its page was read in spite of the fault.
            if page.is_some_and(|page| !answering.contains(&page)) {
                let location = fault.location.clone();
                files.entry(path.to_owned()).or_insert(location);
            }
        }
        Self { files }
    }

    /// The file whose errors may be why an address is gone.
    fn cause(&self, address: &str) -> Option<&str> {
        let rest = address
            .strip_prefix("/zh/")
            .or_else(|| address.strip_prefix("/en/"))?;
        let mut parts = rest.split('/').filter(|part| !part.is_empty());
        let (folder, item) = (parts.next()?, parts.next());
        let own = match (folder, item) {
            ("topics", _) => self.starting("content/topics.toml"),
            ("targets", _) => self.starting("content/indicators.toml"),
            (city, plan) => plan
                .and_then(|plan| self.starting(&format!("content/{city}/{plan}.")))
                .or_else(|| self.starting(&format!("content/{city}/city."))),
        };
        // What is found in plans is gone with any of them.
        let of_plans = matches!(folder, "topics" | "targets" | "compare");
        own.or_else(|| self.starting("content/").filter(|_| of_plans))
    }

    fn starting(&self, with: &str) -> Option<&str> {
        let (path, _) = self.files.range(with.to_owned()..).next()?;
        path.starts_with(with).then_some(path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes_of(old: &str, new: &str) -> Vec<(&'static str, usize)> {
        let file = Arc::new(SourceFile::new("addresses.json", old));
        check_published(&file, new.as_bytes(), &Diagnostics::default())
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
    fn what_could_not_be_read_is_not_lost() {
        let old = r#"{"version": 1, "addresses": ["/zh/a/1/", "/zh/a/1/5/", "/zh/b/1/", "/en/topics/x/"],
            "redirects": [], "withdrawn": []}"#;
        let new = r#"{"version": 1, "addresses": ["/zh/c/1/"], "redirects": [], "withdrawn": []}"#;
        let mut faults = Diagnostics::default();
        for path in ["content/a/1.zh.md", "content/c/1.zh.md"] {
            let rule = &crate::diagnostics::codes::documents::BAD_DATE;
            faults.report(rule, Location::of_path(path), "", "");
        }
        let file = Arc::new(SourceFile::new("addresses.json", old));
        let found = check_published(&file, new.as_bytes(), &faults);
        let found: Vec<_> = found
            .iter()
            .map(|one| (one.rule.code, one.location.file.path()))
            .collect();
        let lost = ("P403", "addresses.json");
        assert_eq!(found, [lost, ("P407", "content/a/1.zh.md")]);
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
