//! Comparators before the number (不少于, 超过, 近), after it (以上, 左右) and stacked.

use crate::analysis::targets::record::Comparator;
use crate::quantities::lexicon::{Lexicon, lexicon};
use crate::quantities::numerals::Form;
use crate::quantities::units::Class;

use super::clause;
use super::mention::{Mention, What};
use super::sentence::Sentence;
use super::verbs::COUNTING;

lexicon! {
    AT_LEAST = "不少于 不低于 不小于 不下于 不亚于 至少 最少 最低 起码 大于等于 大于或等于 达到或超过 ≥ 至少达到 至少有 至少为 不得低于 不得少于 不能低于";
    MORE_THAN = "超过 超过了 超出 超 逾 突破 突破了 高于 多于 大于 超越 跨越 越过 > ＞ 优于 首超 已超 远超 首破";
    LESS_THAN = "近 将近 接近 不足 不到 低于 少于 小于 未满 不满 未达 < ＜";
    AT_MOST = "不超过 不超 不高于 不多于 不大于 至多 最多 最高 不突破 小于等于 小于或等于 不得超过 不得高于 不能超过 ≤";
    /// Bounds that a whole may stand behind.
    FIRM = "不超过 不高于 不低于 不少于 不得超过 不得高于 不得低于 不得少于";
    ABOUT = "约 大约 约为 约达 约占 大概 平均约 ≈ 约合 折合约";
    /// Only before a scale word that stands for the number: 过百家, 上千名, 破万亿.
    BEFORE_SCALE = "过 上 破 迈上 迈入 迈过 站上 登上 跨上 跨入 突破";
    /// Verbs of passing a step: 迈上3万亿元台阶.
    STEP = "迈上 跨上 站上 登上 跃上 迈过 跨过 迈入 越过 跨越 站稳";
    /// Verbs that reach a value without bounding it.
    REACHING = "达到 达到了 达 稳定在 保持在 维持在 控制在 恢复到 增至 增加至 提高至 提升至 升至 上升至 增长至 提高到 提升到 增加到 增长到 扩大到 扩大至 发展到 为 至 到 完成 实现";
    AFTER_AT_LEAST = "以上 及以上 或以上 和以上 (含)以上 （含）以上 含以上 之上 或更多 以上（含）";
    AFTER_AT_MOST = "以内 以下 及以下 或以下 之内 之下 (含)以内 （含）以内 （含）以下 (含)以下";
    AFTER_ABOUT = "左右 上下 前后 上下浮动";
    AFTER_MORE = "余 多 有余 开外 强";
    /// Words in which 近, 约, 超 and the like compare nothing.
    NOT_COMPARING = "附近 最近 就近 邻近 靠近 亲近 远近 相近 临近 贴近 走近 节约 集约 签约 公约 预约 违约 合约 契约 制约 条约 履约 邀约 解约 续约 缔约 特约 约谈 赶超 反超 经过 通过 不过 以上 上述 爆破 侦破 打破 攻破 发达 抵达 表达 下达 传达 直达 通达 送达 雷达";
}

/// Finds the comparators of every mention and the words they take.
pub(super) fn attach(sentence: &Sentence, mentions: &mut [Mention]) {
    let mut floor = 0;
    for mention in mentions.iter_mut() {
        attach_one(sentence, mention, floor);
        floor = mention.full_end;
    }
    share(sentence, mentions);
}

fn attach_one(sentence: &Sentence, mention: &mut Mention, floor: usize) {
    if mention.what == What::Rank || mention.what == What::Coverage {
        return;
    }
    let clause = clause::start(sentence, mention.start, floor);
    let before = before(sentence, mention.start, clause, mention.form);
    let distant = distant(sentence, mention, clause);
    let after = after_mention(sentence, mention);
    if let Some((_, start)) = before {
        mention.full_start = start;
    }
    if let Some((_, len)) = after {
        mention.full_end = mention.end + len;
    }
    let loose = if mention.more {
        Some(Comparator::MoreThan)
    } else if mention.about {
        Some(Comparator::About)
    } else {
        None
    };
    let step = STEP
        .suffix(sentence.slice(clause..mention.full_start))
        .is_some()
        && ["台阶", "大关", "关口", "新台阶"]
            .iter()
            .any(|noun| sentence.starts(mention.full_end, noun));
    let (comparator, rule) = match (before, after) {
        (None, None) if distant.is_some() => (distant.unwrap_or(Comparator::Equal), BEFORE_WHOLE),
        (None, None) if step => (Comparator::AtLeast, "comparator: step"),
        _ if mention.max.is_some() => (Comparator::Range, "comparator: range"),
        (
            Some((bound @ (Comparator::AtLeast | Comparator::AtMost), _)),
            Some((Comparator::About, _)),
        )
        | (Some((bound, _)), None) => (bound, "comparator: before"),
        (_, Some((bound, _))) => (bound, "comparator: after"),
        (None, None) => match loose {
            Some(bound) => (bound, "comparator: 余"),
            None => (Comparator::Equal, "comparator: none"),
        },
    };
    mention.comparator = comparator;
    mention.comparator_rule = rule;
}

/// The comparator that ends at `at`, and where it starts.
pub(super) fn before(
    sentence: &Sentence,
    at: usize,
    floor: usize,
    form: Form,
) -> Option<(Comparator, usize)> {
    let mut end = at;
    while end > floor && matches!(sentence.before(end), Some(' ' | '了' | '有' | '为')) {
        end -= 1;
    }
    let words = sentence.slice(floor..end);
    let words = if end < at && bound(words).is_none() {
        sentence.slice(floor..at)
    } else {
        words
    };
    let end = floor + words.len();
    if let Some(found) = before_verb(words) {
        return Some((found.0, floor + found.1));
    }
    let (comparator, len) = bound(words).or_else(|| {
        (form == Form::Scale)
            .then(|| BEFORE_SCALE.suffix(words))
            .flatten()
            .map(|len| {
                let more = matches!(words.last(), Some('过' | '破'));
                (
                    if more {
                        Comparator::MoreThan
                    } else {
                        Comparator::AtLeast
                    },
                    len,
                )
            })
    })?;
    if NOT_COMPARING.suffix(words).is_some_and(|other| other > len) {
        return None;
    }
    Some((comparator, end - len))
}

/// The whole of a share whose bound stands before it.
pub(super) fn whole<'a>(words: &'a [char], mention: &Mention) -> Option<&'a [char]> {
    if mention.comparator_rule != BEFORE_WHOLE {
        return None;
    }
    let bound = FIRM.rfind(words)?;
    let whole = words.get(bound.end..)?;
    Some(whole.strip_suffix(&['的']).unwrap_or(whole))
}

/// The rule of a bound with the whole between it and its share.
const BEFORE_WHOLE: &str = "comparator: before the whole";

/// 不超过设备投资额15%, 不低于GDP的3%: the whole stands between the comparator and its share.
fn distant(sentence: &Sentence, mention: &Mention, floor: usize) -> Option<Comparator> {
    if mention.class() != Some(Class::Ratio) {
        return None;
    }
    let words = sentence.slice(floor..mention.start);
    let bound = FIRM.rfind(words)?;
    let whole = words.get(bound.end..)?;
    let plain = (1..=14).contains(&whole.len())
        && !whole.iter().copied().any(clause::is_mark)
        && !whole.iter().any(|c| matches!(c, '、' | '和' | '及'))
        && REACHING.rfind(whole).is_none_or(|verb| verb.len() < 2);
    plain.then(|| {
        let least = AT_LEAST.contains(words.get(bound).unwrap_or_default());
        if least {
            Comparator::AtLeast
        } else {
            Comparator::AtMost
        }
    })
}

/// 至少新增3家, 至多培育10个: the comparator stands before the verb. Its sign and start.
fn before_verb(words: &[char]) -> Option<(Comparator, usize)> {
    let verb = COUNTING.suffix(words).filter(|&len| len > 1)?;
    let rest = words.get(..words.len() - verb)?;
    let (comparator, len) = [
        (&*AT_LEAST, Comparator::AtLeast),
        (&*AT_MOST, Comparator::AtMost),
    ]
    .into_iter()
    .find_map(|(list, comparator)| list.suffix(rest).map(|len| (comparator, len)))?;
    Some((comparator, rest.len() - len))
}

fn bound(words: &[char]) -> Option<(Comparator, usize)> {
    let lists: [(&Lexicon, Comparator); 5] = [
        (&AT_LEAST, Comparator::AtLeast),
        (&AT_MOST, Comparator::AtMost),
        (&MORE_THAN, Comparator::MoreThan),
        (&LESS_THAN, Comparator::LessThan),
        (&ABOUT, Comparator::About),
    ];
    lists
        .into_iter()
        .filter_map(|(list, comparator)| list.suffix(words).map(|len| (comparator, len)))
        .max_by_key(|(_, len)| *len)
}

/// Whether the words that compare bound the noun before them: 吞吐量超过5000万标准箱的世界大港.
pub(super) fn bounds_noun(words: &[char]) -> bool {
    words.len() >= 2 && bound(words).is_some_and(|(comparator, _)| comparator != Comparator::About)
}

/// Whether the words before a number reach it: 达到, 提高到.
pub(super) fn reaches(before: &[char]) -> bool {
    REACHING.suffix(before).is_some() && NOT_COMPARING.suffix(before).is_none()
}

/// The comparator at the beginning of `rest`, which follows number and unit, and its length.
pub(super) fn after(rest: &[char]) -> Option<(Comparator, usize)> {
    let space = rest.iter().take_while(|c| **c == ' ').count();
    let words = rest.get(space..)?;
    let lists: [(&Lexicon, Comparator); 3] = [
        (&AFTER_AT_LEAST, Comparator::AtLeast),
        (&AFTER_AT_MOST, Comparator::AtMost),
        (&AFTER_ABOUT, Comparator::About),
    ];
    lists
        .into_iter()
        .filter_map(|(list, comparator)| list.prefix(words).map(|len| (comparator, len + space)))
        .max_by_key(|(_, len)| *len)
}

fn after_mention(sentence: &Sentence, mention: &Mention) -> Option<(Comparator, usize)> {
    let rest = sentence.from(mention.end);
    if let Some(found) = after(rest) {
        return Some(found);
    }
    let class = mention.class();
    let loose = AFTER_MORE.prefix(rest)?;
    let next = rest.get(loose).copied();
    let ends =
        next.is_none_or(|c| clause::is_mark(c) || matches!(c, '、' | '的' | '和' | '）' | ')'));
    let fits = matches!(
        class,
        Some(Class::Ratio | Class::Times | Class::Points | Class::Measure | Class::Money)
    );
    if fits && (ends || rest.first() == Some(&'多')) {
        return Some((Comparator::MoreThan, loose));
    }
    // 3个工作日内办结: within.
    None
}

/// 参保率保持在90%和98%以上, 分别超过90家、100家: one comparator for a list of bare numbers.
fn share(sentence: &Sentence, mentions: &mut [Mention]) {
    for last in (1..mentions.len()).rev() {
        let (Some(left), Some(right)) = (mentions.get(last - 1), mentions.get(last)) else {
            continue;
        };
        let adjacent = adjacent(sentence, left, right);
        let shared = right.comparator_rule == "comparator: after"
            || right.comparator_rule == "comparator: shared";
        if adjacent
            && shared
            && left.comparator == Comparator::Equal
            && left.class() == right.class()
        {
            let comparator = right.comparator;
            if let Some(left) = mentions.get_mut(last - 1) {
                left.comparator = comparator;
                left.comparator_rule = "comparator: shared";
            }
        }
    }
    for next in 1..mentions.len() {
        let (Some(left), Some(right)) = (mentions.get(next - 1), mentions.get(next)) else {
            continue;
        };
        let led = left.comparator_rule == "comparator: before" && listed(sentence, left);
        let shared = led || left.comparator_rule == "comparator: shared before";
        if shared
            && adjacent(sentence, left, right)
            && right.comparator == Comparator::Equal
            && left.class() == right.class()
        {
            let comparator = left.comparator;
            if let Some(right) = mentions.get_mut(next) {
                right.comparator = comparator;
                right.comparator_rule = "comparator: shared before";
            }
        }
    }
}

/// Whether nothing but an enumeration mark stands between two mentions.
pub(super) fn adjacent(sentence: &Sentence, left: &Mention, right: &Mention) -> bool {
    let between = sentence.slice(left.full_end..right.full_start);
    matches!(between, ['、' | '和' | '及' | '与']) || matches!(between, ['以', '及'] | ['、', ' '])
}

/// Whether 分别, 均 or 都 spreads the comparator over a list.
fn listed(sentence: &Sentence, mention: &Mention) -> bool {
    let floor = clause::start(sentence, mention.full_start, 0);
    let before = sentence.slice(floor..mention.full_start);
    before.windows(2).any(|pair| pair == ['分', '别'])
        || before
            .iter()
            .rev()
            .take(4)
            .any(|c| matches!(c, '均' | '都'))
}
