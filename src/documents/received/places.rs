//! Whose document is it? Names of cities in the text, and their slugs.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use pinyin::ToPinyin;

use super::guesses::KnownCity;

/// The names of municipalities and prefecture-level divisions with their slugs; pinyin by character
/// would read 六安 liuan. (DESIGN: slugs are pinyin.)
static TABLE: LazyLock<Vec<Place>> = LazyLock::new(|| {
    include_str!("places.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(' '))
        .map(|(slug, name)| Place {
            slug: slug.to_owned(),
            name: name.to_owned(),
        })
        .collect()
});

/// The kinds of divisions that end a name.
const DIVISIONS: [char; 5] = ['市', '区', '县', '旗', '盟'];

/// What stands after the name of the city whose document it is.
const BODIES: [&str; 8] = [
    "人民政府",
    "第",
    "人民代表大会",
    "科学技术局",
    "科技局",
    "发展和改革委员会",
    "委员会",
    "政府",
];

/// A place: slug and full Chinese name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The slug for addresses.
    pub slug: String,
    /// The full name: 六安市.
    pub name: String,
}

/// The place with this slug, where the table has it.
pub fn place_named(slug: &str) -> Option<Place> {
    TABLE.iter().find(|place| place.slug == slug).cloned()
}

/// The slugs of the table.
pub(super) fn slugs() -> impl Iterator<Item = &'static str> {
    TABLE.iter().map(|place| place.slug.as_str())
}

/// The place with this Chinese name, full or short.
pub(super) fn place_by_name(name: &str) -> Option<Place> {
    TABLE
        .iter()
        .find(|place| place.name == name || place.name.strip_suffix(DIVISIONS) == Some(name))
        .cloned()
}

/// Guesses the city: names in the head (title, lines before the first number, signature) weigh ten
/// times those in the text, full names three times short ones, the site's own cities twice.
pub(super) fn guess(head: &str, text: &str, known: &[KnownCity]) -> Option<Place> {
    if let Some(name) = body_in_head(head).or_else(|| start_of_title(head)) {
        return Some(named(name, known));
    }
    let mut places: BTreeMap<Place, usize> = BTreeMap::new();
    for place in TABLE
        .iter()
        .cloned()
        .chain(known.iter().map(KnownCity::place))
    {
        let known = known.iter().any(|city| city.slug == place.slug);
        let score =
            (count(head, &place.name) * 10 + count(text, &place.name)) * if known { 2 } else { 1 };
        if score > 0 {
            places.insert(place, score);
        }
    }
    let best = places.values().max().copied()?;
    places
        .into_iter()
        .find(|(_, score)| *score == best)
        .map(|(place, _)| place)
}

impl KnownCity {
    fn place(&self) -> Place {
        Place {
            slug: self.slug.clone(),
            name: self.name.clone(),
        }
    }
}

fn count(text: &str, name: &str) -> usize {
    let short = name
        .strip_suffix(DIVISIONS)
        .filter(|short| short.chars().count() >= 2);
    text.matches(name).count() * 2 + text.matches(short.unwrap_or(name)).count()
}

/// The place whose body issued the document: 海拉尔区第十四届人民代表大会, 六安市科学技术局.
fn body_in_head(head: &str) -> Option<&str> {
    for (at, division) in head
        .char_indices()
        .filter(|(_, one)| DIVISIONS.contains(one))
    {
        let end = at + division.len_utf8();
        let after = head.get(end..).unwrap_or_default();
        if BODIES.iter().any(|body| after.starts_with(body))
            && let Some(name) = name_before(head, at, end)
        {
            return Some(name);
        }
    }
    None
}

/// The name that ends at byte `end` with the division at `at`. A city before a district, and words
/// before a name, are no part of it.
fn name_before(text: &str, at: usize, end: usize) -> Option<&str> {
    let before = text.get(..at)?;
    let start = before
        .char_indices()
        .rev()
        .find(|(_, one)| !is_han(*one) || "在市省州年月日盟全我本各".contains(*one))
        .map_or(0, |(at, one)| at + one.len_utf8());
    let name = text.get(start..end)?;
    (3..=11).contains(&name.chars().count()).then_some(name)
}

/// The place a title starts with: 临江市2024年农业工作要点.
fn start_of_title(head: &str) -> Option<&str> {
    let title = head.lines().next().unwrap_or_default().trim_start();
    let (at, division) = title
        .char_indices()
        .take(8)
        .find(|(_, one)| DIVISIONS.contains(one))?;
    let end = at + division.len_utf8();
    let year_follows = title
        .get(end..)?
        .chars()
        .next()
        .is_some_and(|one| one.is_numeric() || one.is_whitespace());
    // 盐城市 is a place, 推进城市 is none.
    let word = |name: &str| name.ends_with("城市") && name.chars().count() > 3;
    name_before(title, at, end).filter(|name| year_follows && !word(name))
}

/// The place of a name: one of the site's, of the table, or with pinyin as its slug.
fn named(name: &str, known: &[KnownCity]) -> Place {
    known
        .iter()
        .find(|city| city.name == name)
        .map(KnownCity::place)
        .or_else(|| place_by_name(name))
        .unwrap_or_else(|| Place {
            slug: pinyin_of_name(name),
            name: name.to_owned(),
        })
}

fn pinyin_of_name(name: &str) -> String {
    let short = name.strip_suffix(DIVISIONS).unwrap_or(name);
    slug_of_words(short).replace('-', "")
}

/// The name in `text` whose pinyin is `slug`: an editor gave the slug, the text has the name.
pub(super) fn name_of_slug(text: &str, slug: &str) -> Option<String> {
    text.char_indices()
        .filter(|(_, one)| DIVISIONS.contains(one))
        .find_map(|(at, division)| {
            let end = at + division.len_utf8();
            let starts = text.get(..at)?.char_indices().rev().take(6);
            starts
                .filter_map(|(start, _)| text.get(start..end))
                .find(|name| pinyin_of_name(name) == slug)
        })
        .map(str::to_owned)
}

fn is_han(character: char) -> bool {
    matches!(u32::from(character), 0x4e00..=0x9fff)
}

/// A key made of words: pinyin of the first characters and Latin letters, joined by `-`.
pub(super) fn slug_of_words(words: &str) -> String {
    const SYLLABLES: usize = 6;
    let mut parts: Vec<String> = Vec::new();
    let mut latin = String::new();
    for one in words.chars() {
        if one.is_ascii_alphanumeric() {
            latin.push(one.to_ascii_lowercase());
            continue;
        }
        if !latin.is_empty() {
            parts.push(std::mem::take(&mut latin));
        }
        if let Some(syllable) = one.to_pinyin() {
            parts.push(syllable.plain().replace('ü', "v"));
        }
        if parts.len() >= SYLLABLES {
            break;
        }
    }
    if !latin.is_empty() {
        parts.push(latin);
    }
    parts.truncate(SYLLABLES);
    let slug = parts.join("-");
    // A key of digits alone would read as a number's.
    if slug.is_empty() || slug.chars().all(|one| one.is_ascii_digit() || one == '-') {
        format!("s{slug}")
    } else {
        slug
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use pinyin::ToPinyinMulti;

    use super::*;

    #[test]
    fn slugs_of_the_table_are_pinyin_and_distinct() {
        let slugs: BTreeSet<&str> = TABLE.iter().map(|place| place.slug.as_str()).collect();
        assert_eq!(slugs.len(), TABLE.len());
        for place in TABLE.iter() {
            // 六安 and 厦门 have readings that the tables by character do not give.
            let slug = place.slug.split('-').next().unwrap_or_default();
            let mut rests: BTreeSet<&str> = BTreeSet::from([slug]);
            for one in place.name.chars() {
                if rests.contains("") {
                    break;
                }
                let readings: Vec<String> = one
                    .to_pinyin_multi()
                    .into_iter()
                    .flatten()
                    .map(|reading| reading.plain().replace('ü', "v"))
                    .collect();
                rests = rests
                    .iter()
                    .flat_map(|rest| {
                        readings
                            .iter()
                            .filter_map(|one| rest.strip_prefix(one.as_str()))
                    })
                    .collect();
            }
            assert!(rests.contains(""), "{} {}", place.slug, place.name);
        }
    }

    #[test]
    fn the_city_is_the_one_most_often_named() {
        let known = [KnownCity {
            slug: "luan".to_owned(),
            name: "六安市".to_owned(),
        }];
        let slug = |head: &str, text: &str| guess(head, text, &known).map(|place| place.slug);
        let text = "深度对接合肥综合性国家科学中心，落户六安。与合肥物质科学研究院合作。切实发挥六安院功能。";
        assert_eq!(slug("2022年工作计划", text).as_deref(), Some("luan"));
        assert_eq!(slug("合肥市2022年工作要点", text).as_deref(), Some("hefei"));
        assert_eq!(
            slug("在海拉尔区第十四届人民代表大会上", text).as_deref(),
            Some("hailaer")
        );
        assert_eq!(slug("工作计划", "推动城市发展"), None);
    }

    #[test]
    fn words_become_keys() {
        assert_eq!(slug_of_words("总体要求"), "zong-ti-yao-qiu");
        assert_eq!(
            slug_of_words("推进5G网络建设与应用"),
            "tui-jin-5g-wang-luo-jian"
        );
        assert_eq!(slug_of_words("2022"), "s2022");
        assert_eq!(slug_of_words("……"), "s");
    }
}
