//! The paragraphs of `document.xml`.

use std::collections::BTreeMap;

use super::super::ParagraphKind;
use super::numbering::Numbering;
use super::styles::{Properties, Styles};
use super::words::{chosen, find, find_boxes, is_contents, math_text, own_text, raise};
use super::xml::Element;
use super::{LeftOut, Lines};

/// What was found and is not text.
#[derive(Debug, Default)]
struct Counts {
    pictures: usize,
    objects: usize,
    hidden: usize,
    contents: usize,
    text_boxes: usize,
    symbols: usize,
    comments: usize,
}

/// Reads paragraphs in order, counting numbers on the way.
pub(super) struct Reader {
    styles: Styles,
    numbering: Numbering,
    lines: Lines,
    counts: Counts,
    /// Fields being read: `true` once the result has begun.
    fields: Vec<bool>,
    /// Text of a paragraph whose mark was deleted; it goes on in the next.
    carried: String,
    /// Footnotes and endnotes in the order of their marks: kind, id.
    references: Vec<(NoteKind, String)>,
    /// Text boxes of the paragraph being read, to follow it.
    boxes: Vec<Element>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum NoteKind {
    Foot,
    End,
}

impl Reader {
    pub(super) fn new(styles: Styles, numbering: Numbering) -> Self {
        Self {
            styles,
            numbering,
            lines: Vec::new(),
            counts: Counts::default(),
            fields: Vec::new(),
            carried: String::new(),
            references: Vec::new(),
            boxes: Vec::new(),
        }
    }

    pub(super) fn document(&mut self, root: &Element) {
        if let Some(body) = root.child("body") {
            self.blocks(body);
        }
        if !self.carried.is_empty() {
            let text = std::mem::take(&mut self.carried);
            self.lines.push((text, ParagraphKind::Text));
        }
    }

    /// Paragraphs and tables, through the wrappers that may stand around them.
    fn blocks(&mut self, parent: &Element) {
        for element in parent.elements() {
            match element.name.as_str() {
                "p" => self.paragraph(element),
                "tbl" => self.table(element),
                "sdt" if is_contents(element) => self.counts.contents += 1,
                "sdt" | "sdtContent" | "customXml" | "ins" | "moveTo" | "smartTag" => {
                    self.blocks(element);
                }
                "AlternateContent" => {
                    if let Some(choice) = chosen(element) {
                        self.blocks(choice);
                    }
                }
                _ => {}
            }
        }
    }

    fn paragraph(&mut self, paragraph: &Element) {
        let mut text = String::new();
        self.inline(paragraph, &mut text);
        let direct = paragraph.child("pPr");
        let style = direct.and_then(|direct| direct.value("pStyle"));
        let (inherited, list_style) = self.styles.resolve(style);
        let own = direct.map_or_else(Properties::default, Properties::read);
        let boxes = std::mem::take(&mut self.boxes);
        if inherited.contents {
            self.counts.contents += 1;
        } else if direct
            .and_then(|direct| direct.child("rPr"))
            .is_some_and(|mark| mark.child("del").is_some())
        {
            // The mark at its end was deleted: the next paragraph goes on here.
            self.carried.push_str(&text);
        } else {
            let text = std::mem::take(&mut self.carried) + &text;
            let number = self.number(&own, &inherited, list_style.as_deref(), &text);
            let outline = own.outline.or(inherited.outline);
            self.push_lines(&(number + &text), outline);
        }
        for inside in &boxes {
            self.counts.text_boxes += 1;
            self.blocks(inside);
        }
    }

    /// The number that Word counts for a paragraph; an empty paragraph of a list counts and shows
    /// nothing that anyone could read.
    fn number(
        &mut self,
        own: &Properties,
        inherited: &Properties,
        list_style: Option<&str>,
        text: &str,
    ) -> String {
        let list = own.list.clone().or_else(|| inherited.list.clone());
        let Some(list) = list.filter(|list| list != "0") else {
            return String::new();
        };
        let by_style = || list_style.and_then(|style| self.numbering.level_of_style(&list, style));
        let level = own.level.or_else(by_style).or(inherited.level).unwrap_or(0);
        let number = self.numbering.next(&list, level, text);
        if text.trim().is_empty() {
            return String::new();
        }
        number
    }

    /// A line break inside a paragraph ends a line of the text.
    fn push_lines(&mut self, text: &str, outline: Option<u8>) {
        for (at, line) in text.split('\n').enumerate() {
            let kind = match outline {
                Some(level) if at == 0 => ParagraphKind::Heading(level),
                _ => ParagraphKind::Text,
            };
            self.lines.push((line.to_owned(), kind));
        }
    }

    fn inline(&mut self, parent: &Element, text: &mut String) {
        for element in parent.elements() {
            match element.name.as_str() {
                "r" => self.run(element, text),
                "hyperlink" | "ins" | "moveTo" | "smartTag" | "sdt" | "sdtContent"
                | "customXml" | "fldSimple" | "dir" | "bdo" => self.inline(element, text),
                "oMath" | "oMathPara" => self.math(element, text),
                "ruby" => self.ruby(element, text),
                "AlternateContent" => {
                    if let Some(choice) = chosen(element) {
                        self.inline(choice, text);
                    }
                }
                "commentRangeStart" => self.counts.comments += 1,
                _ => {}
            }
        }
    }

    fn math(&mut self, element: &Element, text: &mut String) {
        if !self.in_field_code() {
            text.push_str(&math_text(element));
        }
    }

    fn ruby(&mut self, element: &Element, text: &mut String) {
        if let Some(base) = element.child("rubyBase") {
            self.inline(base, text);
        }
    }

    fn in_field_code(&self) -> bool {
        self.fields.contains(&false)
    }

    fn run(&mut self, run: &Element, text: &mut String) {
        let properties = run.child("rPr");
        if properties.is_some_and(|properties| properties.is_on("vanish")) {
            if run.elements().any(|one| one.name == "t") {
                self.counts.hidden += 1;
            }
            return;
        }
        let mut own = String::new();
        for element in run.elements() {
            self.run_part(element, &mut own);
        }
        let raised = properties.and_then(|properties| properties.value("vertAlign"));
        text.push_str(&raise(&own, raised));
    }

    fn run_part(&mut self, element: &Element, text: &mut String) {
        match element.name.as_str() {
            "fldChar" => match element.attribute("fldCharType") {
                Some("begin") => self.fields.push(false),
                Some("separate") => {
                    if let Some(result) = self.fields.last_mut() {
                        *result = true;
                    }
                }
                Some("end") => {
                    self.fields.pop();
                }
                _ => {}
            },
            "drawing" | "pict" | "object" => self.drawing(element),
            "AlternateContent" => {
                for inside in chosen(element).into_iter().flat_map(Element::elements) {
                    self.run_part(inside, text);
                }
            }
            _ if self.in_field_code() => {}
            "t" => text.push_str(&own_text(element)),
            "tab" | "ptab" => text.push('\t'),
            "cr" => text.push('\n'),
            "br" if !matches!(element.attribute("type"), Some("page" | "column")) => {
                text.push('\n');
            }
            "noBreakHyphen" => text.push('\u{2011}'),
            "ruby" => self.ruby(element, text),
            "sym" => self.symbol(element, text),
            "footnoteReference" => self.reference(NoteKind::Foot, element, text),
            "endnoteReference" => self.reference(NoteKind::End, element, text),
            _ => {}
        }
    }

    fn symbol(&mut self, element: &Element, text: &mut String) {
        let code = element
            .attribute("char")
            .and_then(|code| u32::from_str_radix(code, 16).ok());
        if let Some(character) = code.and_then(char::from_u32) {
            self.counts.symbols += 1;
            text.push(character);
        }
    }

    fn reference(&mut self, kind: NoteKind, element: &Element, text: &mut String) {
        if let Some(id) = element.attribute("id") {
            self.references.push((kind, id.to_owned()));
            let count = self
                .references
                .iter()
                .filter(|(own, _)| *own == kind)
                .count();
            text.push_str(&mark(kind, count));
        }
    }

    /// Text boxes in a drawing follow the paragraph; what is left is a picture or an object.
    fn drawing(&mut self, element: &Element) {
        let mut boxes = Vec::new();
        find_boxes(element, &mut boxes);
        if boxes.is_empty() {
            if element.name == "object" {
                self.counts.objects += 1;
            } else {
                self.counts.pictures += 1;
            }
        }
        self.boxes.append(&mut boxes);
    }

    fn table(&mut self, table: &Element) {
        let mut first = true;
        let mut rows = Vec::new();
        find(table, "tr", &["tbl"], &mut rows);
        for row in rows {
            if row
                .child("trPr")
                .is_some_and(|properties| properties.child("del").is_some())
            {
                continue;
            }
            let cells = self.row(row);
            self.lines
                .push((cells.join("\t"), ParagraphKind::Row { cells, first }));
            first = false;
        }
    }

    /// A cell over several columns has its text in the first, one over several rows in the
    /// topmost.
    fn row(&mut self, row: &Element) -> Vec<String> {
        let mut cells = Vec::new();
        let mut found = Vec::new();
        find(row, "tc", &["tbl"], &mut found);
        for cell in found {
            let properties = cell.child("tcPr");
            let continued = properties
                .and_then(|properties| properties.child("vMerge"))
                .is_some_and(|merge| merge.attribute("val") != Some("restart"));
            let span: usize = properties
                .and_then(|properties| properties.value("gridSpan"))
                .and_then(|span| span.parse().ok())
                .unwrap_or(1);
            cells.push(if continued {
                String::new()
            } else {
                self.cell(cell)
            });
            cells.extend(std::iter::repeat_n(String::new(), span.clamp(1, 64) - 1));
        }
        cells
    }

    /// The paragraphs of a cell, joined by blanks: a cell of the plan file has one line.
    fn cell(&mut self, cell: &Element) -> String {
        let outside = std::mem::take(&mut self.lines);
        self.blocks(cell);
        let inside = std::mem::replace(&mut self.lines, outside);
        inside
            .iter()
            .map(|(text, _)| text.replace('\t', " ").trim().to_owned())
            .filter(|text| !text.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// Puts the notes at the end, each after its mark.
    pub(super) fn notes(&mut self, footnotes: Option<&Element>, endnotes: Option<&Element>) {
        let references = std::mem::take(&mut self.references);
        let mut counts: BTreeMap<bool, usize> = BTreeMap::new();
        for (kind, id) in references {
            let count = counts.entry(kind == NoteKind::End).or_default();
            *count += 1;
            let mark = mark(kind, *count);
            let root = if kind == NoteKind::Foot {
                footnotes
            } else {
                endnotes
            };
            let note = root.and_then(|root| {
                root.elements()
                    .find(|note| note.attribute("id") == Some(id.as_str()))
            });
            let outside = std::mem::take(&mut self.lines);
            if let Some(note) = note {
                self.blocks(note);
            }
            let inside = std::mem::replace(&mut self.lines, outside);
            for (at, (text, _)) in inside.into_iter().enumerate() {
                let text = if at == 0 {
                    format!("{mark} {}", text.trim_start())
                } else {
                    text
                };
                self.lines.push((text, ParagraphKind::Note));
            }
        }
    }

    /// The lines, and what was left out or should be looked at.
    pub(super) fn finish(self, headers: usize) -> (Lines, LeftOut) {
        let counts = &self.counts;
        let mut left_out: LeftOut = [
            (counts.pictures, "未导入的图片", "pictures not imported"),
            (
                counts.objects,
                "未导入的嵌入对象",
                "embedded objects not imported",
            ),
            (
                headers,
                "未导入的页眉页脚",
                "headers and footers not imported",
            ),
            (
                counts.contents,
                "未导入的自动目录",
                "paragraphs of a generated table of contents not imported",
            ),
            (
                counts.hidden,
                "未导入的隐藏文字",
                "passages of hidden text not imported",
            ),
            (counts.comments, "未导入的批注", "comments not imported"),
            (
                counts.text_boxes,
                "放在所在段落之后、请核对位置的文本框",
                "text boxes put after their paragraphs, to be checked",
            ),
            (
                counts.symbols,
                "请核对的符号字体字符",
                "characters of symbol fonts, to be checked",
            ),
        ]
        .into_iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, zh, en)| (format!("{zh}：{count}"), format!("{en}: {count}")))
        .collect();
        if !self.numbering.unknown_formats.is_empty() {
            let formats = self
                .numbering
                .unknown_formats
                .iter()
                .cloned()
                .collect::<Vec<_>>()
                .join(", ");
            left_out.push((
                format!("编号格式 {formats} 按阿拉伯数字导入"),
                format!("numbers of the format {formats} were imported in digits"),
            ));
        }
        (self.lines, left_out)
    }
}

fn mark(kind: NoteKind, count: usize) -> String {
    match kind {
        NoteKind::Foot => format!("[{count}]"),
        NoteKind::End => format!("[尾注{count}]"),
    }
}
