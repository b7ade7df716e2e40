//! How common pairs of Chinese characters are in plans and reports: a frozen table, so that adding
//! a city changes no other pair's score.

use std::sync::LazyLock;

use super::hashing::QuickMap;

/// Version of the table; scores of different versions do not compare.
pub const VERSION: u32 = 1;

/// One whole unit of [`idf`].
pub(super) const UNIT: u32 = 1024;

/// Paragraphs that were counted.
const PARAGRAPHS: f64 = 2021.0;

/// Supposed count of a pair that the table leaves out (it holds those from 4 on).
const UNLISTED: f64 = 1.5;

/// What the commonest pair still weighs.
const FLOOR: f64 = 0.05;

static TABLE: LazyLock<QuickMap<(char, char), u32>> = LazyLock::new(|| {
    include_str!("frequencies.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let (pair, count) = line.split_once('\t')?;
            let mut chars = pair.chars();
            Some(((chars.next()?, chars.next()?), count.parse().ok()?))
        })
        .collect()
});

/// Inverse document frequency by the count of paragraphs, in 1/1024.
static BY_COUNT: LazyLock<Vec<u32>> = LazyLock::new(|| {
    (0..=2021_u32)
        .map(|count| of_count(f64::from(count)))
        .collect()
});

static OF_UNLISTED: LazyLock<u32> = LazyLock::new(|| of_count(UNLISTED));

/// In how many of the counted paragraphs the pair stands; 0 where the table leaves it out.
pub(super) fn count(first: char, second: char) -> u32 {
    TABLE.get(&(first, second)).copied().unwrap_or_default()
}

/// How telling a pair is: ln((N+1)/(count+0.5)), in 1/1024.
pub(super) fn idf(first: char, second: char) -> u32 {
    match count(first, second) {
        0 => *OF_UNLISTED,
        count => idf_of_count(count),
    }
}

/// How telling something is that stands in `count` of the counted paragraphs, in 1/1024.
pub(super) fn idf_of_count(count: u32) -> u32 {
    let last = BY_COUNT.len().saturating_sub(1);
    let at = usize::try_from(count).unwrap_or(last).min(last);
    BY_COUNT.get(at).copied().unwrap_or(*OF_UNLISTED)
}

/// How telling a word in Latin letters is, in 1/1024.
pub(super) fn idf_of_latin() -> u32 {
    *OF_UNLISTED
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "between 0.05 and 8 times 1024"
)]
fn of_count(count: f64) -> u32 {
    let value = ((PARAGRAPHS + 1.0) / (count + 0.5)).ln().max(FLOOR);
    (value * f64::from(UNIT)).round() as u32
}
