//! Compressed forms beside a file, for web servers that send them as they are.

use std::fs;
use std::io::{self, Read, Write};
use std::path::Path;

/// Below this many bytes the headers weigh more than what is saved.
const SMALLEST: usize = 512;

/// Above this many bytes brotli's best quality takes seconds a file.
const LARGE: usize = 1 << 20;

const TEXT: [&str; 12] = [
    "html",
    "css",
    "js",
    "mjs",
    "json",
    "xml",
    "svg",
    "txt",
    "csv",
    "md",
    "webmanifest",
    "map",
];

/// Is it worth compressing?
pub(super) fn gains(path: &str, bytes: &[u8]) -> bool {
    bytes.len() >= SMALLEST
        && path
            .rsplit_once('.')
            .is_some_and(|(_, extension)| TEXT.contains(&extension))
}

/// A compressed form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Gzip,
    Brotli,
}

impl Form {
    pub(super) const ALL: [Self; 2] = [Self::Gzip, Self::Brotli];

    /// The path of this form of the file `path`.
    pub(super) fn path(self, path: &str) -> String {
        let extension = match self {
            Self::Gzip => "gz",
            Self::Brotli => "br",
        };
        format!("{path}.{extension}")
    }

    /// The bytes compressed; the same bytes give the same result, without a time in it.
    pub(super) fn pack(self, bytes: &[u8]) -> io::Result<Vec<u8>> {
        match self {
            Self::Gzip => {
                let mut packer = flate2::GzBuilder::new()
                    .mtime(0)
                    .write(Vec::new(), flate2::Compression::best());
                packer.write_all(bytes)?;
                packer.finish()
            }
            Self::Brotli => {
                let quality = if bytes.len() > LARGE { 9 } else { 11 };
                let mut packer = brotli::CompressorWriter::new(Vec::new(), 4096, quality, 22);
                packer.write_all(bytes)?;
                Ok(packer.into_inner())
            }
        }
    }

    /// Is this a file that unpacks to `bytes`?
    pub(super) fn unpacks_to(self, path: &Path, bytes: &[u8]) -> bool {
        let Ok(packed) = fs::read(path) else {
            return false;
        };
        // One byte more than wanted shows that there is too much, without unpacking it all.
        let limit = bytes.len() as u64 + 1;
        let mut unpacked = Vec::with_capacity(bytes.len() + 1);
        let read = match self {
            Self::Gzip => flate2::read::GzDecoder::new(packed.as_slice())
                .take(limit)
                .read_to_end(&mut unpacked),
            Self::Brotli => brotli::Decompressor::new(packed.as_slice(), 4096)
                .take(limit)
                .read_to_end(&mut unpacked),
        };
        read.is_ok() && unpacked == bytes
    }
}
