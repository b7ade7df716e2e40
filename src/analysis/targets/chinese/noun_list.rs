//! Nouns side by side before as many numbers: A、B分别增长9.7%、15.3%.

use super::noun::{NOT_PARTICLE, trim};

/// The items of a list of `count`: A、B和C; what only the last one says (增加值) is said of all.
/// Where 、 alone makes that many, 和 joins the parts of one name (软件和信息服务业).
pub(super) fn items(noun: &[char], count: usize) -> Vec<String> {
    let coarse = split(noun, false);
    let mut items = if coarse.len() == count {
        coarse
    } else {
        split(noun, true)
    };
    share_tail(&mut items);
    let head = items.last().and_then(|last| shared_head(last));
    if let Some(head) = head {
        // 生产总值、投资增速: a rate may be one of a measure.
        let rate = matches!(head, "增速" | "占比" | "比重");
        for item in &mut items {
            let whole = !rate && measured(item);
            if !item.ends_with(head) && !whole && shared_head(item).is_none_or(|_| rate) {
                item.push_str(head);
            }
        }
    }
    items
}

/// 城镇、农村居民收入: modifiers of one noun.
fn share_tail(items: &mut [String]) {
    const MODIFIERS: &[&str] = &[
        "第一",
        "第二",
        "第三",
        "城镇",
        "农村",
        "国家级",
        "省级",
        "市级",
        "国内",
        "国际",
        "入境",
        "城市",
        "乡村",
        "进口",
        "出口",
        "养老",
        "医疗",
        "公办",
        "民办",
        "供热",
        "供水",
        "供气",
        "燃气",
    ];
    let Some(last) = items.last().cloned() else {
        return;
    };
    let Some(tail) = MODIFIERS
        .iter()
        .find_map(|modifier| last.strip_prefix(modifier))
        .filter(|tail| !tail.is_empty())
    else {
        return;
    };
    for item in items
        .iter_mut()
        .filter(|item| MODIFIERS.contains(&item.as_str()))
    {
        item.push_str(tail);
    }
}

fn split(noun: &[char], conjunctions: bool) -> Vec<String> {
    let mut items = Vec::new();
    let mut start = 0;
    let mut depth = 0usize;
    let mut at = 0;
    while let Some(&c) = noun.get(at) {
        match c {
            '“' | '《' => depth += 1,
            '”' | '》' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let rest = noun.get(at..).unwrap_or_default();
        let conjunction =
            conjunctions && matches!(c, '和' | '及' | '与') && NOT_PARTICLE.prefix(rest).is_none();
        let long = conjunctions && rest.starts_with(&['以', '及']);
        if depth == 0 && (c == '、' || conjunction || long) {
            items.extend(item(noun.get(start..at)));
            at += if long { 2 } else { 1 };
            start = at;
        } else {
            at += 1;
        }
    }
    items.extend(item(noun.get(start..)));
    items
}

fn item(words: Option<&[char]>) -> Option<String> {
    let words = trim(words?);
    let words = words.strip_prefix(&['对']).unwrap_or(words);
    (!words.is_empty()).then(|| words.iter().collect())
}

/// Whether an item ends in a measure of its own: 零售额, 生产总值.
fn measured(item: &str) -> bool {
    item.ends_with(['数', '额', '值', '量', '率', '度', '速', '税', '费'])
}

/// Nouns at the end of a list that belong to every item.
fn shared_head(item: &str) -> Option<&'static str> {
    const HEADS: &[&str] = &[
        "贷款余额",
        "存款余额",
        "余额",
        "增加值",
        "总产值",
        "进出口总额",
        "吞吐量",
        "参保率",
        "覆盖率",
        "合格率",
        "达标率",
        "入园率",
        "入学率",
        "巩固率",
        "就业率",
        "普及率",
        "完成率",
        "处理率",
        "收集率",
        "利用率",
        "优良率",
        "贡献率",
        "机械化率",
        "总额",
        "产值",
        "收入",
        "投资",
        "产量",
        "销售额",
        "占比",
        "比重",
        "人数",
        "数量",
        "面积",
        "增速",
        "浓度",
        "案件",
    ];
    HEADS.iter().copied().find(|head| item.ends_with(head))
}
