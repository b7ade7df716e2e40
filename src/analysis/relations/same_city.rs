//! Links inside a city, directed by the years that plans cover: last year's results and tasks to
//! this year's tasks (`continues`), and tasks to the report on them (`outcome`).
//!
//! One city uses its own names and phrases everywhere, so that a cut-off alone would link all with
//! all: two sections are linked when each is the other's best.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::index::Slot;
use super::select::may_relate;
use super::{Looker, Relater, Relation, RelationKind};
use crate::model::{Kind, Plan};

/// Partners below this score are none, in 1/10000.
const CUT: u32 = 1400;

/// The relations inside one city.
pub(super) fn relations(relater: &Relater, looker: &Looker<'_>, city: &str) -> Vec<Arc<Relation>> {
    let mut documents: BTreeMap<(i16, Kind), Vec<Slot>> = BTreeMap::new();
    let plans = looker.site.current_plans().filter(|plan| plan.city == city);
    for plan in plans {
        let slots = documents.entry(year_and_kind(plan)).or_default();
        slots.extend_from_slice(relater.slots(&plan.id));
    }
    let mut found = Vec::new();
    for ((year, kind), earlier) in &documents {
        if let Some(later) = documents.get(&(year + 1, Kind::Plan)) {
            found.extend(partners(
                relater,
                looker,
                earlier,
                later,
                RelationKind::Continues,
            ));
        }
        if let (Kind::Plan, Some(report)) = (kind, documents.get(&(*year, Kind::Report))) {
            found.extend(partners(
                relater,
                looker,
                earlier,
                report,
                RelationKind::Outcome,
            ));
        }
    }
    found
}

fn year_and_kind(plan: &Plan) -> (i16, Kind) {
    (plan.covers, plan.kind)
}

/// Pairs in which each is the other's best.
fn partners(
    relater: &Relater,
    looker: &Looker<'_>,
    earlier: &[Slot],
    later: &[Slot],
    kind: RelationKind,
) -> Vec<Arc<Relation>> {
    let scores: Vec<Vec<u32>> = earlier
        .iter()
        .map(|a| {
            later
                .iter()
                .map(|b| relater.index.compare(*a, *b))
                .collect()
        })
        .collect();
    let column = |at: usize| scores.iter().filter_map(move |row| row.get(at).copied());
    let mut found = Vec::new();
    for (row, a) in scores.iter().zip(earlier) {
        let Some((at, score)) = best(row.iter().copied()) else {
            continue;
        };
        let is_mutual = best(column(at)).is_some_and(|(_, highest)| highest == score);
        let tasks = later
            .get(at)
            .and_then(|b| Some((relater.task(*a)?, relater.task(*b)?)));
        let Some((a, b)) = tasks.filter(|(a, b)| may_relate(a, b)) else {
            continue;
        };
        if is_mutual && score >= CUT {
            let sides = looker.side(a).zip(looker.side(b));
            found.extend(sides.and_then(|(a, b)| looker.relation((&a, &b), kind, score)));
        }
    }
    found
}

/// The first of the highest.
fn best(scores: impl Iterator<Item = u32>) -> Option<(usize, u32)> {
    scores
        .enumerate()
        .min_by_key(|(at, score)| (std::cmp::Reverse(*score), *at))
}
