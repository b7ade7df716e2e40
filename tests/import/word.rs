//! Builds Word files out of parts: a folder with `document.xml` (the body's content) and perhaps
//! `numbering.xml`, `styles.xml`, `footnotes.xml` and others, each without its root element.

use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const NAMESPACES: &str = concat!(
    r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" "#,
    r#"xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" "#,
    r#"xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" "#,
    r#"xmlns:v="urn:schemas-microsoft-com:vml" "#,
    r#"xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships""#
);

const RELATIONS: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8"?>"#,
    r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"#,
    r#"<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>"#,
    "</Relationships>"
);

/// The package made of the parts in `folder`.
pub(crate) fn package(folder: &Path) -> Vec<u8> {
    let mut parts: Vec<(String, String)> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, fs::read_to_string(&path).unwrap())
        })
        .collect();
    parts.sort();
    let parts: Vec<(&str, &str)> = parts
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    of_parts(&parts)
}

/// The package made of parts by name; `document.xml` is the body's content.
pub(crate) fn of_parts(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut add = |name: &str, text: &str| {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    };
    add("_rels/.rels", RELATIONS);
    for (name, text) in parts {
        let root = match *name {
            "document.xml" => "document",
            "numbering.xml" => "numbering",
            "styles.xml" => "styles",
            "footnotes.xml" => "footnotes",
            "endnotes.xml" => "endnotes",
            _ => "hdr",
        };
        let inside = if root == "document" {
            format!("<w:body>{text}</w:body>")
        } else {
            (*text).to_owned()
        };
        let xml = format!(
            r#"<?xml version="1.0" encoding="UTF-8"?><w:{root} {NAMESPACES}>{inside}</w:{root}>"#
        );
        add(&format!("word/{name}"), &xml);
    }
    zip.finish().unwrap().into_inner()
}

/// A paragraph of plain text.
pub(crate) fn paragraph(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    format!(r#"<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>"#)
}
