//! Builds the search index of made-up plans and says what it took.
//!
//! `cargo bench --bench search -- SECTIONS [FOLDER]`: with a folder, the index, the texts
//! (`texts.jsonl`) and a page for each section (`html/`, for other engines) are written there.

#![expect(clippy::print_stdout, reason = "a program that reports")]

mod search_corpus;

use std::fs;
use std::path::Path;
use std::time::Instant;

use gongbao::analysis::search::{City, Input, Plan, Section, build};
use search_corpus::{MadePlan, make};

fn main() -> std::io::Result<()> {
    let arguments: Vec<String> = std::env::args()
        .skip(1)
        .filter(|argument| argument != "--bench")
        .collect();
    let sections = arguments
        .first()
        .and_then(|count| count.parse().ok())
        .unwrap_or(2000);
    let made = make(sections, 1);
    let input = input(&made);
    let start = Instant::now();
    let files = build(&input);
    let took = start.elapsed();
    let bytes: usize = files.iter().map(|(_, bytes)| bytes.len()).sum();
    println!("sections {sections}");
    println!("wall {:.2} s", took.as_secs_f64());
    println!("files {} bytes {bytes}", files.len());
    for family in ["g", "h", "l", "w", "x", "t", "e", "p", "s", "n", "m"] {
        let of: Vec<usize> = files
            .iter()
            .filter(|(path, _)| path.starts_with(&format!("search/{family}/")))
            .map(|(_, bytes)| bytes.len())
            .collect();
        println!(
            "family {family}: {} files, {} bytes, largest {}",
            of.len(),
            of.iter().sum::<usize>(),
            of.iter().max().unwrap_or(&0)
        );
    }
    println!("peak memory {}", status("VmHWM"));
    println!("cpu {}", cpu());
    if let Some(folder) = arguments.get(1) {
        write(Path::new(folder), &files, &made)?;
    }
    Ok(())
}

fn input(made: &[MadePlan]) -> Input<'_> {
    let mut cities: Vec<City> = made
        .iter()
        .map(|plan| City {
            slug: &plan.city,
            name: &plan.city,
            name_en: &plan.city,
            reading: None,
        })
        .collect();
    cities.sort_by_key(|city| city.slug);
    cities.dedup_by_key(|city| city.slug);
    let keys: &'static [&'static str] = &[
        "", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16",
        "17", "18", "19", "20",
    ];
    let mut plans: Vec<Plan> = made
        .iter()
        .map(|plan| Plan {
            id: &plan.id,
            city: &plan.city,
            year: plan.year,
            kind: "plan",
            title: &plan.id,
            title_en: None,
            sections: plan
                .sections
                .iter()
                .map(|section| {
                    let key = keys.get(section.number).copied().unwrap_or_default();
                    let start = key.len() + 1;
                    Section {
                        key,
                        title: &section.title,
                        official: &section.official,
                        title_range: start..start + section.title.chars().count(),
                        ..Section::default()
                    }
                })
                .collect(),
        })
        .collect();
    plans.sort_by_key(|plan| plan.id);
    Input {
        plans,
        cities,
        ..Input::default()
    }
}

fn write(folder: &Path, files: &[(String, Vec<u8>)], made: &[MadePlan]) -> std::io::Result<()> {
    for (path, bytes) in files {
        let path = folder.join(path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(path, bytes)?;
    }
    let mut texts = String::new();
    for plan in made {
        let html = folder.join("html/zh").join(&plan.id);
        for section in &plan.sections {
            let id = format!("{}/{}", plan.id, section.number);
            let line =
                serde_json::json!({"id": id, "title": section.title, "text": section.official});
            texts.push_str(&line.to_string());
            texts.push('\n');
            let page = html.join(section.number.to_string());
            fs::create_dir_all(&page)?;
            let (head, body) = section.official.split_once('。').unwrap_or_default();
            let body = body.replace('\n', "</p><p>");
            fs::write(
                page.join("index.html"),
                format!(
                    "<!doctype html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>{0}</title></head><body><main><h1>{head}</h1><p>{body}</p></main></body></html>",
                    section.title
                ),
            )?;
        }
    }
    fs::write(folder.join("texts.jsonl"), texts)
}

fn status(field: &str) -> String {
    let text = fs::read_to_string("/proc/self/status").unwrap_or_default();
    text.lines()
        .find_map(|line| line.strip_prefix(field))
        .map_or_else(
            || "unknown".to_owned(),
            |rest| rest.trim_matches([':', '\t', ' ']).to_owned(),
        )
}

/// User and system time of this process, in hundredths of a second.
fn cpu() -> String {
    let text = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after = text.rsplit_once(')').map_or("", |(_, rest)| rest);
    let ticks: Vec<&str> = after.split_whitespace().skip(11).take(2).collect();
    format!("user+system ticks {}", ticks.join("+"))
}
