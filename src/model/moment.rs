//! When something happened, as exactly as a file says it.

use std::fmt;

use jiff::civil::{Date, Time};

/// A day, with the time of day where the file gives it. Times are China's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    /// The day.
    pub day: Date,
    /// Hour and minute; the rest is nought.
    pub time: Option<Time>,
}

impl Moment {
    /// ISO 8601: the day alone, or day and time with China's distance from UTC.
    pub fn iso(self) -> String {
        match self.time {
            Some(time) => format!("{}T{}:00+08:00", self.day, minutes(time)),
            None => self.day.to_string(),
        }
    }

    /// RFC 3339, which wants a time: without one the first moment of the day in China.
    pub fn rfc3339(self) -> String {
        Self {
            time: Some(self.time.unwrap_or(Time::midnight())),
            ..self
        }
        .iso()
    }
}

impl From<Date> for Moment {
    fn from(day: Date) -> Self {
        Self { day, time: None }
    }
}

/// `2022-04-11 09:30`, or `2022-04-11` where no more is known.
impl fmt::Display for Moment {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.day)?;
        match self.time {
            Some(time) => write!(out, " {}", minutes(time)),
            None => Ok(()),
        }
    }
}

/// `HH:MM`, of 24 hours.
pub fn minutes(time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_more_is_said_than_known() {
        let day = Moment::from(jiff::civil::date(2022, 4, 11));
        assert_eq!(day.to_string(), "2022-04-11");
        assert_eq!(day.iso(), "2022-04-11");
        assert_eq!(day.rfc3339(), "2022-04-11T00:00:00+08:00");
        let time = Some(jiff::civil::time(9, 5, 0, 0));
        let moment = Moment { time, ..day };
        assert_eq!(moment.to_string(), "2022-04-11 09:05");
        assert_eq!(moment.iso(), "2022-04-11T09:05:00+08:00");
        assert!(moment > day);
    }
}
