use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::read;
use crate::diagnostics::Diagnostics;

fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The code of the finding that refuses the file.
fn refusal(bytes: &[u8]) -> Option<&'static str> {
    let mut diagnostics = Diagnostics::default();
    let source = read("a.docx", bytes, &mut diagnostics);
    assert!(source.is_none());
    diagnostics.iter().next().map(|found| found.rule.code)
}

#[test]
fn what_is_no_word_file_is_refused() {
    let document = "word/document.xml";
    let whole = package(&[(
        document,
        b"<w:document><w:body><w:p/></w:body></w:document>",
    )]);
    let cut = whole.get(..whole.len() / 2).unwrap();
    let deep = "<a>".repeat(1000);
    let cases: [(&[u8], &str); 7] = [
        (b"PK\x03\x04 and nothing more", "D302"),
        (cut, "D302"),
        (&package(&[("xl/workbook.xml", b"<workbook/>")]), "D302"),
        (&package(&[(document, b"<w:document><w:body>")]), "D302"),
        (
            &package(&[(document, b"<w:document>&unknown;</w:document>")]),
            "D302",
        ),
        (
            &package(&[(document, b"<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>")]),
            "D302",
        ),
        (&package(&[(document, deep.as_bytes())]), "D302"),
    ];
    for (bytes, code) in cases {
        assert_eq!(refusal(bytes), Some(code));
    }
}

#[test]
fn a_file_that_unpacks_to_too_much_is_refused() {
    let blanks = vec![b' '; 49 * 1024 * 1024];
    let bomb = package(&[("word/document.xml", &blanks)]);
    assert!(bomb.len() < 100_000, "it is small when packed");
    assert_eq!(refusal(&bomb), Some("D303"));
}
