//! Whether a quantity says more or less: growth and fall must agree in both languages.

use crate::quantities::lexicon::lexicon;

use super::record::Direction;

lexicon! {
    /// Verbs and nouns of growth.
    RISING = "增收 多增 增长 增加 提高 提升 上升 上涨 上调 扩大 扩充 增 升 涨 增至 升至 增幅 增速 攀升 跃升 新增 净增 增到 升到 净增长";
    /// What stands above another.
    ABOVE = "高于 快于 领先 优于 多于";
    /// What stands below another.
    BELOW = "低于 慢于 落后 少于";
    /// Verbs and nouns of decline.
    FALLING = "减收 少增 下降 降低 减少 压减 压缩 削减 回落 收窄 缩短 缩小 降 减 跌 下调 缩减 压降 降至 精简 降幅 跌幅 减至 减到 降到 压至 缩至 负增长 核减 调减 少";
}

/// The direction that a Chinese action names: the last such word of it counts (增幅收窄).
pub(super) fn of_action(action: &str) -> Option<Direction> {
    let chars: Vec<char> = action.chars().collect();
    let up = RISING.rfind(&chars);
    let down = FALLING.rfind(&chars);
    match (up, down) {
        (Some(up), Some(down)) if up.end > down.end => Some(Direction::Up),
        // 负增长 holds 增长, 少增 holds 增.
        (_, Some(_)) => Some(Direction::Down),
        (Some(_), None) => Some(Direction::Up),
        (None, None) => None,
    }
}

/// The direction of a comparison before a quantity: 高于全省平均3个百分点, 比上年少5%.
pub(super) fn of_comparison(before: &[char]) -> Option<Direction> {
    let from = before
        .iter()
        .rposition(|c| matches!(c, '，' | '。' | '；' | ',' | ';'));
    let clause = before.get(from.map_or(0, |at| at + 1)..)?;
    let above = ABOVE.rfind(clause);
    let below = BELOW.rfind(clause);
    match (above, below) {
        (Some(above), Some(below)) if above.end > below.end => Some(Direction::Up),
        (_, Some(_)) => Some(Direction::Down),
        (Some(_), None) => Some(Direction::Up),
        (None, None) => {
            let compared = clause.iter().any(|c| matches!(c, '比' | '较'));
            match clause.last() {
                Some('少' | '低' | '慢') if compared => Some(Direction::Down),
                Some('多' | '高' | '快') if compared => Some(Direction::Up),
                _ => None,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn directions_of_actions() {
        for (action, direction) in [
            ("同比增长", Some(Direction::Up)),
            ("提高到", Some(Direction::Up)),
            ("增幅收窄", Some(Direction::Down)),
            ("负增长", Some(Direction::Down)),
            ("降至", Some(Direction::Down)),
            ("达到", None),
            ("建成", None),
        ] {
            assert_eq!(of_action(action), direction, "{action}");
        }
    }
}
