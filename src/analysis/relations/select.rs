//! Which neighbours are shown: the best few of either side, one year a city, each with a reason.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use rayon::prelude::*;

use super::index::Slot;
use super::relation::{Evidence, Reason, Relation, RelationKind};
use super::{Looker, Relater, Relations, Task};
use crate::model::{Kind, Site};

/// A pair is linked when one is among this many of the other.
const TOP: usize = 3;

/// What a page shows at most, an editor's links counted.
const SHOWN: usize = 5;

/// Pairs below this score are not linked, in 1/10000 …
pub const CUT: u32 = 850;

/// … but for a task's nearest, when it shares the task's main topic.
pub const NEAREST_CUT: u32 = super::index::LOWEST_CUT;

/// Pairs from this score on are linked whatever else there is; below it a pair must come near to
/// the best that either of the two has, in 1/100, lest it be noise beside it.
const SURE: u32 = 1500;
const NEAR_BEST: u32 = 60;

/// A pair that has a reason.
#[derive(Debug, Clone)]
pub(super) struct Link {
    relation: Arc<Relation>,
    /// Is the main topic of the first slot shared, that of the second?
    main: (bool, bool),
}

/// Two slots, the smaller one first.
type Pair = (Slot, Slot);

/// Which year of a city a page shows: that of the best task, of plans and reports apart, lest ten
/// years of one city fill the list.
#[derive(Default)]
struct Years<'a>(HashMap<(&'a str, Kind), i16>);

impl<'a> Years<'a> {
    fn allows(&self, task: &'a Task) -> bool {
        self.0
            .get(&(task.city.as_str(), task.kind))
            .is_none_or(|year| *year == task.covers)
    }

    fn take(&mut self, task: &'a Task) {
        self.0
            .entry((task.city.as_str(), task.kind))
            .or_insert(task.covers);
    }
}

impl Relater {
    /// Pairs that are linked, with their relations.
    pub(super) fn select(&mut self, looker: &Looker<'_>) -> BTreeMap<Pair, Arc<Relation>> {
        let mut slots: Vec<Slot> = self.tasks.keys().copied().collect();
        slots.sort_unstable();
        // Each turn asks for the reasons of the pairs that the picks so far hang on. Rejected
        // pairs are rare, so there are few turns.
        loop {
            let mut unknown = BTreeSet::new();
            let mut picked = BTreeSet::new();
            for slot in &slots {
                self.pick(*slot, &mut picked, &mut unknown);
            }
            if unknown.is_empty() {
                let pairs = &self.pairs;
                return picked
                    .into_iter()
                    .filter_map(|pair| Some((pair, pairs.get(&pair)?.as_ref()?.relation.clone())))
                    .collect();
            }
            let unknown: Vec<Pair> = unknown.into_iter().collect();
            let found: Vec<(Pair, Option<Link>)> = unknown
                .into_par_iter()
                .map(|pair| (pair, self.look(looker, pair)))
                .collect();
            self.pairs.extend(found);
        }
    }

    fn look(&self, looker: &Looker<'_>, pair: Pair) -> Option<Link> {
        let (a, b) = (&self.tasks.get(&pair.0)?.id, &self.tasks.get(&pair.1)?.id);
        let ids = if a < b { (a, b) } else { (b, a) };
        let score = self.index.compare(pair.0, pair.1);
        let relation = looker.relation(ids, RelationKind::Similar, score)?;
        Some(Link {
            main: (
                looker.shares_main_topic(a, b),
                looker.shares_main_topic(b, a),
            ),
            relation,
        })
    }

    /// The score a pair must have when it is not the nearest on a main topic.
    fn required(&self, pair: Pair) -> u32 {
        let best = |slot| {
            self.index
                .nearest(slot)
                .first()
                .map_or(0, |best| best.score)
        };
        let near = best(pair.0).min(best(pair.1)) * NEAR_BEST / 100;
        near.clamp(CUT, SURE)
    }

    /// Adds a task's best to `picked`, or to `unknown` the pairs that must be looked at first.
    fn pick(&self, slot: Slot, picked: &mut BTreeSet<Pair>, unknown: &mut BTreeSet<Pair>) {
        let Some(task) = self.tasks.get(&slot) else {
            return;
        };
        let mut years = Years::default();
        let mut left = TOP;
        for neighbour in self.index.nearest(slot) {
            let Some(other) = self.tasks.get(&neighbour.slot) else {
                continue;
            };
            // Below the cut only the nearest has a chance.
            if left == 0 || (left < TOP && neighbour.score < CUT) {
                break;
            }
            if !may_relate(task, other) || !years.allows(other) {
                continue;
            }
            let pair = (slot.min(neighbour.slot), slot.max(neighbour.slot));
            match self.pairs.get(&pair) {
                Some(None) => continue,
                Some(Some(link)) => {
                    let main = if slot == pair.0 {
                        link.main.0
                    } else {
                        link.main.1
                    };
                    let is_nearest_on_main = left == TOP && main;
                    let on_main = link.main.0 || link.main.1;
                    if !is_nearest_on_main
                        && (neighbour.score < self.required(pair)
                            || (!on_main && neighbour.score < SURE))
                    {
                        continue;
                    }
                    picked.insert(pair);
                }
                None => {
                    unknown.insert(pair);
                }
            }
            years.take(other);
            left -= 1;
        }
    }

    /// Joins all kinds of relations into what pages and data show.
    pub(super) fn assemble(
        &self,
        site: &Site,
        similar: &BTreeMap<Pair, Arc<Relation>>,
    ) -> Relations {
        let mut shown: BTreeMap<Arc<str>, Vec<Arc<Relation>>> = BTreeMap::new();
        let curated = self.curated(site);
        for relation in &curated {
            add(&mut shown, &relation.a, relation);
            if relation.both {
                add(&mut shown, &relation.b, relation);
            }
        }
        let mut list = curated;
        for relation in self.fit(similar, &mut shown) {
            list.push(relation);
        }
        for relation in self.same_city.values().flatten() {
            add(&mut shown, &relation.a, relation);
            add(&mut shown, &relation.b, relation);
            list.push(Arc::clone(relation));
        }
        let order: HashMap<&str, usize> = site
            .sections()
            .enumerate()
            .map(|(at, (_, section))| (section.id.as_str(), at))
            .collect();
        let place = |id: &str| order.get(id).copied().unwrap_or(usize::MAX);
        list.sort_by_cached_key(|relation| (place(&relation.a), place(&relation.b), relation.kind));
        Relations { list, shown }
    }

    /// Fills the pages: each shows its best, one year a city. Returns what some page shows.
    fn fit(
        &self,
        similar: &BTreeMap<Pair, Arc<Relation>>,
        shown: &mut BTreeMap<Arc<str>, Vec<Arc<Relation>>>,
    ) -> Vec<Arc<Relation>> {
        let mut of_slot: BTreeMap<Slot, Vec<(Slot, Pair)>> = BTreeMap::new();
        for pair in similar.keys() {
            of_slot.entry(pair.0).or_default().push((pair.1, *pair));
            of_slot.entry(pair.1).or_default().push((pair.0, *pair));
        }
        let mut used = BTreeSet::new();
        for (slot, mut others) in of_slot {
            let Some(task) = self.tasks.get(&slot) else {
                continue;
            };
            others.sort_by_key(|(other, pair)| {
                let score = similar.get(pair).map_or(0, |relation| relation.score);
                (std::cmp::Reverse(score), self.index.rank(*other))
            });
            let page = shown.entry(Arc::clone(&task.id)).or_default();
            let chosen: BTreeSet<Arc<str>> = page
                .iter()
                .map(|relation| Arc::from(relation.other(&task.id)))
                .collect();
            let mut years = Years::default();
            for (other, pair) in &others {
                let (Some(relation), Some(other)) = (similar.get(pair), self.tasks.get(other))
                else {
                    continue;
                };
                if page.len() >= SHOWN {
                    break;
                }
                if years.allows(other) && !chosen.contains(&other.id) {
                    years.take(other);
                    page.push(Arc::clone(relation));
                    used.insert(*pair);
                }
            }
            if page.is_empty() {
                shown.remove(&task.id);
            }
        }
        let used = used.iter().filter_map(|pair| similar.get(pair));
        used.map(Arc::clone).collect()
    }

    /// The links that editors wrote.
    fn curated(&self, site: &Site) -> Vec<Arc<Relation>> {
        let slots: HashMap<&str, Slot> = self
            .tasks
            .iter()
            .map(|(slot, task)| (&*task.id, *slot))
            .collect();
        let sections = site.current_plans().flat_map(|plan| &plan.sections);
        let written = sections.flat_map(|section| {
            section
                .related
                .iter()
                .map(move |related| (section, related))
        });
        written
            .filter(|(_, related)| {
                let plan = site.section(&related.to.value).map(|(plan, _)| plan);
                plan.is_some_and(|plan| plan.publication.status != crate::model::Status::Withdrawn)
            })
            .map(|(section, related)| {
                let (a, b) = (section.id.as_str(), related.to.value.as_str());
                let score = match (slots.get(a), slots.get(b)) {
                    (Some(a), Some(b)) => self.index.compare(*a, *b),
                    _ => 0,
                };
                Arc::new(Relation {
                    a: Arc::from(a),
                    b: Arc::from(b),
                    kind: RelationKind::Curated,
                    score,
                    reasons: vec![Reason {
                        text: related.why.clone(),
                        evidence: Evidence::Curated,
                    }],
                    both: related.both,
                })
            })
            .collect()
    }
}

fn add(
    shown: &mut BTreeMap<Arc<str>, Vec<Arc<Relation>>>,
    section: &Arc<str>,
    relation: &Arc<Relation>,
) {
    shown
        .entry(Arc::clone(section))
        .or_default()
        .push(Arc::clone(relation));
}

/// Has no editor said that the two are unrelated?
pub(super) fn may_relate(a: &Task, b: &Task) -> bool {
    !a.off && !b.off && !a.unrelated.contains(&*b.id) && !b.unrelated.contains(&*a.id)
}
