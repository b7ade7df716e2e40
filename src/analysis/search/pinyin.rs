//! Pairs of characters by their readings: the way from typed pinyin or initials to the text.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::alphabet::{Alphabet, Gram};
use super::files::{Group, objects};
use super::lists::hash;
use super::readings::Readings;
use super::traditional::is_han;

/// Shards hold about so many pairs.
const PAIRS_PER_SHARD: usize = 600;
/// Of the pairs with the same two initials the most frequent ones are kept.
const MOST_BY_INITIALS: usize = 240;

/// Two characters, and in how many pages they stand together.
type Pair = (u32, char, char);

/// The shards: objects from `shuang zhao`, or `*sz` for initials, to pairs and frequencies in turn,
/// the most frequent first.
pub(super) fn shards(
    pairs: &[(Gram, u32)],
    alphabet: &Alphabet,
    readings: &Readings,
) -> Vec<Group> {
    let mut lists: BTreeMap<String, Vec<Pair>> = BTreeMap::new();
    for (gram, pages) in pairs {
        let [Some(a), Some(b)] = gram.symbols().map(|symbol| alphabet.character(symbol)) else {
            continue;
        };
        if !is_han(a) || !is_han(b) {
            continue;
        }
        let mut initials = Vec::new();
        for (first, second) in readings.of_pair(a, b) {
            let key = format!("{first} {second}");
            lists.entry(key).or_default().push((*pages, a, b));
            let key: String = ['*']
                .into_iter()
                .chain(first.chars().take(1))
                .chain(second.chars().take(1))
                .collect();
            if !initials.contains(&key) {
                lists.entry(key.clone()).or_default().push((*pages, a, b));
                initials.push(key);
            }
        }
    }
    let total: usize = lists.values().map(Vec::len).sum();
    let count = (total / PAIRS_PER_SHARD).max(1).next_power_of_two();
    let mut shards = vec![BTreeMap::<String, Value>::new(); count];
    for (key, mut list) in lists {
        list.sort_by_key(|(pages, a, b)| (std::cmp::Reverse(*pages), *a, *b));
        if key.starts_with('*') {
            list.truncate(MOST_BY_INITIALS);
        }
        let shard = hash(0, key.chars()) as usize & (count - 1);
        if let Some(object) = shards.get_mut(shard) {
            object.insert(key, written(&list));
        }
    }
    objects("p", &shards)
}

fn written(list: &[Pair]) -> Value {
    list.iter()
        .flat_map(|(pages, a, b)| [json!(format!("{a}{b}")), json!(pages)])
        .collect()
}
