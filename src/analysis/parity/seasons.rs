//! Parts of a year: 上半年, 三季度. The translation must name the same part.

/// A part of a year in Chinese, and how English says it.
const SEASONS: &[(&str, &[&str])] = &[
    (
        "上半年",
        &[
            "first half",
            "first six months",
            "half year",
            "half-year",
            "mid-year",
            "midyear",
        ],
    ),
    (
        "下半年",
        &[
            "second half",
            "latter half",
            "last six months",
            "second six months",
            "rest of the year",
        ],
    ),
    (
        "前三季度",
        &[
            "first three quarters",
            "first nine months",
            "three quarters",
        ],
    ),
    (
        "前两季度",
        &["first two quarters", "first half", "first six months"],
    ),
    ("一季度", &["first quarter", "q1", "first three months"]),
    ("二季度", &["second quarter", "q2"]),
    ("三季度", &["third quarter", "q3"]),
    (
        "四季度",
        &["fourth quarter", "q4", "final quarter", "last quarter"],
    ),
];

/// The first part of a year that `en` does not name, with its place in characters of `zh`.
pub(super) fn unnamed(zh: &str, en: &str) -> Option<(&'static str, usize)> {
    let lower = en.to_lowercase();
    let mut taken = 0..0;
    for (words, renderings) in SEASONS {
        for (byte, _) in zh.match_indices(words) {
            // 前三季度 holds 三季度.
            if taken.contains(&byte) {
                continue;
            }
            if *words == "前三季度" || *words == "前两季度" {
                taken = byte..byte + words.len();
            }
            if !renderings.iter().any(|said| lower.contains(said)) {
                let at = zh.get(..byte).map_or(0, |before| before.chars().count());
                return Some((words, at));
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_part_is_named() {
        for (zh, en, fault) in [
            (
                "上半年完成。",
                "It will be done in the first half of the year.",
                None,
            ),
            (
                "上半年完成。",
                "It will be done in the second half of the year.",
                Some("上半年"),
            ),
            (
                "三季度末完成。",
                "Done by the end of the third quarter.",
                None,
            ),
            (
                "三季度末完成。",
                "Done by the end of the second quarter.",
                Some("三季度"),
            ),
            (
                "前三季度增长5%。",
                "Growth in the first nine months was 5 per cent.",
                None,
            ),
        ] {
            assert_eq!(unnamed(zh, en).map(|found| found.0), fault, "{zh}");
        }
    }
}
