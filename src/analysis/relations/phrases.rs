//! Phrases that two texts share, as people say them.
//!
//! A shared phrase is a string of Chinese characters that stands in both texts and cannot be made
//! longer in either (高新技术企业, never 术企), trimmed of the verbs and particles of official prose
//! at its ends. It must be at least four characters long and telling enough; numerals-and-measure
//! slogans (六个一) are none.

use std::collections::HashMap;
use std::ops::Range;

use super::frequencies::{self, UNIT};
use crate::analysis::topics::folded::{Folded, is_han};

/// Characters from which a phrase counts.
const SHORTEST: usize = 4;

/// What the pairs of a phrase must weigh together, and on average, in 1/1024.
const TELLING: u32 = 9 * UNIT;
const TELLING_ON_AVERAGE: u32 = 5 * UNIT / 2;

/// A string that stands this often in one text is looked at no further: it is a refrain.
const REFRAIN: usize = 40;

/// Words of official prose that open a phrase and say nothing about its matter.
const OPENINGS: &[&str] = &[
    "推动",
    "加快",
    "推进",
    "加强",
    "强化",
    "实施",
    "开展",
    "支持",
    "完善",
    "提升",
    "促进",
    "深化",
    "积极",
    "大力",
    "进一步",
    "着力",
    "不断",
    "持续",
    "鼓励",
    "引导",
    "组织",
    "探索",
    "落实",
    "打造",
    "构建",
    "坚持",
    "围绕",
    "聚焦",
    "发挥",
    "充分",
    "突出",
    "优化",
    "健全",
    "建立",
    "制定",
    "制订",
    "出台",
    "争取",
    "力争",
    "全面",
    "深入",
    "有序",
    "扎实",
    "努力",
    "有效",
    "切实",
    "高标准",
    "高质量",
    "高水平",
    "高规格",
    "做好",
    "做强",
    "做大",
    "抓好",
    "抓实",
    "用好",
    "办好",
    "培育",
    "壮大",
    "引进",
    "提高",
    "扩大",
    "增强",
    "巩固",
    "拓展",
    "推广",
    "启动",
    "完成",
    "实现",
    "确保",
    "确立",
    "新增",
    "新建",
    "建设",
    "建成",
    "发展",
    "加大",
    "统筹",
    "协调",
    "保障",
    "稳步",
    "稳定",
    "布局",
    "谋划",
    "参与",
    "举办",
    "设立",
    "创建",
    "创办",
    "成立",
    "激发",
    "通过",
    "依托",
    "结合",
    "按照",
    "根据",
    "以及",
    "其中",
    "同时",
    "一批",
    "一系列",
    "各类",
    "各级",
    "相关",
    "有关",
    "更多",
    "更加",
    "继续",
    "重点",
    "主动",
    "快速",
    "加速",
    "高效",
    "共同",
    "联合",
    "利用",
    "运用",
    "瞄准",
    "面向",
    "带动",
    "引领",
    "提供",
    "解决",
    "突破",
    "攻克",
    "遴选",
    "申报",
    "申请",
    "集中",
    "狠抓",
];

/// Words that close a phrase and say nothing about its matter.
const CLOSINGS: &[&str] = &[
    "建设",
    "发展",
    "工作",
    "力度",
    "水平",
    "步伐",
    "方面",
    "领域",
    "情况",
    "等领域",
    "等工作",
    "行动",
    "实施",
    "开展",
    "推进",
    "提升",
    "加快",
    "为主",
    "为主体",
    "能力",
    "合作",
    "体系",
    "服务",
    "机制",
    "活动",
    "任务",
    "项目",
    "需求",
    "作用",
    "支持",
    "培育",
    "管理",
    "改革",
    "引领",
    "计划",
    "政策",
    "方案",
    "推动",
    "建立",
    "达到",
    "实现",
    "完善",
    "取得",
    "进行",
    "深化",
    "加强",
    "强化",
    "促进",
    "增长",
    "转型",
    "优化",
    "引导",
    "围绕",
];

/// Particles and the like; no phrase begins or ends with one.
const PARTICLES: &str = "的和与及等在对为以于将了由从向到把被并或我其这那之也不更再还已均全各新大\
     上下内外中年月日个家名项条件批种类第一二三四五六七八九十百千万亿两多余近超";

/// A phrase in both texts: its folded characters in the first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Phrase {
    pub(super) text: String,
    /// Characters of the official text of the one section.
    pub(super) a: Range<usize>,
    /// Characters of the official text of the other.
    pub(super) b: Range<usize>,
    /// How telling, in 1/1024.
    pub(super) weight: u32,
}

/// The phrases that two texts share, the most telling first.
pub(super) fn shared(a: &Folded, b: &Folded) -> Vec<Phrase> {
    let places = places(a);
    let mut found: Vec<Phrase> = Vec::new();
    for (at_b, window) in b.chars.windows(SHORTEST).enumerate() {
        if !window.iter().all(|character| is_han(*character)) {
            continue;
        }
        let Some(in_a) = places.get(window).filter(|in_a| in_a.len() <= REFRAIN) else {
            continue;
        };
        for at_a in in_a {
            if at_a.checked_sub(1).map(|at| a.chars.get(at))
                == at_b.checked_sub(1).map(|at| b.chars.get(at))
                && at_b > 0
                && b.chars.get(at_b - 1).is_some_and(|before| is_han(*before))
            {
                continue; // Part of a phrase that began earlier.
            }
            let length = run(&a.chars, *at_a, &b.chars, at_b);
            found.extend(trimmed(a, *at_a, b, at_b, length));
        }
    }
    select(found)
}

/// Where each string of [`SHORTEST`] Chinese characters stands.
fn places(folded: &Folded) -> HashMap<&[char], Vec<usize>> {
    let mut places: HashMap<&[char], Vec<usize>> = HashMap::new();
    for (at, window) in folded.chars.windows(SHORTEST).enumerate() {
        if window.iter().all(|character| is_han(*character)) {
            places.entry(window).or_default().push(at);
        }
    }
    places
}

fn run(a: &[char], at_a: usize, b: &[char], at_b: usize) -> usize {
    let a = a.get(at_a..).unwrap_or_default();
    let b = b.get(at_b..).unwrap_or_default();
    a.iter()
        .zip(b)
        .take_while(|(a, b)| a == b && is_han(**a))
        .count()
}

fn trimmed(a: &Folded, at_a: usize, b: &Folded, at_b: usize, length: usize) -> Option<Phrase> {
    let chars = a.chars.get(at_a..at_a + length)?;
    let mut start = 0;
    let mut end = length;
    // A word cut through by the edge of the shared string is no part of it.
    if [(a, at_a), (b, at_b)]
        .iter()
        .any(|(text, at)| cut_before(&text.chars, *at))
    {
        start += 1;
    }
    if [(a, at_a), (b, at_b)]
        .iter()
        .any(|(text, at)| cut_after(&text.chars, at + length))
    {
        end -= 1;
    }
    loop {
        let kept = chars.get(start..end)?;
        let opening = OPENINGS
            .iter()
            .map(|word| word.chars().count())
            .zip(OPENINGS)
            .find(|(count, word)| kept.len() > *count && starts_with(kept, word))
            .map_or(0, |(count, _)| count)
            .max(usize::from(
                kept.first().is_some_and(|first| PARTICLES.contains(*first)),
            ));
        let kept = chars.get(start + opening..end)?;
        let closing = CLOSINGS
            .iter()
            .map(|word| word.chars().count())
            .zip(CLOSINGS)
            .find(|(count, word)| kept.len() >= SHORTEST + *count && ends_with(kept, word))
            .map_or(0, |(count, _)| count)
            .max(usize::from(
                kept.last().is_some_and(|last| PARTICLES.contains(*last)),
            ));
        start += opening;
        end -= closing;
        if end < start + SHORTEST {
            return None;
        }
        if opening + closing == 0 {
            break;
        }
    }
    let weight = telling(chars.get(start..end)?)?;
    Some(Phrase {
        text: a.text(at_a + start..at_a + end),
        a: a.official(at_a + start..at_a + end),
        b: b.official(at_b + start..at_b + end),
        weight,
    })
}

fn starts_with(chars: &[char], word: &str) -> bool {
    word.chars().zip(chars).all(|(a, b)| a == *b)
}

fn ends_with(chars: &[char], word: &str) -> bool {
    word.chars()
        .rev()
        .zip(chars.iter().rev())
        .all(|(a, b)| a == *b)
}

/// Does the character before `at` belong to the one at it, as 孵 to 化?
fn cut_before(chars: &[char], at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else {
        return false;
    };
    match chars.get(before..=at + 1) {
        Some([before, first, second]) => is_bound((*before, *first), (*first, *second)),
        _ => false,
    }
}

/// Does the character at `end` belong to the one before it?
fn cut_after(chars: &[char], end: usize) -> bool {
    let Some(start) = end.checked_sub(2) else {
        return false;
    };
    match chars.get(start..=end) {
        Some([first, last, after]) => is_bound((*last, *after), (*first, *last)),
        _ => false,
    }
}

/// Is the pair across an edge a word far oftener than the pair inside it?
fn is_bound(across: (char, char), inside: (char, char)) -> bool {
    is_han(across.0)
        && is_han(across.1)
        && frequencies::count(across.0, across.1)
            > 3 * frequencies::count(inside.0, inside.1).max(3)
}

/// How telling a phrase is, in 1/1024; `None` where it is too common to say anything.
fn telling(chars: &[char]) -> Option<u32> {
    let pairs = u32::try_from(chars.len().checked_sub(1)?).ok()?;
    let weight: u32 = chars
        .windows(2)
        .filter_map(|pair| match pair {
            [first, second] => Some(frequencies::idf(*first, *second)),
            _ => None,
        })
        .sum();
    (weight >= TELLING && weight >= TELLING_ON_AVERAGE * pairs).then_some(weight)
}

/// Each phrase once, those inside a longer one left out, the most telling first.
fn select(mut found: Vec<Phrase>) -> Vec<Phrase> {
    found.sort_by(|a, b| {
        (b.weight, a.a.start, a.b.start, &a.text).cmp(&(a.weight, b.a.start, b.b.start, &b.text))
    });
    let mut kept: Vec<Phrase> = Vec::new();
    for phrase in found {
        if !kept.iter().any(|longer| longer.text.contains(&phrase.text)) {
            kept.retain(|shorter| !phrase.text.contains(&shorter.text));
            kept.push(phrase);
        }
    }
    kept
}
