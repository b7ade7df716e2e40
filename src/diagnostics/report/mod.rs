//! Findings as text: one renderer a format. Nothing here prints.

pub mod github;
pub mod human;
pub mod json;
pub mod sarif;

/// A report's formats.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Format {
    /// For people: the passage, marked, and a line of counts.
    #[default]
    Human,
    /// One JSON object a line.
    Json,
    /// SARIF 2.1.0, which code hosts show beside the files.
    Sarif,
    /// GitHub's workflow commands, shown as annotations.
    Github,
}

/// A site's file as seen from the repository's root: `path` under the folder `site`, which is
/// empty where the site is the root.
fn under(site: &str, path: &str) -> String {
    match site.trim_end_matches('/') {
        "" | "." => path.to_owned(),
        folder => format!("{}/{path}", folder.trim_start_matches("./")),
    }
}

#[cfg(test)]
mod tests;
