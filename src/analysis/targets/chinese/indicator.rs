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
    finder.share_levels();
    finder.nouns
}

/// Finds the nouns of a sentence one after the other.
pub(super) struct Finder<'a> {
    pub(super) sentence: &'a Sentence<'a>,
    pub(super) mentions: &'a [Mention],
    pub(super) nouns: Vec<Noun>,
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
        let ranked = mention.what == What::Rank
            && matches!(self.sentence.before(end), Some('列' | '排'))
            && !["位列", "名列", "分列"]
                .iter()
                .any(|verb| self.sentence.ends(end, verb));
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
        let mut before = if mention.what == What::Coverage {
            noun::before_coverage(&words)
        } else if let Some(whole) = comparator::whole(&words, mention) {
            // 不超过设备投资额的15%: what the share is of.
            noun::before(whole)
        } else {
            noun::before(&words)
        };
        // 增速由1%回升至2%: what changes from one rate to another is the rate.
        let rate = mention.change_verb.is_some() && before.noun.is_empty();
        if let Some(rate) = words
            .get(words.len().saturating_sub(2)..)
            .filter(|end| rate && matches!(end, ['增', '速' | '幅']))
        {
            before.noun = rate.to_vec();
        }
        let after = self.after(at);
        let has_before = !before.noun.is_empty();
        let bounded =
            comparator::bounds_noun(self.sentence.slice(mention.full_start..mention.start));
        let reached = before.reached || bounded;
        let prefers_after = match mention.class() {
            _ if !gate::is_quantity(mention) => false,
            Some(Class::Money) => !has_before || before.counting,
            Some(Class::Count | Class::Measure) => {
                // 存在的400余条隐患: the words before only describe what follows.
                let of = words.last() == Some(&'的');
                of || !has_before || !reached || before.counting && !before.reached
            }
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
            // 深化改革，筹措7亿元实施: money that is spent is none of what was said before.
            _ if mention.class() == Some(Class::Money) && spends(&before) => {
                (None, "indicator: none")
            }
            _ => (self.carried(at, region.start), "indicator: carried"),
        };
        let indicator = indicator.or_else(|| {
            let ranked = mention.what == What::Rank && words.ends_with(&['排', '名']);
            ranked.then(|| "排名".to_owned())
        });
        // 存在的400余条隐患: the verb before 的 is none of the number's.
        let described = words.last() == Some(&'的') && rule == "indicator: after";
        let (action, sense) = if described {
            (None, None)
        } else {
            changed(mention, &before)
        };
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
        if noun::is_level(&before.noun) {
            let last = self.nouns.get(..at).and_then(<[Noun]>::last);
            let whole = last.and_then(|noun| noun.indicator.as_deref());
            return whole.map_or_else(|| words.clone(), |whole| noun::of_level(whole, &words));
        }
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

    /// 新建6个国家级、20个省级重点专科: a level alone is of the kind that the next one names.
    fn share_levels(&mut self) {
        for at in (1..self.nouns.len()).rev() {
            let (Some(left), Some(right)) = (self.mentions.get(at - 1), self.mentions.get(at))
            else {
                continue;
            };
            let between = self.sentence.slice(left.full_end..right.full_start);
            let listed = matches!(between.last(), Some('、' | '和'));
            let kind = self.nouns.get(at).and_then(|noun| noun.indicator.clone());
            let Some(noun) = self.nouns.get_mut(at - 1).filter(|_| listed) else {
                continue;
            };
            if let (Some(level), Some(kind)) = (noun.indicator.as_mut(), kind)
                && noun::is_level(&level.chars().collect::<Vec<char>>())
                && between.len() == level.chars().count() + 1
            {
                *level = noun::of_level(&kind, level);
            }
        }
    }

    /// The noun after number and unit.
    pub(super) fn after(&self, at: usize) -> Option<String> {
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
}

/// Whether the verb before a sum is one of spending it.
fn spends(before: &noun::Before) -> bool {
    matches!(
        before.action.as_deref(),
        Some("安排" | "筹措" | "筹集" | "投入" | "拨付" | "下拨" | "下达" | "拿出" | "发放")
    )
}

/// Verb and sense: a change from one value to another names its own verb.
fn changed(mention: &Mention, before: &noun::Before) -> (Option<String>, Option<Sense>) {
    match &mention.change_verb {
        Some(verb) => (Some(verb.clone()), Some(Sense::To)),
        None => (before.action.clone(), before.sense),
    }
}
