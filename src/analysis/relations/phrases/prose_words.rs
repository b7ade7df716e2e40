//! Words of official prose that open or close a phrase and say nothing about its matter.

use std::sync::LazyLock;

use crate::analysis::relations::hashing::QuickMap;

const OPENINGS: &str = "新一轮 推动 加快 推进 加强 强化 实施 开展 支持 完善 提升 促进 深化 积极 成功 大力 进一步 \
    着力 不断 持续 鼓励 引导 组织 探索 落实 打造 构建 坚持 围绕 聚焦 发挥 充分 突出 \
    优化 健全 建立 制定 制订 出台 争取 力争 全面 深入 有序 扎实 努力 有效 切实 高标准 \
    高质量 高水平 高规格 做好 做强 做大 抓好 抓实 用好 办好 培育 壮大 引进 提高 扩大 \
    增强 巩固 拓展 推广 启动 完成 实现 确保 确立 新增 新建 建设 建成 发展 加大 统筹 \
    协调 保障 稳步 稳定 布局 谋划 参与 举办 设立 创建 创办 成立 激发 通过 依托 结合 \
    按照 根据 以及 其中 同时 一批 一系列 各类 各级 相关 有关 更多 更加 继续 主动 快速 \
    加速 高效 共同 联合 利用 运用 瞄准 面向 带动 引领 提供 解决 突破 攻克 遴选 申报 \
    申请 集中 狠抓 接待 自觉 接受 主动接受 认真 严格 办理 表示 衷心 我们 我市 我省 \
    我区 我县 一些 打好 打赢 筹集 取得 成绩 重点抓好 重点推进 重点支持 重点围绕 重点实施 \
    重点建设 重点培育 稳妥 一体 分类 编制 规范 争创 当好 建强 清理 强力 大幅 合理 科学 \
    精准 坚决 牢固 选派 开工";

const CLOSINGS: &str = "投入使用 投入运营 交付使用 建成通车 建成投用 通车 开工 完工 竣工 运营 年内 控制 新一轮 体系 服务 机制 任务 项目 建设 发展 工作 力度 水平 步伐 方面 领域 情况 实施 开展 推进 提升 加快 能力 合作 \
    需求 作用 支持 管理 改革 引领 推动 建立 达到 实现 完善 取得 进行 深化 加强 \
    强化 促进 增长 转型 优化 引导 围绕 举办 启动 运行 落地 科技 创新 结果 居全国 \
    居全国第 下降 上升 以上 以内 左右 给予 持续 参加 参与 享受 获得 整改 协同 突破 \
    超过 形成 提高 扩大 工作推进 推进工作";

/// Words that close the name of a thing (提振消费专项行动) and yet may be left out where a known term
/// remains (高新技术企业培育计划).
const KINDS: &str = "行动 计划 工程 专项 方案 政策 培育 活动";

/// What official prose says of everything: no reason for a link, even where a glossary has it.
const SLOGANS: &str = "科技创新 创新驱动 创新发展 创新能力 创新体系 创新生态 高质量发展 提质增效 扩容提质 转型升级 \
    改革创新 改革开放 产业发展 产业升级 经济发展 做大做强 做强做优 提质升级 先行先试 真抓实干 落地见效 走深走实 \
    赋能千行百业 竞争新优势 发展新优势 发展新动能 以需求为牵引 创新驱动发展 创新驱动发展战略 经济社会发展 \
    体制机制 责任单位 各县区 科技创新能力 科技创新效能 科技创新水平 高水平科技自立自强 科技自立自强 重大项目 \
    营业收入 企业家 创新创造";

const LEADING: &str = "的和与及等在了并或也";

const MEASURES: &str = "条 个 家 项 所 户 人 人次 座 台 辆 名 亩 件 吨 处 间 套 栋 期 级 届 年 倍 元 公里 平方米 平方公里 场 批 支 \
    只 种 类 篇 册 头 株 立方米 千瓦 兆瓦 美元 年内 以上 左右 余 多";

const TRAILING: &str = "的和与及等在对为以于将了由从向到把被并或也达要";

/// Words by their first or last character, for few texts begin or end with any of them.
type ByEdge = QuickMap<char, Vec<&'static str>>;

struct Words {
    openings: ByEdge,
    closings: ByEdge,
    kinds: Vec<&'static str>,
    slogans: Vec<&'static str>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| Words {
    openings: by_edge(OPENINGS, |word| word.chars().next()),
    closings: by_edge(CLOSINGS, |word| word.chars().last()),
    kinds: KINDS.split_whitespace().collect(),
    slogans: SLOGANS.split_whitespace().collect(),
});

fn by_edge(words: &'static str, edge: impl Fn(&str) -> Option<char>) -> ByEdge {
    let mut sorted = ByEdge::default();
    for word in words.split_whitespace() {
        if let Some(edge) = edge(word) {
            sorted.entry(edge).or_default().push(word);
        }
    }
    sorted
}

/// How many characters at the start are an opening word or particle.
pub(super) fn opening(text: &str) -> usize {
    let Some(first) = text.chars().next() else {
        return 0;
    };
    let words = WORDS.openings.get(&first).into_iter().flatten();
    longest(words.filter(|word| text.starts_with(**word))).max(LEADING.contains(first).into())
}

/// How many characters at the end are a closing word or particle.
pub(super) fn closing(text: &str) -> usize {
    let Some(last) = text.chars().last() else {
        return 0;
    };
    let words = WORDS.closings.get(&last).into_iter().flatten();
    longest(words.filter(|word| text.ends_with(**word))).max(TRAILING.contains(last).into())
}

/// How many characters at the end say what kind of thing a name names.
pub(super) fn kind(text: &str) -> usize {
    longest(WORDS.kinds.iter().filter(|word| text.ends_with(**word)))
}

/// How many characters at the start are the measure of a number before them: 9条主干道路、70万吨褐煤.
pub(super) fn measure(text: &str) -> usize {
    let digits = text.chars().take_while(|it| "十百千万亿多余".contains(*it));
    let digits = digits.count();
    let after: String = text.chars().skip(digits).collect();
    let units = MEASURES.split_whitespace();
    let unit = units
        .filter(|unit| after.starts_with(unit))
        .map(|unit| unit.chars().count());
    digits + unit.max().unwrap_or(0)
}

/// Does official prose say it of everything?
pub(super) fn is_slogan(text: &str) -> bool {
    WORDS.slogans.contains(&text)
}

/// Does 等 at `at` end an enumeration, and is no part of a word (高等、均等、等级)?
pub(super) fn ends_enumeration(before: Option<char>, after: Option<char>) -> bool {
    !before.is_some_and(|before| "高平均同对上中优劣初何相不".contains(before))
        && !after.is_some_and(|after| "级等待于同".contains(after))
}

fn longest<'a>(words: impl Iterator<Item = &'a &'static str>) -> usize {
    words.map(|word| word.chars().count()).max().unwrap_or(0)
}
