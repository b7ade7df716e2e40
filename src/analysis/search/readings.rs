//! How characters are read: pinyin without tones, ü as v.

use std::collections::{BTreeMap, BTreeSet};

use pinyin::{Pinyin, ToPinyinMulti};
use serde::Serialize;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::Input;
use super::alphabet::Alphabet;
use super::files::{Packed, pack};
use super::traditional::is_han;

/// A character's rarer readings beyond this many are left out.
const MOST: usize = 3;

/// The readings of the characters of an index.
pub(super) struct Readings {
    chars: BTreeMap<char, Vec<String>>,
    pairs: BTreeMap<(char, char), (String, String)>,
}

impl Readings {
    /// The readings of an alphabet's characters, and those that cities state for their names.
    pub(super) fn new(input: &Input, alphabet: &Alphabet) -> Self {
        let chars = alphabet
            .chars()
            .iter()
            .filter(|c| is_han(**c))
            .map(|c| (*c, of_char(*c)))
            .filter(|(_, readings)| !readings.is_empty())
            .collect();
        let pairs = input
            .cities
            .iter()
            .filter_map(|city| Some((city.name, city.reading?)))
            .flat_map(|(name, reading)| stated(name, reading))
            .collect();
        Self { chars, pairs }
    }

    /// The readings of a character, the commonest first.
    pub(super) fn of(&self, c: char) -> &[String] {
        self.chars.get(&c).map_or(&[], Vec::as_slice)
    }

    /// The readings of two characters together.
    pub(super) fn of_pair(&self, a: char, b: char) -> BTreeSet<(&str, &str)> {
        let stated = self.pairs.get(&(a, b));
        let mut pairs: BTreeSet<(&str, &str)> = stated
            .iter()
            .map(|(a, b)| (a.as_str(), b.as_str()))
            .collect();
        for first in self.of(a) {
            pairs.extend(
                self.of(b)
                    .iter()
                    .map(|second| (first.as_str(), second.as_str())),
            );
        }
        pairs
    }

    /// The first letters of a term's readings, in a few ways if its characters have several;
    /// nothing if one has none.
    pub(super) fn initials(&self, term: &str) -> BTreeSet<String> {
        let mut ways = BTreeSet::from([String::new()]);
        for c in term.chars() {
            let letters: BTreeSet<char> = if c.is_ascii_alphanumeric() {
                BTreeSet::from([c])
            } else {
                let readings = self.of(c).iter().take(2);
                readings
                    .filter_map(|reading| reading.chars().next())
                    .collect()
            };
            ways = ways
                .iter()
                .flat_map(|way| letters.iter().map(move |letter| format!("{way}{letter}")))
                .take(4)
                .collect();
        }
        ways
    }

    /// Names of cities whose reading is stated, with the one that their characters suggest: 六安,
    /// `liuan`.
    pub(super) fn of_cities<'a>(&self, input: &Input<'a>) -> Vec<(&'a str, String)> {
        let stated = input.cities.iter().filter(|city| city.reading.is_some());
        stated
            .filter_map(|city| {
                let (end, _) = city.name.char_indices().nth(2)?;
                let name = city.name.get(..end)?;
                let alias = name.chars().map(|c| Some(self.of(c).first()?.as_str()));
                Some((name, alias.collect::<Option<String>>()?))
            })
            .collect()
    }

    /// All syllables.
    fn syllables(&self) -> BTreeSet<&str> {
        self.chars
            .values()
            .flatten()
            .map(String::as_str)
            .chain(
                self.pairs
                    .values()
                    .flat_map(|(a, b)| [a.as_str(), b.as_str()]),
            )
            .collect()
    }

    /// The file of all syllables.
    pub(super) fn pack_syllables(&self) -> Packed {
        let syllables: Vec<&str> = self.syllables().into_iter().collect();
        pack(syllables.join(" ").as_bytes())
    }

    /// The file of all readings.
    pub(super) fn pack(&self) -> Packed {
        #[derive(Serialize)]
        struct File<'a> {
            syllables: &'a [&'a str],
            chars: String,
            readings: Vec<Vec<usize>>,
        }
        let syllables: Vec<&str> = self.syllables().into_iter().collect();
        let number = |reading: &String| {
            syllables
                .binary_search(&reading.as_str())
                .unwrap_or_default()
        };
        let file = File {
            syllables: &syllables,
            chars: self.chars.keys().collect(),
            readings: self
                .chars
                .values()
                .map(|readings| readings.iter().map(number).collect())
                .collect(),
        };
        pack(&serde_json::to_vec(&file).unwrap_or_default())
    }
}

fn of_char(c: char) -> Vec<String> {
    let mut readings = Vec::new();
    for reading in c.to_pinyin_multi().into_iter().flatten().map(Pinyin::plain) {
        let reading = reading.replace('ü', "v");
        if reading.chars().all(|c| c.is_ascii_lowercase()) && !readings.contains(&reading) {
            readings.push(reading);
        }
    }
    readings.truncate(MOST);
    readings
}

/// The pairs of a name's characters with the reading that is stated for them, syllables apart by an
/// apostrophe, a hyphen or a space: 六安, `Lù'ān`.
fn stated(name: &str, reading: &str) -> Vec<((char, char), (String, String))> {
    let syllables: Vec<String> = reading
        .split(|c: char| !c.is_alphabetic() && !is_combining_mark(c))
        .map(|syllable| {
            syllable
                .nfkd()
                .filter(|c| !is_combining_mark(*c))
                .flat_map(char::to_lowercase)
                .collect()
        })
        .filter(|syllable: &String| !syllable.is_empty())
        .collect();
    let chars: Vec<char> = name.chars().collect();
    chars
        .windows(2)
        .zip(syllables.windows(2))
        .filter_map(|(chars, syllables)| match (chars, syllables) {
            ([a, b], [first, second]) => Some(((*a, *b), (first.clone(), second.clone()))),
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::stated;

    #[test]
    fn a_city_states_its_reading() {
        let pairs = stated("六安市", "Lù'ān");
        assert_eq!(pairs, [(('六', '安'), ("lu".to_owned(), "an".to_owned()))]);
    }
}
