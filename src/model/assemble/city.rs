//! `city.toml` → [`City`].

use std::sync::Arc;

use super::check_slug;
use crate::diagnostics::codes::documents as document_codes;
use crate::diagnostics::codes::model as codes;
use crate::diagnostics::{Diagnostics, Location, SourceFile};
use crate::documents::RESERVED;
use crate::documents::fields::Fields;
use crate::documents::tree::Node;
use crate::language::Bilingual;
use crate::model::City;

pub(super) fn read(
    slug: &str,
    node: &Node,
    file: &Arc<SourceFile>,
    diagnostics: &mut Diagnostics,
) -> City {
    let location = Location::new(file, 0..0);
    check_slug(slug, &location, diagnostics);
    if RESERVED.contains(&slug) {
        diagnostics.report(
            &codes::ADDRESS_CLASH,
            location.clone(),
            format!("城市的地址 /zh/{slug}/ 与网站自有栏目相同"),
            format!("the city's address /zh/{slug}/ is that of one of the site's own pages"),
        );
    }
    let mut fields = Fields::new(node, diagnostics);
    let name = fields.required_bilingual("name", diagnostics);
    let short = fields
        .bilingual("short", diagnostics)
        .map(|text| text.value);
    let province = fields
        .bilingual("province", diagnostics)
        .map(|text| text.value);
    let code = fields.text("code", diagnostics).filter(|code| {
        let valid = code.value.len() == 6 && code.value.bytes().all(|byte| byte.is_ascii_digit());
        if !valid {
            diagnostics.report(
                &document_codes::BAD_VALUE,
                code.location.clone(),
                format!(
                    "行政区划代码应为六位数字（GB/T 2260），这里是“{}”",
                    code.value
                ),
                format!(
                    "a division code has six digits (GB/T 2260); here it is “{}”",
                    code.value
                ),
            );
        }
        valid
    });
    let pinyin = fields.text("pinyin", diagnostics).map(|text| text.value);
    let we = fields
        .texts("we", diagnostics)
        .into_iter()
        .map(|text| text.value)
        .collect();
    let about = fields
        .bilingual("about", diagnostics)
        .map(|text| text.value);
    fields.finish(diagnostics);
    // A city whose name cannot be read still has plans to be checked.
    let name = name.map_or_else(|| Bilingual::new(slug, slug), |name| name.value);
    City {
        slug: slug.to_owned(),
        short: short.unwrap_or_else(|| name.clone()),
        name,
        province,
        code: code.map(|code| code.value),
        pinyin,
        we,
        about,
        location,
    }
}
