//! `gongbao.toml` → [`Config`].

use std::sync::Arc;

use super::official_forms;
use crate::diagnostics::codes::documents as document_codes;
use crate::diagnostics::{Diagnostics, Placed, SourceFile};
use crate::documents::fields::Fields;
use crate::documents::tree::Node;
use crate::language::Lang;
use crate::model::{Config, Identity, Operator, config};

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
    config.base_url_faulty = config.base_url.is_none() && fields.get("base_url").is_some();
    let languages = [("zh", Lang::Zh), ("en", Lang::En)];
    if let Some(lang) = fields.choice("default_language", &languages, diagnostics) {
        config.default_language = lang.value;
    }
    if let Some(theme) = fields.text("theme", diagnostics)
        && super::check_slug(&theme.value, &theme.location, diagnostics)
    {
        config.theme = theme;
    }
    if let Some(sample) = fields.boolean("sample", diagnostics) {
        config.sample = sample;
    }
    if let Some(node) = fields.get("licence") {
        let mut licence = Fields::new(node, diagnostics);
        let name = licence.required_bilingual("name", diagnostics);
        if licence.get("url").is_none() {
            licence.missing("url", diagnostics);
        }
        let url = web_address(&mut licence, "url", diagnostics);
        licence.finish(diagnostics);
        config.licence = name.zip(url).map(|(name, url)| (name.value, url));
    }
    if let Some(node) = fields.get("identity") {
        config.identity = identity(node, diagnostics);
    }
    fields.finish(diagnostics);
    config
}

fn base_url(fields: &mut Fields<'_>, diagnostics: &mut Diagnostics) -> Option<String> {
    let url = fields.text("base_url", diagnostics)?;
    if let Some(address) = config::base_url(&url.value) {
        return Some(address);
    }
    diagnostics.report(
        &document_codes::BAD_VALUE,
        url.location,
        format!("“base_url”应为完整网址，如 https://www.example.gov.cn，这里是“{}”", url.value),
        format!("“base_url” should be a whole address such as https://www.example.gov.cn; here it is “{}”", url.value),
    );
    None
}

/// Is this the address of a page elsewhere: http or https and a host?
pub(super) fn is_web_address(url: &str) -> bool {
    let rest = url
        .strip_prefix("https://")
        .or_else(|| url.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        !rest.is_empty()
            && !rest.starts_with(['/', '?', '#'])
            && rest
                .bytes()
                .all(|byte| byte.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&byte))
    })
}

/// A page elsewhere that ours link to: http and https alone.
fn web_address(
    fields: &mut Fields<'_>,
    key: &'static str,
    diagnostics: &mut Diagnostics,
) -> Option<String> {
    let url = fields.text(key, diagnostics)?;
    if is_web_address(&url.value) {
        return Some(url.value);
    }
    diagnostics.report(
        &document_codes::BAD_VALUE,
        url.location,
        format!("“{key}”应为 http 或 https 网址，这里是“{}”", url.value),
        format!(
            "“{key}” should be an http or https address; here it is “{}”",
            url.value
        ),
    );
    None
}

fn identity(node: &Node, diagnostics: &mut Diagnostics) -> Identity {
    let mut fields = Fields::new(node, diagnostics);
    let mut number = |key, check: fn(&Placed<String>, &mut Diagnostics)| {
        let number = fields.text(key, diagnostics)?;
        check(&number, diagnostics);
        Some(number.value)
    };
    let site_code = number("site_code", official_forms::check_site_code);
    let icp = number("icp", official_forms::check_icp);
    let police = number("police", official_forms::check_police);
    let conac_url = web_address(&mut fields, "conac_url", diagnostics);
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
