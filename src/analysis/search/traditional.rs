//! Traditional characters and the simplified ones they are read as, one by one.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;

static PAIRS: LazyLock<BTreeMap<char, char>> = LazyLock::new(read);

/// The simplified character of a traditional one; any other character itself.
pub fn simplify(c: char) -> char {
    if !is_han(c) {
        return c;
    }
    PAIRS.get(&c).copied().unwrap_or(c)
}

/// Every traditional character with its simplified one, in the order of code points.
pub fn pairs() -> &'static BTreeMap<char, char> {
    &PAIRS
}

/// Is it a Chinese character, outside the compatibility blocks?
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}' | '〇')
}

/// Asks the dictionary for each character, and follows chains to their ends, so that folding twice
/// is folding once.
fn read() -> BTreeMap<char, char> {
    let Ok(dictionary) = OpenCC::from_config(BuiltinConfig::T2s) else {
        return BTreeMap::new();
    };
    let direct: BTreeMap<char, char> = ('\u{3400}'..='\u{9fff}')
        .chain('\u{20000}'..='\u{323af}')
        .filter_map(|c| {
            let simple = dictionary.convert(c.encode_utf8(&mut [0; 4]));
            let mut chars = simple.chars();
            match (chars.next(), chars.next()) {
                (Some(one), None) if one != c => Some((c, one)),
                _ => None,
            }
        })
        .collect();
    direct
        .keys()
        .map(|from| {
            let end = (0..4).fold(*from, |c, _| direct.get(&c).copied().unwrap_or(c));
            (*from, end)
        })
        .filter(|(from, to)| from != to)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{pairs, simplify};

    #[test]
    fn traditional_becomes_simplified() {
        for (from, to) in [('發', '发'), ('裏', '里'), ('後', '后'), ('人', '人')] {
            assert_eq!(simplify(from), to);
        }
        assert!(pairs().len() > 3000);
    }
}
