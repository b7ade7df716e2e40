//! Made-up plans in the style of official documents, for measuring: words as unevenly spread as in
//! real text, numbers, names that stand once, and Latin abbreviations. The same seed gives the same
//! plans.

/// A made-up section.
pub(crate) struct MadeSection {
    /// Its number in the plan, from 1.
    pub(crate) number: usize,
    /// Its heading without number and mark.
    pub(crate) title: String,
    /// Its text, heading included.
    pub(crate) official: String,
}

/// A made-up plan.
pub(crate) struct MadePlan {
    /// `city03/2019-2`.
    pub(crate) id: String,
    /// `city03`.
    pub(crate) city: String,
    /// From 2012 on.
    pub(crate) year: i16,
    /// Its sections.
    pub(crate) sections: Vec<MadeSection>,
}

const VERBS: &str = "推进 加快 强化 完善 提升 实施 建设 支持 培育 深化 优化 落实 推动 组织 开展 引导 健全 打造 构建 加强 \
    统筹 鼓励 探索 扩大 促进 保障 改善 聚焦 夯实 规范 建立 制定 出台 修订 发布 争取 引进 举办 承办 完成 启动 突破 攻克 \
    整合 盘活 对接 服务 延伸 布局 谋划 申报 认定 备案 遴选 评价 考核 督导 宣传 培训";
const NOUNS: &str = "企业 高新技术企业 科技型中小企业 规上企业 研发投入 科技成果转化 创新平台 重点实验室 技术创新中心 \
    新型研发机构 概念验证中心 中试基地 科技特派员 产业链 供应链 产业集群 营商环境 人才队伍 高层次人才 基础研究 应用研究 \
    关键核心技术 数字经济 人工智能 集成电路 生物医药 新能源汽车 新材料 高端装备 现代农业 乡村振兴 生态环境 公共服务 \
    社会保障 教育质量 医疗卫生 养老服务 交通基础设施 城市更新 老旧小区改造 水利工程 粮食安全 耕地保护 绿色低碳 \
    碳达峰 节能减排 大气污染防治 河湖治理 文旅融合 对外开放 跨境电商 自由贸易试验区 金融服务 政府采购 财政资金 \
    专项资金 体制机制 工作专班 责任清单 任务台账 考核办法 实施方案 行动计划 指导意见 管理办法 双招双引 一室一中心 \
    高企贷 揭榜挂帅 军民融合 产学研合作 大型科研仪器 知识产权 标准体系 质量品牌 市场主体 民营经济 国有资本 开发区 \
    产业园区 孵化器 众创空间 科普基地 科学素质 全民健身 安全生产 应急管理 防灾减灾 基层治理 法治建设 政务服务 数据共享";
const ADJECTIVES: &str = "高质量 全方位 多层次 常态化 精准 有效 重大 重点 优质 特色 全面 深入 持续 扎实 积极 稳步 统一 开放 \
    协同 高效 先进 现代化 国际化 市场化 专业化 一流 新型 基层 区域 长效";
const ADVERBS: &str =
    "进一步 着力 大力 切实 不断 加力 分类 依法 有序 率先 同步 集中 主动 深度 充分";
const UNITS: &str = "家 个 项 名 亿元 万元 万人 公里 平方米 万亩 户 所 张 次 件 台";
const LATIN: &str =
    "DARPA ECMO AI 5G IPO R&D B2B GDP ESG LED PPP CT MRI 3D EMBA API SaaS IPv6 VOCs PM2.5";
const MARKS: [&str; 4] = ["，", "、", "，", "；"];

/// A sequence of numbers that looks random and is always the same.
pub(crate) struct Dice(u64);

impl Dice {
    /// Starts at a seed.
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// A number below `end`.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % end.max(1)
    }

    /// One of a list, the first ones far more often than the last.
    fn uneven<'a>(&mut self, words: &[&'a str]) -> &'a str {
        let share = self.below(1 << 20) as f64 / f64::from(1 << 20);
        let at = ((words.len() as f64 + 1.0).powf(share) - 1.0) as usize;
        words.get(at).or(words.last()).copied().unwrap_or_default()
    }

    fn even<'a>(&mut self, words: &[&'a str]) -> &'a str {
        let at = self.below(words.len());
        words.get(at).copied().unwrap_or_default()
    }
}

/// Makes plans of 20 sections each, `sections` in all, of about 250 characters each.
pub(crate) fn make(sections: usize, seed: u64) -> Vec<MadePlan> {
    let list = |text: &'static str| -> Vec<&'static str> { text.split_whitespace().collect() };
    let words = Words {
        verbs: list(VERBS),
        nouns: list(NOUNS),
        adjectives: list(ADJECTIVES),
        adverbs: list(ADVERBS),
        units: list(UNITS),
        latin: list(LATIN),
    };
    let mut dice = Dice::new(seed);
    let plans = sections.div_ceil(20);
    let cities = (plans / 14).clamp(1, 300);
    (0..plans)
        .map(|nth| {
            let city = format!("city{:03}", nth % cities);
            let round = nth / cities;
            let year = 2012 + (round % 14) as i16;
            let id = format!("{city}/{year}-{}", round / 14 + 1);
            let count = (sections - nth * 20).min(20);
            let sections = (1..=count)
                .map(|number| words.section(&mut dice, number))
                .collect();
            MadePlan {
                id,
                city,
                year,
                sections,
            }
        })
        .collect()
}

struct Words {
    verbs: Vec<&'static str>,
    nouns: Vec<&'static str>,
    adjectives: Vec<&'static str>,
    adverbs: Vec<&'static str>,
    units: Vec<&'static str>,
    latin: Vec<&'static str>,
}

impl Words {
    fn section(&self, dice: &mut Dice, number: usize) -> MadeSection {
        let title = format!("{}{}", dice.uneven(&self.verbs), self.thing(dice));
        let mut official = format!("{number}.{title}。");
        let mut length = 0;
        let aim = 120 + dice.below(260);
        while length < aim {
            if dice.below(9) == 0 {
                official.push('\n');
            }
            let sentence = self.sentence(dice);
            length += sentence.chars().count();
            official.push_str(&sentence);
        }
        MadeSection {
            number,
            title,
            official,
        }
    }

    fn sentence(&self, dice: &mut Dice) -> String {
        let mut text = String::new();
        let clauses = 2 + dice.below(4);
        for clause in 0..clauses {
            if clause > 0 {
                text.push_str(MARKS.get(dice.below(4)).copied().unwrap_or("，"));
            }
            self.clause(dice, &mut text);
        }
        text.push('。');
        text
    }

    fn clause(&self, dice: &mut Dice, text: &mut String) {
        if dice.below(4) == 0 {
            text.push_str(dice.uneven(&self.adverbs));
        }
        match dice.below(12) {
            0 => {
                let number = self.number(dice);
                text.push_str(&format!(
                    "新增{}{number}{}",
                    dice.uneven(&self.nouns),
                    dice.even(&self.units)
                ));
            }
            1 => {
                let number = self.number(dice);
                text.push_str(&format!("{}增长{number}%以上", dice.uneven(&self.nouns)));
            }
            2 => text.push_str(&format!("支持{}{}", name(dice), dice.uneven(&self.nouns))),
            3 => text.push_str(&format!(
                "{}“{}”",
                dice.uneven(&self.verbs),
                self.thing(dice)
            )),
            4 if dice.below(3) == 0 => {
                text.push_str(&format!(
                    "{}{}({})",
                    dice.uneven(&self.verbs),
                    self.thing(dice),
                    dice.uneven(&self.latin)
                ));
            }
            _ => text.push_str(&format!("{}{}", dice.uneven(&self.verbs), self.thing(dice))),
        }
    }

    fn thing(&self, dice: &mut Dice) -> String {
        match dice.below(5) {
            0 => format!(
                "{}{}",
                dice.uneven(&self.adjectives),
                dice.uneven(&self.nouns)
            ),
            1 => format!("{}和{}", dice.uneven(&self.nouns), dice.uneven(&self.nouns)),
            2 => format!("{}{}", dice.uneven(&self.nouns), dice.uneven(&self.nouns)),
            _ => dice.uneven(&self.nouns).to_owned(),
        }
    }

    fn number(&self, dice: &mut Dice) -> String {
        match dice.below(4) {
            0 => format!("{}.{}", dice.below(40), 1 + dice.below(9)),
            1 => format!("{}", (1 + dice.below(60)) * 100),
            _ => format!("{}", 1 + dice.below(180)),
        }
    }
}

/// A name of four to six characters that hardly stands twice.
fn name(dice: &mut Dice) -> String {
    let length = 2 + dice.below(3);
    let mut name: String = (0..length)
        .filter_map(|_| {
            // Common characters are spread over the block; a square root favours its beginning.
            let at = dice.below(2600) * 8;
            char::from_u32(0x4e00 + at as u32)
        })
        .collect();
    name.push_str(
        ["集团", "公司", "大学", "研究院"]
            .get(dice.below(4))
            .copied()
            .unwrap_or("集团"),
    );
    name
}
