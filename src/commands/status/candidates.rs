//! `gongbao status`: indicators that the texts have and `indicators.toml` does not.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::commands::pipeline::Built;
use crate::language::{Lang, Words};
use crate::model::Plan;

/// How many are listed unless all are asked for.
const SHOWN: usize = 20;

const HEAD: Words = Words {
    zh: "候选指标（content/indicators.toml 中没有；括号内为次数和计划）",
    en: "candidate indicators, not in content/indicators.toml (times, plans)",
};

/// The candidates of a plan: words of indicators that no controlled indicator has.
pub(super) fn of_plan<'a>(built: &'a Built, plan: &'a Plan) -> BTreeMap<&'a str, usize> {
    let mut found = BTreeMap::new();
    for section in &plan.sections {
        for target in built.facts.targets.of_section(&section.id) {
            let words = target.target.indicator.as_deref();
            if let (Some(words), None) = (words, &target.indicator_id) {
                *found.entry(words).or_default() += 1;
            }
        }
    }
    found
}

/// The candidates of the site, the most frequent first; empty where there is none.
pub(super) fn listing(built: &Built, all: bool, lang: Lang) -> String {
    let mut found: BTreeMap<&str, (usize, BTreeSet<&str>)> = BTreeMap::new();
    for plan in &built.site.plans {
        for (words, times) in of_plan(built, plan) {
            let entry = found.entry(words).or_default();
            entry.0 += times;
            entry.1.insert(&plan.id);
        }
    }
    if found.is_empty() {
        return String::new();
    }
    let mut list: Vec<_> = found.into_iter().collect();
    list.sort_by_key(|(words, (times, _))| (std::cmp::Reverse(*times), *words));
    let shown = if all { list.len() } else { SHOWN };
    let mut out = format!("\n{} ({})\n", HEAD.get(lang), list.len());
    for (words, (times, plans)) in list.iter().take(shown) {
        let plans: Vec<&str> = plans.iter().copied().collect();
        // Writing to a string cannot fail.
        let _ = writeln!(out, "  {words}  ({times}; {})", plans.join(", "));
    }
    if let Some(more) = list.len().checked_sub(shown).filter(|more| *more > 0) {
        let _ = match lang {
            Lang::Zh => writeln!(out, "  另有 {more} 个，用 --candidates 列出"),
            Lang::En => writeln!(out, "  and {more} more: --candidates lists them"),
        };
    }
    out
}
