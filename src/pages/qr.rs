//! The QR code of a page's address: how officials pass a page on to a telephone.

use qrcodegen::{Mask, QrCode, QrCodeEcc, QrSegment, Version};

/// A code as the parts of an SVG drawing.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub(crate) struct Code {
    /// Width and height in modules, the quiet zone of four modules included.
    pub size: i32,
    /// The dark modules as path data: strokes one module wide, along the middle of each row.
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
    let mut path = String::with_capacity(usize::try_from(size * size).unwrap_or(0) * 2);
    let number = |path: &mut String, letter: char, number: i32| {
        path.push(letter);
        // Few numbers have more than one digit.
        match u8::try_from(number) {
            Ok(digit @ 0..=9) => path.push(char::from(b'0' + digit)),
            _ => path.push_str(&number.to_string()),
        }
    };
    for y in 0..size {
        // Where the pen is; the quiet zone stands before the first module.
        let mut pen = None;
        let mut x = 0;
        while x < size {
            let start = x;
            while x < size && code.get_module(x, y) {
                x += 1;
            }
            if x == start {
                x += 1;
                continue;
            }
            match pen {
                None => {
                    number(&mut path, 'M', start + QUIET);
                    number(&mut path, ' ', y + QUIET);
                    path.push_str(".5");
                }
                Some(pen) => {
                    number(&mut path, 'm', start - pen);
                    path.push_str(" 0");
                }
            }
            number(&mut path, 'h', x - start);
            pen = Some(x);
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
        assert!(code.path.starts_with("M4 4.5h7m"), "the finder pattern");
        assert!(super::code(&"x".repeat(5000)).is_none());
    }
}
