//! Paragraphs become nested sections.
//!
//! Depth follows the forms that the document uses: a form seen for the first time below another
//! nests in it, a form that is open already goes back up to its level. The customary order of forms
//! decides only where a document is ambiguous.

use std::collections::{BTreeMap, BTreeSet};

use super::heading;
use super::marks::{self, Mark};
use super::{Paragraph, ParagraphKind, tail};
use crate::documents::numbering::{self, Form, Number};

/// A section as found: its place in the text, its key, its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Key: from the numbers, or chosen where they give none.
    pub key: String,
    /// Must the key be written after the heading?
    pub explicit: bool,
    /// Depth of nesting, from 1.
    pub level: usize,
    /// The heading as received, number included; empty for `0` and `end`.
    pub heading: String,
    /// What runs on from the heading in its paragraph.
    pub run_on: String,
    /// Paragraphs and tables after it.
    pub body: Vec<Body>,
    /// Line of its first paragraph, from 1.
    pub line: usize,
}

impl Section {
    /// A section without heading and, as yet, without text.
    pub(super) fn without_heading(key: &str, line: usize) -> Self {
        Self {
            key: key.to_owned(),
            explicit: key != "0",
            level: 1,
            heading: String::new(),
            run_on: String::new(),
            body: Vec::new(),
            line,
        }
    }

    /// The characters of the section: what runs on joined by nothing, paragraphs by LF, cells by
    /// TAB.
    pub fn text(&self) -> String {
        let first = format!("{}{}", self.heading, self.run_on);
        let mut blocks: Vec<String> = Vec::new();
        if !first.is_empty() {
            blocks.push(first);
        }
        for block in &self.body {
            match block {
                Body::Paragraph(text) => blocks.push(text.clone()),
                Body::Table(rows) => blocks.extend(rows.iter().map(|row| row.join("\t"))),
            }
        }
        blocks.join("\n")
    }
}

/// A paragraph or table of a section's body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    /// A paragraph.
    Paragraph(String),
    /// A table: rows of cells.
    Table(Vec<Vec<String>>),
}

/// Something about the numbers that an editor should know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Remark {
    /// The number stands twice at one level.
    Duplicate { number: String },
    /// The number is smaller than the one before it.
    Back { number: String, last: u32 },
    /// The line looks like a numbered heading, but nothing goes before or after it.
    LoneNumber,
    /// The line is numbered, has no heading mark, and headings with marks follow.
    ListItem,
    /// The line looks like a heading without number.
    HeadingLike,
    /// The line looks like a page number.
    PageNumber,
    /// Text of its own begins after the last section, so many lines long.
    Attachments { lines: usize },
    /// The line addresses the audience, or otherwise speaks for more than the section it is in.
    Address,
}

/// A remark with the line it is about.
pub(super) type Remarks = Vec<(usize, Remark)>;

/// An open section on the way down to the current one.
struct Open {
    form: Option<Form>,
    value: u32,
    outline: Option<u8>,
    section: usize,
}

/// Divides paragraphs into sections; `tail` is where signature, date and attachments begin.
pub(super) fn outline(paragraphs: &[Paragraph], tail: usize) -> (Vec<Section>, Remarks) {
    let main = paragraphs.get(..tail).unwrap_or(paragraphs);
    let mut builder = Builder::new(main);
    builder.run();
    builder.end(paragraphs.get(tail..).unwrap_or_default());
    (builder.sections, builder.remarks)
}

struct Builder<'a> {
    paragraphs: &'a [Paragraph],
    marks: Vec<Mark>,
    open: Vec<Open>,
    sections: Vec<Section>,
    keys: BTreeSet<String>,
    /// Which form has stood above which.
    above: BTreeSet<(Form, Form)>,
    /// The last number under each parent.
    last: BTreeMap<String, u32>,
    remarks: Remarks,
}

impl<'a> Builder<'a> {
    fn new(paragraphs: &'a [Paragraph]) -> Self {
        let mut remarks = Vec::new();
        let marks = marks::find(paragraphs, &mut remarks);
        Self {
            paragraphs,
            marks,
            open: Vec::new(),
            sections: Vec::new(),
            // Reserved keys: text before the first number, and the signature.
            keys: BTreeSet::from(["0".to_owned(), "end".to_owned()]),
            above: BTreeSet::new(),
            last: BTreeMap::new(),
            remarks,
        }
    }

    fn run(&mut self) {
        let marks = self.marks.clone();
        let mut next = 0;
        for (index, paragraph) in self.paragraphs.iter().enumerate() {
            match marks.get(next).filter(|mark| mark.paragraph == index) {
                Some(mark) => {
                    self.close_for(mark, next);
                    self.start(mark, paragraph);
                    next += 1;
                }
                None => self.add(paragraph),
            }
        }
    }

    /// Closes the sections that `mark` (number `at` of the marks) ends.
    fn close_for(&mut self, mark: &Mark, at: usize) {
        let same_form = mark.number.and_then(|number| {
            self.open.iter().rposition(|open| {
                open.form == Some(number.form) && self.may_be_siblings(open, mark)
            })
        });
        if let Some(level) = same_form {
            self.open.truncate(level);
            return;
        }
        while let Some(open) = self.open.last() {
            if !self.closes(open, mark, at) {
                break;
            }
            self.open.pop();
        }
    }

    /// May an open section and the one that `mark` starts stand at one level? Heading marks decide.
    fn may_be_siblings(&self, open: &Open, mark: &Mark) -> bool {
        match (open.outline, mark.outline) {
            (Some(open), Some(mark)) => open == mark,
            (None, Some(mark)) => self.marked().all(|above| above < mark),
            _ => true,
        }
    }

    /// The levels of the open sections that have heading marks.
    fn marked(&self) -> impl Iterator<Item = u8> + '_ {
        self.open.iter().filter_map(|open| open.outline)
    }

    fn closes(&self, open: &Open, mark: &Mark, at: usize) -> bool {
        // What is numbered without a mark, below the heading that this one is the next to, is a list.
        let next_to_marked = mark
            .outline
            .is_some_and(|own| self.marked().last().is_some_and(|above| above + 1 >= own));
        match (open.outline, mark.outline, mark.number, open.form) {
            (Some(upper), Some(lower), ..) => lower <= upper,
            // A heading by style alone ends what is numbered below it.
            (None, Some(_), None, _) => true,
            (None, Some(_), ..) if next_to_marked => true,
            (_, _, Some(number), Some(form)) => {
                let continues = self.next_of_form(form, at) == Some(open.value + 1);
                number.form < form && !continues && self.stands_above(number, form, at)
            }
            _ => false,
        }
    }

    /// The next number in the form of the innermost open section, after mark `at` and before a
    /// section further up ends.
    fn next_of_form(&self, form: Form, at: usize) -> Option<u32> {
        let upper: Vec<Form> = self
            .open
            .iter()
            .rev()
            .skip(1)
            .filter_map(|open| open.form)
            .collect();
        self.marks
            .iter()
            .skip(at + 1)
            .filter_map(|mark| mark.number)
            .take_while(|number| !upper.contains(&number.form))
            .find(|number| number.form == form)
            .map(|number| number.value)
    }

    /// Does the form of `number` stand above `form` in this document? It does where it has done so
    /// before, where `form` starts again below it, and by custom where it numbers the main parts.
    fn stands_above(&self, number: Number, form: Form, at: usize) -> bool {
        let main_part = number.form <= Form::Chinese && form > Form::Chinese;
        self.above.contains(&(number.form, form))
            || main_part
            || self.next_of_form(form, at) == Some(1)
    }

    fn start(&mut self, mark: &Mark, paragraph: &Paragraph) {
        let parent = self.open.last().map_or("", |open| {
            self.sections
                .get(open.section)
                .map_or("", |section| section.key.as_str())
        });
        let parent = parent.to_owned();
        let natural = match mark.number {
            Some(number) => nested(&parent, &number.value.to_string()),
            None => nested(&parent, &super::places::slug_of_words(&paragraph.text)),
        };
        let key = match mark.number {
            Some(number) => self.numbered_key(number, &parent, &natural, paragraph),
            None => free_key(&natural, &self.keys),
        };
        self.keys.insert(key.clone());
        if let Some(number) = mark.number {
            let upper = self.open.iter().filter_map(|open| open.form);
            self.above.extend(upper.map(|form| (form, number.form)));
        }
        let (heading, run_on) = heading::split(&paragraph.text);
        self.open.push(Open {
            form: mark.number.map(|number| number.form),
            value: mark.number.map_or(0, |number| number.value),
            outline: mark.outline,
            section: self.sections.len(),
        });
        self.sections.push(Section {
            explicit: mark.number.is_none() || key != natural,
            key,
            level: self.open.len(),
            heading: heading.to_owned(),
            run_on: run_on.to_owned(),
            body: Vec::new(),
            line: paragraph.line,
        });
    }

    /// The key of a numbered section. Where the number is taken, or smaller than the one before it,
    /// the key is made distinct and the number reported.
    fn numbered_key(
        &mut self,
        number: Number,
        parent: &str,
        natural: &str,
        paragraph: &Paragraph,
    ) -> String {
        let last = self.last.get(parent).copied().unwrap_or(0);
        let back = number.value < last;
        if !back && !self.keys.contains(natural) {
            self.last.insert(parent.to_owned(), number.value);
            return natural.to_owned();
        }
        let repeated = self.keys.contains(natural);
        let key = free_key_beside(natural, &self.keys);
        let written = number_as_written(&paragraph.text, Some(number));
        let remark = if repeated {
            Remark::Duplicate { number: written }
        } else {
            Remark::Back {
                number: written,
                last,
            }
        };
        self.remarks.push((paragraph.line, remark));
        key
    }

    /// Adds a paragraph that starts no section to the innermost open one.
    fn add(&mut self, paragraph: &Paragraph) {
        if self.sections.is_empty() {
            self.sections
                .push(Section::without_heading("0", paragraph.line));
        }
        if let Some(remark) = marks::doubtful(paragraph, !self.open.is_empty()) {
            self.remarks.push((paragraph.line, remark));
        }
        if let Some(section) = self.sections.last_mut() {
            section.push(paragraph);
        }
    }

    fn end(&mut self, tail: &[Paragraph]) {
        let Some(first) = tail.first() else {
            return;
        };
        let mut section = Section::without_heading("end", first.line);
        for paragraph in tail {
            section.push(paragraph);
            if tail::is_page_number(paragraph.text.trim()) {
                self.remarks.push((paragraph.line, Remark::PageNumber));
            }
        }
        self.sections.push(section);
        if let Some((at, begins)) = tail::attached(tail).and_then(|at| Some((at, tail.get(at)?))) {
            let lines = tail
                .iter()
                .skip(at)
                .filter(|paragraph| paragraph.kind != ParagraphKind::Note)
                .count();
            self.remarks
                .push((begins.line, Remark::Attachments { lines }));
        }
    }
}

impl Section {
    fn push(&mut self, paragraph: &Paragraph) {
        match &paragraph.kind {
            ParagraphKind::Row { cells, first } => match self.body.last_mut() {
                Some(Body::Table(rows)) if !first => rows.push(cells.clone()),
                _ => self.body.push(Body::Table(vec![cells.clone()])),
            },
            _ => self.body.push(Body::Paragraph(paragraph.text.clone())),
        }
    }
}

/// `natural`, or where it is taken `natural-b`, `natural-c` …
pub(super) fn free_key(natural: &str, taken: &BTreeSet<String>) -> String {
    if taken.contains(natural) {
        free_key_beside(natural, taken)
    } else {
        natural.to_owned()
    }
}

fn free_key_beside(natural: &str, taken: &BTreeSet<String>) -> String {
    let mut count = 1_u32;
    loop {
        let key = match char::from_u32(u32::from('a') + count) {
            Some(letter @ 'b'..='z') => format!("{natural}-{letter}"),
            _ => format!("{natural}-z{count}"),
        };
        if !taken.contains(&key) {
            return key;
        }
        count += 1;
    }
}

/// The numbers that are missing before a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Gap {
    /// The section's line.
    pub(super) line: usize,
    /// Its number as written.
    pub(super) number: String,
    /// The keys that sections with the missing numbers would have.
    pub(super) missing: Vec<String>,
}

/// The gaps in the numbering; `before` is the number that an earlier part of the document ended
/// with. Numbers that count on under another parent (第三条 in 第二章) leave no gap, and one that
/// stands later among its siblings is out of order, not missing.
pub(super) fn gaps(sections: &[Section], before: u32) -> Vec<Gap> {
    /// A wild number must not list thousands of missing ones.
    const MOST: usize = 100;
    let mut last: BTreeMap<&str, u32> = BTreeMap::from([("", before)]);
    let mut last_of_form: BTreeMap<Form, u32> = BTreeMap::new();
    let there = keys_by_number(sections);
    let mut gaps = Vec::new();
    for section in sections.iter().filter(|section| !section.explicit) {
        let Some(number) = numbering::read(&section.heading) else {
            continue;
        };
        let parent = section
            .key
            .rsplit_once('-')
            .map_or("", |(parent, _)| parent);
        let value = number.value;
        let counts_on = last_of_form
            .insert(number.form, value)
            .is_some_and(|last| last + 1 == value);
        let before = last.insert(parent, value).unwrap_or(0);
        let missing: Vec<String> = (before + 1..value)
            .take(MOST)
            .map(|value| nested(parent, &value.to_string()))
            .filter(|key| !there.contains(key))
            .collect();
        if !missing.is_empty() && !counts_on {
            let written = number_as_written(&section.heading, Some(number));
            gaps.push(Gap {
                line: section.line,
                number: written,
                missing,
            });
        }
    }
    gaps
}

/// The keys that sections would have by their numbers, whatever keys they have.
fn keys_by_number(sections: &[Section]) -> BTreeSet<String> {
    let mut open: Vec<&Section> = Vec::new();
    let mut keys = BTreeSet::new();
    for section in sections {
        open.retain(|above| above.level < section.level);
        if let Some(number) = numbering::read(&section.heading) {
            let parent = open.last().map_or("", |above| above.key.as_str());
            keys.insert(nested(parent, &number.value.to_string()));
        }
        if !section.heading.is_empty() {
            open.push(section);
        }
    }
    keys
}

/// The first and the last number of the outermost sections, with their form.
pub(super) fn outermost_numbers(sections: &[Section]) -> Option<(Number, Number)> {
    let mut numbers = sections
        .iter()
        .filter(|section| section.level == 1 && !section.explicit)
        .filter_map(|section| numbering::read(&section.heading));
    let first = numbers.next()?;
    Some((first, numbers.next_back().unwrap_or(first)))
}

/// The number without blanks around it, for messages.
fn number_as_written(text: &str, number: Option<Number>) -> String {
    number
        .and_then(|number| text.get(..number.len))
        .map_or(String::new(), |written| written.trim().to_owned())
}

pub(super) fn nested(parent: &str, key: &str) -> String {
    if parent.is_empty() {
        key.to_owned()
    } else {
        format!("{parent}-{key}")
    }
}
