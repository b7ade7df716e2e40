//! Folding is written twice, in Rust for the index and in JavaScript for queries. Both are held to
//! one table: for each 256 code points the beginning of a hash of what they fold to. The browser
//! tests hold the script to the same file.

use std::fmt::Write as _;
use std::path::Path;

use gongbao::analysis::search::fold::{Folded, fold_char};
use gongbao::analysis::search::{stem, words};
use sha2::{Digest, Sha256};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/search/fold.txt");

/// A line for each 256 code points, surrogates among them as nothing.
fn table() -> String {
    let mut table = String::new();
    for block in 0..0x1100_u32 {
        let mut folded = String::new();
        for code in block * 256..(block + 1) * 256 {
            match char::from_u32(code).map(fold_char) {
                None | Some(Folded::Dropped) => {}
                Some(Folded::Kept(c)) => folded.push(c),
                Some(Folded::Joint(c)) => {
                    folded.push(' ');
                    folded.push(c);
                }
                Some(Folded::Several(several)) => folded.push_str(&several),
            }
            folded.push('|');
        }
        let digest = Sha256::digest(folded.as_bytes());
        let hash: String = digest.iter().take(4).fold(String::new(), |mut hash, byte| {
            let _ = write!(hash, "{byte:02x}");
            hash
        });
        let _ = writeln!(table, "{block:04x} {hash}");
    }
    table
}

#[test]
fn folding_is_that_of_the_table() {
    let table = table();
    if std::env::var_os("UPDATE_FOLD").is_some() {
        std::fs::write(FILE, &table).expect("the table is written");
    }
    let expected = std::fs::read_to_string(FILE).expect("tests/search/fold.txt");
    for (line, expected) in table.lines().zip(expected.lines()) {
        assert_eq!(
            line, expected,
            "UPDATE_FOLD=1 rewrites tests/search/fold.txt"
        );
    }
    assert_eq!(table.lines().count(), expected.lines().count());
}

#[test]
fn words_are_those_of_the_vectors() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/search/words.tsv");
    let vectors = std::fs::read_to_string(file).expect("tests/search/words.tsv");
    for line in vectors.lines().filter(|line| !line.starts_with('#')) {
        let (text, expected) = line.split_once('\t').expect("two columns");
        assert_eq!(words(text).join(" "), expected, "{text}");
        for word in expected.split(' ') {
            assert_eq!(stem(word), word, "stems are stems of themselves");
        }
    }
}
