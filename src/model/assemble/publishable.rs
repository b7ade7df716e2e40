//! What a site must state before it may be published (`--strict`), each with the rule that asks
//! for it. In a plain run these are notes: a draft may be silent, and nothing is invented.

use crate::diagnostics::codes::model as codes;
use crate::diagnostics::{Diagnostic, Diagnostics, Location, Rule};
use crate::language::Bilingual;
use crate::model::{Config, Plan, Site};

/// Reports what is missing.
pub(super) fn check(site: &Site, diagnostics: &mut Diagnostics) {
    check_site(&site.config, diagnostics);
    for plan in site.current_plans() {
        check_plan(plan, diagnostics);
    }
}

fn check_site(config: &Config, diagnostics: &mut Diagnostics) {
    let place = Location::new(&config.file, 0..0);
    let identity = &config.identity;
    if config.sample {
        diagnostics.report(
            &codes::SAMPLE_SITE,
            find(config, "sample").unwrap_or_else(|| place.clone()),
            "这是演示站，页面请求不收录",
            "this is a demonstration, and its pages ask not to be indexed",
        );
    }
    let description = &config.description;
    let required: [(bool, &'static Rule, &str, &str, &str); 6] = [
        (
            description.zh.is_empty() || description.en.is_empty(),
            &codes::DESCRIPTION_NOT_STATED,
            "description",
            "网站说明",
            "description",
        ),
        (
            identity.site_code.is_none(),
            &codes::SITE_CODE_NOT_STATED,
            "identity.site_code",
            "网站标识码",
            "site code (网站标识码)",
        ),
        (
            identity.icp.is_none(),
            &codes::ICP_NOT_STATED,
            "identity.icp",
            "ICP备案号",
            "ICP filing (ICP备案号)",
        ),
        (
            identity.police.is_none(),
            &codes::POLICE_NOT_STATED,
            "identity.police",
            "公安机关备案号",
            "police filing (公安机关备案号)",
        ),
        (
            identity.operator.is_none(),
            &codes::OPERATOR_NOT_STATED,
            "identity.operator",
            "主办单位",
            "operator (主办单位)",
        ),
        (
            identity.contact.is_none(),
            &codes::CONTACT_NOT_STATED,
            "identity.contact",
            "联系方式",
            "contact (联系方式)",
        ),
    ];
    let place = find(config, "[identity]").unwrap_or(place);
    for (missing, rule, key, zh, en) in required {
        if missing {
            diagnostics.report(
                rule,
                place.clone(),
                format!("没有写明{zh}（{key}）"),
                format!("the site's {en} is not stated: {key}"),
            );
        }
    }
}

/// The first line of the settings that starts with `start`.
fn find(config: &Config, start: &str) -> Option<Location> {
    let file = &config.file;
    (1..=file.line_count())
        .filter_map(|number| file.line(number))
        .find(|line| file.slice(line.clone()).starts_with(start))
        .map(|line| Location::new(file, line))
}

fn check_plan(plan: &Plan, diagnostics: &mut Diagnostics) {
    let publication = &plan.publication;
    let place = Location::new(&plan.file, 0..0);
    let mut missing = |rule: &'static Rule, zh: &str, en: &str| {
        let message = Bilingual::new(zh, en);
        diagnostics.push(Diagnostic::new(rule, place.clone(), message));
    };
    if publication.published.is_none() {
        missing(
            &codes::DATE_NOT_STATED,
            "没有发布日期（published），页面将写明“日期未注明”",
            "no date of publication (published); pages say “date not stated”",
        );
    }
    if publication.issuer.is_none() {
        missing(
            &codes::ISSUER_NOT_STATED,
            "没有发布机构（issuer），页面将写明“发布机构未注明”",
            "no issuer; pages say “issuer not stated”",
        );
    }
    if publication.reviewed.is_empty() {
        missing(
            &codes::REVIEW_NOT_STATED,
            "没有写明由谁审核（reviewed）",
            "nobody is named as having reviewed the files (reviewed)",
        );
    }
}
