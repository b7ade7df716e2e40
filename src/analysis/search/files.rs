//! The index as files: packed, named by their content, and found by number.

use std::cell::RefCell;
use std::collections::BTreeMap;

use flate2::{Compress, Compression, FlushCompress, Status};
use rayon::prelude::*;
use serde_json::Value;

/// Where the files stand, from the site's root.
const FOLDER: &str = "search/";
/// The ending of packed files.
const PACKED: &str = ".bin";
/// The one file whose name does not change.
const MANIFEST: &str = "manifest.json";
const MANIFEST_NAME: &str = "manifest";

/// The name of a file that is found by its content: the first bytes of its hash.
pub(super) type Hash = [u8; 6];

/// What changes in the name of a numbered file when its content does.
pub(super) type Version = [u8; 4];

/// How many versions a page of names holds.
const NAMES_PER_PAGE: usize = 64;

/// A packed file.
#[derive(Debug, Clone)]
pub(super) struct Packed {
    bytes: Vec<u8>,
}

/// Packs the content of a file.
pub(super) fn pack(content: &[u8]) -> Packed {
    Packed {
        bytes: deflate(content),
    }
}

impl Packed {
    /// The file's name by its content.
    pub(super) fn hash(&self) -> Hash {
        beginning(&blake3::hash(&self.bytes))
    }
}

/// The first bytes of a hash.
fn beginning<const LENGTH: usize>(hash: &blake3::Hash) -> [u8; LENGTH] {
    let mut bytes = [0; LENGTH];
    for (to, from) in bytes.iter_mut().zip(hash.as_bytes()) {
        *to = *from;
    }
    bytes
}

thread_local! {
    /// Working space of the packer, a quarter of a megabyte: to make and clear it for each of tens of
    /// thousands of small files takes longer than to pack them. It holds nothing between two files.
    static PACKER: RefCell<Compress> = RefCell::new(Compress::new(Compression::new(7), true));
}

/// zlib with its checksum, by which the reader notices a damaged file.
fn deflate(content: &[u8]) -> Vec<u8> {
    PACKER.with_borrow_mut(|packer| {
        packer.reset();
        let mut packed = Vec::with_capacity(content.len() / 2 + 64);
        loop {
            let taken = usize::try_from(packer.total_in()).unwrap_or(usize::MAX);
            let rest = content.get(taken..).unwrap_or_default();
            // Packing to memory does not fail.
            match packer.compress_vec(rest, &mut packed, FlushCompress::Finish) {
                Ok(Status::StreamEnd) | Err(_) => break,
                Ok(_) => packed.reserve(packed.capacity()),
            }
        }
        packed.shrink_to_fit();
        packed
    })
}

/// Bytes as they stand in paths.
pub(super) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
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
    /// Adds a file of `family` that is found by its content, and gives its name.
    pub(super) fn add(&mut self, family: &str, file: Packed) -> Hash {
        let hash = file.hash();
        self.put(family, &hex(&hash), file);
        hash
    }

    /// Adds long lists.
    pub(super) fn extend(&mut self, files: Vec<Packed>) {
        for file in files {
            self.add("l", file);
        }
    }

    fn put(&mut self, family: &str, name: &str, file: Packed) {
        let path = format!("{FOLDER}{family}/{name}{PACKED}");
        self.files.insert(path, file.bytes);
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

/// Files that change together: family, number, content.
pub(super) type Group = Vec<(&'static str, usize, Packed)>;

/// Shards of JSON objects.
pub(super) fn objects(family: &'static str, shards: &[BTreeMap<String, Value>]) -> Vec<Group> {
    let packed = shards.par_iter().enumerate().map(|(number, object)| {
        if object.is_empty() {
            return Group::new();
        }
        let json = serde_json::to_vec(object).unwrap_or_default();
        vec![(family, number, pack(&json))]
    });
    packed.collect()
}

/// Families of numbered files: the versions by number, in pages, so that a reader of few files reads
/// few versions, and the versions of the pages, if they are many, in a page of their own.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// For each family: how many numbers it has, and the versions of its pages of names, or that of
    /// the page which holds those.
    pub(super) families: BTreeMap<&'static str, (usize, String)>,
}

impl Names {
    /// Adds a family's groups of files, in the order of their numbers; a number's group may be empty.
    pub(super) fn put(&mut self, family: &'static str, groups: Vec<Group>, output: &mut Output) {
        let count = groups.len();
        let versions: Vec<Version> = groups
            .into_iter()
            .map(|group| add_group(group, output))
            .collect();
        let pages: Vec<Version> = (versions.chunks(NAMES_PER_PAGE).enumerate())
            .map(|(nth, page)| add_page(&format!("{family}{nth}-"), page, output))
            .collect();
        let known = if pages.len() > NAMES_PER_PAGE {
            hex(&add_page(&format!("{family}-"), &pages, output))
        } else {
            hex(&pages.concat())
        };
        self.families.insert(family, (count, known));
    }
}

/// Adds files that share a version, and gives it; zeros where there are none.
fn add_group(group: Group, output: &mut Output) -> Version {
    let mut hasher = blake3::Hasher::new();
    for (_, _, file) in &group {
        hasher.update(&file.bytes);
    }
    if group.is_empty() {
        return Version::default();
    }
    let version = beginning(&hasher.finalize());
    for (family, number, file) in group {
        output.put(family, &format!("{number}-{}", hex(&version)), file);
    }
    version
}

fn add_page(name: &str, versions: &[Version], output: &mut Output) -> Version {
    if versions
        .iter()
        .all(|version| *version == Version::default())
    {
        return Version::default();
    }
    let page = pack(versions.as_flattened());
    let version = beginning(&blake3::hash(&page.bytes));
    output.put("n", &format!("{name}{}", hex(&version)), page);
    version
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
