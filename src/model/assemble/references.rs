//! What one file says of another: plans, sections and topics that must exist.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostics::codes::model as codes;
use crate::diagnostics::{Diagnostic, Diagnostics, Location, Placed};
use crate::documents::fields::nearest;
use crate::language::Bilingual;
use crate::model::{Plan, Site};

pub(super) fn check(site: &Site, diagnostics: &mut Diagnostics) {
    let sections: BTreeSet<&str> = site
        .sections()
        .map(|(_, section)| section.id.as_str())
        .collect();
    let topics: BTreeSet<&str> = site.topics.iter().map(|topic| topic.id.as_str()).collect();
    let plans: BTreeSet<&str> = site.plans.iter().map(|plan| plan.id.as_str()).collect();
    for plan in &site.plans {
        check_continuation(site, plan, &plans, diagnostics);
        for section in &plan.sections {
            let related = section.related.iter().map(|related| &related.to);
            for id in related.chain(&section.unrelated) {
                if id.value == section.id {
                    diagnostics.report(
                        &codes::UNKNOWN_REFERENCE,
                        id.location.clone(),
                        format!("条目“{}”不能与自身关联", id.value),
                        format!("section “{}” cannot be related to itself", id.value),
                    );
                    continue;
                }
                if !site.is_unread(&id.value) {
                    check_id(id, &sections, ("条目", "section"), diagnostics);
                }
            }
            for id in section.topics.add.iter().chain(&section.topics.remove) {
                check_id(id, &topics, ("主题", "topic"), diagnostics);
            }
        }
    }
    let without_plan = |id: &&String| site.plan(id).is_none() && !site.is_unread(id);
    for id in site.corrections.keys().filter(without_plan) {
        if let Some(file) = site.corrections.get(id) {
            diagnostics.report(
                &codes::UNKNOWN_REFERENCE,
                Location::new(file, 0..0),
                format!("没有计划“{id}”，这些更正无处可用"),
                format!("there is no plan “{id}” for these corrections"),
            );
        }
    }
    for topic in &site.topics {
        for broader in topic
            .broader
            .iter()
            .filter(|id| !topics.contains(id.as_str()))
        {
            let id = Placed::new(broader.clone(), topic.location.clone());
            check_id(&id, &topics, ("主题", "topic"), diagnostics);
        }
    }
    check_broader(site, diagnostics);
}

/// A topic may not be its own broader one, by whatever way round.
fn check_broader(site: &Site, diagnostics: &mut Diagnostics) {
    let broader: BTreeMap<&str, &[String]> = site
        .topics
        .iter()
        .map(|topic| (topic.id.as_str(), topic.broader.as_slice()))
        .collect();
    for topic in &site.topics {
        let mut seen = BTreeSet::new();
        let mut next: Vec<&str> = topic.broader.iter().map(String::as_str).collect();
        while let Some(id) = next.pop() {
            if id == topic.id {
                diagnostics.push(
                    Diagnostic::new(
                        &codes::CONTINUES_IN_CIRCLE,
                        topic.location.clone(),
                        Bilingual::new(
                            format!("主题“{id}”的上位主题绕回了它自身"),
                            format!("the broader topics of “{id}” lead back to it"),
                        ),
                    )
                    .help("请改正 broader。", "Correct broader."),
                );
                break;
            }
            if seen.insert(id) {
                let above = broader.get(id).copied().unwrap_or_default();
                next.extend(above.iter().map(String::as_str));
            }
        }
    }
}

fn check_id(
    id: &Placed<String>,
    known: &BTreeSet<&str>,
    (zh, en): (&str, &str),
    diagnostics: &mut Diagnostics,
) {
    if known.contains(id.value.as_str()) {
        return;
    }
    let mut found = Diagnostic::new(
        &codes::UNKNOWN_REFERENCE,
        id.location.clone(),
        Bilingual::new(
            format!("没有{zh}“{}”", id.value),
            format!("there is no {en} “{}”", id.value),
        ),
    );
    if let Some(near) = nearest(&id.value, known.iter().copied()) {
        found = found.help(
            format!("是不是“{near}”？"),
            format!("Did you mean “{near}”?"),
        );
    }
    diagnostics.push(found);
}

/// A plan may go on from one other; going round in a circle would never end.
fn check_continuation(
    site: &Site,
    plan: &Plan,
    plans: &BTreeSet<&str>,
    diagnostics: &mut Diagnostics,
) {
    let Some(from) = &plan.continues_from else {
        return;
    };
    if !site.is_unread(&from.value) {
        check_id(from, plans, ("计划", "plan"), diagnostics);
    }
    if let Some(other) = site
        .plan(&from.value)
        .filter(|other| other.city != plan.city)
    {
        diagnostics.push(
            Diagnostic::new(
                &codes::UNKNOWN_REFERENCE,
                from.location.clone(),
                Bilingual::new(
                    format!("“{}”是另一个城市的计划，本计划不能接续它", other.id),
                    format!(
                        "“{}” is a plan of another city; this one cannot go on from it",
                        other.id
                    ),
                ),
            )
            .help(
                "请改为本城市中前一部分的编号，或删去这一行。",
                "Write the id of the part before it in the same city, or remove the line.",
            ),
        );
    }
    let mut seen = BTreeSet::from([plan.id.as_str()]);
    let mut next = site.plan(&from.value);
    while let Some(earlier) = next {
        if !seen.insert(earlier.id.as_str()) {
            diagnostics.report(
                &codes::CONTINUES_IN_CIRCLE,
                from.location.clone(),
                "continues_from 绕成了一圈",
                "continues_from leads round in a circle",
            );
            return;
        }
        next = earlier
            .continues_from
            .as_ref()
            .and_then(|id| site.plan(&id.value));
    }
}
