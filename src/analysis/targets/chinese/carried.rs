//! Nouns that a number takes from before its own words: of an earlier number, of the clause before.

use crate::quantities::lexicon::lexicon;
use crate::quantities::units::Class;

use super::indicator::Finder;
use super::mention::Mention;
use super::{clause, comparator, noun, noun_list};

lexicon! {
    /// What is said of a subject whose number follows in the next clause.
    JUDGEMENT = "增量提质 提质增量 量质齐升 量质双升 扩容提质 提质扩容 提质增效 创历史新高 再创新高 再创历史新高 创新高 屡创新高 首次突破 实现突破 实现新突破 取得新突破 稳步增长 持续增长 快速增长 平稳增长 较快增长 稳定增长 大幅增长 加快增长 高速增长 平稳较快增长 恢复性增长 实现增长 正增长 实现正增长 保持增长 稳中有进 稳中有升 稳中向好 稳步提升 持续提升 显著提升 明显提升 大幅提升 不断提升 稳步提高 持续提高 明显提高 不断提高 大幅提高 持续改善 明显改善 持续下降 稳步下降 明显下降 大幅下降 不断扩大 持续扩大 稳步扩大 不断壮大 持续壮大 由负转正 扭负为正 止跌回升 企稳回升 回升向好 迈上新台阶 再上新台阶 跃上新台阶 再获丰收 喜获丰收 超额完成 圆满完成 基本稳定 总体稳定 保持稳定 持续优化 不断优化 稳步优化 加快发展 快速发展 蓬勃发展 迅速发展 健康发展 加快推进 扎实推进";
}

impl Finder<'_> {
    /// The noun of an earlier mention, or of the clause before.
    pub(super) fn carried(&self, at: usize, region_start: usize) -> Option<String> {
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
    pub(super) fn carried_list(
        &self,
        first: usize,
        count: usize,
        region_start: usize,
    ) -> Vec<Option<String>> {
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
    pub(super) fn judged_subject(&self, region_start: usize) -> Option<String> {
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
        self.sentence
            .at(end)
            .filter(|&c| clause::is_mark(c) || !clause::is_han(c))?;
        let start = clause::start(self.sentence, end, 0);
        // What a clause with a number counts is that number's noun, or nothing.
        let counted = self
            .mentions
            .iter()
            .any(|other| (start..end).contains(&other.start));
        if counted {
            return None;
        }
        let words = noun::object(self.sentence.slice(start..end));
        (words.len() >= 2).then_some(words)
    }
}
