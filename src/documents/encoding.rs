//! Bytes become text: UTF-8, UTF-16 and GB18030, or a finding; never a character lost or guessed.
//!
//! The order of trials: a byte order mark; zero bytes (UTF-16 without a mark); strict UTF-8;
//! GB18030 without replacement. Damaged UTF-8 and Big5 can pass for GB18030 and turn into other
//! Chinese characters, so both are looked for and refused.

use std::sync::Arc;

use encoding_rs::{DecoderResult, GB18030};

use crate::diagnostics::codes::documents::{
    BINARY_FILE, DAMAGED_ENCODING, FILE_TOO_LARGE, LIKELY_BIG5,
};
use crate::diagnostics::{Diagnostic, Location, SourceFile};
use crate::language::Bilingual;

/// The largest file that is read, in bytes. The longest plans have some hundred thousand.
pub const LARGEST_FILE: usize = 32 * 1024 * 1024;

/// An encoding that documents come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16, little end first.
    Utf16Le,
    /// UTF-16, big end first.
    Utf16Be,
    /// GB18030, which holds GBK and GB2312.
    Gb18030,
}

impl Encoding {
    /// The name for messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le => "UTF-16LE",
            Self::Utf16Be => "UTF-16BE",
            Self::Gb18030 => "GB18030",
        }
    }
}

/// A file's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The characters, a byte order mark left out.
    pub text: String,
    /// The encoding they were in.
    pub encoding: Encoding,
}

/// Why bytes are no text; offsets count bytes of the file from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    TooLarge,
    Binary(usize),
    Damaged(Encoding, usize),
    Big5,
}

/// Reads the bytes of the file at `path` (relative to the site, for messages) as text.
///
/// # Errors
/// A finding with the place of the first byte that fits no encoding.
pub fn decode(path: &str, bytes: &[u8]) -> Result<Decoded, Box<Diagnostic>> {
    find_text(bytes).map_err(|fault| Box::new(describe(path, bytes, fault)))
}

fn find_text(bytes: &[u8]) -> Result<Decoded, Fault> {
    if bytes.len() > LARGEST_FILE {
        return Err(Fault::TooLarge);
    }
    let decoded = if let Some(rest) = bytes.strip_prefix(&[0xef, 0xbb, 0xbf]) {
        utf8(rest).map_err(|at| Fault::Damaged(Encoding::Utf8, at + 3))?
    } else if let Some(rest) = bytes.strip_prefix(&[0xff, 0xfe]) {
        utf16(rest, Encoding::Utf16Le).map_err(|at| Fault::Damaged(Encoding::Utf16Le, at + 2))?
    } else if let Some(rest) = bytes.strip_prefix(&[0xfe, 0xff]) {
        utf16(rest, Encoding::Utf16Be).map_err(|at| Fault::Damaged(Encoding::Utf16Be, at + 2))?
    } else if let Some(zero) = memchr::memchr(0, bytes) {
        utf16_without_mark(bytes).ok_or(Fault::Binary(zero))?
    } else {
        match utf8(bytes) {
            Ok(decoded) => decoded,
            Err(at) if is_mostly_utf8(bytes) => return Err(Fault::Damaged(Encoding::Utf8, at)),
            Err(_) => gb18030(bytes)?,
        }
    };
    match control_characters(&decoded.text) {
        // In UTF-8 the text's bytes are the file's, but for the mark before them.
        Some(at) if decoded.encoding == Encoding::Utf8 => Err(Fault::Binary(
            at + bytes.len().saturating_sub(decoded.text.len()),
        )),
        Some(_) => Err(Fault::Binary(0)),
        None => Ok(decoded),
    }
}

fn utf8(bytes: &[u8]) -> Result<Decoded, usize> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Decoded {
            text: text.to_owned(),
            encoding: Encoding::Utf8,
        }),
        Err(error) => Err(error.valid_up_to()),
    }
}

/// Fails with the offset of the first unpaired surrogate or half unit.
fn utf16(bytes: &[u8], encoding: Encoding) -> Result<Decoded, usize> {
    let units = bytes.chunks_exact(2).map(|pair| {
        let pair = [
            pair.first().copied().unwrap_or(0),
            pair.get(1).copied().unwrap_or(0),
        ];
        match encoding {
            Encoding::Utf16Be => u16::from_be_bytes(pair),
            _ => u16::from_le_bytes(pair),
        }
    });
    let mut text = String::with_capacity(bytes.len());
    let mut at = 0;
    for unit in char::decode_utf16(units) {
        let character = unit.map_err(|_| at)?;
        at += character.len_utf16() * 2;
        text.push(character);
    }
    if bytes.len() % 2 == 1 {
        return Err(bytes.len() - 1);
    }
    Ok(Decoded { text, encoding })
}

/// UTF-16 without a mark, recognised by its zero bytes, is read the way that gives Chinese and
/// ASCII; the other way gives characters from everywhere. (一 has a zero byte too: the side on
/// which zeros stand does not tell.)
fn utf16_without_mark(bytes: &[u8]) -> Option<Decoded> {
    let likely = |decoded: &Decoded| {
        let expected = decoded.text.chars().filter(|one| is_expected(*one)).count();
        (expected, decoded.text.chars().count())
    };
    [Encoding::Utf16Le, Encoding::Utf16Be]
        .into_iter()
        .filter_map(|encoding| utf16(bytes, encoding).ok())
        .filter(|decoded| {
            let (expected, all) = likely(decoded);
            expected * 10 >= all * 8
        })
        .max_by_key(|decoded| likely(decoded).0)
}

fn is_expected(character: char) -> bool {
    matches!(u32::from(character),
        0x09..=0x0d | 0x20..=0x7e | 0x2010..=0x203f | 0x3000..=0x303f | 0x4e00..=0x9fff | 0xff00..=0xffef)
}

fn gb18030(bytes: &[u8]) -> Result<Decoded, Fault> {
    let mut decoder = GB18030.new_decoder_without_bom_handling();
    let room = decoder
        .max_utf8_buffer_length_without_replacement(bytes.len())
        .ok_or(Fault::TooLarge)?;
    let mut text = String::with_capacity(room);
    let (result, read) = decoder.decode_to_string_without_replacement(bytes, &mut text, true);
    if let DecoderResult::Malformed(bad, after) = result {
        let at = read.saturating_sub(usize::from(bad) + usize::from(after));
        return Err(Fault::Damaged(Encoding::Gb18030, at));
    }
    if looks_like_big5(&text) {
        return Err(Fault::Big5);
    }
    Ok(Decoded {
        text,
        encoding: Encoding::Gb18030,
    })
}

/// Is the file UTF-8 but for some damage? Sequences of three bytes as UTF-8 writes Chinese hardly
/// occur in GB18030 text.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let high = bytes.iter().filter(|byte| !byte.is_ascii()).count();
    let chinese: usize = bytes
        .utf8_chunks()
        .flat_map(|chunk| chunk.valid().chars())
        .map(char::len_utf8)
        .filter(|length| *length >= 3)
        .sum();
    chinese * 2 > high
}

/// Big5 read as GB18030 has many private-use characters (的 is one); real text has next to none.
fn looks_like_big5(text: &str) -> bool {
    let wide = text.chars().filter(|one| !one.is_ascii()).count();
    let private = text
        .chars()
        .filter(|one| matches!(u32::from(*one), 0xe000..=0xf8ff))
        .count();
    private > 0 && private * 50 >= wide
}

/// Control characters that no text has; NUL above all.
fn control_characters(text: &str) -> Option<usize> {
    text.char_indices()
        .map(|(at, one)| (at, u32::from(one)))
        .find(|(_, one)| matches!(*one, 0..=8 | 0x0e..=0x1a | 0x1c..=0x1f | 0xfffe | 0xffff))
        .map(|(at, _)| at)
}

fn describe(path: &str, bytes: &[u8], fault: Fault) -> Diagnostic {
    match fault {
        Fault::TooLarge => Diagnostic::new(
            &FILE_TOO_LARGE,
            Location::of_path(path),
            Bilingual::new(
                format!("文件有 {} 字节，超过上限 {LARGEST_FILE} 字节", bytes.len()),
                format!(
                    "the file has {} bytes; the limit is {LARGEST_FILE}",
                    bytes.len()
                ),
            ),
        ),
        Fault::Binary(at) => Diagnostic::new(
            &BINARY_FILE,
            place(path, bytes, at, Encoding::Utf8),
            Bilingual::new(
                format!("文件不是文本（第 {} 字节起含控制字符）", at + 1),
                format!(
                    "the file is no text (control characters from byte {} on)",
                    at + 1
                ),
            ),
        ),
        Fault::Damaged(encoding, at) => Diagnostic::new(
            &DAMAGED_ENCODING,
            place(path, bytes, at, encoding),
            Bilingual::new(
                format!("第 {} 字节不符合 {} 编码", at + 1, encoding.name()),
                format!("byte {} does not fit {}", at + 1, encoding.name()),
            ),
        ),
        Fault::Big5 => Diagnostic::new(
            &LIKELY_BIG5,
            Location::of_path(path),
            Bilingual::new(
                "按 GB18030 读出大量专用区字符，文件很可能是 Big5 编码",
                "read as GB18030 the file has many private-use characters; it is probably Big5",
            ),
        ),
    }
}

/// The place of byte `at` in a reading of the file that shows the damage.
fn place(path: &str, bytes: &[u8], at: usize, encoding: Encoding) -> Location {
    let table = match encoding {
        Encoding::Utf8 => encoding_rs::UTF_8,
        Encoding::Utf16Le => encoding_rs::UTF_16LE,
        Encoding::Utf16Be => encoding_rs::UTF_16BE,
        Encoding::Gb18030 => GB18030,
    };
    let read = |part: &[u8]| table.decode_with_bom_removal(part).0.into_owned();
    let start = read(bytes.get(..at).unwrap_or(bytes)).len();
    let text = read(bytes);
    let end = text
        .get(start..)
        .and_then(|rest| rest.chars().next())
        .map_or(start, |one| start + one.len_utf8());
    Location::new(&Arc::new(SourceFile::new(path, text)), start..end)
}

#[cfg(test)]
mod tests;
