//! What is counted: the noun before the number, after it, or carried from before.

use crate::analysis::targets::record::Sense;
use crate::quantities::lexicon::lexicon;
use crate::quantities::units::Class;

use super::mention::{Mention, What};
use super::sentence::Sentence;
use super::{clause, comparator, gate, noun, noun_after, noun_list};

lexicon! {
    /// What is said of a subject whose number follows in the next clause.
    JUDGEMENT = "创历史新高 再创新高 再创历史新高 创新高 屡创新高 首次突破 实现突破 实现新突破 取得新突破 稳步增长 持续增长 快速增长 平稳增长 较快增长 稳定增长 大幅增长 加快增长 高速增长 平稳较快增长 恢复性增长 实现增长 正增长 实现正增长 保持增长 稳中有进 稳中有升 稳中向好 稳步提升 持续提升 显著提升 明显提升 大幅提升 不断提升 稳步提高 持续提高 明显提高 不断提高 大幅提高 持续改善 明显改善 持续下降 稳步下降 明显下降 大幅下降 不断扩大 持续扩大 稳步扩大 不断壮大 持续壮大 由负转正 扭负为正 止跌回升 企稳回升 回升向好 迈上新台阶 再上新台阶 跃上新台阶 再获丰收 喜获丰收 超额完成 圆满完成 基本稳定 总体稳定 保持稳定 持续优化 不断优化 稳步优化 加快发展 快速发展 蓬勃发展 迅速发展 健康发展 加快推进 扎实推进";
}

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
                .any(|pair| matches!(pair, ['分', '别' | '居' | '列']))
        });
        let together = run.windows(2).take_while(|pair| match pair {
            [left, right] => {
                let ranks = left.what == What::Rank && right.what == What::Rank;
                let same = (left.class() == right.class() || apportioned)
                    && gate::is_quantity(left)
                    && gate::is_quantity(right)
                    || ranks && apportioned;
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
        let words = clause::own_words(self.sentence, region.clone(), mention.full_end);
        let before = noun::before(&words);
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
            _ if has_before => (
                Some(self.completed(&before, at, region.start)),
                "indicator: before",
            ),
            _ => (self.carried(at, region.start), "indicator: carried"),
        };
        let indicator = indicator.or_else(|| {
            let ranked = mention.what == What::Rank && words.ends_with(&['排', '名']);
            ranked.then(|| "排名".to_owned())
        });
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
        let counts = self.mentions.get(at).is_some_and(|mention| {
            matches!(
                mention.class(),
                Some(Class::Count | Class::Measure | Class::Money)
            )
        });
        let listed = matches!(
            self.sentence.at(region_start),
            Some('、' | '和' | '及' | '与')
        ) && last.full_end == region_start
            || self
                .sentence
                .slice(last.full_end..region_start)
                .iter()
                .all(|c| !clause::is_mark(*c));
        (counts && listed && noun.sense.is_none())
            .then(|| noun.action.clone())
            .flatten()
    }

    /// A share (占…比重) or a rate of growth without its whole takes the noun before.
    fn completed(&self, before: &noun::Before, at: usize, region_start: usize) -> String {
        let words: String = before.noun.iter().collect();
        if !noun::is_relative(&before.noun) && !noun::is_fulfilled(before) {
            return words;
        }
        let judged = self.judged_subject(region_start);
        let last = self.nouns.get(..at).and_then(<[Noun]>::last);
        match judged
            .as_deref()
            .or_else(|| last.and_then(|noun| noun.indicator.as_deref()))
        {
            Some(whole) if words.starts_with('占') || !words.contains(whole) => {
                noun::of_whole(whole, &words)
            }
            _ => words,
        }
    }

    /// The noun after number and unit.
    fn after(&self, at: usize) -> Option<String> {
        let mention = self.mentions.get(at)?;
        if !gate::is_quantity(mention) {
            return None;
        }
        // 96户177人贫困人口: both count what follows.
        if self.touches_next(at) {
            return self.after(at + 1);
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

    /// Whether the next mention begins where this one ends.
    fn touches_next(&self, at: usize) -> bool {
        match (self.mentions.get(at), self.mentions.get(at + 1)) {
            (Some(mention), Some(next)) => {
                gate::is_quantity(mention)
                    && gate::is_quantity(next)
                    && mention.full_end == next.full_start
            }
            _ => false,
        }
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
        if let Some(subject) = self.judged_subject(region_start) {
            return Some(subject);
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

    /// 进出口总值创历史新高，达到5379亿元: the clause before says how its subject fares, without a
    /// number.
    fn judged_subject(&self, region_start: usize) -> Option<String> {
        let end = region_start.checked_sub(1)?;
        let start = clause::start(self.sentence, end, 0);
        let counted = self
            .mentions
            .iter()
            .any(|other| (start..end).contains(&other.start));
        let words = self.sentence.slice(start..end);
        let judged = words.len() - JUDGEMENT.suffix(words)?;
        let subject = noun::before(words.get(..judged)?).noun;
        (!counted && subject.len() >= 2).then(|| subject.into_iter().collect())
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
