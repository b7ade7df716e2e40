//! The QR code of a page's address: how officials pass a page on to a telephone.

use std::fmt::Write as _;

use qrcodegen::{Mask, QrCode, QrCodeEcc, QrSegment, Version};

/// A code as the parts of an SVG drawing.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub(crate) struct Code {
    /// Width and height in modules, the quiet zone of four modules included.
    pub size: i32,
    /// The dark modules as path data.
    pub path: String,
}

/// The code of an address; none where it is too long.
pub(crate) fn code(address: &str) -> Option<Code> {
    const QUIET: i32 = 4;
    let segments = QrSegment::make_segments(address);
    // Any mask reads well; trying all eight is most of the work.
    let code = QrCode::encode_segments_advanced(
        &segments,
        QrCodeEcc::Medium,
        Version::MIN,
        Version::MAX,
        Some(Mask::new(2)),
        false,
    )
    .ok()?;
    let size = code.size();
    let mut path = String::new();
    for y in 0..size {
        let mut x = 0;
        while x < size {
            let start = x;
            while x < size && code.get_module(x, y) {
                x += 1;
            }
            if x > start {
                let (column, row, width) = (start + QUIET, y + QUIET, x - start);
                let _ = write!(path, "M{column} {row}h{width}v1h-{width}z");
            } else {
                x += 1;
            }
        }
    }
    Some(Code {
        size: size + 2 * QUIET,
        path,
    })
}

#[cfg(test)]
mod tests {
    use super::code;

    #[test]
    fn an_address_has_a_code() {
        let code = code("https://plans.example.org/zh/luan/2022-4/5/").expect("fits");
        assert_eq!((code.size - 8) % 4, 1, "a version's size");
        assert!(code.path.starts_with("M4 4h7v1h-7z"), "the finder pattern");
        assert!(super::code(&"x".repeat(5000)).is_none());
    }
}
