//! Builds the search index of made-up plans, or of a site, and says what it took.
//!
//! `cargo bench --bench search -- SECTIONS|SITE [FOLDER [html] [official]]`: with a folder, the index, the
//! texts (`texts.jsonl`) and what readers may type (`typed.jsonl`) are written there, with `html` a page
//! for each section in both languages too, for other engines; with `official` without translations.
//! `benches/search.mjs` measures queries over such a folder in a browser.

#![allow(clippy::print_stdout, reason = "a program that reports")]

mod clock;
#[path = "../tests/generator/mod.rs"]
mod generator;

use clock::cpu_seconds;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::Instant;

use generator::Size;
use gongbao::analysis::search::{City, Input, Plan, Section, Term, build, traditional};
use gongbao::commands::pipeline;
use pinyin::{Pinyin, ToPinyin};

/// The allocator of the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

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
    let first = arguments.first().map_or("2000", String::as_str);
    let html = arguments.iter().any(|argument| argument == "html");
    let folder = arguments.get(1).map(|folder| (Path::new(folder), html));
    if let Ok(sections) = first.parse() {
        let made = make(sections);
        let mut input = input(&made);
        if arguments.iter().any(|argument| argument == "official") {
            let sections = input.plans.iter_mut().flat_map(|plan| &mut plan.sections);
            sections.for_each(|section| section.english = None);
        }
        measure(&input, folder)
    } else {
        let options = pipeline::Options::default();
        let built = pipeline::look_over(Path::new(first), &options);
        let facts = &built.facts;
        let input = Input::of(&built.site, &facts.topics, &facts.targets);
        measure(&input, folder)
    }
}

fn measure(input: &Input, folder: Option<(&Path, bool)>) -> std::io::Result<()> {
    let before = cpu_seconds();
    let start = Instant::now();
    let files = build(input);
    let wall = start.elapsed().as_secs_f64();
    let cpu = cpu_seconds() - before;
    let sections = || input.plans.iter().flat_map(|plan| &plan.sections);
    let characters: usize = sections()
        .map(|section| section.official.chars().count())
        .sum();
    let bytes: usize = files.iter().map(|(_, bytes)| bytes.len()).sum();
    println!("sections {}, characters {characters}", sections().count());
    println!("wall {wall:.2} s, cpu {cpu:.2} s, peak memory {}", peak());
    println!("files {}, bytes {bytes}", files.len());
    let mut families: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (path, bytes) in &files {
        let family = path.split('/').nth(1).unwrap_or_default();
        families.entry(family).or_default().push(bytes.len());
    }
    for (family, of) in families {
        let (sum, most) = (of.iter().sum::<usize>(), of.iter().max().unwrap_or(&0));
        println!(
            "  {family}: {} files, {sum} bytes, largest {most}",
            of.len()
        );
    }
    match folder {
        Some((folder, html)) => write(folder, &files, input, html),
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
    let terms = generator::terms().into_iter().map(|(zh, en)| Term {
        zh: vec![zh],
        en: vec![en],
    });
    Input {
        plans: plans.collect(),
        cities,
        terms: terms.collect(),
        ..Input::default()
    }
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
    input: &Input,
    html: bool,
) -> std::io::Result<()> {
    let before = cpu_seconds();
    for (path, bytes) in files {
        let path = folder.join(path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(path, bytes)?;
    }
    println!("writing the files: cpu {:.2} s", cpu_seconds() - before);
    let mut texts = String::new();
    for (plan, section) in with_plans(input) {
        let id = format!("{}/{}", plan.id, section.key);
        let (title, text) = (section.title, section.official);
        let line =
            serde_json::json!({"id": id, "title": title, "text": text, "english": section.english});
        texts.push_str(&line.to_string());
        texts.push('\n');
        if html {
            page(folder, "zh", "zh-CN", &id, title, text)?;
            let english = section.english.unwrap_or_default();
            page(
                folder,
                "en",
                "en",
                &id,
                section.title_en.unwrap_or(title),
                english,
            )?;
        }
    }
    fs::write(folder.join("typed.jsonl"), typed(input))?;
    fs::write(folder.join("texts.jsonl"), texts)
}

/// A section's page for other engines: its title and its text, and nothing else.
fn page(
    folder: &Path,
    address: &str,
    lang: &str,
    id: &str,
    title: &str,
    text: &str,
) -> std::io::Result<()> {
    let folder = folder.join("html").join(address).join(id);
    fs::create_dir_all(&folder)?;
    let body = text.replace('\n', "</p><p>");
    fs::write(
        folder.join("index.html"),
        format!(
            "<!doctype html><html lang=\"{lang}\"><head><meta charset=\"utf-8\"><title>{title}</title></head><body><main><h1>{title}</h1><p>{body}</p></main></body></html>"
        ),
    )
}

fn with_plans<'a>(
    input: &'a Input<'a>,
) -> impl Iterator<Item = (&'a Plan<'a>, &'a Section<'a>)> + Clone {
    (input.plans.iter()).flat_map(|plan| plan.sections.iter().map(move |section| (plan, section)))
}

/// What readers may type: terms that stand in the texts and a hundred titles, a line each, with the
/// ways to spell them.
fn typed(input: &Input) -> String {
    let stands = |zh: &str| with_plans(input).any(|(_, section)| section.official.contains(zh));
    let terms = (input.terms.iter())
        .filter_map(|term| Some((*term.zh.first()?, term.en.first().copied())))
        .filter(|(zh, _)| stands(zh));
    let titles = with_plans(input).map(|(_, section)| (section.title, None));
    let every = titles.clone().count().div_ceil(100).max(1);
    let mut lines = String::new();
    for (zh, en) in terms.chain(titles.step_by(every)) {
        let spelled = |of: fn(Pinyin) -> &'static str, between: &str| {
            let syllables: Option<Vec<&str>> = zh.to_pinyin().map(|one| one.map(of)).collect();
            syllables.map(|syllables| syllables.join(between))
        };
        let line = serde_json::json!({
            "zh": zh,
            "en": en,
            "term": en.is_some(),
            "traditional": zh.chars().map(traditional_of).collect::<String>(),
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

/// A traditional form of a character, if it has one.
fn traditional_of(c: char) -> char {
    let pairs = traditional::pairs().iter();
    pairs
        .filter(|(_, simple)| **simple == c)
        .map(|(from, _)| *from)
        .next()
        .unwrap_or(c)
}

fn peak() -> String {
    let text = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.map_or("unknown", str::trim).to_owned()
}
