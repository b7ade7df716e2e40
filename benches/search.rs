//! Builds the search index of made-up plans and says what it took.
//!
//! `cargo bench --bench search -- SECTIONS [FOLDER [html]]`: with a folder, the index the texts (`texts.jsonl`)
//! and what readers may type (`typed.jsonl`) are written there, with `html` a page for each section too, for other engines.
//! `benches/search.mjs` measures queries over such a folder in a browser.

#![allow(clippy::print_stdout, reason = "a program that reports")]

#[path = "../tests/generator/mod.rs"]
mod generator;

use std::fs;
use std::path::Path;
use std::time::Instant;

use generator::Size;
use gongbao::analysis::search::{City, Input, Plan, Section, Term, build};
use pinyin::{Pinyin, ToPinyin};

/// A made-up plan with its texts joined.
struct Made {
    plan: generator::Plan,
    id: String,
    sections: Vec<(String, String, usize)>,
}

fn main() -> std::io::Result<()> {
    let arguments: Vec<String> = std::env::args()
        .skip(1)
        .filter(|argument| argument != "--bench")
        .collect();
    let wanted = arguments
        .first()
        .and_then(|count| count.parse().ok())
        .unwrap_or(2000);
    let made = make(wanted);
    let input = input(&made);
    let before = cpu();
    let start = Instant::now();
    let files = build(&input);
    let wall = start.elapsed().as_secs_f64();
    let cpu = cpu() - before;
    let sections: usize = made.iter().map(|made| made.sections.len()).sum();
    let characters: usize = made
        .iter()
        .flat_map(|made| &made.sections)
        .map(|(official, _, _)| official.chars().count())
        .sum();
    let bytes: usize = files.iter().map(|(_, bytes)| bytes.len()).sum();
    println!("sections {sections}, characters {characters}");
    println!("wall {wall:.2} s, cpu {cpu:.2} s, peak memory {}", peak());
    println!("files {}, bytes {bytes}", files.len());
    for family in ["g", "h", "l", "w", "x", "t", "e", "p", "s", "n", "m"] {
        let of: Vec<usize> = files
            .iter()
            .filter(|(path, _)| path.starts_with(&format!("search/{family}/")))
            .map(|(_, bytes)| bytes.len())
            .collect();
        let (sum, most) = (of.iter().sum::<usize>(), of.iter().max().unwrap_or(&0));
        println!(
            "  {family}: {} files, {sum} bytes, largest {most}",
            of.len()
        );
    }
    match arguments.get(1) {
        Some(folder) => {
            let html = arguments.iter().any(|argument| argument == "html");
            write(Path::new(folder), &files, &made, html)
        }
        None => Ok(()),
    }
}

fn make(sections: usize) -> Vec<Made> {
    let mut size = Size::of_tasks(sections);
    size.years = size.years.max(sections.div_ceil(size.cities * size.tasks));
    generator::plans(1, size)
        .map(|plan| Made {
            id: format!("{}/{}", plan.city.slug, plan.slug),
            sections: plan
                .sections
                .iter()
                .map(|section| {
                    let english = section.paragraphs.iter().map(|(_, en)| en.as_str());
                    let english: Vec<&str> = english.collect();
                    let english = format!("{} {}", section.heading.1, english.join("\n"));
                    let title = section.heading.0.chars().count() - 1;
                    (section.official_text(), english, title)
                })
                .collect(),
            plan: without_paragraphs(plan),
        })
        .collect()
}

/// The memory that is measured is the index's, not that of the texts held twice.
fn without_paragraphs(mut plan: generator::Plan) -> generator::Plan {
    for section in &mut plan.sections {
        section.paragraphs = Vec::new();
    }
    plan
}

fn input(made: &[Made]) -> Input<'_> {
    let mut cities: Vec<City> = made
        .iter()
        .map(|made| City {
            slug: &made.plan.city.slug,
            name: &made.plan.city.zh,
            name_en: &made.plan.city.en,
            reading: None,
        })
        .collect();
    cities.sort_by_key(|city| city.slug);
    cities.dedup_by_key(|city| city.slug);
    let plans = made.iter().map(|made| Plan {
        id: &made.id,
        city: &made.plan.city.slug,
        year: i16::try_from(made.plan.year).unwrap_or_default(),
        kind: if made.plan.report { "report" } else { "plan" },
        title: &made.plan.title,
        title_en: Some(&made.plan.title_en),
        sections: sections(made),
    });
    Input {
        plans: plans.collect(),
        cities,
        terms: terms(),
        ..Input::default()
    }
}

fn terms() -> Vec<Term<'static>> {
    let terms = generator::terms().into_iter();
    let term = |(zh, en)| Term {
        zh: vec![zh],
        en: vec![en],
    };
    terms.map(term).collect()
}

/// What readers may type for terms and titles: a line each, Chinese, English, and the ways to spell it
/// by its sounds.
fn typed(made: &[Made]) -> String {
    let titles = (made.iter().flat_map(|made| &made.plan.sections))
        .map(|section| section.heading.0.trim_end_matches('。'));
    let every = titles.clone().count().div_ceil(100).max(1);
    let phrases =
        (generator::terms().into_iter()).chain(titles.step_by(every).map(|title| (title, "")));
    let mut lines = String::new();
    for (zh, en) in phrases {
        let spelled = |of: fn(Pinyin) -> &'static str, between: &str| {
            let syllables: Option<Vec<&str>> = zh.to_pinyin().map(|one| one.map(of)).collect();
            syllables.map(|syllables| syllables.join(between))
        };
        let line = serde_json::json!({
            "zh": zh,
            "en": en,
            "plain": spelled(Pinyin::plain, ""),
            "spaced": spelled(Pinyin::plain, " "),
            "marked": spelled(Pinyin::with_tone, " "),
            "numbered": spelled(Pinyin::with_tone_num_end, " "),
            "initials": spelled(Pinyin::first_letter, ""),
        });
        lines.push_str(&line.to_string());
        lines.push('\n');
    }
    lines
}

fn sections(made: &Made) -> Vec<Section<'_>> {
    let with_texts = made.plan.sections.iter().zip(&made.sections);
    with_texts
        .map(|(section, (official, english, title))| {
            let start = section.number.chars().count();
            Section {
                key: &section.key,
                title: section.heading.0.trim_end_matches(['。', '.']),
                title_en: Some(section.heading.1.trim_end_matches('.')),
                official,
                title_range: start..start + title,
                english: Some(english),
                ..Section::default()
            }
        })
        .collect()
}

fn write(
    folder: &Path,
    files: &[(String, Vec<u8>)],
    made: &[Made],
    html: bool,
) -> std::io::Result<()> {
    for (path, bytes) in files {
        let path = folder.join(path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(path, bytes)?;
    }
    let mut texts = String::new();
    for made in made {
        for (section, (official, english, _)) in made.plan.sections.iter().zip(&made.sections) {
            let id = format!("{}/{}", made.id, section.key);
            let title = section.heading.0.trim_end_matches('。');
            let line =
                serde_json::json!({"id": id, "title": title, "text": official, "english": english});
            texts.push_str(&line.to_string());
            texts.push('\n');
            if !html {
                continue;
            }
            let page = folder.join("html/zh").join(&id);
            fs::create_dir_all(&page)?;
            let head = format!("{}{}", section.number, section.heading.0);
            let body = official.strip_prefix(&head).unwrap_or(official);
            let body = body.replace('\n', "</p><p>");
            fs::write(
                page.join("index.html"),
                format!(
                    "<!doctype html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>{title}</title></head><body><main><h1>{head}</h1><p>{body}</p></main></body></html>"
                ),
            )?;
        }
    }
    fs::write(folder.join("typed.jsonl"), typed(made))?;
    fs::write(folder.join("texts.jsonl"), texts)
}

fn peak() -> String {
    let text = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.map_or("unknown", str::trim).to_owned()
}

/// Seconds this process has computed.
fn cpu() -> f64 {
    let text = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after = text.rsplit_once(')').map_or("", |(_, rest)| rest);
    let ticks = after.split_whitespace().skip(11).take(2);
    ticks
        .filter_map(|ticks| ticks.parse::<f64>().ok())
        .sum::<f64>()
        / 100.0
}
