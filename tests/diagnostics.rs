//! docs/diagnostics.md is made from the table of codes; this keeps it so.
//!
//! `UPDATE_DOCS=1 cargo test --test diagnostics` writes it anew.

use std::collections::BTreeSet;
use std::fmt::Write;

use gongbao::diagnostics::{Severity, codes};

const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/diagnostics.md");

fn document() -> String {
    let mut out = String::from(
        "# Diagnostics · 诊断代码\n\n\
         Made from the table in `src/diagnostics/codes/`; `gongbao explain CODE` prints an entry.\n\
         The letter names the stage: D documents, M model, A analysis, P pages, O output.\n\
         A rule marked *strict* is an error under `--strict`.\n\n\
         本文由 `src/diagnostics/codes/` 生成；`gongbao explain 代码` 显示其中一条。\
         首字母表示发现问题的环节：D 读取，M 整合，A 分析，P 页面，O 输出。\
         注明 strict 的，在 `--strict` 下按错误处理。\n",
    );
    for rule in codes::all() {
        let severity = match rule.severity {
            Severity::Error => "error · 错误",
            Severity::Warning => "warning · 警告",
            Severity::Note => "note · 提示",
        };
        let strict = if rule.strict && rule.severity != Severity::Error {
            ", *strict*"
        } else {
            ""
        };
        let quoted = rule
            .example
            .lines()
            .fold(String::new(), |mut quoted, line| {
                let _ = writeln!(quoted, "    {line}");
                quoted
            });
        let _ = write!(
            out,
            "\n## {} {} · {}\n\n{severity}{strict}\n\n{} {}\n\n{}\n\n{quoted}\n处理： {}\n",
            rule.code,
            rule.title.en,
            rule.title.zh,
            rule.explanation.en,
            rule.mend.en,
            rule.explanation.zh,
            rule.mend.zh
        );
    }
    out
}

#[test]
fn the_document_is_that_of_the_table() {
    let made = document();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(PATH, &made).expect("docs/ can be written");
    }
    let written = std::fs::read_to_string(PATH).expect("docs/diagnostics.md is there");
    assert_eq!(
        written, made,
        "run UPDATE_DOCS=1 cargo test --test diagnostics"
    );
}

#[test]
fn codes_are_unique_and_named_after_their_stage() {
    let mut seen = BTreeSet::new();
    for rule in codes::all() {
        assert!(seen.insert(rule.code), "{} stands twice", rule.code);
        assert!(
            rule.code.len() == 4 && rule.code.starts_with(['D', 'M', 'A', 'P', 'O']),
            "{}",
            rule.code
        );
        for words in [rule.title, rule.explanation, rule.mend] {
            assert!(
                !words.zh.is_empty() && !words.en.is_empty(),
                "{}",
                rule.code
            );
        }
    }
}
