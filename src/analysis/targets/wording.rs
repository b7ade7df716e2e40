//! A value in English words, made of the record and not of the translation: for tables, charts and
//! reasons, where the two cities' values stand side by side.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::record::{Comparator, Sense, Target};
use crate::language::Bilingual;
use crate::quantities::numerals;

/// What happens, in a word after the value; a verb that only leads to a level has none.
const ACTIONS: &[(&str, &str)] = &[
    (
        "新增 新建 新设 新认定 新培育 新引进 新获批 新开工 新开通 新推出 新建成 新发展",
        "new",
    ),
    ("净增 净增长", "net increase"),
    (
        "建成 建设 建 打造 创建 建好 新建改造 建立 组建 设立 成立 布局",
        "set up",
    ),
    ("培训", "trained"),
    ("培育 培养", "fostered"),
    ("引进 引育 招引 引入 吸引 集聚", "attracted"),
    ("认定 通过认定 评定", "certified"),
    ("实施 组织实施 开展 推进 推动", "carried out"),
    ("完成", "completed"),
    ("举办 承办 召开 组织", "held"),
    ("改造 更新改造 升级改造 改扩建", "renovated"),
    ("出台 制定 发布 印发", "issued"),
    ("转化", "commercialised"),
    ("签约", "signed"),
    ("攻克 突破", "achieved"),
    ("安排 投入 筹措 筹集 拨付 发放 下拨", "provided"),
    ("带动 撬动", "mobilised"),
    ("帮扶 救助 资助 慰问", "assisted"),
    ("选派 派驻", "assigned"),
    ("修复 治理 整治", "restored"),
    ("入库 评价入库", "registered"),
    ("减免", "reduced or waived"),
];
const CHANGES: &[(&str, &str)] = &[
    (
        "增长 同比增长 年均增长 增加 提高 提升 上升 上涨 扩大 同比增加",
        "growth",
    ),
    (
        "下降 同比下降 降低 减少 压减 压缩 缩短 缩小 缩减 回落",
        "reduction",
    ),
];

/// The value with what happens: 新增90家以上, `at least 90 enterprises (new)`. `indicator`: its English
/// name, lest it be said twice.
pub fn value(target: &Target, indicator: Option<&str>) -> Bilingual {
    let action = target.action.as_deref().unwrap_or_default();
    let said = target.text.contains(action);
    let zh = if said {
        String::new()
    } else {
        action.to_owned()
    } + &target.text;
    let words = english(target);
    let en = match happening(target).filter(|word| !says(indicator, word)) {
        Some(word) if !said => format!("{words} ({word})"),
        _ => words,
    };
    Bilingual::new(zh, en)
}

/// Where or whose a value is, in English: 全国, or a term of the glossary, 第二十四届 before it or not.
pub fn place(zh: &str, terms: &BTreeMap<&str, &str>) -> Option<String> {
    let known = PLACES.iter().find(|(place, _)| *place == zh);
    if let Some((_, english)) = known {
        return Some((*english).to_owned());
    }
    if let Some(english) = terms.get(zh) {
        return Some((*english).to_owned());
    }
    let (number, event) = zh.strip_prefix('第')?.split_once('届')?;
    let number = numerals::parse_chinese(number).or_else(|| number.parse().ok())?;
    let ending = match (number % 100, number % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    Some(format!("{number}{ending} {}", terms.get(event)?))
}

const PLACES: &[(&str, &str)] = &[
    ("全球", "worldwide"),
    ("世界", "worldwide"),
    ("全国", "nationwide"),
    (
        "全国大中城市",
        "among large and medium-sized cities nationwide",
    ),
    ("全省", "province-wide"),
    ("全自治区", "region-wide"),
    ("全市", "city-wide"),
    ("全区", "district-wide"),
    ("全县", "county-wide"),
];

fn says(indicator: Option<&str>, word: &str) -> bool {
    indicator.is_some_and(|indicator| indicator.to_lowercase().contains(word))
}

fn happening(target: &Target) -> Option<&'static str> {
    let action = target.action.as_deref()?;
    let list = match target.sense {
        Some(Sense::To) => return None,
        Some(Sense::By) => CHANGES,
        None => ACTIONS,
    };
    let named = list
        .iter()
        .find(|(words, _)| words.split(' ').any(|word| word == action));
    named.map(|(_, english)| *english)
}

/// The value with its comparator and unit: `at least 90 enterprises`, `about 1,400 people`,
/// `10 billion yuan`, `12%`, `No. 2`, `1 to 2`.
pub fn english(target: &Target) -> String {
    let unit = target.unit.as_deref();
    if unit == Some("位") {
        let place = group(target.value);
        return match target.comparator {
            Comparator::AtMost | Comparator::LessThan => format!("among the top {place}"),
            _ => format!("No. {place}"),
        };
    }
    let (value, max) = (target.value, target.max);
    let is_money = unit.is_some_and(|unit| unit.ends_with('元'));
    let one = |value: Decimal| if is_money { money(value) } else { group(value) };
    let number = match max {
        Some(max) => format!("{} to {}", one(value), one(max)),
        None => one(value),
    };
    let measured = match unit {
        Some("%") => format!("{number}%"),
        _ => match target.unit_en.as_deref() {
            // 家 of what is no firm says nothing that the indicator does not say.
            Some(unit) if !unit.is_empty() && unit != "institutions" => format!("{number} {unit}"),
            _ => number,
        },
    };
    let words = match target.comparator {
        Comparator::Equal | Comparator::Range => return measured,
        Comparator::AtLeast => "at least",
        Comparator::AtMost => "at most",
        Comparator::MoreThan => "more than",
        Comparator::LessThan => "nearly",
        Comparator::About => "about",
    };
    format!("{words} {measured}")
}

/// Amounts of money as English says them: 10 billion, 350 million, 80,000.
fn money(value: Decimal) -> String {
    for (scale, name) in [(12, "trillion"), (9, "billion"), (6, "million")] {
        let unit = Decimal::from(10_i64.pow(scale));
        if value.abs() >= unit
            && let Some(amount) = value.checked_div(unit)
        {
            return format!("{} {name}", group(amount));
        }
    }
    group(value)
}

/// Thousands set apart by commas, trailing zeros of the fraction left out.
pub fn group(value: Decimal) -> String {
    let text = value.normalize().to_string();
    let (sign, rest) = text
        .strip_prefix('-')
        .map_or(("", text.as_str()), |rest| ("-", rest));
    let (whole, fraction) = rest
        .split_once('.')
        .map_or((rest, None), |(a, b)| (a, Some(b)));
    let mut out = String::from(sign);
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::targets::{Context, extract};

    #[test]
    fn values_say_what_happens() {
        let cases = [
            (
                "新增高新技术企业90家以上。",
                "新增90家以上",
                "at least 90 enterprises (new)",
            ),
            (
                "高新技术产业增加值增长12%以上。",
                "增长12%以上",
                "at least 12% (growth)",
            ),
            ("城镇化率达到68%。", "达到68%", "68%"),
            ("建立联合实验室1-2家。", "建立1-2家", "1 to 2 (set up)"),
            ("园区综合排名位居全国第二。", "位居全国第二", "No. 2"),
            ("失业率5.5%以内。", "5.5%以内", "at most 5.5%"),
        ];
        for (text, zh, en) in cases {
            let found = extract(text, &Context::default());
            let words: Vec<_> = found.iter().map(|target| value(target, None)).collect();
            assert_eq!(words, [Bilingual::new(zh, en)], "{text}");
        }
    }

    #[test]
    fn numbers_are_grouped() {
        let cases = [
            ("1400", "1,400"),
            ("90", "90"),
            ("1234567.50", "1,234,567.5"),
            ("-1000", "-1,000"),
        ];
        for (value, words) in cases {
            assert_eq!(group(value.parse().unwrap_or_default()), words);
        }
        assert_eq!(money(Decimal::from(10_000_000_000_i64)), "10 billion");
        assert_eq!(money(Decimal::from(135_000_000)), "135 million");
        assert_eq!(money(Decimal::from(80_000)), "80,000");
    }
}
