//! Which neighbours are shown: the best few of either side, one year a city, each with a reason.

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::hashing::QuickMap;
use super::index::{Neighbour, Slot};
use super::relation::{Reason, Relation, RelationKind};
use super::{Looker, Relater, Relations, Task};
use crate::model::{Kind, Site, Status};

/// Pairs from this score on are linked though each may have something nearer, in 1/10000.
const SURE: u32 = 1600;

/// A task's nearest is linked from this score on …
pub const CUT: u32 = 1000;

/// … and from this one when it shares the task's main topic.
pub const NEAREST_CUT: u32 = super::index::LOWEST_CUT;

/// A task's nearest is none where that one's best is so much better, in 1/100.
const FAR_BELOW_BEST: u32 = 35;

/// A pair is linked when one is among this many of the other.
const TOP: usize = 3;

/// What a page shows at most, an editor's links counted.
const SHOWN: usize = 5;

/// Two slots, the smaller one first.
type Pair = (Slot, Slot);

/// Which year of a city a page shows: that of the best task, of plans and reports apart, lest ten
/// years of one city fill the list.
#[derive(Default)]
struct Years(Vec<(u32, Kind, i16)>);

impl Years {
    fn allows(&self, task: &Task) -> bool {
        let known = self.0.iter();
        known
            .filter(|(city, kind, _)| (*city, *kind) == (task.city, task.kind))
            .all(|(_, _, year)| *year == task.covers)
    }

    fn take(&mut self, task: &Task) {
        self.0.push((task.city, task.kind, task.covers));
    }
}

/// What a look at a task finds.
#[derive(Default)]
struct Picks {
    picked: Vec<Pair>,
    /// Pairs whose reasons must be looked for first.
    unknown: Vec<Pair>,
}

impl Relater {
    /// Pairs that are linked, in the order of slots. Only tasks whose neighbours have moved pick anew.
    pub(super) fn select(&mut self, looker: &Looker<'_>) -> Vec<(Pair, Arc<Relation>)> {
        let mut open: Vec<Slot> = (0..)
            .zip(std::mem::take(&mut self.stale))
            .filter_map(|(slot, stale)| stale.then_some(slot))
            .collect();
        // Each turn asks for the reasons of the pairs that the picks so far hang on. Rejected
        // pairs are rare, so there are few turns.
        while !open.is_empty() {
            let mut unknown = Vec::new();
            let mut waiting = Vec::new();
            for slot in open {
                let picks = self.pick(slot);
                if picks.unknown.is_empty() {
                    if let Some(kept) = self.picks.get_mut(slot as usize) {
                        *kept = picks.picked.into();
                    }
                } else {
                    unknown.extend(picks.unknown);
                    waiting.push(slot);
                }
            }
            open = waiting;
            unknown.sort_unstable();
            unknown.dedup();
            let found: Vec<(Pair, Option<Arc<Relation>>)> = unknown
                .par_chunk_by(|one, other| one.0 == other.0)
                .flat_map_iter(|pairs| self.look(looker, pairs))
                .collect();
            self.pairs.extend(found);
        }
        let mut picked: Vec<Pair> = self.picks.iter().flatten().copied().collect();
        picked.sort_unstable();
        picked.dedup();
        let pairs = picked.into_iter();
        pairs
            .filter_map(|pair| Some((pair, self.pairs.get(&pair)?.clone()?)))
            .collect()
    }

    /// The relations of pairs that have their first slot in common.
    fn look(&self, looker: &Looker<'_>, pairs: &[Pair]) -> Vec<(Pair, Option<Arc<Relation>>)> {
        let side = |slot: Slot| looker.side(self.task(slot)?);
        let first = pairs.first().and_then(|(slot, _)| side(*slot));
        let found = pairs.iter().map(|pair| {
            let ends = first.as_ref().zip(side(pair.1));
            let relation = ends.and_then(|(a, b)| {
                let ends = if a.id < b.id { (a, &b) } else { (&b, a) };
                let score = self.index.compare(pair.0, pair.1);
                looker.relation(ends, RelationKind::Similar, score)
            });
            (*pair, relation)
        });
        found.collect()
    }

    /// A task's best, and the pairs that must be looked at before they are known.
    fn pick(&self, slot: Slot) -> Picks {
        let mut picks = Picks::default();
        let Some(task) = self.task(slot) else {
            return picks;
        };
        let mut years = Years::default();
        let mut left = TOP;
        for neighbour in self.index.nearest(slot) {
            if left == 0 || (left < TOP && neighbour.score < SURE) {
                break;
            }
            let Some(other) = self.task(neighbour.slot) else {
                continue;
            };
            let may_be_shown = may_relate(task, other)
                && years.allows(other)
                && (neighbour.score >= SURE || self.may_be_nearest(task, *neighbour, other));
            if !may_be_shown {
                continue;
            }
            let pair = (slot.min(neighbour.slot), slot.max(neighbour.slot));
            match self.pairs.get(&pair) {
                Some(None) => continue,
                Some(Some(_)) => picks.picked.push(pair),
                None => picks.unknown.push(pair),
            }
            years.take(other);
            left -= 1;
        }
        picks
    }

    /// Is a task's nearest near enough?
    fn may_be_nearest(&self, task: &Task, neighbour: Neighbour, other: &Task) -> bool {
        let best = self.index.nearest(neighbour.slot).first();
        let best = best.map_or(0, |best| best.score);
        neighbour.score >= CUT
            || (task.shares_main_topic(other) && neighbour.score * 100 >= best * FAR_BELOW_BEST)
    }

    /// Joins all kinds of relations into what pages and data show.
    pub(super) fn assemble(&self, site: &Site, similar: &[(Pair, Arc<Relation>)]) -> Relations {
        let mut pages = Pages::of(site);
        for relation in self.curated(site) {
            pages.show_written(&relation);
        }
        self.fit(similar, &mut pages);
        for relation in self.same_city.values().flatten() {
            pages.show_written(relation);
        }
        pages.finish()
    }

    /// Fills the pages: each shows its best, one year a city.
    fn fit(&self, similar: &[(Pair, Arc<Relation>)], pages: &mut Pages) {
        let places: Vec<usize> = self
            .tasks
            .iter()
            .map(|task| {
                task.as_ref()
                    .map_or(usize::MAX, |task| pages.place(&task.id))
            })
            .collect();
        let place = |slot: Slot| places.get(slot as usize).copied().unwrap_or(usize::MAX);
        let mut of_slot: Vec<Vec<(Slot, usize)>> = vec![Vec::new(); self.tasks.len()];
        for (at, ((a, b), _)) in similar.iter().enumerate() {
            for (slot, other) in [(*a, *b), (*b, *a)] {
                if let Some(others) = of_slot.get_mut(slot as usize) {
                    others.push((other, at));
                }
            }
        }
        let mut used = vec![false; similar.len()];
        for (slot, mut others) in (0..).zip(of_slot) {
            let score = |at: usize| similar.get(at).map_or(0, |(_, relation)| relation.score);
            others.sort_unstable_by_key(|(other, at)| {
                (std::cmp::Reverse(score(*at)), self.index.rank(*other))
            });
            let mut years = Years::default();
            for (other_slot, at) in others {
                let (Some((_, relation)), Some(other)) = (similar.get(at), self.task(other_slot))
                else {
                    continue;
                };
                if years.allows(other) && pages.show_if_room(place(slot), &other.id, relation) {
                    years.take(other);
                    if let Some(used) = used.get_mut(at) {
                        *used = true;
                    }
                }
            }
        }
        let used = similar.iter().zip(used).filter(|(_, used)| *used);
        pages.list.extend(used.map(|(((a, b), relation), _)| {
            let ends = (place(*a), place(*b));
            let a_first = self.task(*a).is_some_and(|task| *task.id == *relation.a);
            let ends = if a_first { ends } else { (ends.1, ends.0) };
            (ends, Arc::clone(relation))
        }));
    }

    /// The links that editors wrote.
    fn curated(&self, site: &Site) -> Vec<Arc<Relation>> {
        let mut slots: HashMap<&str, Slot> = HashMap::new();
        let sections = site.current_plans().flat_map(|plan| &plan.sections);
        let written: Vec<_> = sections
            .flat_map(|section| {
                let related = section.related.iter();
                related.map(move |related| (section, related))
            })
            .filter(|(_, related)| is_current(site, &related.to.value))
            .collect();
        if !written.is_empty() {
            let tasks = (0..).zip(&self.tasks);
            slots.extend(tasks.filter_map(|(slot, task)| Some((&*task.as_ref()?.id, slot))));
        }
        written
            .into_iter()
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
                    reasons: Box::new([Reason::Curated(Box::new(related.why.clone()))]),
                    both: related.both,
                })
            })
            .collect()
    }
}

fn is_current(site: &Site, section: &str) -> bool {
    site.section(section)
        .is_some_and(|(plan, _)| plan.publication.status != Status::Withdrawn)
}

/// Has no editor said that the two are unrelated?
pub(super) fn may_relate(a: &Task, b: &Task) -> bool {
    !a.off && !b.off && !a.unrelated.contains(&*b.id) && !b.unrelated.contains(&*a.id)
}

/// What each page shows, while it is being gathered.
struct Pages<'a> {
    /// Section ids in the order of the site, and the place of each.
    ids: Vec<&'a str>,
    places: QuickMap<&'a str, usize>,
    shown: Vec<Vec<Arc<Relation>>>,
    /// Relations with the places of their ends.
    list: Vec<((usize, usize), Arc<Relation>)>,
}

impl<'a> Pages<'a> {
    fn of(site: &'a Site) -> Self {
        let ids = site.sections().map(|(_, section)| section.id.as_str());
        let ids: Vec<&str> = ids.collect();
        Self {
            shown: vec![Vec::new(); ids.len()],
            places: ids.iter().copied().zip(0..).collect(),
            ids,
            list: Vec::new(),
        }
    }

    fn place(&self, section: &str) -> usize {
        self.places.get(section).copied().unwrap_or(usize::MAX)
    }

    /// Shows what an editor or the years say, room or not.
    fn show_written(&mut self, relation: &Arc<Relation>) {
        let ends = (self.place(&relation.a), self.place(&relation.b));
        self.show(ends.0, relation);
        if relation.both {
            self.show(ends.1, relation);
        }
        self.list.push((ends, Arc::clone(relation)));
    }

    fn show(&mut self, place: usize, relation: &Arc<Relation>) {
        if let Some(page) = self.shown.get_mut(place) {
            page.push(Arc::clone(relation));
        }
    }

    /// Shows a link to `other` where the page has room and no link to it yet.
    fn show_if_room(&mut self, place: usize, other: &str, relation: &Arc<Relation>) -> bool {
        let links_to = |link: &Arc<Relation>| *link.a == *other || *link.b == *other;
        let may = self
            .shown
            .get(place)
            .is_some_and(|page| page.len() < SHOWN && !page.iter().any(links_to));
        if may {
            self.show(place, relation);
        }
        may
    }

    fn finish(mut self) -> Relations {
        self.list
            .sort_by_key(|(places, relation)| (*places, relation.kind));
        let list = self.list.into_iter().map(|(_, relation)| relation);
        let list = list.collect();
        let pages = self.ids.into_iter().zip(self.shown);
        let shown = pages
            .filter_map(|(section, page)| {
                let relation = page.first()?;
                let is_a = *relation.a == *section;
                let id = if is_a { &relation.a } else { &relation.b };
                Some((Arc::clone(id), page))
            })
            .collect();
        Relations { list, shown }
    }
}
