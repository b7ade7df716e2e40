//! Documents as received, and the content folder as it is → the files to write.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::existing::{city_given, city_toml, head_of, is_unnamed, known_cities, unnamed_city};
use super::outline;
use super::parts::part_number;
use super::plan_text::{self, Facts};
use super::recognise::{Wanted, part_before, plan_before};
use super::retitle::{self, Title};
use super::update::{self, Change};
use super::{Kind, KnownCity, Part, Place, Section, Source, reports};
use crate::diagnostics::codes::documents as codes;
use crate::diagnostics::{Diagnostic, Diagnostics, Location, SourceFile};
use crate::documents::encoding;
use crate::documents::numbering::Number;
use crate::language::Bilingual;

/// What to import, and what there is.
#[derive(Debug)]
pub struct Request<'a> {
    /// Documents as received: file name and bytes.
    pub files: &'a [(String, Vec<u8>)],
    /// City slugs or names given by the editor: none, one for all documents, or one for each.
    pub cities: &'a [String],
    /// The year given by the editor.
    pub year: Option<i16>,
    /// The kind given by the editor.
    pub kind: Option<Kind>,
    /// The content folder: cities' files, plan files and sources, by path below it.
    pub existing: &'a BTreeMap<String, Arc<[u8]>>,
}

/// What an import does.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Files to write, by path below the content folder; empty where there are errors.
    pub writes: BTreeMap<String, Vec<u8>>,
    /// The plans, in the order of the documents.
    pub plans: Vec<Imported>,
    /// Findings.
    pub diagnostics: Diagnostics,
}

/// A plan file that an import makes or changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// Path below the content folder.
    pub path: String,
    /// Title as received.
    pub title: String,
    /// The source's name and lines.
    pub source: (String, (usize, usize)),
    /// Numbers and headings, with their depth.
    pub outline: Vec<(usize, String)>,
    /// What changed in a plan that was there; `None` for a new one.
    pub changes: Option<Vec<Change>>,
}

/// Works out what importing does; writes nothing.
pub fn import(request: &Request<'_>) -> Outcome {
    let mut outcome = Outcome::default();
    let cities = known_cities(request.existing);
    let mut read: Vec<(&str, &[u8], Source, Vec<Part>)> = Vec::new();
    for (name, bytes) in request.files {
        if let Some(source) = super::read(name, bytes, &mut outcome.diagnostics) {
            let parts = super::divide(&source, &cities, &mut outcome.diagnostics);
            read.push((name, bytes, source, parts));
        }
    }
    let count: usize = read.iter().map(|(.., parts)| parts.len()).sum();
    let mut batch = Batch {
        request,
        cities,
        one_city: request.cities.len() != count,
        next: 0,
        paths: BTreeSet::new(),
        ends: Vec::new(),
        outcome,
    };
    for (name, bytes, source, parts) in &read {
        batch.file(name, bytes, source, parts);
    }
    let mut outcome = batch.outcome;
    if outcome.diagnostics.has_errors() {
        outcome.writes.clear();
    }
    outcome
}

struct Batch<'a> {
    request: &'a Request<'a>,
    cities: Vec<KnownCity>,
    /// Is the first city given meant for all documents?
    one_city: bool,
    /// How many documents have been taken.
    next: usize,
    /// Plan files made so far.
    paths: BTreeSet<String>,
    /// Where the parts of a compilation stopped.
    ends: Vec<End>,
    outcome: Outcome,
}

/// Where a part of a compilation stopped.
struct End {
    plan: String,
    city: String,
    series: String,
    last: Number,
}

/// A document with what has been settled about it.
pub(super) struct Settled<'a> {
    pub(super) part: &'a Part,
    pub(super) place: Place,
    pub(super) year: i16,
    pub(super) kind: Kind,
    pub(super) title: String,
    pub(super) guessed: Vec<&'static str>,
}

impl Batch<'_> {
    fn file(&mut self, name: &str, bytes: &[u8], source: &Source, parts: &[Part]) {
        let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
        let mut written = Vec::new();
        for part in parts {
            let given = if self.one_city {
                self.request.cities.first()
            } else {
                self.request.cities.get(self.next)
            };
            self.next += 1;
            let mut sections = None;
            if let Some(settled) = self.settle(given, part, source, name)
                && let Some(path) = self.path(&settled, name, source, parts.len() > 1)
            {
                sections = self.plan(&settled, &path, name, source);
                written.push(path);
            }
            part.report_remarks(
                sections.as_ref().unwrap_or(&part.sections),
                &source.file,
                &mut self.outcome.diagnostics,
            );
        }
        self.source(name, bytes, &written);
    }

    /// Settles city, year and kind, by what the editor said or by the text.
    fn settle<'p>(
        &mut self,
        given: Option<&String>,
        part: &'p Part,
        source: &Source,
        name: &str,
    ) -> Option<Settled<'p>> {
        let place = Location::new(&source.file, source.file.line(part.lines.0).unwrap_or(0..0));
        let mut guessed = Vec::new();
        let city = if let Some(given) = given {
            city_given(given, &self.cities, &part.title, source)
        } else {
            guessed.push("city");
            part.guesses.city.clone()
        };
        if city.is_none() {
            let (zh, en) = match given {
                Some(given) => (
                    format!("“{given}”不是城市的拼音名，也不是已知的城市名"),
                    format!("“{given}” is neither a slug nor the name of a known city"),
                ),
                None => (
                    "文字中没有城市名称，请用 --city 指明".to_owned(),
                    "the text names no city; say it with --city".to_owned(),
                ),
            };
            self.outcome
                .diagnostics
                .report(&codes::CITY_UNKNOWN, place.clone(), zh, en);
        }
        let certain = part.guesses.year_in_title && part.guesses.two_parts.is_none();
        if self.request.year.is_none() && !certain {
            guessed.push("year");
        }
        let year = self.request.year.or(part.guesses.year);
        if year.is_none() {
            self.outcome.diagnostics.report(
                &codes::YEAR_UNKNOWN,
                place.clone(),
                "标题、开头和落款都没有年份，请用 --year 指明",
                "no year stands in the title, the opening or the signature; say it with --year",
            );
        }
        guessed.push("covers");
        let kind = self.request.kind.unwrap_or_else(|| {
            guessed.push("kind");
            part.guesses.kind
        });
        guessed.push("completeness");
        let mut title = part.title.clone();
        if title.is_empty() {
            guessed.push("title");
            retitle::title_of_name(name).clone_into(&mut title);
        }
        if part.guesses.issuer.is_some() {
            guessed.push("issuer");
        }
        if part.guesses.document_number.is_some() {
            guessed.push("document_number");
        }
        let settled = Settled {
            part,
            place: city?,
            year: year?,
            kind,
            title,
            guessed,
        };
        Some(settled)
    }

    /// The plan file's path: that of the plan which is there, or by year and number.
    fn path(
        &mut self,
        settled: &Settled<'_>,
        name: &str,
        source: &Source,
        several: bool,
    ) -> Option<String> {
        let city = &settled.place.slug;
        let year = settled.year;
        let plain = match (settled.part.number, settled.kind) {
            (Some(number), _) => format!("{city}/{year}-{number}.zh.md"),
            (None, Kind::Plan) => format!("{city}/{year}.zh.md"),
            (None, Kind::Report) => format!("{city}/{year}-report.zh.md"),
        };
        let taken = several && settled.part.number.is_none() && self.paths.contains(&plain);
        let usual = if taken {
            format!("{city}/{year}-{}.zh.md", self.next)
        } else {
            plain
        };
        let wanted = Wanted {
            city,
            title: &settled.title,
            year: (!settled.part.guesses.year_in_title).then_some(year),
            source: name,
            usual: &usual,
            words: &settled.part.words(source),
        };
        match plan_before(self.request.existing, &wanted, &self.paths) {
            Ok(before) => {
                let path = before.unwrap_or(usual);
                self.paths.insert(path.clone());
                Some(path)
            }
            Err(fitting) => {
                self.outcome.diagnostics.report(
                    &codes::PLAN_EXISTS,
                    place_of(source, settled.part),
                    format!(
                        "同名的计划不止一份（{}），不知更正的是哪一份；请用原来的文件名导入",
                        fitting.join("、")
                    ),
                    format!(
                        "several plans have this title ({}) and it is not known which one is corrected; import it under the earlier file name",
                        fitting.join(", ")
                    ),
                );
                None
            }
        }
    }

    /// Makes or updates the plan file; gives the sections that it has then.
    fn plan(
        &mut self,
        settled: &Settled<'_>,
        path: &str,
        name: &str,
        source: &Source,
    ) -> Option<Vec<Section>> {
        let part = settled.part;
        let place = place_of(source, part);
        let (text, changes, sections, title) = match self.request.existing.get(path) {
            Some(bytes) => {
                let head = head_of(path, bytes)
                    .filter(|head| head.title == settled.title || head.source == name);
                let Some(head) = head else {
                    self.outcome.diagnostics.report(
                        &codes::PLAN_EXISTS,
                        place,
                        format!("content/{path} 已存在，来自另一份原文"),
                        format!("content/{path} exists and comes from another source"),
                    );
                    return None;
                };
                let decoded = encoding::decode(path, bytes).ok()?;
                let file = Arc::new(SourceFile::new(format!("content/{path}"), decoded.text));
                let base = part_before(self.request.existing, &head, &self.cities);
                let title = retitle::compare(&head, base.as_ref(), &settled.title);
                let base = base.as_ref().map(|part| &part.sections[..]);
                let mut update = update::update(&file, base, &part.sections, (name, part.lines));
                update.retitle(&title);
                let found = &mut self.outcome.diagnostics;
                reports::title(&title, path, place.clone(), found);
                update::report_keys(&update.changes, &place, found);
                let title = match title {
                    Title::Updated { new, .. } => new,
                    Title::Same | Title::Kept { .. } => head.title,
                };
                (update.text, Some(update.changes), update.sections, title)
            }
            None => (
                self.new_plan(settled, path, name, source),
                None,
                part.sections.clone(),
                settled.title.clone(),
            ),
        };
        self.remember(settled, path);
        self.outcome
            .writes
            .insert(path.to_owned(), text.into_bytes());
        self.outcome.plans.push(Imported {
            path: path.to_owned(),
            title,
            source: (name.to_owned(), part.lines),
            outline: part
                .sections
                .iter()
                .map(|section| {
                    (
                        section.level,
                        if section.heading.is_empty() {
                            section.key.clone()
                        } else {
                            section.heading.clone()
                        },
                    )
                })
                .collect(),
            changes,
        });
        self.city_file(&settled.place, place_of(source, part));
        Some(sections)
    }

    fn new_plan(
        &mut self,
        settled: &Settled<'_>,
        path: &str,
        name: &str,
        source: &Source,
    ) -> String {
        let part = settled.part;
        let mut guessed = settled.guessed.clone();
        reports::guesses(settled, source, &mut self.outcome.diagnostics);
        let before = self.goes_on_from(settled, path);
        if before.is_some() {
            guessed.push("continues_from");
        }
        let gaps = outline::gaps(&part.sections, before.as_ref().map_or(0, |(_, last)| *last));
        if !gaps.is_empty() {
            guessed.push("gaps");
        }
        reports::gaps(&gaps, &source.file, &mut self.outcome.diagnostics);
        let facts = Facts {
            title: settled.title.clone(),
            kind: settled.kind.name(),
            year: settled.year,
            excerpt: part.excerpt,
            continues_from: before.map(|(plan, _)| plan),
            gaps: gaps.into_iter().flat_map(|gap| gap.missing).collect(),
            source: (name.to_owned(), part.lines),
            issuer: part.guesses.issuer.clone(),
            document_number: part.guesses.document_number.clone(),
            needs_confirmation: guessed,
        };
        plan_text::front_matter(&facts) + &plan_text::body(&part.sections)
    }

    /// The earlier part of the same city and series that this one goes on from, and the number it
    /// stopped at: the numbering starts late here, in the same form.
    fn goes_on_from(&self, settled: &Settled<'_>, path: &str) -> Option<(String, u32)> {
        let (first, _) = outline::outermost_numbers(&settled.part.sections)?;
        let (series, _) = part_number(&settled.title)?;
        let before = self.ends.iter().rev().find(|end| {
            end.city == settled.place.slug && end.series == series && end.plan != plan_id(path)
        })?;
        let later = first.value > 1 && before.last.value < first.value;
        (later && before.last.form == first.form).then(|| (before.plan.clone(), before.last.value))
    }

    fn remember(&mut self, settled: &Settled<'_>, path: &str) {
        let numbers = outline::outermost_numbers(&settled.part.sections);
        if let (Some((_, last)), Some((series, _))) = (numbers, part_number(&settled.title)) {
            self.ends.push(End {
                plan: plan_id(path),
                city: settled.place.slug.clone(),
                series: series.to_owned(),
                last,
            });
        }
    }

    /// Makes the file of a city that the site does not have yet.
    fn city_file(&mut self, place: &Place, location: Location) {
        let path = format!("{}/city.toml", place.slug);
        if self.request.existing.contains_key(&path) || self.outcome.writes.contains_key(&path) {
            return;
        }
        let found = if is_unnamed(place) {
            unnamed_city(place, &path, location, &self.cities)
        } else {
            Diagnostic::new(
                &codes::CITY_WITHOUT_FILE,
                location,
                Bilingual::new(
                    format!("新建 content/{path}：{}", place.name),
                    format!("made content/{path}: {}", place.name),
                ),
            )
        };
        self.outcome.diagnostics.push(found);
        self.outcome
            .writes
            .insert(path, city_toml(place).into_bytes());
    }

    /// Copies the source, byte for byte.
    fn source(&mut self, name: &str, bytes: &[u8], written: &[String]) {
        let path = format!("sources/{name}");
        let differs = self
            .request
            .existing
            .get(&path)
            .is_some_and(|there| **there != *bytes)
            || self
                .outcome
                .writes
                .get(&path)
                .is_some_and(|there| there != bytes);
        let others = self
            .request
            .existing
            .iter()
            .filter(|(path, _)| path.ends_with(".zh.md") && !written.contains(path))
            .any(|(path, bytes)| head_of(path, bytes).is_some_and(|head| head.source == name));
        if differs && others
            || self
                .outcome
                .writes
                .get(&path)
                .is_some_and(|there| there != bytes)
        {
            self.outcome.diagnostics.report(
                &codes::SOURCE_NAME_TAKEN,
                Location::of_path(name),
                format!("content/{path} 是其他计划的原文，内容不同"),
                format!("content/{path} is the source of other plans and has other content"),
            );
            return;
        }
        self.outcome.writes.insert(path, bytes.to_vec());
    }
}

/// `luan/2022-4` of `luan/2022-4.zh.md`.
fn plan_id(path: &str) -> String {
    path.trim_end_matches(".zh.md").to_owned()
}

pub(super) fn place_of(source: &Source, part: &Part) -> Location {
    Location::new(&source.file, source.file.line(part.lines.0).unwrap_or(0..0))
}
