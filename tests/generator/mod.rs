//! Makes plans of made-up cities, as many as wanted, the same for the same seed: Chinese and
//! English, nested sections, quantities of every form, phrases that documents share, rare
//! characters with a long tail, some of them beyond the basic plane. Stands on `std` alone.

#![allow(
    dead_code,
    unused_imports,
    unreachable_pub,
    reason = "each test, bench and example uses a part"
)]
#![allow(
    clippy::pedantic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "its input is its own constants"
)]

pub mod hugo;
mod quantities;
mod random;
mod sentences;
mod site;
mod words;

pub use random::Random;
pub use site::{files, write};

/// How much to make.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    /// Cities, at most 256.
    pub cities: usize,
    /// Plans a city, one a year from 2020 on.
    pub years: usize,
    /// Sections a plan.
    pub tasks: usize,
}

impl Size {
    /// About this many tasks, in plans of 20 from five years.
    pub fn of_tasks(tasks: usize) -> Self {
        Self {
            cities: tasks.div_ceil(100).clamp(1, 256),
            years: 5,
            tasks: 20,
        }
    }
}

/// A made-up city.
#[derive(Debug, Clone)]
pub struct City {
    pub slug: String,
    pub zh: String,
    pub en: String,
}

/// A plan or report.
#[derive(Debug, Clone)]
pub struct Plan {
    pub city: City,
    pub slug: String,
    pub year: usize,
    pub report: bool,
    pub title: String,
    pub title_en: String,
    pub sections: Vec<Section>,
}

/// One numbered task.
#[derive(Debug, Clone)]
pub struct Section {
    /// Arabic digits, nested with `-`.
    pub key: String,
    /// 0 for the outermost.
    pub depth: usize,
    /// As it stands in the text: `一、`, `(一)`, `1.`, `(1)`.
    pub number: String,
    /// The first sentence, its stop included, in Chinese and English.
    pub heading: (String, String),
    /// Paragraphs, each in Chinese and English; the first runs on after the heading.
    pub paragraphs: Vec<(String, String)>,
}

impl Section {
    /// The official text: the number, the heading and the first paragraph run on, the others a line each.
    pub fn official_text(&self) -> String {
        let paragraphs: Vec<&str> = self.paragraphs.iter().map(|(zh, _)| zh.as_str()).collect();
        format!("{}{}{}", self.number, self.heading.0, paragraphs.join("\n"))
    }
}

/// The cities of a site.
pub fn cities(size: Size) -> Vec<City> {
    (0..size.cities.min(256))
        .map(|at| {
            let first = words::CITY_FIRST[at % 16];
            let second = words::CITY_SECOND[(at / 16 + at) % 16];
            let mut en = format!("{}{}", first.1, second.1);
            en[..1].make_ascii_uppercase();
            City {
                slug: format!("{}{}", first.1, second.1),
                zh: format!("{}{}", first.0, second.0),
                en,
            }
        })
        .collect()
}

/// Terms that stand in the texts, Chinese and English.
pub fn terms() -> Vec<(&'static str, &'static str)> {
    let counted = words::COUNTED.iter().map(|(zh, en, _)| (*zh, *en));
    [words::FIELDS, words::THINGS, words::MEASURED]
        .concat()
        .into_iter()
        .chain(counted)
        .collect()
}

/// Every plan, one after another; each depends on the seed and its place alone.
pub fn plans(seed: u64, size: Size) -> impl Iterator<Item = Plan> {
    cities(size)
        .into_iter()
        .enumerate()
        .flat_map(move |(city_at, city)| {
            (0..size.years).map(move |year_at| plan(seed, &city, city_at, year_at, size.tasks))
        })
}

fn plan(seed: u64, city: &City, city_at: usize, year_at: usize, tasks: usize) -> Plan {
    let mut random = Random::of(seed, &[city_at, year_at]);
    let year = 2020 + year_at;
    let report = year_at % 4 == 3;
    let (kind, kind_en) = if report {
        ("工作总结", "Report on the Work")
    } else {
        ("工作要点", "Key Points of Work")
    };
    Plan {
        city: city.clone(),
        slug: if report {
            format!("{year}-report")
        } else {
            year.to_string()
        },
        year,
        report,
        title: format!("{}市{year}年{kind}", city.zh),
        title_en: format!("{kind_en} of {} in {year}", city.en),
        sections: outline(tasks, (city_at + year_at) % 4)
            .into_iter()
            .enumerate()
            .map(|(at, (key, depth, number))| {
                let (heading, paragraphs) = sentences::task(&mut random, seed, city_at, at);
                Section {
                    key,
                    depth,
                    number,
                    heading,
                    paragraphs,
                }
            })
            .collect(),
    }
}

/// Keys, depths and numbers of so many sections in one of four styles of numbering.
fn outline(tasks: usize, style: usize) -> Vec<(String, usize, String)> {
    let levels: &[usize] = match style {
        0 => &[3],
        1 => &[0, 1],
        2 => &[1, 2],
        _ => &[0, 1, 2, 3],
    };
    let mut counts = [0_usize; 4];
    let mut depth = 0;
    let mut sections = Vec::with_capacity(tasks);
    for at in 0..tasks {
        // Down as far as the style goes, up again after some children.
        depth = match at {
            0 => 0,
            _ if depth + 1 < levels.len() && counts[depth] % 2 == 1 => depth + 1,
            _ if depth > 0 && counts[depth] >= 3 => depth - 1,
            _ => depth,
        };
        counts[depth] += 1;
        counts[depth + 1..].fill(0);
        let number = written(levels[depth], counts[depth], style);
        let key: Vec<String> = counts[..=depth].iter().map(usize::to_string).collect();
        sections.push((key.join("-"), depth, number));
    }
    sections
}

fn written(form: usize, n: usize, style: usize) -> String {
    match form {
        0 => format!("{}、", quantities::chinese(n)),
        1 if style == 2 => format!("（{}）", quantities::chinese(n)),
        1 => format!("({})", quantities::chinese(n)),
        2 => format!("{n}."),
        _ if style == 0 => format!("{n}."),
        _ => format!("({n})"),
    }
}
