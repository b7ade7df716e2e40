//! What holds for the pages of the sample, and for a site's own theme.

#![expect(
    clippy::string_slice,
    reason = "cuts stand at places that a search in the text gave"
)]

use std::collections::BTreeMap;
use std::sync::Mutex;

use super::{Options, PageFile, Theme, fixture, render};
use crate::analysis::analyse;
use crate::diagnostics::{Diagnostics, Location, Placed, codes};
use crate::model::Site;

fn pages_of(site: &Site, theme: &Theme) -> (BTreeMap<String, String>, Diagnostics) {
    let (facts, _) = analyse(site);
    let files = Mutex::new(Vec::new());
    let give = |file| files.lock().unwrap().push(file);
    let found = render(site, &facts, theme, &Options::default(), &give);
    let files = files.into_inner().unwrap();
    let text = |file: PageFile| Some((file.path, String::from_utf8(file.bytes).ok()?));
    (files.into_iter().filter_map(text).collect(), found)
}

fn named(theme: &str) -> Placed<String> {
    Placed::new(theme.to_owned(), Location::of_path("gongbao.toml"))
}

fn default_theme() -> Theme {
    let (theme, found) = Theme::new(&named("default"), []);
    assert!(found.is_empty(), "{found:#?}");
    theme
}

fn own_theme<'a>(files: &[(&'a str, &'a str)]) -> (Theme, Diagnostics) {
    let files = files.iter().map(|(path, text)| (*path, text.as_bytes()));
    Theme::new(&named("ours"), files)
}

/// The text of all elements with an attribute, one after the other.
fn text_under(html: &str, attribute: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some(at) = rest.find(&format!(" {attribute}")) {
        let open = rest[..at].rfind('<').expect("an element");
        let name: String = rest[open + 1..]
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect();
        let start = at + rest[at..].find('>').expect("the tag ends") + 1;
        let end = start
            + rest[start..]
                .find(&format!("</{name}>"))
                .expect("the element ends");
        let mut inside = false;
        text.extend(rest[start..end].chars().filter(|c| match c {
            '<' => {
                inside = true;
                false
            }
            '>' => {
                inside = false;
                false
            }
            _ => !inside,
        }));
        rest = &rest[end..];
    }
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
}

#[test]
fn the_sample_renders_without_a_finding() {
    let (_, found) = pages_of(&fixture::site(), &default_theme());
    let messages: Vec<_> = found.iter().map(|found| &found.message.en).collect();
    assert!(found.is_empty(), "{messages:#?}");
}

#[test]
fn every_section_page_holds_its_official_text_and_nothing_else() {
    let site = fixture::site();
    let (pages, _) = pages_of(&site, &default_theme());
    for (_, section) in site.sections() {
        for lang in ["zh", "en"] {
            let page = &pages[&format!("{lang}/{}/index.html", section.id)];
            let official = text_under(page, "data-official");
            assert_eq!(official, section.official.text, "{lang} {}", section.id);
        }
        let page = &pages[&format!("en/{}/index.html", section.id)];
        if let Some(english) = &section.english {
            assert_eq!(text_under(page, "data-translation"), english.text);
        }
    }
}

#[test]
fn paragraphs_items_and_tables_keep_their_text() {
    let plan = "---\ntitle: 甲市计划\nkind: plan\nyear: 2022\ncovers: 2022\ncompleteness: whole\n---\n\n\
        ## 一、总则\n\n第一段,**“十四五”**规划<b>。\n\n第二段 & 第三段。\n\n- 甲\n- 乙\n\n| 项 | 数 |\n| --- | --- |\n| 企业 | 90家 |\n\n### (一)分则\n正文。\n";
    let site = fixture::of_texts(&[
        ("gongbao.toml", "name = { zh = \"站\", en = \"Site\" }\n"),
        (
            "content/jia/city.toml",
            "name = { zh = \"甲市\", en = \"Jia\" }\n",
        ),
        ("content/jia/2022.zh.md", plan),
    ]);
    let (pages, _) = pages_of(&site, &default_theme());
    let (_, section) = site.section("jia/2022/1").expect("read");
    assert!(section.official.text.contains('\n'));
    for lang in ["zh", "en"] {
        let page = &pages[&format!("{lang}/jia/2022/1/index.html")];
        assert_eq!(text_under(page, "data-official"), section.official.text);
        assert!(page.contains("href=\"../1-1/\""), "the child is linked");
    }
    let english = &pages["en/jia/2022/1/index.html"];
    assert!(english.contains("has not been translated"));
    assert!(text_under(english, "data-translation").is_empty());
}

#[test]
fn a_long_documents_contents_are_what_is_near() {
    let plan = |title: &str, from: usize, to: usize, more: &str| {
        let head = format!(
            "---\ntitle: {title}\nkind: plan\nyear: 2022\ncovers: 2022\ncompleteness: excerpt\n{more}---\n\n"
        );
        let tasks = (from..=to).map(|n| format!("## {n}.任务{n}\n\n正文。\n\n"));
        head + &tasks.collect::<String>()
    };
    let site = fixture::of_texts(&[
        ("gongbao.toml", "name = { zh = \"站\", en = \"Site\" }\n"),
        (
            "content/jia/city.toml",
            "name = { zh = \"甲市\", en = \"Jia\" }\n",
        ),
        ("content/jia/2022-1.zh.md", &plan("上篇", 1, 90, "")),
        (
            "content/jia/2022-2.zh.md",
            &plan("下篇", 91, 95, "continues_from: jia/2022-1\n"),
        ),
    ]);
    let (pages, _) = pages_of(&site, &default_theme());
    let page = |id: &str| &pages[&format!("zh/jia/{id}/index.html")];

    let middle = page("2022-1/50");
    assert_eq!(middle.matches("<li class=\"level-1\">").count(), 40);
    assert!(middle.contains("<a href=\"../50/\" aria-current=\"page\">"));
    assert_eq!(middle.matches("\"../49/\" aria-current").count(), 0);
    for (id, link) in [
        ("2022-1/50", "rel=\"prev\" href=\"../49/\""),
        ("2022-1/50", "rel=\"next\" href=\"../51/\""),
        ("2022-1/90", "rel=\"next\" href=\"../../2022-2/91/\""),
        ("2022-2/91", "rel=\"prev\" href=\"../../2022-1/90/\""),
    ] {
        assert!(page(id).contains(link), "{id}: {link}");
    }
    assert!(!page("2022-1/1").contains("rel=\"prev\""));
    assert!(!page("2022-2/95").contains("rel=\"next\""));

    let plan = page("2022-2");
    assert_eq!(plan.matches("<li class=\"level-1\">").count(), 95);
    assert!(plan.contains("<a href=\"#s91\">"));
    assert!(plan.contains("<a href=\"../2022-1/1/\">"));
}

#[test]
fn a_target_is_one_element_on_both_pages() {
    let (pages, _) = pages_of(&fixture::site(), &default_theme());
    for lang in ["zh", "en"] {
        let page = &pages[&format!("{lang}/luan/2022-4/5/index.html")];
        assert_eq!(page.matches("id=\"t1\"").count(), 1);
        assert_eq!(page.matches("data-target=\"luan/2022-4/5#t1\"").count(), 1);
    }
}

#[test]
fn every_page_has_its_counterpart() {
    let (pages, _) = pages_of(&fixture::site(), &default_theme());
    for (path, html) in pages
        .iter()
        .filter(|(path, _)| path.ends_with("index.html"))
    {
        assert!(html.contains(" data-language-switch "), "{path}");
        if let Some(rest) = path.strip_prefix("zh/") {
            assert!(pages.contains_key(&format!("en/{rest}")), "{path}");
        }
    }
}

#[test]
fn a_site_replaces_one_template_one_word_one_style() {
    let (theme, found) = own_theme(&[
        (
            "themes/ours/templates/404.html",
            "{% extends \"base.html\" %}{% block main %}<h1>我站没有这一页</h1>{% endblock %}",
        ),
        ("themes/ours/words/zh.toml", "[nav]\nhome = \"主页\"\n"),
        ("themes/ours/static/site.css", "body { margin: 1px }"),
        ("themes/others/static/site.css", "body { margin: 2px }"),
    ]);
    assert!(found.is_empty(), "{found:#?}");
    let (pages, found) = pages_of(&fixture::site(), &theme);
    assert!(found.is_empty(), "{found:#?}");
    assert!(pages["404.html"].contains("我站没有这一页"));
    let home = &pages["zh/index.html"];
    assert!(home.contains("主页</a>") && home.contains("指标</a>"));
    let styles = |text: &str| pages.values().any(|page| page.contains(text));
    assert!(styles("margin: 1px") && !styles("margin: 2px"));
}

#[test]
fn mistakes_of_a_theme_have_a_place() {
    let (theme, mut found) = own_theme(&[
        ("themes/ours/templates/city.html", "一二\n三{% if x %}"),
        ("themes/ours/templates/topic.html", "{{ name | nonsense }}"),
        (
            "themes/ours/templates/404.html",
            "一行\n二三{{ plan.titel }}",
        ),
        (
            "themes/ours/words/en.toml",
            "[nav]\nextra = \"Only here\"\n",
        ),
        ("themes/ours/words/zh.toml", "[nav\n"),
        (
            "themes/ours/theme.toml",
            "[colours]\nmain = \"blue\"\nmian = \"#fff\"\n",
        ),
    ]);
    let (_, more) = pages_of(&fixture::site(), &theme);
    found.append(more);
    found.sort();
    let at: Vec<(&str, &str, usize, usize)> = found
        .iter()
        .map(|found| {
            let start = found.location.start();
            let path = found.location.file.path();
            (found.rule.code, path, start.line, start.column)
        })
        .collect();
    let expected = [
        (
            &codes::pages::TEMPLATE_FAILS,
            "themes/ours/templates/404.html",
            2,
            6,
        ),
        (
            &codes::pages::TEMPLATE_SYNTAX,
            "themes/ours/templates/city.html",
            2,
            10,
        ),
        (
            &codes::pages::TEMPLATE_SYNTAX,
            "themes/ours/templates/topic.html",
            1,
            11,
        ),
        (
            &codes::pages::THEME_SETTINGS,
            "themes/ours/theme.toml",
            2,
            8,
        ),
        (
            &codes::pages::THEME_SETTINGS,
            "themes/ours/theme.toml",
            3,
            8,
        ),
        (
            &codes::pages::WORD_MISSING,
            "themes/ours/words/en.toml",
            2,
            9,
        ),
        (&codes::pages::WORDS_FILE, "themes/ours/words/zh.toml", 1, 5),
    ]
    .map(|(rule, path, line, column)| (rule.code, path, line, column));
    assert_eq!(at, expected);
}

#[test]
fn a_theme_sets_its_colours() {
    let (theme, found) = own_theme(&[(
        "themes/ours/theme.toml",
        "[colours]\nmain = \"#8a1c1c\"\n[dark]\nmain = \"#ffb4ab\"\n",
    )]);
    assert!(found.is_empty(), "{found:#?}");
    let styles = theme.assets().iter().find(|asset| asset.name == "site.css");
    let styles = String::from_utf8_lossy(&styles.expect("styles").bytes);
    assert!(styles.contains("--main: #8a1c1c;") && styles.contains("--main: #ffb4ab;"));
}

#[test]
fn the_manual_names_every_template() {
    let manual = include_str!("../../docs/themes.md");
    for (path, _) in super::embedded() {
        if let Some(name) = path.strip_prefix("templates/") {
            assert!(manual.contains(&format!("`{name}`")), "{name}");
        }
    }
}

#[test]
fn pages_do_not_depend_on_threads() {
    let site = fixture::site();
    let theme = default_theme();
    let run = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        pool.expect("threads").install(|| pages_of(&site, &theme).0)
    };
    assert!(run(1) == run(4));
}
