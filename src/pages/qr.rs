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
    let code = encoded(address)?;
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

fn encoded(address: &str) -> Option<QrCode> {
    let segments = QrSegment::make_segments(address);
    // Any mask reads well; trying all eight is most of the work.
    QrCode::encode_segments_advanced(
        &segments,
        QrCodeEcc::Medium,
        Version::MIN,
        Version::MAX,
        Some(Mask::new(2)),
        false,
    )
    .ok()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{code, encoded};

    /// The modules that the strokes of a path cover, column and row.
    fn drawn(path: &str) -> BTreeSet<(i32, i32)> {
        let (mut x, mut y) = (0, 0);
        let mut modules = BTreeSet::new();
        for step in path
            .replace('M', "\nM")
            .replace('m', "\nm")
            .replace('h', "\nh")
            .lines()
            .filter(|step| !step.is_empty())
        {
            let (letter, numbers) = step.split_at(1);
            let mut numbers = numbers.split(' ');
            let first: i32 = numbers.next().unwrap().parse().unwrap();
            match letter {
                "M" => {
                    x = first;
                    y = numbers
                        .next()
                        .unwrap()
                        .strip_suffix(".5")
                        .unwrap()
                        .parse()
                        .unwrap();
                }
                "m" => x += first,
                _ => {
                    modules.extend((x..x + first).map(|x| (x, y)));
                    x += first;
                }
            }
        }
        modules
    }

    #[test]
    fn the_strokes_are_the_dark_modules() {
        let address = "https://plans.example.org/zh/luan/2022-4/11/";
        let (drawing, code) = (
            code(address).expect("fits"),
            encoded(address).expect("fits"),
        );
        let modules = (0..code.size()).flat_map(|y| (0..code.size()).map(move |x| (x, y)));
        let dark = modules.filter(|(x, y)| code.get_module(*x, *y));
        let dark: BTreeSet<(i32, i32)> = dark.map(|(x, y)| (x + 4, y + 4)).collect();
        assert_eq!(drawn(&drawing.path), dark);
    }

    #[test]
    fn an_address_has_a_code() {
        let code = code("https://plans.example.org/zh/luan/2022-4/5/").expect("fits");
        assert_eq!((code.size - 8) % 4, 1, "a version's size");
        assert!(code.path.starts_with("M4 4.5h7m"), "the finder pattern");
        assert!(super::code(&"x".repeat(5000)).is_none());
    }
}
