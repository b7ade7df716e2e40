//! What is counted: the noun before the number, after it, or carried from before.

use crate::analysis::targets::record::Sense;
use crate::quantities::units::Class;

use super::mention::{Mention, What};
use super::sentence::Sentence;
use super::{clause, comparator, gate, noun, noun_after, noun_list};

/// The noun of a mention and what is said of it.
#[derive(Debug, Clone, Default)]
pub(super) struct Noun {
    pub(super) indicator: Option<String>,
    pub(super) action: Option<String>,
    pub(super) sense: Option<Sense>,
    pub(super) scope: Option<String>,
    pub(super) rule: &'static str,
}

/// The noun of each mention, in order.
pub(super) fn find(sentence: &Sentence, mentions: &[Mention]) -> Vec<Noun> {
    let mut finder = Finder {
        sentence,
        mentions,
        nouns: Vec::with_capacity(mentions.len()),
        floor: 0,
    };
    while finder.nouns.len() < mentions.len() {
        let first = finder.nouns.len();
        let count = finder.list_len(first);
        if count > 1 {
            finder.list(first, count);
        } else {
            finder.single(first);
        }
    }
    finder.nouns
}

struct Finder<'a> {
    sentence: &'a Sentence<'a>,
    mentions: &'a [Mention],
    nouns: Vec<Noun>,
    /// Where the words of the next mention may begin.
    floor: usize,
}

impl Finder<'_> {
    /// How many mentions from `first` on stand side by side with nothing between but 、 or 和.
    fn list_len(&self, first: usize) -> usize {
        let run = self.mentions.get(first..).unwrap_or_default();
        let apportioned = run.first().is_some_and(|lead| {
            let region = self.region_of(lead);
            self.sentence
                .slice(region)
                .windows(2)
                .any(|pair| pair == ['分', '别'])
        });
        let together = run.windows(2).take_while(|pair| match pair {
            [left, right] => {
                let same = (left.class() == right.class() || apportioned)
                    && gate::is_quantity(left)
                    && gate::is_quantity(right);
                let close = comparator::adjacent(self.sentence, left, right)
                    || left.change_start.is_some() && left.change_start == right.change_start;
                same && close
            }
            _ => false,
        });
        together.count() + 1
    }

    fn region_of(&self, mention: &Mention) -> std::ops::Range<usize> {
        let end = mention
            .change_start
            .unwrap_or(mention.full_start)
            .max(self.floor);
        // 列全省第一: the verb belongs to the rank.
        let ranked =
            mention.what == What::Rank && matches!(self.sentence.before(end), Some('列' | '排'));
        let end = (end - usize::from(ranked)).max(self.floor);
        clause::start(self.sentence, end, self.floor)..end
    }

    /// N numbers for N nouns: A、B分别增长9.7%、15.3%.
    fn list(&mut self, first: usize, count: usize) {
        let Some(lead) = self.mentions.get(first) else {
            return;
        };
        let region = self.region_of(lead);
        let before = noun::before(self.sentence.slice(region.clone()));
        let items = noun_list::items(&before.noun, count);
        let names: Vec<Option<String>> =
            if before.noun.is_empty() || noun::is_relative(&before.noun) {
                self.carried_list(first, count, region.start)
            } else if items.len() == count {
                items.into_iter().map(Some).collect()
            } else if items.len() > count && before.apportioned {
                let surplus = items.len() - count;
                items.into_iter().skip(surplus).map(Some).collect()
            } else {
                vec![Some(before.noun.iter().collect()); count]
            };
        let after = if before.noun.is_empty() {
            self.after(first + count - 1)
        } else {
            None
        };
        for (name, mention) in names
            .into_iter()
            .zip(self.mentions.get(first..).unwrap_or_default())
        {
            let (action, sense) = changed(mention, &before);
            self.nouns.push(Noun {
                indicator: name.or_else(|| after.clone()),
                action,
                sense,
                scope: before.scope.clone(),
                rule: "indicator: list",
            });
        }
        self.floor = self
            .mentions
            .get(first + count - 1)
            .map_or(self.floor, |last| last.full_end);
    }

    fn single(&mut self, at: usize) {
        let Some(mention) = self.mentions.get(at) else {
            return;
        };
        let region = self.region_of(mention);
        let before = noun::before(self.sentence.slice(region.clone()));
        let after = self.after(at);
        let has_before = !before.noun.is_empty();
        let bounded =
            comparator::bounds_noun(self.sentence.slice(mention.full_start..mention.start));
        let reached = before.reached || bounded;
        let prefers_after = match mention.class() {
            _ if !gate::is_quantity(mention) => false,
            Some(Class::Money) => !has_before || before.counting,
            Some(Class::Count | Class::Measure) => !has_before || !reached,
            _ => !has_before,
        };
        let invested = has_before
            && noun::is_outlay(&before.noun)
            && self.sentence.at(mention.full_end) == Some('的');
        let (indicator, rule) = match after {
            Some(after) if invested => (
                Some(format!("{after}{}", before.noun.iter().collect::<String>())),
                "indicator: after",
            ),
            Some(after) if prefers_after && !(before.reached && !has_before && before.relative) => {
                (Some(after), "indicator: after")
            }
            _ if has_before => (Some(self.completed(&before, at)), "indicator: before"),
            _ => (self.carried(at, region.start), "indicator: carried"),
        };
        let (action, sense) = changed(mention, &before);
        let action = action
            .or_else(|| {
                (mention.what == What::Doubling)
                    .then(|| self.sentence.text(mention.start..mention.end))
            })
            .or_else(|| noun::verb_within(self.sentence.slice(mention.full_start..mention.start)))
            .or_else(|| self.same_action(at, region.start));
        self.nouns.push(Noun {
            indicator,
            action,
            sense,
            scope: before.scope,
            rule,
        });
        self.floor = self.floor_after(at, rule);
    }

    /// 新增床位100张、岗位50个: the verb of the first item is the verb of the next.
    fn same_action(&self, at: usize, region_start: usize) -> Option<String> {
        let last = self.mentions.get(at.checked_sub(1)?)?;
        let noun = self.nouns.last()?;
        let listed = matches!(
            self.sentence.at(region_start),
            Some('、' | '和' | '及' | '与')
        ) && last.full_end == region_start
            || self
                .sentence
                .slice(last.full_end..region_start)
                .iter()
                .all(|c| !clause::is_mark(*c));
        (listed && noun.sense.is_none())
            .then(|| noun.action.clone())
            .flatten()
    }

    /// A share (占…比重) or a rate of growth without its whole takes the noun before.
    fn completed(&self, before: &noun::Before, at: usize) -> String {
        let words: String = before.noun.iter().collect();
        if !noun::is_relative(&before.noun) {
            return words;
        }
        match self
            .nouns
            .get(..at)
            .and_then(<[Noun]>::last)
            .and_then(|noun| noun.indicator.as_deref())
        {
            Some(whole) if !words.contains(whole) => noun::of_whole(whole, &words),
            _ => words,
        }
    }

    /// The noun after number and unit.
    fn after(&self, at: usize) -> Option<String> {
        let mention = self.mentions.get(at)?;
        if !gate::is_quantity(mention) {
            return None;
        }
        let limit = self
            .mentions
            .get(at + 1)
            .map_or(self.sentence.chars.len(), |next| {
                next.change_start.unwrap_or(next.full_start)
            });
        let end = clause::end(self.sentence, mention.full_end, limit);
        let rest = self
            .sentence
            .slice(mention.full_end..end.max(mention.full_end));
        let number_follows = end == limit && at + 1 < self.mentions.len();
        noun_after::after(rest, number_follows, mention.class() == Some(Class::Money))
    }

    /// Where the next mention's words may begin: after the noun that this one took.
    fn floor_after(&self, at: usize, rule: &str) -> usize {
        let Some(mention) = self.mentions.get(at) else {
            return self.floor;
        };
        let Some(next) = self.mentions.get(at + 1) else {
            return mention.full_end;
        };
        let next_start = next.change_start.unwrap_or(next.full_start);
        let between = self.sentence.slice(mention.full_end..next_start);
        let joined = matches!(between.last(), Some('、' | '和' | '及' | '与' | '，' | ','));
        let of = between.first() == Some(&'的');
        if (rule == "indicator: after" || of)
            && joined
            && !between.iter().copied().any(clause::is_mark)
        {
            next_start
        } else {
            mention.full_end
        }
    }

    /// The noun of an earlier mention, or of the clause before.
    fn carried(&self, at: usize, region_start: usize) -> Option<String> {
        let mention = self.mentions.get(at)?;
        if let Some(next) = self.mentions.get(at + 1)
            && comparator::adjacent(self.sentence, mention, next)
            && let Some(after) = self.after(at + 1)
        {
            return Some(after);
        }
        let earlier = self.mentions.iter().zip(&self.nouns);
        let same_unit = earlier.rev().find(|(other, noun)| {
            other.unit == mention.unit
                && noun.indicator.is_some()
                && mention.class() == Some(Class::Count)
        });
        if let Some((_, noun)) = same_unit {
            return noun.indicator.clone();
        }
        let clause_before = || self.clause_noun(region_start);
        let last = self.nouns.last().and_then(|noun| noun.indicator.clone());
        let near = self
            .mentions
            .get(..at)
            .and_then(<[Mention]>::last)
            .is_some_and(|other| {
                !self
                    .sentence
                    .slice(other.full_end..region_start)
                    .iter()
                    .rev()
                    .skip(1)
                    .copied()
                    .any(clause::is_mark)
            });
        if near && last.is_some() {
            last
        } else if mention.class() == Some(Class::Count) {
            clause_before().or(last)
        } else {
            last.or_else(clause_before)
        }
    }

    /// The nouns of the list before, or the nouns of the clause before.
    fn carried_list(&self, first: usize, count: usize, region_start: usize) -> Vec<Option<String>> {
        let earlier = self
            .nouns
            .get(first.saturating_sub(count)..first)
            .unwrap_or_default();
        if earlier.len() == count && earlier.iter().all(|noun| noun.indicator.is_some()) {
            return earlier.iter().map(|noun| noun.indicator.clone()).collect();
        }
        let items = self
            .clause_words(region_start)
            .map(|words| noun_list::items(&words, count))
            .unwrap_or_default();
        if items.len() == count {
            return items.into_iter().map(Some).collect();
        }
        vec![self.carried(first, region_start); count]
    }

    fn clause_noun(&self, region_start: usize) -> Option<String> {
        self.clause_words(region_start)
            .map(|words| words.into_iter().collect())
    }

    /// The noun at the end of the clause before the one that starts at `region_start`.
    fn clause_words(&self, region_start: usize) -> Option<Vec<char>> {
        let end = region_start.checked_sub(1)?;
        let start = clause::start(self.sentence, end, 0);
        let words = noun::object(self.sentence.slice(start..end));
        (words.len() >= 2).then_some(words)
    }
}

/// Verb and sense: a change from one value to another names its own verb.
fn changed(mention: &Mention, before: &noun::Before) -> (Option<String>, Option<Sense>) {
    match &mention.change_verb {
        Some(verb) => (Some(verb.clone()), Some(Sense::To)),
        None => (before.action.clone(), before.sense),
    }
}
