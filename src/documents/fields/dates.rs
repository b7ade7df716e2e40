//! Fields that hold a day, with or without its time.

use jiff::civil::{Date, Time};

use super::{Fields, wrong_type};
use crate::diagnostics::codes::documents as codes;
use crate::diagnostics::{Diagnostic, Diagnostics, Placed};
use crate::documents::tree::Value;
use crate::language::Bilingual;

impl Fields<'_> {
    /// A day written `YYYY-MM-DD`.
    pub fn date(
        &mut self,
        key: &'static str,
        diagnostics: &mut Diagnostics,
    ) -> Option<Placed<Date>> {
        self.dated(key, day, diagnostics)
    }

    /// A day, with or without its time: `YYYY-MM-DD` or `YYYY-MM-DD HH:MM`.
    pub fn moment(
        &mut self,
        key: &'static str,
        diagnostics: &mut Diagnostics,
    ) -> Option<Placed<(Date, Option<Time>)>> {
        let read = |raw: &str| match raw.split_once(' ') {
            Some((date, clock)) => Some((day(date)?, Some(time(clock)?))),
            None => Some((day(raw)?, None)),
        };
        self.dated(key, read, diagnostics)
    }

    fn dated<T>(
        &mut self,
        key: &'static str,
        read: impl Fn(&str) -> Option<T>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Placed<T>> {
        let node = self.get(key)?;
        if matches!(
            node.value,
            Value::List(_) | Value::Table(_) | Value::Bool(_)
        ) {
            wrong_type(
                node,
                Some(key),
                "日期（YYYY-MM-DD）",
                "a date (YYYY-MM-DD)",
                diagnostics,
            );
            return None;
        }
        if let Some(date) = read(&node.raw) {
            Some(Placed::new(date, node.location.clone()))
        } else {
            diagnostics.push(
                Diagnostic::new(
                    &codes::BAD_DATE,
                    node.location.clone(),
                    Bilingual::new(
                        format!("“{}”不是有效日期", node.raw),
                        format!("“{}” is not a valid date", node.raw),
                    ),
                )
                .help(
                    format!("请写成四位年-两位月-两位日，例如 {key}: 2022-04-11；日期不详就删去这一行。"),
                    format!("Write year, month and day with four, two and two digits, as in {key}: 2022-04-11; remove the line where the date is not known."),
                ),
            );
            None
        }
    }
}

/// `YYYY-MM-DD`
fn day(raw: &str) -> Option<Date> {
    let dashes = raw.bytes().filter(|byte| *byte == b'-').count();
    let well_formed = raw.len() == 10 && dashes == 2;
    // A year before 1900 is a slip of the keyboard.
    let read = raw.parse().ok().filter(|_| well_formed);
    read.filter(|day: &Date| day.year() >= 1900)
}

/// `HH:MM`, of 24 hours.
fn time(raw: &str) -> Option<Time> {
    let well_formed = raw.len() == 5 && raw.as_bytes().get(2) == Some(&b':');
    raw.parse().ok().filter(|_| well_formed)
}
