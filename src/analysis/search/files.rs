//! The index as files: packed, named by their content, and found by number.

use std::collections::BTreeMap;
use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;

/// How the files are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Form {
    /// As they are, fetched by the page: for web servers.
    #[default]
    Binary,
    /// As scripts that assign to a global, loaded by script elements: pages opened from a disk may
    /// not fetch.
    Script,
}

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
#[derive(Debug)]
pub(super) struct Output {
    form: Form,
    files: BTreeMap<String, Vec<u8>>,
}

impl Output {
    /// No files yet.
    pub(super) fn new(form: Form) -> Self {
        Self {
            form,
            files: BTreeMap::new(),
        }
    }

    /// Adds a file and gives its name.
    pub(super) fn add(&mut self, file: Packed) -> Hash {
        let stem = format!("{}/{}", file.family, hex(file.hash));
        let (path, bytes) = match self.form {
            Form::Binary => (format!("search/{stem}.bin"), file.bytes),
            Form::Script => (format!("search/{stem}.js"), script(&stem, &file.bytes)),
        };
        self.files.insert(path, bytes);
        file.hash
    }

    /// Adds files.
    pub(super) fn extend(&mut self, files: Vec<Packed>) {
        for file in files {
            self.add(file);
        }
    }

    /// Adds the file whose name is known beforehand and which leads to all others.
    pub(super) fn add_manifest(&mut self, json: &str) {
        match self.form {
            Form::Binary => self
                .files
                .insert("search/manifest.json".to_owned(), json.as_bytes().to_vec()),
            Form::Script => self.files.insert(
                "search/manifest.js".to_owned(),
                format!("(self.gongbaoFiles=self.gongbaoFiles||{{}}).manifest={json};\n")
                    .into_bytes(),
            ),
        };
    }

    /// Paths and bytes, in the order of paths.
    pub(super) fn finish(self) -> Vec<(String, Vec<u8>)> {
        self.files.into_iter().collect()
    }
}

fn script(stem: &str, bytes: &[u8]) -> Vec<u8> {
    format!(
        "(self.gongbaoFiles=self.gongbaoFiles||{{}})[\"{stem}\"]=\"{}\";\n",
        base64(bytes)
    )
    .into_bytes()
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
    use super::base64;

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
