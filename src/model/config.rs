//! Names, identity and options of a site (`gongbao.toml`).

use std::sync::Arc;

use crate::diagnostics::{Location, Placed, SourceFile};
use crate::language::{Bilingual, Lang};

/// A site's settings.
#[derive(Debug, Clone)]
pub struct Config {
    /// The site's name.
    pub name: Bilingual,
    /// A sentence that says what the site is.
    pub description: Bilingual,
    /// Where the site will stand, as [`base_url`] gives it; `None` until known.
    pub base_url: Option<String>,
    /// Is an address given that cannot be one? That has been reported.
    pub base_url_faulty: bool,
    /// The language of `/`.
    pub default_language: Lang,
    /// Folder under `themes/`, or the embedded theme's name.
    pub theme: Placed<String>,
    /// Is this a demonstration? Then every page says so and asks not to be indexed.
    pub sample: bool,
    /// The identity that rules for government websites ask for.
    pub identity: Identity,
    /// The licence of translation and data: name and address.
    pub licence: Option<(Bilingual, String)>,
    /// The file, for findings about it.
    pub file: Arc<SourceFile>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            name: Bilingual::new("公报", "Gongbao"),
            description: Bilingual::default(),
            base_url: None,
            base_url_faulty: false,
            default_language: Lang::Zh,
            theme: Placed::new("default".to_owned(), Location::of_path("gongbao.toml")),
            sample: false,
            identity: Identity::default(),
            licence: None,
            file: Arc::new(SourceFile::new("gongbao.toml", "")),
        }
    }
}

/// What 政府网站发展指引 (国办发〔2017〕47号) asks a site to state about itself. Nothing is invented:
/// a field that `gongbao.toml` leaves out is absent from the pages.
#[derive(Debug, Clone, Default)]
pub struct Identity {
    /// 网站标识码, ten characters.
    pub site_code: Option<String>,
    /// ICP 备案号.
    pub icp: Option<String>,
    /// 公安机关备案号, as it is shown.
    pub police: Option<String>,
    /// Who runs the site.
    pub operator: Option<Operator>,
    /// Who answers readers: telephone, e-mail or postal address.
    pub contact: Option<Bilingual>,
    /// Address of 党政机关网站标识.
    pub conac_url: Option<String>,
}

/// Who runs a site (主办单位), and who does it for them (承办单位).
#[derive(Debug, Clone, Default)]
pub struct Operator {
    /// 主办单位.
    pub host: Bilingual,
    /// 承办单位.
    pub maintainer: Option<Bilingual>,
}

/// The longest address that a site may have, in bytes: with the path of any page behind it, what
/// reads it (Excel takes 2,079) must still take it.
const LONGEST: usize = 500;

/// The address that a site will have: http or https, a host, and perhaps a path; the slash at its
/// end is taken off. `None` for anything else, a query and a fragment included.
pub fn base_url(text: &str) -> Option<String> {
    let url = text.trim_end_matches('/');
    let rest = url
        .strip_prefix("https://")
        .or_else(|| url.strip_prefix("http://"))?;
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let starts = host.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '[');
    let fine = starts
        && url.len() <= LONGEST
        && host
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b".-:[]".contains(&byte))
        && path
            .bytes()
            .all(|byte| byte.is_ascii_graphic() && !b"?#\"'<>\\^`{|}".contains(&byte))
        && path.split('/').all(|part| !matches!(part, "." | ".."));
    fine.then(|| url.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_sites() {
        for (text, address) in [
            (
                "https://www.example.gov.cn/",
                Some("https://www.example.gov.cn"),
            ),
            (
                "http://127.0.0.1:8000/plans",
                Some("http://127.0.0.1:8000/plans"),
            ),
            ("https://[::1]/a", Some("https://[::1]/a")),
            ("ftp://example.gov.cn", None),
            ("javascript:alert(1)", None),
            ("https://", None),
            ("https:///plans", None),
            ("https://example.gov.cn/?q=1", None),
            ("https://example.gov.cn/#top", None),
            ("https://user@example.gov.cn", None),
            ("https://example.gov.cn/a/../b", None),
            ("https://exam ple.gov.cn", None),
            ("www.example.gov.cn", None),
            ("", None),
        ] {
            assert_eq!(base_url(text).as_deref(), address, "{text}");
        }
        assert_eq!(
            base_url(&format!("https://example.gov.cn/{}", "a".repeat(600))),
            None
        );
    }
}
