//! Which numbers in Chinese numerals are quantities: small ones mostly belong to names.

use rust_decimal::Decimal;

use crate::quantities::lexicon::lexicon;
use crate::quantities::numerals;
use crate::quantities::units::Class;

use super::gate::MONEY;
use super::mention::Mention;
use super::sentence::Sentence;
use super::{clause, comparator, verbs};

lexicon! {
    /// Nouns that a small Chinese number names rather than counts: 八大未来产业, 六项行动.
    NAMED = "大事 现代化 美好 行动 计划 工程 战略 体系 机制 制度 政策 措施 任务 方面 要求 原则 目标 环节 问题 关系 重点 领域 产业 中心 高地 功能 建设 转变 统筹 结合 优势 阶段 层面 维度 系列 抓手 支柱 主体 群体 大局 意识 自信 清单 格局 专项 方向 时期 一体化 定位 环境 文明 攻坚 战役 版块 板块 新区 片区 园区 层次 类型 步骤 难题 支撑 标杆 样板 品牌 引擎 平台体系 不 能 再";
    /// Words of price and payment.
    PRICED = "价 费 标准 每 补 奖 付 交 罚 收 票 提高 售";
}

/// Chinese numerals count with a measure word, but small ones mostly belong to names.
pub(super) fn accepts(sentence: &Sentence, mention: &Mention) -> bool {
    let ten = Decimal::TEN;
    let before = sentence.before(mention.start);
    if matches!(
        before,
        Some(
            '大' | '统'
                | '同'
                | '唯'
                | '每'
                | '逐'
                | '这'
                | '那'
                | '另'
                | '某'
                | '任'
                | '之'
                | '进'
                | '又'
                | '老'
                | '初'
        )
    ) && mention.value <= ten
        && mention.max.is_none()
    {
        return false;
    }
    let explicit = {
        let floor = clause::start(sentence, mention.start, 0);
        comparator::before(sentence, mention.start, floor, mention.form).is_some()
            || comparator::after(sentence.from(mention.end)).is_some()
            || mention.more
            || mention.about
    };
    // 数十家, 几百人 give no number.
    if matches!(before, Some('数' | '几' | '幾')) {
        return false;
    }
    if lone_formal(sentence, mention) {
        return false;
    }
    let one = mention.value <= Decimal::ONE && mention.max.is_none();
    let class = mention.class();
    let name = mention.unit.as_ref().map_or("", |unit| unit.name.as_ref());
    if explicit {
        return !(one && matches!(name, "批" | "次" | "期" | "轮" | "种" | "类"));
    }
    if matches!(class, Some(Class::Ratio | Class::Points | Class::Times)) {
        return !sentence.starts(mention.end, "不变");
    }
    if mention.max.is_some() || mention.value > ten {
        return !matches!(name, "期" | "批" | "轮" | "次") || mention.value > Decimal::from(20);
    }
    let verb = verbs::counts_before(sentence, mention.start);
    if one {
        return verb == verbs::Counting::Strong
            && !matches!(
                name,
                "批" | "次" | "期" | "轮" | "种" | "类" | "场" | "口" | "门" | "片" | "公里" | "米"
            )
            && !named_after(sentence, mention.end);
    }
    match class {
        Some(Class::Money) => priced(sentence, mention),
        Some(Class::Measure) => !matches!(name, "立方米" | "米"),
        _ => match name {
            "期" | "批" | "轮" | "节" | "口" | "门" | "类" | "种" | "片" => false,
            "家" | "名" | "座" | "所" | "辆" | "台" | "栋" | "艘" | "架" => {
                !named_after(sentence, mention.end)
            }
            _ => verb != verbs::Counting::No && !named_after(sentence, mention.end),
        },
    }
}

/// 陆 of 陆家嘴, 伍 of a name: a formal digit alone is none.
fn lone_formal(sentence: &Sentence, mention: &Mention) -> bool {
    let formal = |c: char| {
        matches!(
            c,
            '陆' | '陸'
                | '伍'
                | '肆'
                | '柒'
                | '捌'
                | '玖'
                | '拾'
                | '叁'
                | '贰'
                | '壹'
                | '佰'
                | '仟'
        )
    };
    sentence.at(mention.start).is_some_and(formal)
        && sentence
            .at(mention.start + 1)
            .is_some_and(|c| !numerals::may_begin(c))
        && mention.class() != Some(Class::Money)
}

/// A few 元 in Chinese numerals are money where something costs or is paid; 三元 may be a firm.
fn priced(sentence: &Sentence, mention: &Mention) -> bool {
    let floor = clause::start(sentence, mention.start, 0);
    let before = sentence.slice(floor..mention.start);
    let near = before
        .get(before.len().saturating_sub(3)..)
        .unwrap_or_default();
    before.is_empty() || MONEY.within(before) || PRICED.within(near)
}

/// Whether the noun after the measure word is one that numbers name.
fn named_after(sentence: &Sentence, at: usize) -> bool {
    let end = clause::end(sentence, at, at + 16);
    let noun = sentence.slice(at..end);
    let noun = noun
        .split(|&c| matches!(c, '、' | '和'))
        .next()
        .unwrap_or_default();
    NAMED.within(noun)
}
