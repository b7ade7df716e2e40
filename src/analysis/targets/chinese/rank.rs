//! Ranks: 居全国第二, 首位, 前50名. Ordinals of meetings, batches and plans are none.

use rust_decimal::Decimal;

use crate::analysis::targets::record::Comparator;
use crate::quantities::lexicon::lexicon;
use crate::quantities::numerals;
use crate::quantities::units::{self, Unit};

use super::clause;
use super::mention::{Mention, What};
use super::sentence::Sentence;

lexicon! {
    /// Verbs that lead to a rank.
    RANKING = "排位 测评 考核 考评 评比 评价 均为 均居 分居 分列 稳居 位居 高居 跃居 居于 位列 名列 排名 排在 排行 排 列 居 位于 跃升至 跃升到 上升至 上升到 提升至 提升到 升至 晋升至 前移至 跃至 进入 跻身 挺进 迈入 迈进 冲进 保持 蝉联 荣获 获 夺得 获得 达到 位次 综合排名 成为 进位至";
    /// Verbs that a scope without such a word follows directly: 居绍兴第二.
    PLACING = "排位 稳居 位居 高居 跃居 居 分居 位列 名列 列 分列 排名 排 均为 均居";
    /// Words that a scope of comparison begins with.
    SCOPE = "全国 全省 全市 全区 全县 全球 世界 国内 国际 省内 市内 区内 全州 全盟 全自治区 亚洲 东北 华北 华东 华南 华中 西北 西南 中部 西部 东部 长三角 珠三角 京津冀 粤港澳 大湾区 长江经济带 同类 同级 副省级 计划单列市 省会城市 沿海 沪 苏 浙 皖 粤";
}

/// How far before a rank its verb may stand.
const REACH: usize = 14;

/// Reads 第N at `at`: a rank, or an ordinal that is passed over with its measure word.
pub(super) fn ordinal(sentence: &Sentence, at: usize, found: &mut Vec<Mention>) -> usize {
    let Some(number) = numerals::read(sentence.from(at + 1)) else {
        return at + 1;
    };
    let end = at + 1 + number.len;
    let measure = matches!(sentence.at(end), Some('名' | '位'));
    let after = end + usize::from(measure);
    let listed = found.last().is_some_and(|last| {
        last.what == What::Rank
            && matches!(sentence.slice(last.end..at), ['、' | '和' | '及' | '与'])
    });
    let ranked = listed || comparable(sentence, at);
    if number.max.is_none() && ranked && closes(sentence, after, measure) {
        push(sentence, at, after, number.value, found);
        return after;
    }
    end + units::read(sentence.from(end)).map_or(0, |(_, len)| len)
}

/// Reads 首位 or 榜首.
pub(super) fn top(sentence: &Sentence, at: usize, found: &mut Vec<Mention>) -> usize {
    let first = sentence.starts(at, "首位") || sentence.starts(at, "榜首");
    if !first {
        return at + 1;
    }
    let place = sentence.at(at + 2) != Some('度');
    let put = matches!(sentence.before(at), Some('在' | '于' | '把'));
    if place && !put && comparable(sentence, at) {
        push(sentence, at, at + 2, Decimal::ONE, found);
    }
    at + 2
}

/// Reads 前50名, 前五位, 全国前10: among the first N.
pub(super) fn front(sentence: &Sentence, at: usize, found: &mut Vec<Mention>) -> usize {
    let other_word = matches!(
        sentence.before(at),
        Some(
            '目' | '以'
                | '之'
                | '年'
                | '月'
                | '日'
                | '当'
                | '此'
                | '先'
                | '提'
                | '空'
                | '底'
                | '末'
                | '超'
                | '面'
        )
    );
    let Some(number) = numerals::read(sentence.from(at + 1)).filter(|_| !other_word) else {
        return at + 1;
    };
    let end = at + 1 + number.len;
    let percent = matches!(sentence.at(end), Some('%' | '％'));
    let measure = matches!(sentence.at(end), Some('名' | '位' | '强'));
    let after = end + usize::from(measure || percent);
    let level = sentence.starts(end, "水平");
    if !(measure || level || closes(sentence, after, false))
        || number.max.is_some()
        || !comparable(sentence, at)
    {
        return if measure { after } else { at + 1 };
    }
    push(sentence, at, after, number.value, found);
    if let Some(mention) = found.last_mut() {
        mention.comparator = Comparator::AtMost;
        mention.comparator_rule = "comparator: 前";
        if percent {
            mention.unit = Some(Unit::percent());
        }
    }
    after
}

fn push(sentence: &Sentence, at: usize, end: usize, value: Decimal, found: &mut Vec<Mention>) {
    let mut mention = Mention::new(What::Rank, at, end, value, Some(Unit::rank()));
    let taken = found
        .last()
        .map_or(0, |earlier| earlier.full_end.max(earlier.end));
    if let Some(start) = scope_start(sentence, at).filter(|start| *start >= taken) {
        mention.scope = Some(
            sentence
                .text(start..at)
                .trim_end_matches(['的', '列', '排'])
                .to_owned(),
        );
        mention.full_start = start;
    }
    found.push(mention);
}

/// Whether nothing after the ordinal makes it a name: 第二届, 第一资源, 第一方阵.
fn closes(sentence: &Sentence, after: usize, measure: bool) -> bool {
    let Some(next) = sentence.at(after) else {
        return true;
    };
    if clause::is_mark(next)
        || matches!(
            next,
            '、' | '）' | ')' | '的' | '”' | ' ' | '和' | '及' | '并' | '且' | '以' | '左'
        )
    {
        // 排名第一的责任单位: which one, not what was reached; 排名第一的好成绩 is.
        let of_result = [
            "成绩",
            "好成绩",
            "佳绩",
            "优异",
            "水平",
            "位置",
            "名次",
            "地位",
            "良好",
        ]
        .iter()
        .any(|noun| sentence.starts(after + 1, noun));
        return next != '的' || of_result;
    }
    measure && !matches!(next, '置')
}

/// Whether a ranking verb or a scope stands shortly before.
fn comparable(sentence: &Sentence, at: usize) -> bool {
    let floor = clause::start(sentence, at, at.saturating_sub(REACH));
    let before = sentence.slice(floor..at);
    if matches!(before.last(), Some('是' | '把')) {
        return false;
    }
    RANKING.within(before) || scope_start(sentence, at).is_some()
}

/// Where the scope that ends at `at` starts: 全国大中城市 before 首位.
fn scope_start(sentence: &Sentence, at: usize) -> Option<usize> {
    let floor = clause::start(sentence, at, at.saturating_sub(REACH));
    let before = sentence.slice(floor..at);
    let from = RANKING.rfind(before).map_or(0, |range| {
        if range.end == before.len() {
            range.start
        } else {
            range.end
        }
    });
    let Some(scope) = SCOPE.find(before, from) else {
        return named_place(before).map(|place| floor + place);
    };
    let tail = before.get(scope.end..)?;
    (tail.len() <= 8 && !tail.contains(&'、')).then_some(floor + scope.start)
}

/// Where the name directly after a verb of placing starts: 绍兴 of 居绍兴, 国家一级博物馆评估 of
/// 位列国家一级博物馆评估.
fn named_place(before: &[char]) -> Option<usize> {
    let verb = PLACING.rfind(before)?;
    let place = before.get(verb.end..)?;
    // 排名进入前三: a verb, no place.
    if RANKING.suffix(place).is_some() {
        return None;
    }
    let plain = |c: &char| clause::is_han(*c) && !matches!(c, '的' | '了' | '在' | '为' | '至');
    ((2..=12).contains(&place.len()) && place.iter().all(plain)).then_some(verb.end)
}
