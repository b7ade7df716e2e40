//! `targets.xlsx`: the same table for Excel, its headings in both languages, and a sheet that
//! explains the columns.

use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Url, Workbook, Worksheet,
    XlsxError,
};

use super::columns::{COLUMNS, Cell, Column};
use super::targets::Record;
use crate::language::Words;
use crate::model::Config;

/// Excel's own limits: characters in a cell, rows of a sheet, links of a sheet.
const LONGEST_TEXT: usize = 32_767;
const MOST_ROWS: usize = 1_048_575;
const MOST_LINKS: usize = 65_530;

/// The workbook. Its creation date is fixed, so that the same targets give the same bytes.
pub(super) fn workbook(
    config: &Config,
    base_url: Option<&str>,
    records: &[Record],
) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let title = super::csv::title(config);
    let properties = DocProperties::new()
        .set_title(format!("{} / {}", title.zh, title.en))
        .set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?);
    book.set_properties(&properties);
    let looks = Looks::new();
    table(book.add_worksheet(), base_url, records, &looks)?;
    notes(book.add_worksheet(), config, &looks)?;
    book.save_to_buffer()
}

struct Looks {
    heading: Format,
    wrapped: Format,
    plain: Format,
    number: Format,
    year: Format,
    day: Format,
    title: Format,
}

impl Looks {
    fn new() -> Self {
        let top = || Format::new().set_align(FormatAlign::Top);
        Self {
            heading: Format::new()
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::VerticalCenter)
                .set_background_color("#E8EEF6")
                .set_border_bottom(FormatBorder::Thin),
            wrapped: top().set_text_wrap(),
            plain: top(),
            number: top().set_num_format("#,##0.##########"),
            year: top().set_num_format("0"),
            day: top().set_num_format("yyyy-mm-dd"),
            title: Format::new().set_bold().set_font_size(14),
        }
    }
}

/// A column of the sheet: the interval of the CSV file is two real dates here.
struct SheetColumn {
    column: &'static Column,
    title: Words,
    /// 0 the first day of an interval, 1 the last.
    side: usize,
}

fn sheet_columns() -> Vec<SheetColumn> {
    let first = Words {
        zh: "期限起",
        en: "Period from",
    };
    let last = Words {
        zh: "期限止",
        en: "Period to",
    };
    COLUMNS
        .iter()
        .flat_map(|column| {
            let titles = if column.name == "period" {
                vec![first, last]
            } else {
                vec![column.title]
            };
            titles
                .into_iter()
                .enumerate()
                .map(move |(side, title)| SheetColumn {
                    column,
                    title,
                    side,
                })
        })
        .collect()
}

fn table(
    sheet: &mut Worksheet,
    base_url: Option<&str>,
    records: &[Record],
    looks: &Looks,
) -> Result<(), XlsxError> {
    sheet.set_name("指标 Targets")?;
    let columns = sheet_columns();
    for (at, column) in (0_u16..).zip(&columns) {
        let heading = format!("{}\n{}", column.title.zh, column.title.en);
        sheet.write_with_format(0, at, heading, &looks.heading)?;
        let width = if column.column.name == "period" {
            12.0
        } else {
            column.column.width
        };
        sheet.set_column_width(at, width)?;
    }
    sheet.set_row_height(0, 34)?;
    // Whoever scrolls keeps headings and ids in view.
    sheet.set_freeze_panes(1, 1)?;
    let linked = base_url.filter(|_| records.len() * 2 <= MOST_LINKS);
    let mut last = 0;
    for (row, record) in (1_u32..).zip(records.iter().take(MOST_ROWS)) {
        for (at, column) in (0_u16..).zip(&columns) {
            cell(sheet, (row, at), column, record, linked, looks)?;
        }
        last = row;
    }
    let width = u16::try_from(columns.len() - 1).unwrap_or(u16::MAX);
    sheet.autofilter(0, 0, last, width)?;
    sheet.set_landscape();
    sheet.set_paper_size(9);
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_repeat_rows(0, 0)?;
    Ok(())
}

fn cell(
    sheet: &mut Worksheet,
    (row, at): (u32, u16),
    column: &SheetColumn,
    record: &Record,
    base_url: Option<&str>,
    looks: &Looks,
) -> Result<(), XlsxError> {
    match (column.column.cell)(record) {
        Cell::Empty => {}
        Cell::Text(text) => {
            let text = cut(text);
            if let (Some(base), true) = (base_url, column.column.name.starts_with("url_")) {
                let link = Url::new(format!("{base}{text}")).set_text(text);
                sheet.write_url(row, at, link)?;
            } else if column.column.width >= 60.0 {
                sheet.write_string_with_format(row, at, text, &looks.wrapped)?;
            } else {
                sheet.write_string_with_format(row, at, text, &looks.plain)?;
            }
        }
        Cell::Number(number) => {
            let look = if column.column.datatype == "gYear" {
                &looks.year
            } else {
                &looks.number
            };
            if let Some(number) = number.to_f64() {
                sheet.write_number_with_format(row, at, number, look)?;
            }
        }
        Cell::Truth(truth) => {
            sheet.write_boolean_with_format(row, at, truth, &looks.plain)?;
        }
        Cell::Days(from, to) => {
            let Some(day) = (if column.side == 0 { from } else { to }) else {
                return Ok(());
            };
            let parts = (
                u16::try_from(day.year()),
                u8::try_from(day.month()),
                u8::try_from(day.day()),
            );
            if let (Ok(year), Ok(month), Ok(day)) = parts {
                let day = ExcelDateTime::from_ymd(year, month, day)?;
                sheet.write_datetime_with_format(row, at, &day, &looks.day)?;
            }
        }
    }
    Ok(())
}

/// A text as long as a cell may hold.
fn cut(text: String) -> String {
    if text.encode_utf16().count() <= LONGEST_TEXT {
        return text;
    }
    text.chars().take(LONGEST_TEXT / 2).collect()
}

fn notes(sheet: &mut Worksheet, config: &Config, looks: &Looks) -> Result<(), XlsxError> {
    sheet.set_name("说明 Notes")?;
    for (at, width) in [(0, 22.0), (1, 26.0), (2, 56.0), (3, 70.0)] {
        sheet.set_column_width(at, width)?;
    }
    let title = super::csv::title(config);
    sheet.write_with_format(0, 0, &title.zh, &looks.title)?;
    sheet.write_with_format(1, 0, &title.en, &looks.title)?;
    let mut remarks = vec![
        Words {
            zh: "目标与成果、新增与总量、数量与位次各不相同，不可相加或混同比较。",
            en: "Targets and achievements, additions and totals, amounts and ranks are different things: do not add or compare them.",
        },
        Words {
            zh: "指标由程序识别；“已核对”为 FALSE 的，引用前请核对原句。英文为非官方译文。",
            en: "Targets are recognised by a program: where “Checked” is FALSE, read the sentence before you quote the figure. The English is an unofficial translation.",
        },
    ];
    if config.sample {
        remarks.push(Words {
            zh: "本站为演示站。",
            en: "The site is a demonstration.",
        });
    }
    let mut row = 3;
    for remark in remarks {
        sheet.write_string(row, 0, remark.zh)?;
        sheet.write_string(row + 1, 0, remark.en)?;
        row += 2;
    }
    if let Some((name, url)) = &config.licence {
        sheet.write_string(row, 0, format!("{} / {} {url}", name.zh, name.en))?;
        row += 1;
    }
    row += 1;
    let headings = ["字段 Field", "名称 Name", "含义", "Meaning"];
    for (at, heading) in (0_u16..).zip(headings) {
        sheet.write_with_format(row, at, heading, &looks.heading)?;
    }
    for column in COLUMNS {
        row += 1;
        sheet.write_string_with_format(row, 0, column.name, &looks.plain)?;
        sheet.write_string_with_format(row, 1, column.heading(), &looks.wrapped)?;
        sheet.write_string_with_format(row, 2, column.meaning.zh, &looks.wrapped)?;
        sheet.write_string_with_format(row, 3, column.meaning.en, &looks.wrapped)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_targets_give_the_same_bytes() {
        let record = Record {
            section: "luan/2022-4/5".into(),
            number: 1,
            text: "90家以上".into(),
            value: Some(90.into()),
            comparator: ">=",
            ..Record::default()
        };
        let config = Config::default();
        let make = || {
            workbook(
                &config,
                Some("https://example.org"),
                std::slice::from_ref(&record),
            )
            .unwrap()
        };
        assert_eq!(make(), make());
        assert!(workbook(&config, None, &[]).is_ok());
    }
}
