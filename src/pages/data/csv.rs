//! `targets.csv`: RFC 4180 with a byte order mark, so that Excel on Chinese Windows reads UTF-8,
//! and its CSVW description `targets.csv-metadata.json`.
//!
//! Spreadsheets read some texts as formulas or dates. Such a cell starts with an apostrophe, the
//! mark by which spreadsheets themselves keep a text a text; the description says so.

use std::fmt::Write as _;

use super::columns::{COLUMNS, Cell, Column, interval};
use super::json::Json;
use super::targets::Record;
use crate::language::Bilingual;
use crate::model::Config;

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// The table, one row of headings.
pub(super) fn table(records: &[Record]) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(BYTE_ORDER_MARK.to_vec());
    // Writing to memory fails only where rows differ in length, and all have the same columns.
    let _ = writer.write_record(COLUMNS.iter().map(Column::heading));
    for record in records {
        let _ = writer.write_record(COLUMNS.iter().map(|column| cell(column, record)));
    }
    writer.into_inner().unwrap_or_default()
}

fn cell(column: &Column, record: &Record) -> String {
    match (column.cell)(record) {
        Cell::Empty => String::new(),
        Cell::Text(text) if is_misread(&text) => format!("'{text}"),
        Cell::Text(text) => text,
        Cell::Number(number) => number.normalize().to_string(),
        Cell::Truth(truth) => truth.to_string(),
        Cell::Days(from, to) => interval(from, to),
    }
}

/// Would a spreadsheet take this text for a formula, a date, or a number it rounds?
fn is_misread(text: &str) -> bool {
    let text = text.trim();
    let Some(first) = text.chars().next() else {
        return false;
    };
    // Half and full width: input methods and imports treat both alike.
    if "=+-@＝＋－＠\t\r".contains(first) || first == '\'' {
        return true;
    }
    looks_like_date(text) || looks_like_long_number(text)
}

/// Nothing but numbers, the marks of dates and times, and names of months; two parts at least.
fn looks_like_date(text: &str) -> bool {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let mut numbers = 0;
    let mut names = 0;
    let is_mark = |c: char| "-/.:–—年月日号时点分秒上下午, ".contains(c) || c.is_whitespace();
    for part in text.split(is_mark).filter(|part| !part.is_empty()) {
        // 5th, 12Dec
        let digits = part.trim_start_matches(|c: char| c.is_ascii_digit());
        numbers += usize::from(digits.len() < part.len());
        let word = digits.to_ascii_lowercase();
        // Jan, Sept, March
        if word.len() >= 3 && MONTHS.iter().any(|month| month.starts_with(&word)) {
            names += 1;
        } else if !matches!(word.as_str(), "" | "st" | "nd" | "rd" | "th" | "am" | "pm") {
            return false;
        }
    }
    numbers >= 2 || (numbers == 1 && (names == 1 || text.contains(['月', '日'])))
}

/// Digits that a spreadsheet would round, cut of their zeros, or show as a power of ten.
fn looks_like_long_number(text: &str) -> bool {
    let is_number = text
        .chars()
        .all(|c| c.is_ascii_digit() || matches!(c, 'e' | 'E'));
    let digits = text.chars().filter(char::is_ascii_digit).count();
    is_number
        && text.starts_with(|c: char| c.is_ascii_digit())
        && (digits > 11 || text.contains(['e', 'E']) || (digits > 1 && text.starts_with('0')))
}

/// The description (W3C, Metadata Vocabulary for Tabular Data).
pub(super) fn metadata(config: &Config) -> Vec<u8> {
    let columns = COLUMNS.iter().map(|column| {
        // The heading of the file comes first in either language: that is what readers compare.
        let titles = |own: &str| Json::List(vec![column.heading().into(), own.into()]);
        Json::Object(vec![
            ("name", column.name.into()),
            (
                "titles",
                Json::Object(vec![
                    ("zh", titles(column.title.zh)),
                    ("en", titles(column.title.en)),
                ]),
            ),
            ("datatype", column.datatype.into()),
            ("required", column.required.into()),
            ("null", "".into()),
            ("dc:description", tagged(&Bilingual::from(column.meaning))),
        ])
    });
    let mut fields = vec![
        (
            "@context",
            Json::List(vec![
                "http://www.w3.org/ns/csvw".into(),
                Json::Object(vec![("@language", "zh".into())]),
            ]),
        ),
        ("url", "targets.csv".into()),
        ("dc:title", tagged(&title(config))),
        (
            "dc:description",
            tagged(&Bilingual::new(
                "计划中的目标和总结中的成果，一行一个数。以撇号（'）开头的单元格是文字，撇号只为避免电子表格将其当作公式或日期，读取时去掉。",
                "Targets of plans and achievements of reports, a row for each quantity. A cell that starts with an apostrophe (') is text; the apostrophe only keeps spreadsheets from taking it for a formula or a date, and readers drop it.",
            )),
        ),
    ];
    if let Some((_, url)) = &config.licence {
        fields.push((
            "dc:license",
            Json::Object(vec![("@id", url.as_str().into())]),
        ));
    }
    fields.push((
        "dialect",
        Json::Object(vec![
            ("encoding", "utf-8".into()),
            ("delimiter", ",".into()),
            ("lineTerminators", Json::List(vec!["\r\n".into()])),
            ("quoteChar", "\"".into()),
            ("doubleQuote", true.into()),
            ("header", true.into()),
            ("headerRowCount", 1_usize.into()),
        ]),
    ));
    fields.push((
        "tableSchema",
        Json::Object(vec![
            ("columns", columns.collect()),
            ("primaryKey", "id".into()),
        ]),
    ));
    let mut out = String::from("{\n");
    for (index, (name, value)) in fields.iter().enumerate() {
        if index > 0 {
            out.push_str(",\n");
        }
        let _ = write!(out, "  \"{name}\": {}", value.line());
    }
    out.push_str("\n}\n");
    out.into_bytes()
}

/// The table's title.
pub(super) fn title(config: &Config) -> Bilingual {
    Bilingual::new(
        format!("{}：指标数据", config.name.zh),
        format!("{}: targets", config.name.en),
    )
}

/// A text of a common property in both languages (JSON-LD's `@value` and `@language`).
fn tagged(text: &Bilingual) -> Json {
    [("zh", &text.zh), ("en", &text.en)]
        .into_iter()
        .map(|(lang, text)| {
            Json::Object(vec![
                ("@value", text.as_str().into()),
                ("@language", lang.into()),
            ])
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_that_a_spreadsheet_misreads_are_guarded() {
        for text in [
            "=1+1",
            "+86",
            "-5",
            "@SUM",
            "＝1",
            "1-2",
            "3/4",
            "5-11",
            "2022-04-11",
            "2022.4",
            "4月11日",
            "2022年4月",
            "3月",
            "Mar 5",
            "5 March 2022",
            "Dec-22",
            "12:30",
            "440300000000",
            "1E5",
            "007",
            "1—2",
            "'x",
            "5th May",
        ] {
            assert!(is_misread(text), "{text}");
        }
        for text in [
            "",
            "90家以上",
            "1-2家",
            "luan/2022-4/5",
            "luan/2022-4/5#t1",
            "/zh/luan/2022-4/5/#t1",
            ">=",
            "<",
            "~",
            "range",
            "to",
            "12%",
            "90",
            "2022年",
            "第二",
            "March on",
            "marketing 5",
            "R&D",
            "5G",
            "may",
        ] {
            assert!(!is_misread(text), "{text}");
        }
    }

    #[test]
    fn rows_are_those_of_rfc_4180() {
        let record = Record {
            sentence: "建“一”,\"二\"\n三".into(),
            ..Record::default()
        };
        let text = String::from_utf8(table(&[record])).unwrap();
        assert!(text.starts_with("\u{feff}编号 / ID,"));
        assert!(text.contains(",\"建“一”,\"\"二\"\"\n三\","), "{text}");
        assert_eq!(text.matches("\r\n").count(), 2);
        assert!(text.ends_with("\r\n"));
    }

    #[test]
    fn column_names_are_unique_and_the_description_is_json() {
        let names: std::collections::BTreeSet<&str> =
            COLUMNS.iter().map(|column| column.name).collect();
        assert_eq!(names.len(), COLUMNS.len());
        let read: serde_json::Value =
            serde_json::from_slice(&metadata(&Config::default())).unwrap();
        let columns = read["tableSchema"]["columns"].as_array().unwrap();
        assert_eq!(columns.len(), COLUMNS.len());
    }
}
