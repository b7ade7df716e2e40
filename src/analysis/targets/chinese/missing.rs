//! Values that the text announces and does not give: 占全社会研发投入比重达。

use crate::analysis::targets::record::Missing;
use crate::quantities::lexicon::lexicon;

use super::clause;
use super::sentence::Sentence;

lexicon! {
    /// Words that must be followed by a value.
    ANNOUNCING = "达 达到 提高到 提高至 提升至 增至 降至 增加到 不低于 不少于 不超过 控制在 超过 突破 约为 为";
    /// Nouns of which a value is said.
    MEASURED = "比重 占比 率 总量 总额 总值 增加值 强度 数量 人数 总数 产值 收入 面积 密度 投资 额 比例 增速 经费 指数 里程 规模";
}

/// Places where a word that leads to a value is followed by a mark.
pub(super) fn find(sentence: &Sentence) -> Vec<Missing> {
    let mut found = Vec::new();
    for (at, &c) in sentence.chars.iter().enumerate() {
        if !matches!(c, '。' | '，' | '、' | '；' | ',' | ';') || at == 0 {
            continue;
        }
        if ANNOUNCING.suffix(sentence.to(at)).is_none() {
            continue;
        }
        let floor = clause::start(sentence, at, 0);
        let before = sentence.slice(floor..at);
        let Some(len) = ANNOUNCING.suffix(before) else {
            continue;
        };
        let noun_end = before.len().saturating_sub(len);
        let noun = before.get(..noun_end).unwrap_or_default();
        let Some(noun_len) = MEASURED.suffix(noun) else {
            continue;
        };
        let start = floor + noun_end - noun_len;
        found.push(Missing {
            span: sentence.place(start..at),
            text: sentence.text(start..at),
        });
    }
    found
}
