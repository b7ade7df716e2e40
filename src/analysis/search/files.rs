//! The index as files: packed, named by their content, and found by number.

use std::collections::BTreeMap;
use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;

/// Where the files stand, from the site's root.
const FOLDER: &str = "search/";
/// The ending of packed files.
const PACKED: &str = ".bin";
/// The one file whose name does not change.
const MANIFEST: &str = "manifest.json";
const MANIFEST_NAME: &str = "manifest";

/// The first bytes of a file's hash, which are its name.
pub(super) type Hash = [u8; 6];

/// How many names a page of names holds.
const NAMES_PER_PAGE: usize = 64;

/// A packed file.
#[derive(Debug, Clone)]
pub(super) struct Packed {
    family: &'static str,
    /// Its name.
    pub(super) hash: Hash,
    bytes: Vec<u8>,
}

/// Packs the content of a file of `family`, a folder of one letter.
pub(super) fn pack(family: &'static str, content: &[u8]) -> Packed {
    let bytes = deflate(content);
    let mut hash = Hash::default();
    let digest = blake3::hash(&bytes);
    for (to, from) in hash.iter_mut().zip(digest.as_bytes()) {
        *to = *from;
    }
    Packed {
        family,
        hash,
        bytes,
    }
}

/// zlib with its checksum, by which the reader notices a damaged file.
fn deflate(content: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::new(7));
    // Writing to memory does not fail.
    let _ = encoder.write_all(content);
    encoder.finish().unwrap_or_default()
}

/// A hash as it stands in paths.
pub(super) fn hex(hash: Hash) -> String {
    use std::fmt::Write as _;
    hash.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string does not fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// The files of the index.
#[derive(Debug, Default)]
pub(super) struct Output {
    files: BTreeMap<String, Vec<u8>>,
}

impl Output {
    /// Adds a file and gives its name.
    pub(super) fn add(&mut self, file: Packed) -> Hash {
        let path = format!("{FOLDER}{}/{}{PACKED}", file.family, hex(file.hash));
        self.files.insert(path, file.bytes);
        file.hash
    }

    /// Adds files.
    pub(super) fn extend(&mut self, files: Vec<Packed>) {
        for file in files {
            self.add(file);
        }
    }

    /// Adds the file whose name is known beforehand and which leads to all others.
    pub(super) fn add_manifest(&mut self, json: String) {
        self.files
            .insert(format!("{FOLDER}{MANIFEST}"), json.into_bytes());
    }

    /// Paths and bytes, in the order of paths.
    pub(super) fn finish(self) -> Vec<(String, Vec<u8>)> {
        self.files.into_iter().collect()
    }
}

/// A file of the index as a script that assigns its bytes to a global, and the script's path: pages
/// that are opened from a disk may load scripts and nothing else. `None` for files that are not of
/// the index.
pub fn as_script(path: &str, bytes: &[u8]) -> Option<(String, Vec<u8>)> {
    let name = path.strip_prefix(FOLDER)?;
    let (stem, value) = match name.strip_suffix(PACKED) {
        Some(stem) => (stem, format!("\"{}\"", base64(bytes))),
        None if name == MANIFEST => (MANIFEST_NAME, String::from_utf8_lossy(bytes).into_owned()),
        None => return None,
    };
    let script = format!("(self.gongbaoFiles=self.gongbaoFiles||{{}})[\"{stem}\"]={value};\n");
    Some((format!("{FOLDER}{stem}.js"), script.into_bytes()))
}

/// RFC 4648, section 4.
pub(super) fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let bits = group
            .iter()
            .chain([&0, &0])
            .take(3)
            .fold(0_usize, |bits, byte| bits << 8 | usize::from(*byte));
        for place in 0..4 {
            let digit = DIGITS.get(bits >> (18 - 6 * place) & 63).copied();
            text.push(if place > group.len() {
                '='
            } else {
                char::from(digit.unwrap_or_default())
            });
        }
    }
    text
}

/// Families of numbered files: the names by number, in pages, so that a reader of few files reads
/// few names.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// For each family: how many numbers it has, and the names of its pages of names.
    pub(super) families: BTreeMap<&'static str, Family>,
}

/// A family of numbered files.
#[derive(Debug, Default)]
pub(super) struct Family {
    /// How many numbers it has.
    pub(super) count: usize,
    /// The names of its pages of names; `None` for a page of nothing.
    pub(super) pages: Vec<Option<Hash>>,
}

impl Names {
    /// Adds a family's files, in the order of their numbers; `None` where a number has none.
    pub(super) fn put(
        &mut self,
        family: &'static str,
        files: Vec<Option<Packed>>,
        output: &mut Output,
    ) {
        let count = files.len();
        let hashes: Vec<Option<Hash>> = files
            .into_iter()
            .map(|file| file.map(|file| output.add(file)))
            .collect();
        let pages = hashes
            .chunks(NAMES_PER_PAGE)
            .map(|page| {
                page.iter().any(Option::is_some).then(|| {
                    let bytes: Vec<u8> = page
                        .iter()
                        .flat_map(|hash| hash.unwrap_or_default())
                        .collect();
                    output.add(pack("n", &bytes))
                })
            })
            .collect();
        self.families.insert(family, Family { count, pages });
    }
}

#[cfg(test)]
mod tests {
    use super::{as_script, base64};

    #[test]
    fn files_become_scripts() {
        let (path, script) = as_script("search/g/0a.bin", b"foo").unwrap_or_default();
        assert_eq!(path, "search/g/0a.js");
        let expected = "(self.gongbaoFiles=self.gongbaoFiles||{})[\"g/0a\"]=\"Zm9v\";\n";
        assert_eq!(String::from_utf8(script).as_deref(), Ok(expected));
        assert_eq!(as_script("zh/index.html", b""), None);
    }

    #[test]
    fn base64_as_in_the_rfc() {
        let cases = [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foobar", "Zm9vYmFy"),
        ];
        for (bytes, text) in cases {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
    }
}
