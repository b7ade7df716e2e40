//! A site in memory: the path of every file and its bytes.

use std::collections::BTreeMap;

#[cfg(doc)]
use super::paths;
use super::paths::Paths;

/// The files of a site, by path from the site's root, parts joined by `/`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tree {
    files: BTreeMap<String, Vec<u8>>,
}

impl Tree {
    /// Collects files; those whose path is unusable or taken are left out ([`paths::faults`] tells
    /// of them). Which of two clashing files stays does not depend on the order they come in.
    pub fn collect(files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Self {
        let mut list: Vec<(String, Vec<u8>)> = files.into_iter().collect();
        list.sort();
        let mut paths = Paths::default();
        list.retain(|(path, _)| paths.add(path).is_ok());
        Self {
            files: list.into_iter().collect(),
        }
    }

    /// The bytes of a file.
    pub fn get(&self, path: &str) -> Option<&[u8]> {
        self.files.get(path).map(Vec::as_slice)
    }

    /// All files, in the order of their paths.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files
            .iter()
            .map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Are there none?
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clashing_files_stay_out_in_any_order() {
        let file = |path: &str, bytes: &str| (path.to_owned(), bytes.as_bytes().to_vec());
        let files = vec![
            file("b", "1"),
            file("a/index.html", "2"),
            file("A/index.html", "3"),
            file("../x", "4"),
        ];
        let tree = Tree::collect(files.clone());
        assert_eq!(
            tree.iter().map(|(path, _)| path).collect::<Vec<_>>(),
            ["A/index.html", "b"]
        );
        assert_eq!(tree, Tree::collect(files.into_iter().rev()));
    }
}
