//! Which numbers are quantities: names, ordinals, programmes and sizes stay out.

use rust_decimal::Decimal;

use crate::quantities::lexicon::lexicon;
use crate::quantities::numerals::{self, Form, Numeral, digit_value};
use crate::quantities::units::{Class, Unit};

use super::mention::{Mention, What};
use super::sentence::Sentence;
use super::{clause, comparator, gate_numerals, verbs};

lexicon! {
    /// Nouns of money, after or before a sum without its unit.
    pub(super) MONEY = "基金 资金 贷款 投资 产值 收入 营收 债券 融资 利润 税收 财政 补贴 补助 经费 总额 交易额 成交额 销售额 授信 信贷 存款 保费 增加值 生产总值 GDP 市值 规模 产业 集群 产业链 消费";
    /// People that a number counts without a measure word: 450万困难群众.
    FOLK = "人员 农民工 劳动力 用户 消费者 群众 人口 残疾人 学生 老人 老年人 居民 农民 职工 师生 党员 儿童 市民 游客 考生 农户 婴幼儿 从业者 劳动者 妇女 村民 移民 人才 民众 旅客 观众 大学生 毕业生 员工 家庭 患者 青年 农牧民";
    /// Nouns of people, before a number without its unit.
    PEOPLE = "人口 人数 就业 劳动力 大学生 人才 学生 居民 员工 职工";
    /// People on their way: each journey counts.
    TRAVELLERS = "旅客 游客 客流 客运 乘客 出入境";
    /// Time that a task takes: the number is a promise only with one of these before it.
    TAKES_TIME = "压缩 压减 缩短 减少 达到 达 提前 延长 提高 增加 控制 不超过 不少于 不低于 少于 超过 超 低于 突破 时限 时间 时长 天数 周期 平均 增至 降至 压至 缩至 降低";
}

/// The end of a name that begins with the number before `end`: 5G, 5+1, 13号线, 一级, 24:00.
pub(super) fn name_end(sentence: &Sentence, at: usize, end: usize) -> Option<usize> {
    let next = sentence.at(end);
    let second = sentence.at(end + 1);
    let digit =
        |c: Option<char>| c.is_some_and(|c| numerals::may_begin(c) || c.is_ascii_alphanumeric());
    if matches!(
        sentence.before(at),
        Some('+' | '＋' | '×' | '*' | '〔' | '[' | '#' | '№' | '第')
    ) {
        return Some(end);
    }
    match next? {
        '+' | '＋' | '×' | '*' | '/' | '／' if digit(second) && !per_unit(sentence, end) => {
            Some(run_end(sentence, end))
        }
        ':' | '：' | '.' | '．' if second.is_some_and(|c| digit_value(c).is_some()) => {
            Some(run_end(sentence, end))
        }
        c if c.is_ascii_alphabetic()
            && crate::quantities::units::read(sentence.from(end)).is_none() =>
        {
            Some(run_end(sentence, end))
        }
        '号' | '级' | '届' | '代' | '强' | '大' | '环' | '流' | '维' | '楼' | '路' | '线'
        | '等' | '农' | '产' | '体' | '校' | '角' | '方' | '面' | '边' | '星' | '厅' | '弄'
        | '村' | '镇' | '国' | '省' | '网' | '链' | '库' | '改' | '通' | '严' | '好' | '优'
        | '新' | '高' | '转' | '防' | '联' | '进' | '定' | '查'
            if !counts(sentence, at, end)
                && (next == Some('级') || !matches!(sentence.before(end), Some('万' | '亿'))) =>
        {
            Some(end + 1)
        }
        _ => None,
    }
}

/// 3方 of earth is counted; 三方 is a name: digits and scale words make the difference.
fn counts(sentence: &Sentence, at: usize, end: usize) -> bool {
    let digits = sentence.at(at).and_then(digit_value).is_some();
    sentence.at(end) == Some('方')
        && digits
        && sentence.at(end + 1) != Some('面')
        && sentence.at(end + 1) != Some('案')
}

/// `5/人`: a slash that leads to a unit, not to a number.
fn per_unit(sentence: &Sentence, slash: usize) -> bool {
    sentence
        .at(slash + 1)
        .is_some_and(|c| !numerals::may_begin(c) && !c.is_ascii_alphanumeric())
}

fn run_end(sentence: &Sentence, from: usize) -> usize {
    let mut end = from;
    while sentence.at(end).is_some_and(|c| {
        c.is_ascii_alphanumeric()
            || matches!(
                c,
                '+' | '＋' | '×' | '*' | '/' | '／' | ':' | '：' | '.' | '．' | '-' | 'N'
            )
            || digit_value(c).is_some()
    }) {
        end += 1;
    }
    end.max(from + 1)
}

/// Whether 由 or 从 opens a change before the number: 由40%到60%, 从2020年的50家到100家.
pub(super) fn after_from(sentence: &Sentence, at: usize) -> bool {
    let floor = clause::start(sentence, at, at.saturating_sub(14));
    let before = sentence.slice(floor..at);
    before
        .iter()
        .rposition(|&c| matches!(c, '从' | '由' | '自'))
        .is_some_and(|from| {
            let between = before.get(from + 1..).unwrap_or_default();
            between.is_empty()
                || between.ends_with(&['每', '月'])
                || between.ends_with(&['平', '均'])
                || between.ends_with(&['每', '年'])
                || between.last() == Some(&'的')
                || between.ends_with(&['分', '别'])
                || between
                    .last()
                    .is_some_and(|c| matches!(c, '年' | '末' | '底' | '初' | '期'))
        })
}

/// What a number without a unit counts.
pub(super) enum Counted {
    /// Things in this unit.
    In(Unit),
    /// Nothing that has a unit.
    Bare,
}

impl Counted {
    pub(super) fn unit(self) -> Option<Unit> {
        match self {
            Self::In(unit) => Some(unit),
            Self::Bare => None,
        }
    }
}

/// The unit of a number that has none, where the words around tell it: 100亿的…基金 is money.
/// `None` is no quantity.
pub(super) fn inferred_unit(
    sentence: &Sentence,
    at: usize,
    end: usize,
    number: &Numeral,
) -> Option<Counted> {
    if number.form == Form::Arabic
        && let Some(unit) = shared_unit(sentence, end)
    {
        return Some(Counted::In(unit));
    }
    let scaled = number.scale >= Decimal::from(10_000);
    let floor = clause::start(sentence, at, 0);
    let before = sentence.slice(floor..at);
    let after = sentence.slice(end..clause::end(sentence, end, end + 24));
    let large = number.value >= Decimal::from(100_000_000);
    let mark = ["大关", "关口"]
        .iter()
        .any(|mark| sentence.starts(end, mark));
    let closed = mark
        || after.is_empty()
        || comparator::after(after).is_some()
        || matches!(after.first(), Some('、' | '和' | '的'));
    if large && scaled && (MONEY.within(before) || MONEY.within(after)) && !PEOPLE.within(before) {
        return Some(Counted::In(Unit::yuan()));
    }
    let near = after.get(..after.len().min(16)).unwrap_or_default();
    let folk = FOLK.find(near, 0).is_some_and(|folk| {
        !near
            .get(..folk.start)
            .unwrap_or_default()
            .iter()
            .any(|c| matches!(c, '、' | '的' | '为'))
    });
    if scaled && number.form == Form::Arabic && folk {
        return Unit::known("人").map(Counted::In);
    }
    if scaled && number.form == Form::Arabic && before.ends_with(&['人', '口']) {
        return Unit::known("人").map(Counted::In);
    }
    let led = comparator::before(sentence, at, floor, number.form).is_some()
        || comparator::reaches(before);
    let named = verbs::INDEX.suffix(before).is_some() && number.value.normalize().scale() > 0;
    if !(closed && (led || named)) || number.form == Form::Scale {
        return None;
    }
    if mark && TRAVELLERS.within(before) {
        return Unit::known("人次").map(Counted::In);
    }
    if PEOPLE.within(before) && number.value >= Decimal::TEN {
        return Unit::known("人").map(Counted::In);
    }
    (number.form == Form::Arabic && verbs::GENERIC_NUMBER.within(before)).then_some(Counted::Bare)
}

/// 分别下降13.5、8.6和2.7个百分点: the unit stands at the end of the list.
fn shared_unit(sentence: &Sentence, end: usize) -> Option<Unit> {
    let mut at = end;
    for _ in 0..6 {
        if !matches!(sentence.at(at), Some('、' | '和' | '及' | '与')) {
            return None;
        }
        let next =
            numerals::read(sentence.from(at + 1)).filter(|next| next.form == Form::Arabic)?;
        at = at + 1 + next.len;
        if let Some((unit, ..)) = super::mention::unit_at_or_after_space(sentence, at) {
            return Some(unit);
        }
    }
    None
}

/// Whether a number with a unit is a quantity here.
pub(super) fn accepts(sentence: &Sentence, mention: &Mention) -> bool {
    let next = sentence.at(mention.end);
    let before = sentence.before(mention.start);
    // 连续3次获评, 连续11个季度: how long, and nothing that is counted.
    if sentence.ends(mention.start, "连续") {
        return false;
    }
    if matches!(before, Some('每' | '逐' | '×' | '第')) || matches!(next, Some('级' | '型')) {
        return false;
    }
    // 两位数, 一二三次产业, 十一个方面.
    if ["数", "产业", "方面", "维度"]
        .iter()
        .zip(["位", "次", "个", "个"])
        .any(|(noun, unit)| {
            mention.unit.as_ref().is_some_and(|u| u.name == unit)
                && sentence.starts(mention.end, noun)
        })
    {
        return false;
    }
    if matches!(next, Some('制')) && mention.class() == Some(Class::Time) {
        return false;
    }
    let Some(unit) = &mention.unit else {
        return true;
    };
    if named_by_people(sentence, mention) || sentence.starts(mention.end, "人口抽样") {
        return false;
    }
    match (unit.class, unit.name.as_ref()) {
        (Class::Time, _) => takes_time(sentence, mention),
        (_, "度") => mention.value >= Decimal::from(10_000) || sentence.ends(mention.end, "度电"),
        (_, "分") => scored(sentence, mention),
        // 750千伏电网工程, 2类标准: what follows is a name.
        (_, "千伏") => next.is_none_or(|c| clause::is_mark(c) || c == '、'),
        // 4号线2期: a stage of the works.
        (_, "期") if mention.value < Decimal::TEN && !verbs_before(sentence, mention) => false,
        (_, "类") if classes(sentence, mention) => false,
        _ => match mention.form {
            Form::Arabic => true,
            Form::Scale if matches!(before, Some('数' | '几')) => false,
            Form::Scale => compared(sentence, mention) || mention.more || mention.max.is_some(),
            Form::Chinese => gate_numerals::accepts(sentence, mention),
        },
    }
}

fn verbs_before(sentence: &Sentence, mention: &Mention) -> bool {
    verbs::counts_before(sentence, mention.start) != verbs::Counting::No
        || sentence.before(mention.start).is_none_or(clause::is_mark)
        || !clause::is_han(sentence.before(mention.start).unwrap_or(' '))
}

/// 2类标准, 3类水: a class, unless a verb counts such classes.
fn classes(sentence: &Sentence, mention: &Mention) -> bool {
    let named = ["标准", "水", "区", "功能区"]
        .iter()
        .any(|noun| sentence.starts(mention.end, noun));
    named
        && mention.value <= Decimal::from(5)
        && verbs::counts_before(sentence, mention.start) == verbs::Counting::No
}

/// 50人论坛, 12人小组, 一人一策.
fn named_by_people(sentence: &Sentence, mention: &Mention) -> bool {
    mention.unit.as_ref().is_some_and(|unit| unit.name == "人")
        && ["论坛", "小组", "制", "团", "会", "一"]
            .iter()
            .any(|noun| sentence.starts(mention.end, noun))
}

fn compared(sentence: &Sentence, mention: &Mention) -> bool {
    let floor = clause::start(sentence, mention.start, 0);
    let before = sentence.slice(floor..mention.start);
    comparator::before(sentence, mention.start, floor, mention.form).is_some()
        || comparator::reaches(before)
}

fn takes_time(sentence: &Sentence, mention: &Mention) -> bool {
    let floor = clause::start(sentence, mention.start, 0);
    let before = sentence.slice(floor..mention.start);
    let near = before
        .get(before.len().saturating_sub(10)..)
        .unwrap_or_default();
    let named = [
        "圈",
        "生活",
        "通勤",
        "营业",
        "开放",
        "服务",
        "热线",
        "值班",
        "不打烊",
        "制",
        "便民",
    ]
    .iter()
    .any(|noun| sentence.starts(mention.end, noun));
    !named && TAKES_TIME.within(near)
}

/// Marks out of a hundred count where something is scored.
fn scored(sentence: &Sentence, mention: &Mention) -> bool {
    let floor = clause::start(sentence, mention.start, 0);
    let before: String = sentence.text(floor..mention.start);
    mention.form == Form::Arabic
        && [
            "得分",
            "评分",
            "满意度",
            "成绩",
            "考核",
            "指数",
            "测评",
            "达到",
            "达",
            "总分",
            "平均",
        ]
        .iter()
        .any(|cue| before.contains(cue))
}

/// Whether a mention is a plain number with its unit.
pub(super) fn is_quantity(mention: &Mention) -> bool {
    mention.what == What::Quantity
}
