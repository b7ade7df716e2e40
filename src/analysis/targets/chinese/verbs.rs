//! Verbs of plan prose: those that count, those that change, those that only lead.

use crate::quantities::lexicon::lexicon;

use super::clause;
use super::sentence::Sentence;

lexicon! {
    /// Verbs whose object is counted; they become the action.
    pub(super) COUNTING = "涉及 新增 净增 新建 新设 新设立 新推出 新引进 新集聚 新招聘 新认定 新培育 新开 新开工 新开通 新获批 新获
        新上市 新签约 新落地 新投产 新入库 新注册 新登记 新改建 新改扩建 新建成 新建改建 新挂牌 新纳入 新发展
        新招引 建成 建成投用 建成投产 建设 建立 建造 开工建设 开工 续建 改建 扩建 改造 改造提升 打造 创建
        创成 组建 培育 培养 引进 引育 招引 引入 吸引 集聚 汇聚 推出 发布 出台 制定 制订 修订 制修订
        制定实施 立改废 办理 办复 共办复 受理 办结 化解 查处 查办 整治 治理 关停 淘汰 盘活 处置 盘活处置
        收储 供应 筹措 筹集 筹措供应 建设筹措 筹建 发放 拨付 投放 减免 争取 争取到 申报 获得 获批 荣获 获评
        入选 认定 通过认定 评定 评选 评选出 授予 取得 实现 完成 达成 形成 开展 举办 承办 组织 召开 组织开展
        实施 推进 推动 启动 启动建设 谋划 储备 签约 落地 落户 入库 开通 开行 投用 投运 贯通 打通 疏浚 修复
        种植 栽植 播种 完善 优化 安置 帮扶 救助 惠及 接待 培训 招聘 招录 招收 选派 选聘 派驻 派出 解决
        解决好 消除 清理 拆除 腾退 搬迁 输送 带动 带动就业 撬动 拉动 吸纳 安排 下达 设立 配备 配置 安装
        加装 更新 更换 购置 采购 孵化 参与 选树 表彰 开发 开辟 增设 增开 布局 布设 落成 竣工 完工 交付
        移交 促成 转化 推广 涌现 产生 拥有 现有 共有 持有 保有 挖掘 破获 侦破 抓获 调解 巡查 检查 抽检
        投入 实行 推行 落实 承担 承接 兴建 铺设 敷设 架设 建好 修建 整修 维修 新修 绿化 造林 植树 提供
        创造 资助 补助 奖励 兑现 争创 创办 成立 设置 开设 上线 挂牌 对接 走访 募集 收集 征集 采纳 开展了
        组织了 举办了 完成了 建成了 新增了 引进了 培育了 解决了 发放了 实施了 办好 抓好 做好 建强 提质 升级
        命名 遴选 遴选出 补充 补选 招募 举行 开建 复工 续签 签订 签署 达产 投产 开业 兴办 收获 建有 设有
        拿出 安排了 投入了 下拨 改扩建 提档升级 更新改造 清退 压减 减少 核减 取消 下放 承诺 归并 整合 精简
        调整 撤并 化解了 补齐 提前建成 动工 动建 谋划实施 谋划储备 推进实施 组织实施 深入实施 滚动实施 集中开工
        集中签约 重点培育 引进培育 招引落地 引进落地 争取落地 建设落地 建成开放 建成启用 建成运营 投入运营
        投入使用 完成建设 完成改造 组织参加 聚集 转移就业 退出";
    /// Verbs after which even 一 counts.
    STRONG = "新增 净增 新建 新设 新设立 建成 获批 引进 新引进 新认定 新培育 新获批 新建成 创成 新开 新落地 新增设";
    /// Verbs of change; with 到 or 至 they lead to a level, alone to a difference.
    pub(super) CHANGING = "增长 增加 提高 提升 上升 上涨 上调 扩大 扩充 增 升 涨 提 下降 降低 减少 压减 压缩 削减 回落 收窄 缩短 缩小 降 减 跌 下调 发展 拓展 扩展 扩容 延长 延伸 优化 攀升 跃升 壮大 提速 缩减 压降 降至 增至 升至 增幅 增速 同比增长 同比下降 同比增加 同比提高 同比上升 同比减少 年均增长 平均增长 累计增长 累计下降 持续增长 稳定增长 快速增长 逆势增长 高出 高于 低于 提前 前移 上移 快于 逐步提高 逐步提升 快速增加 净增长 进位 跃居 精简 累计提高 累计增加 翻";
    /// Verbs that lead to a level.
    pub(super) REACHING = "达到 达 达到了 突破 突破了 超过 超过了 增至 降至 升至 压至 缩至 增到 升到 降到 减至 减到 增长到
        增长至 提高到 提高至 提升到 提升至 上升到 上升至 增加到 增加至 下降到 下降至 降低到 降低至 扩大到
        扩大至 发展到 发展至 拓展到 拓展至 扩展到 扩展至 压缩到 压缩至 压减到 压减至 压降到 压降至 缩短到
        缩短至 减少到 减少至 提到 提至 跃升到 跃升至 攀升到 攀升至 增强到 延长到 延长至 扩容到 扩容至 调整到
        调整为 调整至 优化到 优化为 精简到 精简为 精简至 稳定在 保持在 维持在 控制在 控制到 稳定到 恢复到
        恢复至 壮大到 集聚到 回落到 回落至 收窄到 收窄至 降为 增为 减为 升为 提高为 为 是 有 共 在 到 至
        于 约 近 超 逾 仅 占 位居 位列 居 名列 稳居 保持全国 跻身 进入 高达 多达 长达 可达 将达 已达
        均达 迈上 站上 跨上 迈入 迈过 登上 跨入 跨越 优于 不足 达到并保持 延伸到 延伸至 累计达到 累计达
        总数达 总量达 共计达 总计达 落实到 控制 稳定 保持 维持 排名";
    /// Words that only stand between a noun and its number.
    pub(super) FILLING = "分别 累计 总计 共计 合计 共 均 都 各 再 已 将 要 也 仍 已经 同比 环比 同口径 按可比价 可比增长
        预计 预期 预计将 力争 确保 全部 平均 持续 稳步 逐步 逐年 首次 成功 率先 进一步 其中 了 的 、 和
        及 与 , ， ： : 为 不低于 不少于 总体 大幅 明显 显著 左右 每年 年均 全年 年内 当年 今年 平稳
        有序 快速 陆续 相继 先后 合理 有望 只有 仅 仅有 只 有 今年以来";
    /// Adverbs, connectives, promises that stand before the verb.
    pub(super) LEADING = "积极 大力 着力 扎实 持续 不断 进一步 加快 加速 加力 稳步 有序 切实 全力 努力 力争 力争实现 确保 争取 积极争取 预计 预期 成功 顺利 圆满 超额 提前 率先 历史性 首次 又 共计 总共 累计 合计 已 已经 将 需 分别 同时 并 且 而 其中 此外 另外 包括 包含 其中包括 以及 和 及 与 或 、 年内 全年 今年 本年 当年 明年 去年 上年 目前 截至目前 截至 同比 环比 每年 年均 日均 月均 建议 鼓励 支持 引导 鼓励支持 支持引导 使 使得 让 把 按 由 从 于是 继续 推动 推进 加大 先后 陆续 相继 分类 逐步 逐年 一次性 另 还 也 均 都 力保 仍 有力 年底前 上半年 下半年 一季度 二季度 三季度 四季度 前三季度 期间 时期 一是 二是 三是 四是 五是 六是 ： : ， , ; ； — - ” “ ( （ ) ） 。 五年来 十年来 三年来 一年来 以来 这五年 过去一年 过去五年 五年 如期 拟 完成了 开展了 努力实现 力求 争取实现 确保完成 确保实现 加快推进 加快建设 大力推进 深入推进 扎实推进 稳步推进 全面推进 全面完成 基本完成 顺利完成 圆满完成 超额完成 主要预期目标 总目标 预期目标 主要目标 工作目标";
    /// Verbs that more often begin a noun: 服务贸易, 投资总额.
    pub(super) NOUNISH = "服务 投资 生产 销售 出口 进口 融资 授信 发展 运营 申请 授权 养殖 保障 转移 增加 提高 提升 扩大 覆盖 登记 参展 支撑 发行 收购 开放 上市 入驻 参加 支持 扶持";
    /// What is said of a thing after its number: the noun ends before it.
    pub(super) PREDICATE = "获批 落地 落户 入选 开工 竣工 完工 投产 投用 建成 上市 挂牌 参展 参会 参赛 通过 达到 实现 完成 进入 位居 用于 正在 已 已经 将 均 都 全部 并 且 被 获 得到 得以 为 是 在 由 至 同比 增长 下降 提高 比 较 占 入住 入驻 亮相 顺利 成功 稳步 全面 有序 加快 持续 纳入 列入 获评 获得 荣获 投入 实行 开展 享受 受益 落成 交付 启用 运行 运营 运转 按期 如期 相继 陆续 先后 集中 首次 实施 签约 对外 得分 超过 突破 不断 左右 以上 以内 保持 成为 跻身 分别 覆盖 惠及 服务 进行 予以 给予 全国 免申 办理 推进 支持 申报 申请 参加 参与 落实 正式 即将 高于 低于 位列 排名 建设 ， 。 ； ： , ; : （ (";
    /// Adverbs and verbs that lead to another verb, and begin a noun elsewhere: 高标准农田, 有效专利.
    pub(super) ADVERB = "高标准 高质量 高水平 高起点 高效 有效 基本 总体 全面 统筹 计划 深入 严格 精心 抓紧 抓好 做好 用好 促进 指导 协助 配合 帮助 动员 统筹 组织 集中 分批 因地制宜 创新 科学 精准 同步 主动 及时 规范 重点 优先 新 再 实际 加强 深化 强化";
    /// Endings that make a noun of a verb before them: 服务业, 完成率, 培训班, 开工面积.
    pub(super) NOMINAL = "业 率 量 额 数 区 性 班 者 站 点 费 型 房 类 面积 总量 总数 总额 金额 比例 比重 占比 人数
        户数 投资 规模 里程 长度 能力 水平 强度 密度 次数 人次 总值 总产值 增加值 收入 成本 时间 时限 数量
        机构 单位 主体 人员 企业库 用地 资金 基金 贷款 体系 中心总数 平台总数 公司总数 保险 债券 项目 工程
        任务 试点 计划 行动 基地 平台 中心";
    /// Verbs that may stand inside the words before a number, with the counted noun after them.
    pub(super) INNER = "实现 完成 建成 新建 获批 引进 培育 打造 发放 参与 建立 开展 举办 成立 设立 推出 组建 承担 承接
        获得 荣获 取得 通过认定 入选 达成 吸纳 安置 惠及 撬动 创建 争创 申报 创办 培养 选派 招引 办理 受理
        办结 接待 加装 开通 新增 净增 新设 新推出 新集聚 新引进 兑现 筹措 筹集 盘活处置 减免 落地 签约
        支持建设 布局建设 建设 带动综合消费 化解 关停 修复 评定 授予 遴选 拥有 制定 出台 修订 发布 拓展 招聘
        招收 开设 建好 启动 谋划 举行 召开 承办 争取 引入 输送 新招聘 查处 破获 调解";
    /// What a number without a unit may count.
    pub(super) GENERIC_NUMBER = "指数 得分 评分 系数 排名 总数 数量 总量 人数 次数 粉丝 用户 GDP 数 量 规模 分值 综合评价";
}

/// Whether a verb that counts ends where the number begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Counting {
    /// None.
    No,
    /// A verb such as 开展.
    Weak,
    /// A verb such as 新建.
    Strong,
}

/// The verb directly before `at`.
pub(super) fn counts_before(sentence: &Sentence, at: usize) -> Counting {
    let floor = clause::start(sentence, at, at.saturating_sub(8));
    let before = sentence.slice(floor..at);
    let before = before.strip_suffix(&['了']).unwrap_or(before);
    if STRONG.suffix(before).is_some() {
        Counting::Strong
    } else if COUNTING.suffix(before).is_some_and(|len| len > 1) {
        Counting::Weak
    } else {
        Counting::No
    }
}
