//! `gongbao.toml` → [`Config`].

use std::sync::Arc;

use crate::diagnostics::codes::documents as document_codes;
use crate::diagnostics::{Diagnostics, SourceFile};
use crate::documents::fields::Fields;
use crate::documents::tree::Node;
use crate::language::Lang;
use crate::model::{Config, Identity, Operator};

pub(super) fn read(node: &Node, file: &Arc<SourceFile>, diagnostics: &mut Diagnostics) -> Config {
    let mut config = Config {
        file: file.clone(),
        ..Config::default()
    };
    let mut fields = Fields::new(node, diagnostics);
    if let Some(name) = fields.required_bilingual("name", diagnostics) {
        config.name = name.value;
    }
    if let Some(description) = fields.bilingual("description", diagnostics) {
        config.description = description.value;
    }
    config.base_url = base_url(&mut fields, diagnostics);
    let languages = [("zh", Lang::Zh), ("en", Lang::En)];
    if let Some(lang) = fields.choice("default_language", &languages, diagnostics) {
        config.default_language = lang.value;
    }
    if let Some(theme) = fields.text("theme", diagnostics)
        && super::check_slug(&theme.value, &theme.location, diagnostics)
    {
        config.theme = theme.value;
    }
    if let Some(sample) = fields.boolean("sample", diagnostics) {
        config.sample = sample;
    }
    if let Some(node) = fields.get("licence") {
        let mut licence = Fields::new(node, diagnostics);
        let name = licence.required_bilingual("name", diagnostics);
        let url = licence.required_text("url", diagnostics);
        licence.finish(diagnostics);
        config.licence = name.zip(url).map(|(name, url)| (name.value, url.value));
    }
    if let Some(node) = fields.get("identity") {
        config.identity = identity(node, diagnostics);
    }
    fields.finish(diagnostics);
    config
}

fn base_url(fields: &mut Fields<'_>, diagnostics: &mut Diagnostics) -> Option<String> {
    let url = fields.text("base_url", diagnostics)?;
    let trimmed = url.value.trim_end_matches('/');
    if is_base_url(trimmed) {
        return Some(trimmed.to_owned());
    }
    diagnostics.report(
        &document_codes::BAD_VALUE,
        url.location,
        format!("“base_url”应为完整网址，如 https://www.example.gov.cn，这里是“{}”", url.value),
        format!("“base_url” should be a whole address such as https://www.example.gov.cn; here it is “{}”", url.value),
    );
    None
}

/// Is this a whole address without query and fragment?
pub(super) fn is_base_url(url: &str) -> bool {
    let rest = url
        .strip_prefix("https://")
        .or_else(|| url.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        !rest.is_empty()
            && !rest.starts_with('/')
            && rest
                .bytes()
                .all(|byte| byte.is_ascii_graphic() && !b"?#\"<>\\^`{|}".contains(&byte))
    })
}

fn identity(node: &Node, diagnostics: &mut Diagnostics) -> Identity {
    let mut fields = Fields::new(node, diagnostics);
    let mut text = |key| fields.text(key, diagnostics).map(|text| text.value);
    let site_code = text("site_code");
    let icp = text("icp");
    let police = text("police");
    let conac_url = text("conac_url");
    let host = fields.bilingual("operator", diagnostics);
    let maintainer = fields
        .bilingual("maintainer", diagnostics)
        .map(|text| text.value);
    let contact = fields
        .text_or_bilingual("contact", diagnostics)
        .map(|text| text.value);
    fields.finish(diagnostics);
    Identity {
        site_code,
        icp,
        police,
        operator: host.map(|host| Operator {
            host: host.value,
            maintainer,
        }),
        contact,
        conac_url,
    }
}
