//! Names, identity and options of a site (`gongbao.toml`).

use std::sync::Arc;

use crate::diagnostics::SourceFile;
use crate::language::{Bilingual, Lang};

/// A site's settings.
#[derive(Debug, Clone)]
pub struct Config {
    /// The site's name.
    pub name: Bilingual,
    /// A sentence that says what the site is.
    pub description: Bilingual,
    /// Where the site will stand, with scheme and without a slash at the end; `None` until known.
    pub base_url: Option<String>,
    /// The language of `/`.
    pub default_language: Lang,
    /// Folder under `themes/`, or the embedded theme's name.
    pub theme: String,
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
            default_language: Lang::Zh,
            theme: "default".to_owned(),
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
