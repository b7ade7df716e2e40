//! Target or achievement: by a cue in the sentence, then the headings, then the document, then
//! weaker signs.

use crate::analysis::targets::record::{Comparator, Context, TargetKind};
use crate::model::Kind;
use crate::quantities::lexicon::{Lexicon, lexicon};
use crate::quantities::{dates, numerals};

use super::clause;
use super::mention::{Mention, What};
use super::sentence::Sentence;
use super::verbs::{CHANGING, REACHING};

lexicon! {
    /// Cues of a promise.
    PROMISE = "力争 确保 努力 争取 预期目标 预期增长 预期达到 预期实现 力求 年内 年底前 年末前 拟 目标是 目标为 目标： 目标: 拟建 力保 计划投资 计划新增 计划完成 计划新建 计划建设 计划引进 计划实施 计划安排 计划到 冲刺 不少于 将达到 将超过 将突破 将建成 将新增 将实现 将完成 将达 要达到 要完成 要实现 应达到 须达到 有望达到 有望突破 月底前 季度末前 到时";
    /// Cues of a result.
    RESULT = "实际完成 实际实现 实际到位 全部完成 均完成 五年共 五年累计 五年建成 五年新增 五年内 刚刚过去 共完成 累计完成 五年实现 五年来 截至 截止 目前 已经 已累计 去年 上年度 过去一年 过去五年 一年来 五年来 三年来 十年来 这五年 这一年 今年以来 以来 已 现有 现已 完成了 实现了 达到了 新增了 建成了 引进了 突破了 超过了 取得了 荣获 累计完成 获评 获批";
    /// Weaker signs of a result.
    WEAK_RESULT = "首个 贯通 通车 投产 前三季度 初步核算 初步测算 五年共 五年累计 五年建成 五年新增 五年内 刚刚过去 共完成 累计完成 五年实现 五年来 同比 累计 成功 圆满 顺利 持续 创历史新高 历史新高 增长到 增加到 提高到 跃居 位居 稳居 上升到 首次 率先 显著 明显 超额 竣工 投用 挂牌 高于全国 高于全省 快于 了";
    /// Weaker signs of a promise.
    WEAK_PROMISE = "推进 加快 强化 加强 深化 提升 推动 做好 抓好 支持 鼓励 引导 力 全力 大力 积极 着力 计划 目标 预期 要 将";
    /// Verbs of what is finished.
    DONE = "实现 完成 建成 发放 筹措 办理 受理 办结 接待 惠及 化解 落实";
    /// Words in which a cue is none: 经过努力, 代表建议, 比去年.
    NOT_A_CUE = "计划投资额 项目前 经过努力 不懈努力 共同努力 同去年 比去年 较去年 于去年 超去年 比上年 较上年 早已 不已 而已 业已形成 有力确保 有效确保 切实确保了 争取到 成功争取 累计争取 共争取 向上争取 确保了 预期目标任务 有效争取 模拟 虚拟 拟定 拟态 超预期 改革以来 建市以来 建国以来";
    /// Headings above results.
    REVIEW = "成就 公报 发展基础 主要成果 发展成果 工作成果 回顾 总结 成效 成绩 完成情况 工作情况 进展 主要工作情况 情况 取得 过去 亮点 述职 履职 执行情况 收官 上年 一年来 落实情况 做法";
    /// Headings above promises.
    OUTLOOK = "工作计划 年计划 计划安排 下步计划 今后计划 主要计划 安排 打算 目标 思路 要点 任务 部署 重点工作 举措 展望 下一步 下步 谋划 总体要求 今年工作 主要措施 工作措施 奋斗目标 预期 工作重点 保障措施 建议";
    /// Headings that praise what was done.
    PRAISE = "稳中向好 持续向好 稳中有进 稳中提质 明显 显著 稳步 成功 持续增强 不断增强 持续提升 不断提升 持续改善 全面加强 迈上 新台阶 再上 新成效 新突破 新进展 取得 有力 圆满 更加 日益 实现";
    /// How a subject fares, before its verb.
    FARING = "加速 加快 不断 持续 稳步 逐步 日益 更加 明显 显著 有效 扎实 有序 全面 快速 蓬勃";
    /// Verbs that a heading which urges begins with.
    BEGINNING = "促进 完善 优化 健全 保障 改善 提高 落实 抓好 抓实 做好 做实 稳定 稳住 壮大 培育 激发 释放 巩固 守牢 筑牢 守护 办好 深耕 引领 增强 扩大 防范 维护 发展 围绕 建设";
    /// Headings that urge.
    URGE = "着力 加快 全力 大力 推进 坚持 强化 聚焦 突出 狠抓 切实 进一步 加强 深化 提升 推动 打造 做强 做优 做大 扎实 深入 统筹 构建 建设";
}

/// What headings and document say of every target of the text.
pub(super) struct Setting {
    pub(super) explain: bool,
    pub(super) year: Option<i16>,
    heading: Option<(TargetKind, String)>,
    document: Option<TargetKind>,
    leaning: Option<TargetKind>,
}

impl Setting {
    pub(super) fn of(context: &Context) -> Self {
        let lines: Vec<&str> = context.heading.lines().collect();
        let year = lines
            .iter()
            .rev()
            .find_map(|line| dates::last_year(line))
            .or(context.covers);
        Self {
            explain: context.explain,
            year,
            heading: lines
                .iter()
                .rev()
                .find_map(|line| by_heading(line).map(|kind| (kind, (*line).to_owned()))),
            document: context.kind.map(|kind| match kind {
                Kind::Plan => TargetKind::Target,
                Kind::Report => TargetKind::Achievement,
            }),
            leaning: lines.iter().rev().find_map(|line| by_mood(line)),
        }
    }
}

fn by_heading(line: &str) -> Option<TargetKind> {
    let chars: Vec<char> = line.chars().collect();
    let finished = ["完成情况", "执行情况", "落实情况", "进展情况", "回顾"]
        .iter()
        .any(|words| line.contains(words));
    match (REVIEW.within(&chars), OUTLOOK.within(&chars)) {
        (true, false) => Some(TargetKind::Achievement),
        (false, true) => Some(TargetKind::Target),
        (true, true) if finished && !line.contains('和') && !line.contains('及') => {
            Some(TargetKind::Achievement)
        }
        (false, false) if line.contains("主要工作") || line.ends_with("年工作") => {
            by_number(&chars)
        }
        _ => None,
    }
}

/// 主要工作 alone is what was done in the first part of a document, what is to be done later.
fn by_number(heading: &[char]) -> Option<TargetKind> {
    match heading {
        ['一', '、', ..] => Some(TargetKind::Achievement),
        ['二' | '三' | '四' | '五' | '六', '、', ..] => Some(TargetKind::Target),
        _ => None,
    }
}

fn by_mood(line: &str) -> Option<TargetKind> {
    let chars: Vec<char> = line.chars().collect();
    match (PRAISE.within(&chars), URGE.within(&chars)) {
        (true, false) => Some(TargetKind::Achievement),
        _ if describes(&chars) => Some(TargetKind::Achievement),
        (false, true) => Some(TargetKind::Target),
        _ => None,
    }
}

/// 创新动能加速集聚, 民生福祉持续增进: a subject and how it fares; 加快培育 urges.
fn describes(heading: &[char]) -> bool {
    let number = heading
        .iter()
        .take(6)
        .rposition(|c| matches!(c, '、' | '）' | ')' | '．' | '.' | ' '));
    let words = heading
        .get(number.map_or(0, |at| at + 1)..)
        .unwrap_or_default();
    let end = words
        .iter()
        .position(|&c| clause::is_mark(c))
        .unwrap_or(words.len());
    let clause = words.get(..end).unwrap_or_default();
    if URGE.prefix(clause).is_some()
        || BEGINNING.prefix(clause).is_some()
        || matches!(clause.first(), Some('以' | '把' | '要' | '让' | '使'))
    {
        return false;
    }
    FARING
        .rfind(clause)
        .is_some_and(|adverb| adverb.start >= 2 && (1..=4).contains(&(clause.len() - adverb.end)))
}

/// A kind, the rule that gave it and the words it read.
pub(super) struct Verdict {
    pub(super) kind: TargetKind,
    pub(super) rule: &'static str,
    pub(super) words: String,
}

/// A cue in a sentence: where it ends, and what it says.
pub(super) struct Cue {
    end: usize,
    kind: TargetKind,
    words: String,
}

/// The cues of a sentence, in order.
pub(super) fn cues(sentence: &Sentence, setting: &Setting) -> Vec<Cue> {
    (1..=sentence.chars.len())
        .filter_map(|end| {
            let (kind, words) = cue_at_end(sentence, sentence.to(end), setting)?;
            Some(Cue { end, kind, words })
        })
        .collect()
}

/// The kind of a mention.
pub(super) fn of(
    sentence: &Sentence,
    mention: &Mention,
    cues: &[Cue],
    setting: &Setting,
) -> Verdict {
    if let Some((kind, words)) = by_cue(sentence, mention, cues) {
        return Verdict {
            kind,
            rule: "kind: cue",
            words,
        };
    }
    if let Some((kind, words)) = &setting.heading {
        return Verdict {
            kind: *kind,
            rule: "kind: heading",
            words: words.clone(),
        };
    }
    if let Some(kind) = setting.document.or(setting.leaning) {
        return Verdict {
            kind,
            rule: "kind: document",
            words: String::new(),
        };
    }
    Verdict {
        kind: by_signs(sentence, mention),
        rule: "kind: signs",
        words: String::new(),
    }
}

/// The nearest cue before the mention in its sentence, else one after it in its clause.
fn by_cue(sentence: &Sentence, mention: &Mention, cues: &[Cue]) -> Option<(TargetKind, String)> {
    let before = cues
        .iter()
        .take_while(|cue| cue.end <= mention.full_start)
        .last();
    if let Some(cue) = before {
        return Some((cue.kind, cue.words.clone()));
    }
    let close = clause::end(sentence, mention.full_end, sentence.chars.len());
    cues.iter()
        .find(|cue| {
            cue.end > mention.full_end && cue.end <= close && cue.kind == TargetKind::Target
        })
        .map(|cue| (cue.kind, cue.words.clone()))
}

fn cue_at_end(
    sentence: &Sentence,
    words: &[char],
    setting: &Setting,
) -> Option<(TargetKind, String)> {
    let text = |len: usize| words.iter().skip(words.len() - len).collect::<String>();
    if NOT_A_CUE.suffix(words).is_some() {
        return None;
    }
    if let Some(len) = PROMISE.suffix(words) {
        let next = sentence.at(words.len());
        let done = matches!(next, Some('了'));
        let raised = text(len) == "争取" && matches!(next, Some('到' | '上' | '中' | '国' | '省'));
        let shielded = NOT_A_CUE.suffix(sentence.to(words.len() + 1)).is_some();
        return (!done && !raised && !shielded).then(|| (TargetKind::Target, text(len)));
    }
    if let Some(len) = RESULT.suffix(words) {
        return Some((TargetKind::Achievement, text(len)));
    }
    year_to_come(sentence, words, setting).map(|text| (TargetKind::Target, text))
}

/// 到2025年, 到2025年底: a promise, unless the year is past for the document.
fn year_to_come(sentence: &Sentence, words: &[char], setting: &Setting) -> Option<String> {
    if words.last() != Some(&'年') {
        return None;
    }
    let from = words.len().checked_sub(6)?;
    let tail = words.get(from..)?;
    if sentence.at(words.len()) == Some('的') {
        return None;
    }
    let to = matches!(tail.first(), Some('到' | '至'));
    let (year, _) = dates::read_year(tail.get(1..)?)?;
    let joined = from
        .checked_sub(1)
        .and_then(|at| words.get(at))
        .is_some_and(|&c| c == '年' || c.is_ascii_digit());
    let ahead = setting.year.is_none_or(|covered| year >= covered);
    let reported = setting
        .heading
        .as_ref()
        .is_some_and(|(kind, _)| *kind == TargetKind::Achievement);
    (to && !joined && ahead && !(reported && setting.year.is_none_or(|covered| covered == year)))
        .then(|| tail.iter().collect())
}

/// Without cue, heading or document: verbs of tasks and bounds promise, exact figures and words
/// of success report. One answer for the sentence, whatever the number.
fn by_signs(sentence: &Sentence, mention: &Mention) -> TargetKind {
    let bounded = mention.what != What::Rank
        && matches!(
            mention.comparator,
            Comparator::AtLeast | Comparator::AtMost | Comparator::About | Comparator::Range
        );
    if mention.baseline.is_some() || mention.what == What::Rank {
        return TargetKind::Achievement;
    }
    let results = count(&WEAK_RESULT, sentence.chars) + usize::from(months_reported(sentence));
    let promises = count(&WEAK_PROMISE, sentence.chars) + usize::from(bounded);
    match results.cmp(&promises) {
        std::cmp::Ordering::Greater => TargetKind::Achievement,
        std::cmp::Ordering::Equal if exact(sentence, mention) || reached(sentence, mention) => {
            TargetKind::Achievement
        }
        std::cmp::Ordering::Equal | std::cmp::Ordering::Less => TargetKind::Target,
    }
}

/// 1—10月: figures of some months are known.
fn months_reported(sentence: &Sentence) -> bool {
    (1..sentence.chars.len()).any(|at| {
        let digit = |at: usize| sentence.at(at).and_then(numerals::digit_value).is_some();
        sentence.at(at).is_some_and(dates::is_span_mark)
            && digit(at - 1)
            && numerals::read(sentence.from(at + 1))
                .is_some_and(|month| sentence.at(at + 1 + month.len) == Some('月'))
    })
}

/// Whether the words before the number reach it: 达到74个, 突破1万吨, 完成投资6.2亿元.
fn reached(sentence: &Sentence, mention: &Mention) -> bool {
    let start = clause::start(sentence, mention.start, 0);
    let before = sentence.slice(start..mention.start);
    REACHING.suffix(before).is_some()
        || CHANGING.suffix(before).is_some_and(|len| len > 1)
        || DONE.within(before)
}

fn count(words: &Lexicon, chars: &[char]) -> usize {
    let mut found = 0;
    let mut at = 0;
    while let Some(range) = words.find(chars, at) {
        found += 1;
        at = range.end;
    }
    found
}

/// Whether a figure of three digits or more stands in the sentence: nobody promises 1,286.
fn exact(sentence: &Sentence, mention: &Mention) -> bool {
    let significant = |value: rust_decimal::Decimal| {
        let digits = value.normalize().mantissa().unsigned_abs().to_string();
        digits.trim_end_matches('0').len()
    };
    let mut at = 0;
    let mut longest = significant(mention.value);
    while at < sentence.chars.len() {
        match numerals::read(sentence.from(at)) {
            Some(number) if number.form == numerals::Form::Arabic => {
                let year = sentence.at(at + number.len) == Some('年');
                if !year {
                    longest = longest.max(significant(number.value));
                }
                at += number.len;
            }
            _ => at += 1,
        }
    }
    longest >= 3
}
