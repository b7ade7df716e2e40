use encoding_rs::{BIG5, GB18030, GBK};

use super::{Decoded, Encoding, decode};

const TEXT: &str = "科技委2022年工作计划\n(一)推动𠮷林、“5+1”；占1.5%。\r\n";

fn utf16(text: &str, big: bool) -> Vec<u8> {
    text.encode_utf16()
        .flat_map(|unit| {
            if big {
                unit.to_be_bytes()
            } else {
                unit.to_le_bytes()
            }
        })
        .collect()
}

fn with_mark(mark: &[u8], bytes: &[u8]) -> Vec<u8> {
    [mark, bytes].concat()
}

#[test]
fn every_encoding_gives_the_same_characters() {
    let cases = [
        (TEXT.as_bytes().to_vec(), Encoding::Utf8),
        (with_mark(b"\xef\xbb\xbf", TEXT.as_bytes()), Encoding::Utf8),
        (
            with_mark(b"\xff\xfe", &utf16(TEXT, false)),
            Encoding::Utf16Le,
        ),
        (
            with_mark(b"\xfe\xff", &utf16(TEXT, true)),
            Encoding::Utf16Be,
        ),
        (utf16(TEXT, false), Encoding::Utf16Le),
        (utf16(TEXT, true), Encoding::Utf16Be),
        (GB18030.encode(TEXT).0.into_owned(), Encoding::Gb18030),
    ];
    for (bytes, encoding) in cases {
        let expected = Decoded {
            text: TEXT.to_owned(),
            encoding,
        };
        assert_eq!(decode("a.txt", &bytes), Ok(expected), "{encoding:?}");
    }
}

#[test]
fn gbk_is_read_as_gb18030() {
    let text = "一、总体要求。坚持稳中求进，以科技创新为引领。";
    let bytes = GBK.encode(text).0;
    assert_eq!(
        decode("a.txt", &bytes).map(|read| read.text),
        Ok(text.to_owned())
    );
}

#[test]
fn what_is_no_text_is_refused_with_its_place() {
    let traditional = "推動我市的科技創新，是為了加快建設具有全球重要影響力的科技創新中心。";
    let mut damaged = "一、推动\n科技创新".as_bytes().to_vec();
    damaged.remove("一、推动\n科".len() + 1);
    let mut cut = GB18030.encode("一、推动\n科技创新").0.into_owned();
    cut.pop();
    let mut half = with_mark(b"\xff\xfe", &utf16("一、\n推动", false));
    half.pop();
    let cases: [(&[u8], &str, (usize, usize)); 8] = [
        (&BIG5.encode(traditional).0, "D203", (1, 1)),
        (&damaged, "D202", (2, 2)),
        (&cut, "D202", (2, 4)),
        (&half, "D202", (2, 2)),
        (b"\xff\xfe\x00\xd8\x41\x00", "D202", (1, 1)),
        (b"PK\x03\x04\x00\x00\x08", "D204", (1, 5)),
        (b"\xff\xfe\x00\x00", "D204", (1, 1)),
        (b"a\x01b", "D204", (1, 2)),
    ];
    for (bytes, code, (line, column)) in cases {
        let found = decode("a.txt", bytes).expect_err(code);
        let start = found.location.start();
        assert_eq!(
            (found.rule.code, start.line, start.column),
            (code, line, column),
            "{found:?}"
        );
    }
}

#[test]
fn large_files_are_refused() {
    let bytes = vec![b'a'; super::LARGEST_FILE + 1];
    let found = decode("a.txt", &bytes).map_err(|found| found.rule.code);
    assert_eq!(found, Err("D201"));
}

proptest::proptest! {
    #[test]
    fn no_bytes_make_the_decoder_fail(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..64)) {
        let _ = decode("a.txt", &bytes);
    }

    #[test]
    fn utf8_stays_as_it_is(text in "[ \\t\\nA-Za-z一-龥\u{20000}-\u{2a6d6}]{0,40}") {
        proptest::prop_assert_eq!(decode("a.txt", text.as_bytes()).map(|read| read.text), Ok(text));
    }
}
