//! Cutting the noun out of the words around a number.

use crate::analysis::targets::record::Sense;
use crate::quantities::dates;
use crate::quantities::lexicon::lexicon;
use crate::quantities::numerals;

use super::clause;
use super::noun_tail::{
    base_tail, compared_degree, dated_tail, place_tail, run_tail, without_setting,
};
use super::scope::SCOPES;
use super::verbs::{
    ADVERB, CHANGING, COUNTING, FACILITY, FILLING, FREE, INNER, LEADING, NOMINAL, NOT_NOMINAL,
    NOUNISH, PURPOSE, REACHING, VERBAL,
};

lexicon! {
    /// Nouns that say nothing without a whole.
    RELATIVE = "提升幅度 增长幅度 下降幅度 提高幅度 排名 位次 预算 年初预算 调整预算 月人均 人均 户均 亩均 年人均 月均 折合 占比 比重 增速 增幅 增长率 总量 总数 同比增速 年均增速 涨幅 降幅 增量 占有率 平均增速 份额";
    /// Names that begin with a scope: 全国重点实验室.
    NATIONAL = "全国重点 全国文明 全国示范 全国百强 全国千强 全国先进 全国优秀 全国双拥 全国劳动模范 全国劳模 全国五一 全国技术能手 全国制造业单项冠军 全国乡村旅游重点 全国民族团结 全国绿化模范 全国农业产业强镇 全国一村一品 全国名中医 省重点";
    /// What is fulfilled by so many percent: 完成全年任务的60%.
    FULFILLED = "任务 全年任务 目标 省定目标 年度目标 年度任务 目标任务 年度目标任务 年度计划 计划任务 全年目标 全年目标任务";
    /// Marks and particles around a noun.
    EDGE = "、 ， , ： : ； ; 。 的 等 和 及 与 或 以及 “ ） ) （ ( — - ·";
    /// Single characters that lead to a noun, unless they begin it.
    PARTICLE = "为 向 并 且 而 及 与 或 已 均 都 使 让 把 将 由 从 按 还 也 另 和 对 共";
    /// Nouns that begin with one of these characters.
    pub(super) NOT_PARTICLE = "向日葵 向阳 向海 为民 为农 为老 为主 从事 使用 都市 对象 还款 还贷 均等 按期 共产 把关 让利 及时 与会 和谐 和平 和美 和解 对外 对口 对台 对标 对接 对俄 共享 共建 共同 共有 共青 将军 均衡 已建 并网 并购 从业 由此 按揭 与会";
}

/// The words before a number, taken apart.
#[derive(Debug, Clone, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent signs, not states of a machine"
)]
pub(super) struct Before {
    /// The noun; empty where there is none.
    pub(super) noun: Vec<char>,
    pub(super) action: Option<String>,
    pub(super) sense: Option<Sense>,
    pub(super) scope: Option<String>,
    /// A verb that counts stands directly before the number: 新建.
    pub(super) counting: bool,
    /// A word that leads to a value stands before the number: 达到.
    pub(super) reached: bool,
    /// 分别.
    pub(super) apportioned: bool,
    /// 同比, 累计: of something named before.
    pub(super) relative: bool,
}

/// Takes apart the words between the start of the clause and the number.
pub(super) fn before(words: &[char]) -> Before {
    let mut kept = clause::without_brackets(words);
    let mut found = Before::default();
    // 三是实施100个, 十二是: the count of the point is no noun.
    let point = kept
        .iter()
        .take_while(|c| numerals::is_chinese_numeral(**c));
    let point = point.count();
    if (1..=3).contains(&point) && kept.get(point) == Some(&'是') {
        kept.drain(..=point);
    }
    cut_comparison(&mut kept, &mut found);
    let tail = strip_tail(&kept, &mut found);
    let mut noun = strip_lead(tail, &mut found);
    noun = inner(noun, &mut found);
    found.noun = trim(noun).to_vec();
    // 较去年全年总数增长: a comparison is no noun.
    if let ['较' | '比', next, ..] = found.noun.as_slice()
        && !matches!(next, '重' | '例' | '率' | '值' | '亚' | '特')
    {
        found.noun.clear();
        found.relative = true;
    }
    found
}

/// 专门学校实现设区市全覆盖: the subject is what covers, the place how far.
pub(super) fn before_coverage(words: &[char]) -> Before {
    let verb = words.windows(2).rposition(|pair| pair == ['实', '现']);
    if let Some(at) = verb {
        let mut subject = before(words.get(..at).unwrap_or_default());
        let place = before(words.get(at + 2..).unwrap_or_default()).noun;
        if subject.noun.len() >= 2 && place.len() <= 8 {
            subject.action = Some("实现".to_owned());
            if !place.is_empty() {
                subject.scope = Some(place.into_iter().collect());
            }
            return subject;
        }
    }
    before(words)
}

lexicon! {
    /// Verbs that compare with another place: 高于全国平均水平0.3个百分点.
    ABOVE = "优于 高于 低于 快于 高出 好于 多于全国 高过";
}

/// Cuts off a comparison with other places; where nothing else is left, the noun is carried.
fn cut_comparison(words: &mut Vec<char>, found: &mut Before) {
    if let Some(from) = compared_degree(words) {
        let lower = matches!(words.last(), Some('低' | '少'));
        act(
            found,
            if lower {
                &['低', '于']
            } else {
                &['高', '于']
            },
        );
        found.sense = Some(Sense::By);
        found.relative |= from == 0;
        words.truncate(from);
        return;
    }
    let Some(verb) = ABOVE.rfind(words) else {
        return;
    };
    if verb.end == words.len() {
        return;
    }
    act(found, words.get(verb.clone()).unwrap_or_default());
    found.sense = Some(Sense::By);
    found.relative |= verb.start == 0;
    words.truncate(verb.start);
}

/// Takes verbs, fillers, comparisons and dates off the end.
fn strip_tail<'a>(words: &'a [char], found: &mut Before) -> &'a [char] {
    let mut rest = without_setting(words);
    let mut equated = false;
    while !rest.is_empty() {
        let filling = FILLING.suffix(rest).unwrap_or(0);
        let reaching = REACHING.suffix(rest).unwrap_or(0);
        let changing = CHANGING
            .suffix(rest)
            .filter(|&len| len > 1 || rest.len() == 1)
            .unwrap_or(0);
        let counting = COUNTING.suffix(rest).filter(|&len| len > 1).unwrap_or(0);
        let longest = filling.max(reaching).max(changing).max(counting);
        let len = if longest == 0 {
            dated_tail(rest)
                .max(place_tail(rest))
                .max(base_tail(rest))
                .max(run_tail(rest))
        } else {
            longest
        };
        if len == 0
            || rest.ends_with(&['综', '合', '排', '名'])
            || (found.reached || equated) && growth_rate(rest)
        {
            break;
        }
        let cut = rest.len() - len;
        let word = rest.get(cut..).unwrap_or_default();
        if longest == 0 {
        } else if filling == longest {
            // 比上年, 较去年同期: the comparison goes with the time.
            if is_time(word) && matches!(rest.get(cut.wrapping_sub(1)), Some('比' | '较')) {
                found.relative |= cut == 1;
                rest = rest.get(..cut - 1).unwrap_or_default();
                continue;
            }
            equated |= word == ['为'];
            found.apportioned |= word.ends_with(&['分', '别']);
            found.relative |= word.starts_with(&['同', '比']) || word.starts_with(&['累', '计']);
        } else if reaching == longest {
            found.reached = true;
            found.apportioned |= word.starts_with(&['分']);
            found.sense.get_or_insert(Sense::To);
            act(found, word);
        } else if changing == longest {
            found.sense.get_or_insert(Sense::By);
            found.relative |= word.starts_with(&['同', '比']);
            act(found, word);
        } else {
            found.counting |= !found.reached && found.sense.is_none();
            // 合作组织达到261家: before a word that reaches a value they are nouns.
            let noun_too =
                found.reached && matches!(word, ['组', '织'] | ['投', '入'] | ['布', '局']);
            if (VERBAL.contains(word) || noun_too) && cut > 0 {
                break;
            }
            act(found, word);
        }
        rest = rest.get(..cut).unwrap_or_default();
    }
    rest
}

/// Whether a filling word names the time that a value is compared with.
fn is_time(word: &[char]) -> bool {
    word.starts_with(&['上', '年']) || word.starts_with(&['去', '年'])
}

/// 增速 before a word that reaches a value is the noun itself: 增加值增速居全国第4位.
fn growth_rate(words: &[char]) -> bool {
    words.ends_with(&['增', '速']) || words.ends_with(&['增', '幅'])
}

fn act(found: &mut Before, word: &[char]) {
    if matches!(word, ['增', '速' | '幅']) {
        found.action.get_or_insert_with(|| "增长".to_owned());
        return;
    }
    let word: String = word.strip_suffix(&['了']).unwrap_or(word).iter().collect();
    if word.chars().count() > 1
        || found.action.is_none()
            && !matches!(
                word.as_str(),
                "为" | "是" | "有" | "在" | "到" | "至" | "于" | "约" | "近" | "超" | "逾" | "共"
            )
    {
        found.action.get_or_insert(word);
    }
}

/// Takes promises, adverbs, dates, scopes and verbs off the beginning.
fn strip_lead<'a>(words: &'a [char], found: &mut Before) -> &'a [char] {
    let mut rest = words;
    loop {
        let start = rest;
        if balanced(rest) {
            return rest;
        }
        if rest.starts_with(&['达', '到']) && rest.len() > 3 {
            rest = rest.get(2..).unwrap_or_default();
            continue;
        }
        if rest.starts_with(&['计', '划', '投', '资']) {
            rest = rest.get(2..).unwrap_or_default();
            continue;
        }
        let counting = COUNTING.prefix(rest).unwrap_or(0);
        let leading = LEADING.prefix(rest).filter(|&len| len >= counting);
        if let Some(len) = EDGE.prefix(rest).or(leading) {
            rest = rest.get(len..).unwrap_or_default();
            continue;
        }
        if let Some(len) = ADVERB.prefix(rest)
            && len >= counting
            && leads(rest.get(len..).unwrap_or_default())
        {
            rest = rest.get(len..).unwrap_or_default();
            continue;
        }
        if PARTICLE.prefix(rest).is_some() && NOT_PARTICLE.prefix(rest).is_none() {
            rest = rest.get(1..).unwrap_or_default();
            continue;
        }
        if let Some(len) = time_to(rest) {
            rest = rest.get(len..).unwrap_or_default();
            continue;
        }
        if rest.first() == Some(&'在') && SCOPES.prefix(rest.get(1..).unwrap_or_default()).is_some()
        {
            rest = rest.get(1..).unwrap_or_default();
            continue;
        }
        if let Some(len) = dates::date_len(rest) {
            rest = rest.get(len..).unwrap_or_default();
            while matches!(rest.first(), Some('底' | '末' | '前' | '初' | '内' | '间')) {
                rest = rest.get(1..).unwrap_or_default();
            }
            continue;
        }
        if let Some(len) = SCOPES
            .prefix(rest)
            .filter(|_| NATIONAL.prefix(rest).is_none())
        {
            let (scope, tail) = rest.split_at(len);
            found.scope.get_or_insert(scope.iter().collect());
            rest = tail;
            continue;
        }
        if let Some(len) = COUNTING.prefix(rest).filter(|&len| len > 1)
            && NOUNISH.prefix(rest).is_none_or(|other| other < len)
        {
            let (verb, tail) = rest.split_at(len);
            let makes =
                matches!(verb, ['完', '成'] | ['实', '现'] | ['新' | '净', '增']) && tail.len() > 1;
            // One character left is the end of a word that the verb is part of: 孵化器.
            let named = names_facility(verb, tail);
            let word = !named && (tail.len() > 1 || FREE.contains(tail));
            if word && (!dependent(tail) || makes || FREE.contains(tail)) {
                found.action.get_or_insert(verb.iter().collect());
                rest = tail;
                if rest.first() == Some(&'了') {
                    rest = rest.get(1..).unwrap_or_default();
                }
                continue;
            }
        }
        if start.len() == rest.len() {
            return rest;
        }
    }
}

/// Length of 到2025年, 到“十四五”末, 近三年 at the beginning: by or since when.
fn time_to(words: &[char]) -> Option<usize> {
    let rest = words.get(1..)?;
    match words.first()? {
        '到' | '至' | '自' => {
            if let Some(len) = dates::date_len(rest) {
                return Some(1 + len);
            }
            let quoted = rest.first().filter(|c| matches!(c, '“' | '"'))?;
            let close = rest.iter().skip(1).position(|c| matches!(c, '”' | '"'))?;
            let inside = rest.get(1..=close)?;
            let plan = inside.last() == Some(&'五') && *quoted != '”';
            let after = rest.get(close + 2..).unwrap_or_default();
            let end = usize::from(matches!(after.first(), Some('末' | '期')));
            plan.then_some(1 + close + 2 + end)
        }
        '近' => {
            let number = numerals::read(rest)?;
            let unit = rest.get(number.len..)?;
            match unit {
                ['年', ..] => Some(1 + number.len + 1),
                ['个', '月', ..] => Some(1 + number.len + 2),
                _ => None,
            }
        }
        _ => None,
    }
}

/// Whether verb and noun make the name of a facility: 孵化基地, 孵化器, but not 建设基地.
fn names_facility(verb: &[char], noun: &[char]) -> bool {
    let suffixed = matches!(
        noun.first(),
        Some('器' | '站' | '园' | '室' | '所' | '带' | '车' | '厂' | '馆')
    );
    if suffixed && PURPOSE.contains(verb) {
        return true;
    }
    let made = FREE.contains(noun) && !PURPOSE.contains(verb);
    VERBAL.contains(verb) && FACILITY.contains(noun) && !made
}

/// Whether a verb begins here, so that what stands before it is an adverb.
fn leads(words: &[char]) -> bool {
    COUNTING.prefix(words).is_some_and(|len| len > 1)
        || LEADING.prefix(words).is_some_and(|len| len > 1)
        || ADVERB.prefix(words).is_some()
}

/// 企业建立联合实验室: the noun after the last verb inside.
fn inner<'a>(words: &'a [char], found: &mut Before) -> &'a [char] {
    let Some(verb) = INNER.rfind(words).filter(|verb| verb.start > 0) else {
        return words;
    };
    let tail = words.get(verb.end..).unwrap_or_default();
    let tail = tail.strip_prefix(&['了']).unwrap_or(tail);
    let lead = words.get(..verb.start).unwrap_or_default();
    let name = words.get(verb.clone()).unwrap_or_default();
    let inside_name = lead.len() <= 4 && name.first() == Some(&'新');
    let named = VERBAL.contains(name) && FACILITY.contains(tail);
    // 每万人口拥有专利: a rate, and not so many patents.
    let named = named || matches!(lead, ['每', '万' | '千' | '百' | '十' | '亿', ..]);
    if tail.len() < 2 || named || dependent(tail) || inside_name || tail.first() == Some(&'的') {
        return words;
    }
    found.action.get_or_insert(name.iter().collect());
    tail
}

/// Takes marks and particles off both ends.
pub(super) fn trim(words: &[char]) -> &[char] {
    let mut rest = words;
    while let Some(len) = EDGE.prefix(rest).filter(|_| !balanced(rest)) {
        rest = rest.get(len..).unwrap_or_default();
    }
    while let Some(len) = EDGE.suffix(rest) {
        rest = rest.get(..rest.len() - len).unwrap_or_default();
    }
    rest
}

/// Whether the words begin with a quotation that also ends in them.
fn balanced(words: &[char]) -> bool {
    words.first() == Some(&'“') && words.contains(&'”')
}

/// Whether the words only make a noun together with a verb before them: 率, 面积.
fn dependent(words: &[char]) -> bool {
    NOMINAL.prefix(words).is_some() && NOT_NOMINAL.prefix(words).is_none()
}

/// Whether the words go on from a verb to make a noun of it: 建成区, 上市公司.
pub(super) fn nominal(words: &[char]) -> bool {
    dependent(words)
        || FACILITY.contains(words)
        || words.starts_with(&['公', '司'])
        || words.starts_with(&['企', '业'])
        || words.starts_with(&['后', '备'])
}

/// The object of the last verb in a clause: 逐步在小区设置平价超市.
pub(super) fn object(words: &[char]) -> Vec<char> {
    let whole = before(words).noun;
    let mut end = whole.len();
    while end > 0 {
        let head = whole.get(..end).unwrap_or_default();
        let Some(verb) = COUNTING.rfind(head).filter(|verb| verb.len() > 1) else {
            break;
        };
        let tail = whole.get(verb.end..).unwrap_or_default();
        if tail.len() >= 2 && !nominal(tail) {
            return trim(tail).to_vec();
        }
        end = verb.start;
    }
    whole
}

/// Whether a noun says nothing without a whole: 占比, 占全国比重.
pub(super) fn is_relative(noun: &[char]) -> bool {
    RELATIVE.contains(noun) || noun.first() == Some(&'占')
}

/// Whether a noun is a plan of something named before: 完成全年任务的60%.
pub(super) fn is_fulfilled(before: &Before) -> bool {
    FULFILLED.contains(&before.noun) && before.action.as_deref() == Some("完成")
}

/// Levels that part a whole: 研发平台112个，其中国家级8个.
const LEVELS: [&str; 10] = [
    "世界级",
    "国家级",
    "国家级以上",
    "省部级",
    "省级以上",
    "省级",
    "市级以上",
    "市级",
    "区级",
    "县级",
];

/// Whether a noun is a level alone.
pub(super) fn is_level(noun: &[char]) -> bool {
    (2..=5).contains(&noun.len()) && LEVELS.contains(&noun.iter().collect::<String>().as_str())
}

/// The part of a whole that is of a level: 国家级 and 省级以上研发平台 give 国家级研发平台.
pub(super) fn of_level(whole: &str, level: &str) -> String {
    let kind = LEVELS
        .iter()
        .filter_map(|other| whole.strip_prefix(other))
        .min_by_key(|rest| rest.len())
        .unwrap_or(whole);
    format!("{level}{kind}")
}

/// Whether a noun is the money put into something that follows: 投资3500万元的管网改造.
pub(super) fn is_outlay(noun: &[char]) -> bool {
    let noun: String = noun.iter().collect();
    matches!(
        noun.as_str(),
        "投资" | "总投资" | "总规模" | "规模" | "完成投资" | "总造价" | "投资额"
    )
}

/// A share or rate with its whole: 出口 and 占全球 give 出口占全球比重.
pub(super) fn of_whole(whole: &str, words: &str) -> String {
    let share = words.starts_with('占')
        && !["比", "比重", "比例", "份额", "率"]
            .iter()
            .any(|end| words.ends_with(end));
    let tail = if share { "比重" } else { "" };
    match words {
        "折合" => whole.to_owned(),
        _ => format!("{whole}{words}{tail}"),
    }
}

/// The verb at the end of words that compare: 至多新增.
pub(super) fn verb_within(words: &[char]) -> Option<String> {
    let len = COUNTING.suffix(words)?;
    Some(words.iter().skip(words.len() - len).collect())
}
