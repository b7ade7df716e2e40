use std::sync::Arc;

use super::{github, human, json, sarif};
use crate::diagnostics::{Diagnostic, Diagnostics, Location, Rule, Severity, SourceFile};
use crate::language::{Bilingual, Lang, Words};

static RULE: Rule = Rule {
    code: "M999",
    severity: Severity::Error,
    strict: true,
    title: Words {
        zh: "试题",
        en: "a trial",
    },
    explanation: Words { zh: "", en: "" },
    mend: Words {
        zh: "删去。",
        en: "Remove it.",
    },
    example: "",
};

fn findings() -> Diagnostics {
    let text = format!("一\n{}：坏，100%\n末\n", "前言".repeat(200));
    let start = text.find('坏').unwrap_or(0);
    let file = Arc::new(SourceFile::new("content/六安/a,b:c.md", text));
    let mut list = Diagnostics::default();
    list.push(Diagnostic::new(
        &RULE,
        Location::new(&file, start..start + 3),
        Bilingual::new("“坏”不好\n- 坏\u{1b}[31m\n+ 好", "bad, 100%"),
    ));
    list.push(
        Diagnostic::new(
            &RULE,
            Location::of_path("gongbao.toml"),
            Bilingual::new("读不出", "cannot be read"),
        )
        .help("", ""),
    );
    list
}

#[test]
fn people_see_the_passage_marked() {
    let look = human::Look {
        colour: false,
        width: 60,
    };
    insta::assert_snapshot!(human::render(&findings(), Lang::Zh, look), @r##"
    错误[M999]: “坏”不好
     --> content/六安/a,b:c.md:2:402
      |
    2 | ... 前言前言前言前言前言：坏，100%
      |                           ^^
      |
      = - 坏␛[31m
        + 好
      = 办法: 删去。

    错误[M999]: 读不出
    --> gongbao.toml

    共发现2个错误
    "##);
    insta::assert_snapshot!(human::render(&findings(), Lang::En, look), @r##"
    error[M999]: bad, 100%
     --> content/六安/a,b:c.md:2:402
      |
    2 | ... 前言前言前言前言前言：坏，100%
      |                           ^^
      |
      = help: Remove it.

    error[M999]: cannot be read
    --> gongbao.toml

    found 2 errors
    "##);
}

#[test]
fn nothing_found_is_said() {
    let none = Diagnostics::default();
    assert_eq!(
        human::render(&none, Lang::Zh, human::Look::default()),
        "没有发现问题\n"
    );
}

#[test]
fn passages_of_any_shape_are_shown() {
    let file = Arc::new(SourceFile::new("a", "一二\r\n三\r\n\r\n四\n五\n六\n七"));
    let length = file.text().len();
    for start in 0..=length + 2 {
        for end in start..=length + 2 {
            let found = Diagnostic::new(
                &RULE,
                Location::new(&file, start..end),
                Bilingual::new("一", "a"),
            );
            let text = human::render_one(&found, Lang::En, human::Look::default());
            let at = found.location.start();
            assert!(
                text.contains(&format!(" a:{}:", at.line)),
                "{start}..{end}: {text}"
            );
        }
    }
}

#[test]
fn json_has_one_object_a_line() {
    insta::assert_snapshot!(json::render(&findings(), Lang::En), @r##"
    {"code":"M999","severity":"error","message":"bad, 100%","help":"Remove it.","file":"content/六安/a,b:c.md","line":2,"column":402,"end_line":2,"end_column":403}
    {"code":"M999","severity":"error","message":"cannot be read","help":"","file":"gongbao.toml","line":1,"column":1,"end_line":1,"end_column":1}
    "##);
}

#[test]
fn github_commands_are_escaped() {
    insta::assert_snapshot!(github::render(&findings(), Lang::En, "./docs"), @r##"
    ::error file=docs/content/六安/a%2Cb%3Ac.md,line=2,endLine=2,col=402,endColumn=403,title=M999 a trial::bad, 100%25%0ARemove it.
    ::error file=docs/gongbao.toml,line=1,endLine=1,col=1,endColumn=1,title=M999 a trial::cannot be read
    "##);
}

#[test]
fn sarif_places_are_character_columns() {
    let log: serde_json::Value =
        serde_json::from_str(&sarif::render(&findings(), Lang::En, "")).unwrap_or_default();
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    insta::assert_snapshot!(run["results"].to_string(), @r##"
    [{"level":"error","locations":[{"physicalLocation":{"artifactLocation":{"uri":"content/%E5%85%AD%E5%AE%89/a,b%3Ac.md"},"region":{"endColumn":403,"endLine":2,"startColumn":402,"startLine":2}}}],"message":{"text":"bad, 100%\nRemove it."},"ruleId":"M999"},{"level":"error","locations":[{"physicalLocation":{"artifactLocation":{"uri":"gongbao.toml"}}}],"message":{"text":"cannot be read"},"ruleId":"M999"}]
    "##);
}
