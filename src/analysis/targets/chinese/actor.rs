//! Who does it, where it is not the city: 支持腾讯公司…设立100亿的基金; the fair that 展商 attend.

use crate::quantities::lexicon::lexicon;

use super::mention::Mention;
use super::sentence::Sentence;

lexicon! {
    /// Verbs by which the city makes another act.
    CAUSING = "支持 鼓励 引导 推动 协助 帮助 指导 组织 促进 促成 鼓励支持 支持引导 助力 配合";
    /// Endings of names of bodies.
    BODY = "公司 集团 大学 学院 医院 研究院 研究所 银行 实验室 科学院 协会 商会 学校 中学 股份 控股 电网 联通 移动 电信";
    /// Verbs of holding an event.
    HOLDING = "举办 承办 召开 办好 举办了 举行";
    /// Endings of names of events.
    EVENT = "会 展 论坛 大赛 节 峰会 活动 博览会 展览会 交易会";
    /// What people and firms do at an event.
    ATTENDING = "参展 参会 参赛 观展 到会 展商 展位 观众 采购商 嘉宾 参加 参与 进场 入场";
}

/// The longest name of a body or an event.
const LONGEST: usize = 16;

/// The actor of a mention.
pub(super) fn find(sentence: &Sentence, mention: &Mention) -> Option<String> {
    let before = sentence.to(mention.start);
    body(before).or_else(|| event(sentence, mention))
}

/// 支持腾讯公司举办…, in the clauses before: the body that is made to act.
fn body(before: &[char]) -> Option<String> {
    let floor = before
        .iter()
        .rposition(|c| matches!(c, '；' | '，' | ',' | ';'))
        .map_or(0, |at| at + 1);
    let clause = before.get(floor..)?;
    let causing = CAUSING.rfind(clause)?;
    let after = clause.get(causing.end..)?;
    let name = BODY.find(after, 0)?;
    let starts_verb = name.end > 0 && name.end <= LONGEST && name.start >= 2;
    let words = after.get(..name.end)?;
    let plain = !words.iter().any(|c| {
        matches!(
            c,
            '、' | '和' | '与' | '的' | '等' | '建' | '设' | '高' | '重'
        )
    });
    (starts_verb && plain).then(|| words.iter().collect())
}

/// 成功举办第二十四届高交会，…超5000家展商: the event.
fn event(sentence: &Sentence, mention: &Mention) -> Option<String> {
    let before = sentence.to(mention.start);
    let hold = HOLDING.find(before, 0)?;
    let rest = before.get(hold.end..)?;
    let close = rest
        .iter()
        .position(|c| matches!(c, '，' | ',' | '；' | '。'))?;
    let name = rest.get(..close)?;
    EVENT.suffix(name)?;
    let after = sentence.from(mention.start);
    let attends = ATTENDING.within(after);
    (attends && name.len() <= LONGEST && !name.contains(&'、')).then(|| name.iter().collect())
}
