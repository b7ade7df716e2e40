//! The files of a site that holds the plans made.

use std::fmt::Write as _;
use std::io;
use std::path::Path;

use super::words::{COUNTED, FIELDS};
use super::{City, Plan, Size, cities, plans};

/// Paths from the site's folder, and contents, one after another.
pub fn files(seed: u64, size: Size) -> impl Iterator<Item = (String, String)> {
    let fixed = [
        ("gongbao.toml".to_owned(), SETTINGS.to_owned()),
        ("content/topics.toml".to_owned(), topics()),
        ("content/indicators.toml".to_owned(), indicators()),
    ];
    let cities = cities(size)
        .into_iter()
        .map(|city| (format!("content/{}/city.toml", city.slug), city_file(&city)));
    let plans = plans(seed, size).flat_map(|plan| {
        let stem = format!("content/{}/{}", plan.city.slug, plan.slug);
        [
            (
                format!("content/sources/{}", source_name(&plan)),
                received(&plan),
            ),
            (format!("{stem}.zh.md"), official(&plan)),
            (format!("{stem}.en.md"), translation(&plan)),
        ]
    });
    fixed.into_iter().chain(cities).chain(plans)
}

/// Writes the site into a folder, which is made.
pub fn write(folder: &Path, seed: u64, size: Size) -> io::Result<()> {
    for (path, text) in files(seed, size) {
        let path = folder.join(path);
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent)?;
        }
        std::fs::write(path, text)?;
    }
    Ok(())
}

const SETTINGS: &str = r#"name = { zh = "生成的公报", en = "Generated Gongbao" }
description = { zh = "由程序生成的计划,用于试验和测量。", en = "Plans made by a program, for trials and measurements." }
base_url = "https://plans.example.org"
sample = true
"#;

/// The document as received, a line a paragraph.
pub fn received(plan: &Plan) -> String {
    let mut text = format!("{}\n", plan.title);
    for section in &plan.sections {
        text.push_str(&section.official_text());
        text.push('\n');
    }
    text
}

fn source_name(plan: &Plan) -> String {
    format!("{}-{}.txt", plan.city.slug, plan.slug)
}

/// The plan file of the official text.
pub fn official(plan: &Plan) -> String {
    let kind = if plan.report { "report" } else { "plan" };
    let lines = received(plan).lines().count();
    let mut text = format!(
        "---\ntitle: {}\nkind: {kind}\nyear: {year}\ncovers: {year}\ncompleteness: whole\nsource: {{file: {}, lines: 1-{lines}}}\n---\n",
        plan.title,
        source_name(plan),
        year = plan.year,
    );
    for section in &plan.sections {
        let marks = "#".repeat(section.depth + 2);
        let _ = write!(
            text,
            "\n{marks} {}{}",
            section.number,
            escaped(&section.heading.0)
        );
        for (at, (zh, _)) in section.paragraphs.iter().enumerate() {
            text.push_str(if at == 0 { "\n" } else { "\n\n" });
            text.push_str(&escaped(zh));
        }
        text.push('\n');
    }
    text
}

/// The plan file of the translation.
pub fn translation(plan: &Plan) -> String {
    let mut text = format!("---\ntitle: {}\ntranslation: machine\n---\n", plan.title_en);
    for section in &plan.sections {
        let marks = "#".repeat(section.depth + 2);
        let _ = write!(
            text,
            "\n{marks} {} {{#{}}}\n",
            escaped(&section.heading.1),
            section.key
        );
        for (at, (_, en)) in section.paragraphs.iter().enumerate() {
            text.push_str(if at == 0 { "" } else { "\n" });
            text.push_str(&escaped(en));
            text.push('\n');
        }
    }
    text
}

fn city_file(city: &City) -> String {
    format!(
        "name = {{ zh = \"{0}市\", en = \"{1}\" }}\nshort = {{ zh = \"{0}\", en = \"{1}\" }}\n",
        city.zh, city.en
    )
}

fn topics() -> String {
    let mut text = String::new();
    for (zh, en) in FIELDS {
        let _ = write!(
            text,
            "[[topic]]\nid = \"{}\"\nname = {{ zh = \"{zh}\", en = \"{en}\" }}\nterms = [\"{zh}\"]\n\n",
            slug(en)
        );
    }
    text
}

fn indicators() -> String {
    let mut text = String::new();
    for (zh, en, unit) in COUNTED {
        let _ = write!(
            text,
            "[[indicator]]\nid = \"{}\"\nname = {{ zh = \"{zh}\", en = \"{en}\" }}\nunit = \"{unit}\"\n\n",
            slug(en)
        );
    }
    text
}

fn slug(en: &str) -> String {
    en.chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() {
                c.to_ascii_lowercase()
            } else {
                '-'
            }
        })
        .collect()
}

/// Text as Markdown that shows it to the character.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if "\\`*_[]<>#&~|".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
