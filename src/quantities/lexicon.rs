//! Word lists that can be asked for the longest word at the beginning or at
//! the end of a text.

/// A word list, indexed by first and by last character.
#[derive(Debug)]
pub struct Lexicon {
    by_first: Index,
    by_last: Index,
}

/// Words grouped by one of their characters, groups in order of it, longest words first.
type Index = Vec<(char, Vec<Box<[char]>>)>;

impl Lexicon {
    /// Indexes a list of words; empty ones are left out.
    pub fn new<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        let words: Vec<Box<[char]>> = words
            .into_iter()
            .flat_map(str::split_whitespace)
            .map(|word| word.chars().collect())
            .collect();
        Self {
            by_first: index(&words, |word| word.first().copied()),
            by_last: index(&words, |word| word.last().copied()),
        }
    }

    /// Length of the longest word at the beginning of `chars`.
    pub fn prefix(&self, chars: &[char]) -> Option<usize> {
        let group = group(&self.by_first, *chars.first()?)?;
        group
            .iter()
            .find(|word| chars.starts_with(word))
            .map(|word| word.len())
    }

    /// Length of the longest word at the end of `chars`.
    pub fn suffix(&self, chars: &[char]) -> Option<usize> {
        let group = group(&self.by_last, *chars.last()?)?;
        group
            .iter()
            .find(|word| chars.ends_with(word))
            .map(|word| word.len())
    }

    /// The first word in `chars` that starts at or after `from`: its range.
    pub fn find(&self, chars: &[char], from: usize) -> Option<std::ops::Range<usize>> {
        (from..chars.len()).find_map(|at| {
            let len = self.prefix(chars.get(at..)?)?;
            Some(at..at + len)
        })
    }

    /// The word in `chars` that ends last: its range.
    pub fn rfind(&self, chars: &[char]) -> Option<std::ops::Range<usize>> {
        (1..=chars.len()).rev().find_map(|end| {
            let len = self.suffix(chars.get(..end)?)?;
            Some(end - len..end)
        })
    }

    /// Whether any word stands in `chars`.
    pub fn within(&self, chars: &[char]) -> bool {
        self.find(chars, 0).is_some()
    }

    /// Whether `chars` is one of the words.
    pub fn contains(&self, chars: &[char]) -> bool {
        self.prefix(chars) == Some(chars.len())
    }
}

fn index(words: &[Box<[char]>], key: impl Fn(&[char]) -> Option<char>) -> Index {
    let mut groups = std::collections::BTreeMap::<char, Vec<Box<[char]>>>::new();
    for word in words {
        if let Some(key) = key(word) {
            groups.entry(key).or_default().push(word.clone());
        }
    }
    groups
        .into_iter()
        .map(|(key, mut group)| {
            group.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
            group.dedup();
            (key, group)
        })
        .collect()
}

fn group(index: &Index, key: char) -> Option<&[Box<[char]>]> {
    let at = index.binary_search_by_key(&key, |(first, _)| *first).ok()?;
    index.get(at).map(|(_, words)| words.as_slice())
}

/// Declares a word list as a static; words are separated by blanks.
macro_rules! lexicon {
    ($($(#[$doc:meta])* $visibility:vis $name:ident = $($words:literal)+;)*) => {
        $($(#[$doc])* $visibility static $name: std::sync::LazyLock<$crate::quantities::lexicon::Lexicon> =
            std::sync::LazyLock::new(|| $crate::quantities::lexicon::Lexicon::new([$($words),+]));)*
    };
}
pub(crate) use lexicon;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_word_wins() {
        let words = Lexicon::new(["达 达到 达到了", "到"]);
        let text: Vec<char> = "数量达到了".chars().collect();
        assert_eq!(words.suffix(&text), Some(3));
        assert_eq!(words.suffix(&text[..4]), Some(2));
        assert_eq!(words.find(&text, 0), Some(2..5));
        assert_eq!(words.rfind(&text[..4]), Some(2..4));
    }
}
