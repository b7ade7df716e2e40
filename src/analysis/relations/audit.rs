//! What editors ask of relations: why a task has these links and no others, which topics lie idle,
//! which phrases ask to become topics.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::index::Slot;
use super::phrases;
use super::reasons::Words;
use super::{Looker, Mentions, Relater, Relations, Task};
use crate::analysis::topics::TopicFacts;
use crate::model::Site;

/// Cities that must share a phrase before it is put forward as a topic.
const CITIES: usize = 3;

/// How many neighbours of each task are searched for such phrases.
const SEARCHED: usize = 5;

/// What editors see.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Audit {
    /// Every task that is compared, in the order of the site.
    pub tasks: Vec<TaskAudit>,
    /// Ids of topics that no section is about.
    pub unused_topics: Vec<String>,
    /// Phrases that tasks of three cities or more share and no topic holds, with the cities.
    pub phrases: Vec<(String, Vec<String>)>,
}

/// A task's links, and what nearly became one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskAudit {
    /// Section id.
    pub section: Arc<str>,
    /// Its relations, as its page shows them.
    pub linked: Vec<Arc<super::Relation>>,
    /// The next candidate of another city.
    pub next: Option<Candidate>,
}

/// A pair that is not linked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The other section's id.
    pub section: Arc<str>,
    /// In 1/10000.
    pub score: u32,
    /// Why there is no link.
    pub hindrance: Hindrance,
}

/// Why a pair is not linked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hindrance {
    /// The score is below the cut.
    Score,
    /// No topic and no term of the glossary is shared.
    Reason,
    /// Others are nearer, or an editor said no.
    Others,
}

impl Audit {
    /// Looks over a site's relations.
    pub fn of(site: &Site, topics: &TopicFacts, mentions: &Mentions) -> Self {
        let mut relater = Relater::default();
        let relations = relater.update(site, topics, mentions);
        let words = Words::new(site);
        let looker = Looker {
            site,
            topics,
            mentions,
            words: &words,
        };
        let slots = relater.used_slots();
        Self {
            tasks: slots
                .iter()
                .filter_map(|slot| task(&relater, &looker, &relations, *slot))
                .collect(),
            unused_topics: site
                .topics
                .iter()
                .filter(|topic| !topics.topics.contains_key(&topic.id))
                .map(|topic| topic.id.clone())
                .collect(),
            phrases: candidates(&relater, &looker, &slots),
        }
    }
}

fn task(
    relater: &Relater,
    looker: &Looker<'_>,
    relations: &Relations,
    slot: Slot,
) -> Option<TaskAudit> {
    let task = relater.task(slot)?;
    let linked = relations.of_section(&task.id).to_vec();
    let shown: BTreeSet<&str> = linked
        .iter()
        .map(|relation| relation.other(&task.id))
        .collect();
    let next = relater
        .index
        .all_scores(slot)
        .into_iter()
        .filter_map(|neighbour| Some((relater.task(neighbour.slot)?, neighbour.score)))
        .find(|(other, _)| !shown.contains(&*other.id))
        .map(|(other, score)| Candidate {
            section: Arc::clone(&other.id),
            score,
            hindrance: hindrance(looker, task, other, score),
        });
    Some(TaskAudit {
        section: Arc::clone(&task.id),
        linked,
        next,
    })
}

fn hindrance(looker: &Looker<'_>, a: &Task, b: &Task, score: u32) -> Hindrance {
    let has_reason = looker
        .side(a)
        .zip(looker.side(b))
        .is_some_and(|(a, b)| !looker.words.reasons(&a, &b).is_empty());
    if !has_reason {
        Hindrance::Reason
    } else if score < super::CUT {
        Hindrance::Score
    } else {
        Hindrance::Others
    }
}

/// Phrases of tasks near to one another that no topic of the vocabulary holds.
fn candidates(
    relater: &Relater,
    looker: &Looker<'_>,
    slots: &[Slot],
) -> Vec<(String, Vec<String>)> {
    let mut cities: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for slot in slots {
        for neighbour in relater.index.nearest(*slot).iter().take(SEARCHED) {
            let tasks = (relater.task(*slot), relater.task(neighbour.slot));
            if let (Some(a), Some(b)) = tasks {
                for phrase in shared(looker, a, b) {
                    cities
                        .entry(phrase)
                        .or_default()
                        .extend([city(&a.id), city(&b.id)]);
                }
            }
        }
    }
    let mut found: Vec<(String, Vec<String>)> = cities
        .into_iter()
        .filter(|(_, cities)| cities.len() >= CITIES)
        .map(|(phrase, cities)| (phrase, cities.into_iter().map(str::to_owned).collect()))
        .collect();
    found.sort_by_key(|(_, cities)| std::cmp::Reverse(cities.len()));
    found
}

fn city(section: &str) -> &str {
    section.split('/').next().unwrap_or(section)
}

fn shared(looker: &Looker<'_>, a: &Task, b: &Task) -> Vec<String> {
    let (Some(a), Some(b)) = (looker.side(a), looker.side(b)) else {
        return Vec::new();
    };
    phrases::shared(&a.text(), &b.text(), |_| false)
        .into_iter()
        .map(|phrase| phrase.text)
        .filter(|phrase| !looker.words.is_in_vocabulary(phrase))
        .collect()
}
