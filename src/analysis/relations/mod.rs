//! Related tasks, each with the reason a reader understands. `docs/relations.md` says how it works
//! and what was measured.
//!
//! Scores come from the two texts of a pair and frozen tables alone: adding a city changes no
//! other pair's score. [`Relater`] keeps what it knows between runs; its answer after a change is
//! that of a clean start.

mod aspects;
mod audit;
mod frequencies;
mod hashing;
mod index;
mod phrases;
mod reasons;
mod relation;
mod same_city;
mod select;
mod sentences;
mod vectors;
mod wording;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use rayon::prelude::*;

use crate::analysis::topics::folded::{Folded, is_han};
use crate::analysis::topics::{TopicFacts, is_same};
use crate::diagnostics::SourceFile;
use crate::language::Bilingual;
use crate::model::{Glossary, Kind, Plan, Section, Site, Topic};
use aspects::Aspect;
use hashing::QuickMap;
use index::{Index, Moved, Slot};
use reasons::{Side, Words};

pub use aspects::TopicNumber;
pub use audit::{Audit, Candidate, Hindrance, TaskAudit};
pub use frequencies::VERSION as FREQUENCIES_VERSION;
pub use relation::{Mention, Reason, Relation, RelationKind, SharedIndicator, SharedPhrase};
pub use select::{CUT, NEAREST_CUT};
pub use sentences::Alike;
pub use vectors::SCORE_UNIT;

/// Chinese characters a section's body must have to be compared: a heading alone says too little.
const SHORTEST_BODY: usize = 20;

/// Quantities of sections by section id, taken from the target extractor's records.
pub type Mentions = BTreeMap<String, Vec<Mention>>;

/// The relations of a site.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Relations {
    /// Every relation shown somewhere, in the order of the site: by `a`, then `b`, then kind.
    pub list: Vec<Arc<Relation>>,
    /// By section id: what its page shows, curated first, then by score; `continues` and
    /// `outcome` apart, at the end.
    pub shown: BTreeMap<Arc<str>, Vec<Arc<Relation>>>,
}

impl Relations {
    /// The relations of a site, found from nothing.
    pub fn of(site: &Site, topics: &TopicFacts, mentions: &Mentions) -> Self {
        Relater::default().update(site, topics, mentions)
    }

    /// What a section's page shows.
    pub fn of_section(&self, id: &str) -> &[Arc<Relation>] {
        self.shown.get(id).map_or(&[], Vec::as_slice)
    }
}

/// Finds relations, and keeps what it found for the next time.
#[derive(Debug, Default)]
pub struct Relater {
    /// What every section depends on.
    ground: Ground,
    plans: BTreeMap<String, Known>,
    cities: HashMap<String, u32>,
    index: Index,
    /// By slot; `None` where the slot is free.
    tasks: Vec<Option<Task>>,
    /// Pairs whose reasons were looked for, smaller slot first; `None` where there are none.
    pairs: QuickMap<(Slot, Slot), Option<Arc<Relation>>>,
    /// By slot: the pairs that the task picks, as far as they hold.
    picks: Vec<Box<[(Slot, Slot)]>>,
    /// By slot: must the task pick anew?
    stale: Vec<bool>,
    /// `continues` and `outcome`, by city.
    same_city: BTreeMap<String, Vec<Arc<Relation>>>,
}

/// What every section depends on: if it changes, all starts anew.
#[derive(Debug, Clone, Default, PartialEq)]
struct Ground {
    topics: Vec<GroundTopic>,
    glossary: Vec<(String, String, Vec<String>)>,
}

/// What of a topic matters here.
#[derive(Debug, Clone, PartialEq)]
struct GroundTopic {
    id: String,
    name: Bilingual,
    terms: Vec<String>,
    except: Vec<String>,
    broader: Vec<String>,
}

impl Ground {
    fn of(topics: &[Topic], glossary: &Glossary) -> Self {
        Self {
            topics: topics
                .iter()
                .map(|topic| GroundTopic {
                    id: topic.id.clone(),
                    name: topic.name.clone(),
                    terms: topic.terms.clone(),
                    except: topic.except.clone(),
                    broader: topic.broader.clone(),
                })
                .collect(),
            glossary: glossary
                .terms
                .iter()
                .map(|term| (term.zh.clone(), term.en.clone(), term.also_zh.clone()))
                .collect(),
        }
    }
}

/// A plan as it was the last time.
#[derive(Debug)]
struct Known {
    file: Arc<SourceFile>,
    mentions: Vec<(String, Vec<Mention>)>,
    slots: Vec<Slot>,
}

/// A section that is compared.
#[derive(Debug, Clone)]
struct Task {
    id: Arc<str>,
    /// Number of the city, from 1.
    city: u32,
    kind: Kind,
    covers: i16,
    /// Did an editor switch its relations off?
    off: bool,
    unrelated: BTreeSet<String>,
    aspects: Box<[Aspect]>,
}

impl Task {
    /// Is one of this task's main topics firm in the other?
    fn shares_main_topic(&self, other: &Self) -> bool {
        let mut main = self.aspects.iter().filter(|aspect| aspect.is_main);
        main.any(|main| {
            let mut others = other.aspects.iter();
            others.any(|aspect| aspect.topic == main.topic && aspect.is_firm())
        })
    }
}

impl Relater {
    /// The relations of a site, searching for those of changed plans only.
    pub fn update(&mut self, site: &Site, topics: &TopicFacts, mentions: &Mentions) -> Relations {
        let ground = Ground::of(&site.topics, &site.glossary);
        if ground != self.ground {
            *self = Self {
                ground,
                ..Self::default()
            };
        }
        let words = Words::new(site);
        let changed_cities = self.take_in(site, topics, mentions, &words);
        let looker = Looker {
            site,
            topics,
            mentions,
            words: &words,
        };
        let similar = self.select(&looker);
        for city in changed_cities {
            let found = same_city::relations(self, &looker, &city);
            self.same_city.insert(city, found);
        }
        self.assemble(site, &similar)
    }

    /// Puts changed plans into the index, and finds the neighbours they move. Returns the cities
    /// that changed.
    fn take_in(
        &mut self,
        site: &Site,
        topics: &TopicFacts,
        mentions: &Mentions,
        words: &Words<'_>,
    ) -> BTreeSet<String> {
        let current: BTreeMap<&str, &Plan> = site
            .current_plans()
            .map(|plan| (plan.id.as_str(), plan))
            .collect();
        let mut cities = BTreeSet::new();
        let mut removed = Vec::new();
        self.plans.retain(|id, known| {
            let same = current.get(id.as_str()).is_some_and(|plan| {
                is_same(&known.file, &plan.file)
                    && mentions_of(plan, mentions)
                        .eq(known.mentions.iter().map(|(id, list)| (id, list)))
            });
            if !same {
                removed.append(&mut known.slots);
                cities.extend(id.split('/').next().map(str::to_owned));
            }
            same
        });
        self.forget(&removed);
        let new: Vec<&Plan> = current
            .into_values()
            .filter(|plan| !self.plans.contains_key(&plan.id))
            .collect();
        cities.extend(new.iter().map(|plan| plan.city.clone()));
        let read: Vec<(&Plan, Vec<Read>)> = new
            .into_par_iter()
            .map(|plan| {
                let sections = plan.sections.iter();
                let read = sections.filter_map(|section| Read::of(section, topics, words));
                (plan, read.collect())
            })
            .collect();
        let mut added = Vec::new();
        for (plan, sections) in read {
            let slots: Vec<Slot> = sections
                .into_iter()
                .map(|read| self.insert(plan, read))
                .collect();
            added.extend_from_slice(&slots);
            let known = Known {
                file: Arc::clone(&plan.file),
                mentions: mentions_of(plan, mentions)
                    .map(|(id, list)| (id.clone(), list.clone()))
                    .collect(),
                slots,
            };
            self.plans.insert(plan.id.clone(), known);
        }
        self.set_ranks(site);
        if added.len() * 10 > self.tasks.len() {
            let moved = self.index.settle_all();
            self.mark_stale(&moved);
        } else if !(added.is_empty() && removed.is_empty()) {
            let moved = self.index.settle(&removed, &added);
            self.mark_stale(&moved);
        }
        cities
    }

    /// A task picks anew when its list has changed, or the best of one in its list.
    fn mark_stale(&mut self, moved: &Moved) {
        let best_moved = |slot: Slot| moved.best.get(slot as usize).copied().unwrap_or(true);
        self.stale = (0..)
            .zip(&moved.lists)
            .map(|(slot, list)| {
                let mut nearest = self.index.nearest(slot).iter();
                *list || best_moved(slot) || nearest.any(|near| best_moved(near.slot))
            })
            .collect();
        self.picks.resize_with(self.tasks.len(), Box::default);
    }

    fn forget(&mut self, removed: &[Slot]) {
        for slot in removed {
            self.index.remove(*slot);
            if let Some(task) = self.tasks.get_mut(*slot as usize) {
                *task = None;
            }
        }
        if !removed.is_empty() {
            let tasks = &self.tasks;
            let is_there = |slot: Slot| tasks.get(slot as usize).is_some_and(Option::is_some);
            self.pairs.retain(|(a, b), _| is_there(*a) && is_there(*b));
        }
    }

    fn insert(&mut self, plan: &Plan, read: Read<'_>) -> Slot {
        // 0 marks free slots.
        let next = u32::try_from(self.cities.len() + 1).unwrap_or(u32::MAX);
        let city = *self.cities.entry(plan.city.clone()).or_insert(next);
        let slot = self.index.insert(city, &read.vector);
        let unrelated = read.section.unrelated.iter();
        let task = Task {
            id: Arc::from(read.section.id.as_str()),
            city,
            kind: plan.kind,
            covers: plan.covers,
            off: read.section.related_off,
            unrelated: unrelated.map(|id| id.value.clone()).collect(),
            aspects: read.aspects,
        };
        let at = slot as usize;
        if self.tasks.len() <= at {
            self.tasks.resize_with(at + 1, || None);
        }
        if let Some(free) = self.tasks.get_mut(at) {
            *free = Some(task);
        }
        slot
    }

    fn task(&self, slot: Slot) -> Option<&Task> {
        self.tasks.get(slot as usize)?.as_ref()
    }

    /// The slots in use, in the order of the site.
    fn used_slots(&self) -> Vec<Slot> {
        let mut slots: Vec<Slot> = (0..)
            .zip(&self.tasks)
            .filter(|(_, task)| task.is_some())
            .map(|(slot, _)| slot)
            .collect();
        slots.sort_unstable_by_key(|slot| self.index.rank(*slot));
        slots
    }

    fn set_ranks(&mut self, site: &Site) {
        let mut rank = 0;
        for plan in &site.plans {
            for slot in self
                .plans
                .get(&plan.id)
                .map_or(&[][..], |known| &known.slots)
            {
                self.index.set_rank(*slot, rank);
                rank += 1;
            }
        }
    }

    /// The slots of a plan's compared sections, in the order of the text.
    fn slots(&self, plan: &str) -> &[Slot] {
        self.plans.get(plan).map_or(&[], |known| &known.slots)
    }
}

fn mentions_of<'a>(
    plan: &'a Plan,
    mentions: &'a Mentions,
) -> impl Iterator<Item = (&'a String, &'a Vec<Mention>)> {
    plan.sections
        .iter()
        .filter_map(|section| Some((&section.id, mentions.get(&section.id)?)))
}

/// Is the section a task with something to compare? Preamble and signature are none.
fn is_compared(section: &Section, folded: &Folded) -> bool {
    let body = folded.chars.get(folded.heading..).unwrap_or_default();
    !matches!(section.key.as_str(), "0" | "end")
        && body.iter().filter(|character| is_han(**character)).count() >= SHORTEST_BODY
}

/// A section as it goes into the index.
struct Read<'a> {
    section: &'a Section,
    vector: vectors::Vector,
    aspects: Box<[Aspect]>,
}

impl<'a> Read<'a> {
    fn of(section: &'a Section, topics: &TopicFacts, words: &Words<'_>) -> Option<Self> {
        let folded = Folded::of(section);
        is_compared(section, &folded).then(|| {
            let vocabulary = words.vocabulary();
            let aspects = vocabulary.aspects(section, topics.of_section(&section.id));
            Self {
                vector: vectors::vector(&folded, &aspects, vocabulary),
                aspects,
                section,
            }
        })
    }
}

/// Looks for the reasons of pairs.
struct Looker<'a> {
    site: &'a Site,
    topics: &'a TopicFacts,
    mentions: &'a Mentions,
    words: &'a Words<'a>,
}

impl Looker<'_> {
    fn side<'a>(&'a self, task: &'a Task) -> Option<Side<'a>> {
        let (_, section) = self.site.section(&task.id)?;
        let topics = self.topics.of_section(&task.id);
        let mentions = self.mentions.get(&*task.id).map_or(&[][..], Vec::as_slice);
        Some(Side::new(
            (&task.id, section),
            topics,
            &task.aspects,
            mentions,
        ))
    }

    /// The relation of two sections, where there is a reason for one.
    fn relation(
        &self,
        (a, b): (&Side<'_>, &Side<'_>),
        kind: RelationKind,
        score: u32,
    ) -> Option<Arc<Relation>> {
        let reasons = self.words.reasons(a, b);
        (!reasons.is_empty()).then(|| {
            Arc::new(Relation {
                a: Arc::clone(a.id),
                b: Arc::clone(b.id),
                kind,
                score,
                reasons: reasons.into(),
                both: true,
            })
        })
    }
}
