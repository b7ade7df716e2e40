//! Properties of reading: nothing panics, and what was read can be found in the file again.

use std::sync::Arc;

use gongbao::diagnostics::SourceFile;
use gongbao::documents::{Cache, InputFile, plan_file, read};
use gongbao::language::Lang;
use gongbao::model::assemble::assemble;
use proptest::prelude::*;

fn site(files: &[(&str, &[u8])]) -> usize {
    let files: Vec<InputFile> = files
        .iter()
        .map(|(path, bytes)| InputFile {
            path: (*path).to_owned(),
            bytes: Arc::from(*bytes),
        })
        .collect();
    let (documents, mut diagnostics) = read(&files, &mut Cache::default());
    let (site, found) = assemble(&documents);
    diagnostics.append(found);
    diagnostics.sort();
    for found in &diagnostics {
        // Places are asked for: they must exist whatever the text.
        assert!(found.location.start() <= found.location.end());
    }
    site.plans.len()
}

/// Pieces that plan files are made of, and pieces that upset parsers.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[一-鿿]{1,12}",
        1 => any::<String>(),
        2 => prop::sample::select(vec![
            "---\n", "title: 甲\n", "year: 2022\n", "kind: plan\n", "notes: [{section: \"1\", quote: 乙}]\n",
            "sections: {\"1\": {related: off}}\n", "## ", "### ", "\n", "\n\n", "1.", "一、", "(二)", "{#key}",
            "**", "*", "_", "\\", "`", "<b>", "<!--", "-->", "[a](b)", "| a | b |\n|---|---|\n", "- ", "1. ",
            "> ", "    ", "　　", "\r\n", "&amp;", "𠮷", "\u{feff}", "\0", "“", "”", "：",
        ]).prop_map(str::to_owned),
    ]
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn no_text_makes_the_reader_panic(official in text(), translation in text(), settings in text()) {
        // Sound front matter lets most cases through to the stages behind it.
        let official = format!(
            "---\ntitle: 甲\nkind: plan\nyear: 2022\ncovers: 2022\ncompleteness: whole\n\
             source: {{file: a.txt}}\nnotes: [{{section: \"1\", quote: 乙, kind: misprint, zh: 甲, en: a}}]\n---\n{official}"
        );
        let translation = format!("---\ntitle: a\ntranslation: draft\n---\n{translation}");
        site(&[
            ("content/luan/2022.en.md", translation.as_bytes()),
            ("content/luan/2022.zh.md", official.as_bytes()),
            ("content/luan/city.toml", settings.as_bytes()),
            ("content/glossary.toml", settings.as_bytes()),
            ("content/sources/a.txt", official.as_bytes()),
            ("gongbao.toml", settings.as_bytes()),
        ]);
    }

    #[test]
    fn no_bytes_make_the_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        site(&[("content/luan/2022.zh.md", &bytes), ("gongbao.toml", &bytes)]);
    }

    #[test]
    fn characters_lead_back_to_the_file(body in text()) {
        let file = Arc::new(SourceFile::new("a.zh.md", body));
        for section in plan_file::read(&file, 0, Lang::Zh) {
            let prose = &section.prose;
            let mut end = 0;
            for block in &prose.blocks {
                prop_assert!(block.range.start >= end && block.range.end <= prose.len());
                end = block.range.end;
            }
            prop_assert_eq!(end, prose.len(), "blocks cover the text");
            for (at, letter) in prose.text.chars().enumerate() {
                // Entities and separators stand for other characters in the file.
                if letter.is_alphanumeric() && !file.text().contains('&') && !file.text().contains('\0') {
                    let place = prose.location(at..at + 1);
                    prop_assert_eq!(file.slice(place.span.clone()), letter.to_string());
                }
            }
        }
    }
}
