//! Over generated documents: nothing lost, nothing reordered, character for character, from the
//! document as received through the plan file to the text that the site publishes.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use encoding_rs::GB18030;
use gongbao::diagnostics::{Diagnostics, SourceFile};
use gongbao::documents::received::batch::{Outcome, Request, import};
use gongbao::documents::{front_matter, plan_file};
use gongbao::language::Lang;
use proptest::prelude::*;

use super::word;

/// Characters that upset Markdown, XML, YAML or a reader of numbers, and ordinary ones.
const WORDS: &str = r"([　 \t]{0,2}([推进科技创新高质量发展市区、，；：“”《》（）\(\)0-9A-Za-z]|[\\`*_\[\]<>#~|{}&!.+=:@$^'\x22/-]|\*\*|__|---|&amp;|&#35;|\{#a\}|[\u{20000}-\u{20100}]|[〇①⑴Ⅰ]|[\u{e9}\u{3b1}\u{1f600}]){1,12}){1,3}";

const NUMBERS: [&str; 30] = [
    "一、",
    "二、",
    "三、",
    "（一）",
    "(二)",
    "（三）",
    "1.",
    "2.",
    "3．",
    "4、",
    "（1）",
    "(2)",
    "①",
    "②",
    "③",
    "⑴",
    "第一条 ",
    "第二条　",
    "第一章 ",
    "一是",
    "二是",
    "三要",
    "1 ",
    "1.1 ",
    "1.2 ",
    "十二、",
    "5)",
    "㈠",
    "甲、",
    "A. ",
];

fn line() -> impl Strategy<Value = String> {
    let end = prop::sample::select(vec![
        "",
        "。",
        "。推进科技创新。",
        "；",
        "：",
        "  ",
        "\\",
        " #",
        "}",
    ]);
    let number = prop_oneof![
        3 => prop::sample::select(NUMBERS.to_vec()).prop_map(str::to_owned),
        2 => Just(String::new()),
    ];
    let indent = prop::sample::select(vec!["", "", "　　", "    ", "\t"]);
    (indent, number, WORDS, end)
        .prop_map(|(indent, number, words, end)| format!("{indent}{number}{words}{end}"))
}

fn document() -> impl Strategy<Value = Vec<String>> {
    let title = prop::sample::select(vec![
        "六安市2022年科技工作要点",
        "深圳市二〇二二年工作计划 第2篇",
        "工作汇报",
    ]);
    let tail = prop::sample::select(vec![
        vec![],
        vec!["六安市科学技术局", "2022年4月11日"],
        vec![
            "附件：1.项目清单",
            "2.任务分工",
            "六安市科学技术局",
            "2022年4月11日",
            "附件1",
            "项目清单",
            "1.量子项目",
            "1\t研发强度\t3.2%",
            "附件2",
            "一、平台建设",
        ],
    ]);
    let line = prop_oneof![
        12 => line(),
        1 => prop::sample::select(vec!["附件1", "附表：", "附件：1.项目清单", "1\t研发强度\t3.2%", "— 1 —"]).prop_map(str::to_owned),
    ];
    (title, prop::collection::vec(line, 1..16), tail).prop_map(|(title, lines, tail)| {
        let mut all = vec![title.to_owned()];
        all.extend(lines);
        all.extend(tail.into_iter().map(str::to_owned));
        all
    })
}

fn run(name: &str, bytes: Vec<u8>) -> Outcome {
    let files = [(name.to_owned(), bytes)];
    import(&Request {
        files: &files,
        cities: &["luan".to_owned()],
        year: Some(2022),
        kind: None,
        existing: &BTreeMap::new(),
    })
}

/// What the plan files publish: titles and paragraphs, in order.
fn published(outcome: &Outcome) -> Vec<String> {
    let mut lines = Vec::new();
    for plan in &outcome.plans {
        let bytes = outcome.writes.get(&plan.path).cloned().unwrap_or_default();
        let text = String::from_utf8(bytes).unwrap();
        let file = Arc::new(SourceFile::new(plan.path.as_str(), text));
        let mut found = Diagnostics::default();
        let head = front_matter::read(&file, &mut found);
        assert!(head.sound && found.is_empty(), "{found:?}");
        lines.push(plan.title.clone());
        for section in plan_file::read(&file, head.body_start, Lang::Zh) {
            if !section.prose.text.is_empty() {
                lines.extend(section.prose.text.split('\n').map(str::to_owned));
            }
        }
    }
    lines
}

/// Titles lose the blanks at their ends and the line breaks inside; nothing else changes.
fn same_characters(received: &[String], published: &[String]) -> Result<(), TestCaseError> {
    let written = |lines: &[String]| {
        lines
            .iter()
            .filter(|line| !line.trim().is_empty())
            .cloned()
            .collect::<Vec<_>>()
    };
    let (received, published) = (written(received), written(published));
    let title_lines = (1..=4.min(received.len())).find(|count| {
        let joined: String = received
            .iter()
            .take(*count)
            .map(|line| line.trim())
            .collect();
        Some(&joined) == published.first()
    });
    // Where no title was taken out of the text, the name of the file stands in.
    let (received, published) = match title_lines {
        Some(count) if received.len() - count < published.len() => {
            (received[count..].to_vec(), published[1..].to_vec())
        }
        _ => (received, published[1..].to_vec()),
    };
    prop_assert_eq!(received, published);
    Ok(())
}

fn after_edits(made: &str, edits: &[(usize, usize)]) -> String {
    let mut blocks: Vec<String> = made.trim_end().split("\n\n").map(str::to_owned).collect();
    let count = blocks.len();
    for (at, edit) in edits {
        if let Some(block) = blocks.get_mut(1 + at % count) {
            *block = edited(block, *at, *edit);
        }
    }
    blocks.join("\n\n") + "\n"
}

/// Has each section of a plan file a key of its own, written or by the numbers?
fn keys_are_distinct(text: &str) -> bool {
    let file = Arc::new(SourceFile::new("a.zh.md", text));
    let start = front_matter::read(&file, &mut Diagnostics::default()).body_start;
    let mut open: Vec<(usize, String)> = Vec::new();
    let mut keys = BTreeSet::new();
    plan_file::read(&file, start, Lang::Zh)
        .into_iter()
        .filter(|section| section.depth > 0)
        .all(|section| {
            open.retain(|(depth, _)| *depth < section.depth);
            let own = section.value.unwrap_or(0).to_string();
            let key = match (section.explicit_key, open.last()) {
                (Some(key), _) => key.value,
                (None, Some((_, parent))) => format!("{parent}-{own}"),
                (None, None) => own,
            };
            open.push((section.depth, key.clone()));
            keys.insert(key)
        })
}

/// A block as an editor might change it: a heading becomes a paragraph or goes to another level, a
/// paragraph becomes a heading.
fn edited(block: &str, at: usize, edit: usize) -> String {
    let Some((marks, rest)) = block
        .split_once(' ')
        .filter(|(marks, _)| marks.starts_with('#') && marks.chars().all(|one| one == '#'))
    else {
        return if block.contains('\n') || block.starts_with(['#', '|']) {
            block.to_owned()
        } else {
            format!("{} {block} {{#e{at}}}", "#".repeat(2 + edit))
        };
    };
    if rest.contains("{#") {
        return block.to_owned();
    }
    match edit {
        0 => rest.replacen('\n', "", 1),
        1 => format!("#{block}"),
        2 if marks.len() > 2 => block.replacen('#', "", 1),
        _ => {
            let (heading, body) = rest.split_once('\n').unwrap_or((rest, ""));
            format!("{marks}# {heading} {{#e{at}}}\n{body}")
                .trim_end()
                .to_owned()
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn text_comes_out_as_it_went_in(lines in document()) {
        let outcome = run("input.txt", lines.join("\n").into_bytes());
        prop_assume!(outcome.plans.len() == 1);
        same_characters(&lines, &published(&outcome))?;
    }

    #[test]
    fn encodings_make_no_difference(lines in document()) {
        let text = lines.join("\r\n");
        let utf8 = run("input.txt", text.clone().into_bytes());
        let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        let (gb18030, _, lost) = GB18030.encode(&text);
        prop_assume!(!lost);
        prop_assert_eq!(published(&utf8), published(&run("input.txt", utf16)));
        // Short texts of ASCII and rare characters may be valid UTF-8 by chance.
        prop_assume!(std::str::from_utf8(&gb18030).is_err());
        prop_assert_eq!(published(&utf8), published(&run("input.txt", gb18030.into_owned())));
    }

    #[test]
    fn word_files_hold_the_same_characters(lines in document()) {
        let body: String = lines.iter().map(|line| word::paragraph(line)).collect();
        let outcome = run("input.docx", word::of_parts(&[("document.xml", &body)]));
        prop_assume!(outcome.plans.len() == 1);
        same_characters(&lines, &published(&outcome))?;
    }

    #[test]
    fn importing_again_changes_nothing(lines in document()) {
        let bytes = lines.join("\n").into_bytes();
        let first = run("input.txt", bytes.clone());
        prop_assume!(first.plans.len() == 1);
        let existing = first.writes.iter().map(|(path, bytes)| (path.clone(), bytes.clone().into())).collect();
        let files = [("input.txt".to_owned(), bytes)];
        let second = import(&Request {
            files: &files,
            cities: &["luan".to_owned()],
            year: Some(2022),
            kind: None,
            existing: &existing,
        });
        prop_assert_eq!(second.plans[0].changes.as_deref(), Some(&[][..]));
        for (path, bytes) in &second.writes {
            prop_assert_eq!(Some(bytes), first.writes.get(path), "{}", path);
        }
    }

    #[test]
    fn importing_again_keeps_what_editors_made_headings(
        lines in document(),
        edits in prop::collection::vec((0_usize..20, 0_usize..4), 1..5),
    ) {
        let bytes = lines.join("\n").into_bytes();
        let mut first = run("input.txt", bytes.clone());
        prop_assume!(first.plans.len() == 1);
        let before = published(&first);
        let path = first.plans[0].path.clone();
        let made = String::from_utf8(first.writes[&path].clone()).unwrap();
        let text = after_edits(&made, &edits);
        first.writes.insert(path.clone(), text.clone().into_bytes());
        // A section must have text; what Markdown reads otherwise is no edit of headings alone.
        prop_assume!(!text.contains("## {#end}\n\n#") && published(&first) == before);
        let existing = first.writes.iter().map(|(path, bytes)| (path.clone(), bytes.clone().into())).collect();
        let files = [("input.txt".to_owned(), bytes)];
        let second = import(&Request {
            files: &files,
            cities: &["luan".to_owned()],
            year: Some(2022),
            kind: None,
            existing: &existing,
        });
        prop_assert_eq!(second.plans[0].changes.as_deref(), Some(&[][..]), "{}", text);
        prop_assert_eq!(std::str::from_utf8(&second.writes[&path]).unwrap(), text);
    }

    #[test]
    fn a_correction_loses_nothing_where_editors_made_headings(
        lines in document(),
        edits in prop::collection::vec((0_usize..20, 0_usize..4), 0..5),
        changes in prop::collection::vec((1_usize..20, line(), 0_usize..3), 1..4),
    ) {
        let mut first = run("input.txt", lines.join("\n").into_bytes());
        prop_assume!(first.plans.len() == 1);
        let path = first.plans[0].path.clone();
        let text = after_edits(std::str::from_utf8(&first.writes[&path]).unwrap(), &edits);
        prop_assume!(keys_are_distinct(&text));
        first.writes.insert(path.clone(), text.into_bytes());
        let mut corrected = lines;
        for (at, line, change) in changes {
            let at = at.min(corrected.len());
            match change {
                0 => corrected.insert(at, line),
                1 if at < corrected.len() => corrected[at] = line,
                _ if at < corrected.len() => drop(corrected.remove(at)),
                _ => {}
            }
        }
        let existing = first.writes.iter().map(|(path, bytes)| (path.clone(), bytes.clone().into())).collect();
        let files = [("input.txt".to_owned(), corrected.join("\n").into_bytes())];
        let second = import(&Request {
            files: &files,
            cities: &["luan".to_owned()],
            year: Some(2022),
            kind: None,
            existing: &existing,
        });
        prop_assume!(second.plans.len() == 1 && second.plans[0].path == path);
        prop_assume!(second.plans[0].title == first.plans[0].title);
        same_characters(&corrected, &published(&second))?;
        let found = String::from_utf8(second.writes[&path].clone()).unwrap();
        prop_assert!(keys_are_distinct(&found), "{}", found);
    }

    #[test]
    fn no_bytes_make_import_fail(bytes in prop::collection::vec(any::<u8>(), 0..200), word in any::<bool>()) {
        let bytes = if word { [b"PK\x03\x04".to_vec(), bytes].concat() } else { bytes };
        let _ = run("input.txt", bytes);
    }
}

/// The forms of four levels, outermost first; a document uses some of them.
const LEVELS: [[&str; 4]; 6] = [
    ["一、", "（一）", "1.", "（1）"],
    ["第一章 ", "第一条 ", "（一）", "1."],
    ["一、", "1．", "(1)", "①"],
    ["1.", "(一)", "①", "(1)"],
    ["一、", "（一）", "1、", "一是"],
    ["一、", "㈠", "⒈", "⑴"],
];

const COUNT: [&str; 6] = ["一", "二", "三", "四", "五", "六"];

/// Number `value` (from 1) in the form of `sample`.
fn numbered(sample: &str, value: usize) -> String {
    let code = |first: u32| {
        char::from_u32(first + u32::try_from(value).unwrap() - 1)
            .unwrap()
            .to_string()
    };
    match sample {
        "①" => code(0x2460),
        "⒈" => code(0x2488),
        "⑴" => code(0x2474),
        "㈠" => code(0x3220),
        _ => sample
            .replace('一', COUNT[value - 1])
            .replace('1', &value.to_string()),
    }
}

#[derive(Debug, Clone)]
struct Node {
    text: bool,
    children: Vec<Node>,
}

fn tree() -> impl Strategy<Value = Vec<Node>> {
    let leaf = any::<bool>().prop_map(|text| Node {
        text,
        children: Vec::new(),
    });
    // A level with one number only tells little: one 一是 is no list.
    let node = leaf.prop_recursive(3, 60, 5, |inner| {
        let children = prop_oneof![1 => Just(Vec::new()), 2 => prop::collection::vec(inner, 2..5)];
        (any::<bool>(), children).prop_map(|(text, children)| Node { text, children })
    });
    prop::collection::vec(node, 2..6)
}

fn write(
    nodes: &[Node],
    levels: &[&str],
    parent: &str,
    lines: &mut Vec<String>,
    keys: &mut Vec<String>,
) {
    let Some((form, deeper)) = levels.split_first() else {
        return;
    };
    for (at, node) in nodes.iter().enumerate() {
        let key = format!("{parent}{}", at + 1);
        lines.push(format!("{}推进工作。", numbered(form, at + 1)));
        if node.text {
            lines.push("这一段是正文，没有编号。".to_owned());
        }
        keys.push(key.clone());
        write(&node.children, deeper, &format!("{key}-"), lines, keys);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nesting_is_found_from_the_forms(nodes in tree(), levels in prop::sample::select(LEVELS.to_vec())) {
        let mut lines = vec!["六安市2022年工作要点".to_owned()];
        let mut keys = Vec::new();
        write(&nodes, &levels, "", &mut lines, &mut keys);
        let outcome = run("input.txt", lines.join("\n").into_bytes());
        prop_assert_eq!(outcome.plans.len(), 1);
        let text = String::from_utf8(outcome.writes[&outcome.plans[0].path].clone()).unwrap();
        let depths: Vec<usize> = text.lines().filter(|line| line.starts_with("##")).map(|line| line.chars().take_while(|one| *one == '#').count() - 1).collect();
        let expected: Vec<usize> = keys.iter().map(|key| key.split('-').count()).collect();
        prop_assert_eq!(depths, expected, "{}", lines.join("\n"));
        prop_assert!(!text.contains("{#"), "{}", text);
    }
}
