//! A moment of time, written as `2026-11-22T21:05:00Z`.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::export::citation::Day;

/// Seconds since 1970 began, without leap seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(pub u64);

/// Seconds of a day.
const DAY: u64 = 86_400;

impl Moment {
    /// The day, in universal time.
    #[must_use]
    pub fn day(self) -> Day {
        // Years are counted from March, so that the odd day comes last: 400 of them have
        // 146 097 days, whichever year they start with.
        let days = i64::try_from(self.0 / DAY).unwrap_or(i64::MAX / 2) + 719_468;
        let (era, of_era) = (days / 146_097, days % 146_097);
        let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year + year / 4 - year / 100);
        let from_march = (5 * of_year + 2) / 153;
        let day = of_year - (153 * from_march + 2) / 5 + 1;
        let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
        let small = |number: i64| u8::try_from(number).unwrap_or(1);
        Day { year: era * 400 + year + i64::from(month < 3), month: small(month), day: small(day) }
    }

    /// Reads what [`fmt::Display`] writes.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (date, time) = text.strip_suffix('Z')?.split_once('T')?;
        let part = |text: Option<&str>| text.and_then(|text| text.parse::<u64>().ok());
        let mut date = date.split('-');
        let (year, month, day) = (part(date.next())?, part(date.next())?, part(date.next())?);
        let mut time = time.split(':');
        let (hour, minute, second) = (part(time.next())?, part(time.next())?, part(time.next())?);
        if !(1970..=9999).contains(&year)
            || !(1..=12).contains(&month)
            || !(1..=31).contains(&day)
            || hour > 23
            || minute > 59
            || second > 60
        {
            return None;
        }
        let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
        let of_year = (153 * month + 2) / 5 + day - 1;
        let days = 365 * year + year / 4 - year / 100 + year / 400 + of_year - 719_468;
        Some(Self(days * DAY + hour * 3600 + minute * 60 + second))
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Day { year, month, day } = self.day();
        let second = self.0 % DAY;
        let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
        write!(f, "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text)
            .ok_or_else(|| de::Error::custom("not a time such as 2026-11-22T21:05:00Z"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_written_as_the_calendar_has_them() {
        for (seconds, text) in [
            (0, "1970-01-01T00:00:00Z"),
            (951_782_400, "2000-02-29T00:00:00Z"),
            (1_709_251_199, "2024-02-29T23:59:59Z"),
            (1_795_381_500, "2026-11-22T21:05:00Z"),
            (4_107_542_400, "2100-03-01T00:00:00Z"),
        ] {
            assert_eq!(Moment(seconds).to_string(), text);
            assert_eq!(Moment::parse(text), Some(Moment(seconds)));
        }
    }

    #[test]
    fn every_day_is_found_again() {
        for day in (0..60_000).step_by(7) {
            let moment = Moment(day * DAY + 4321);
            assert_eq!(Moment::parse(&moment.to_string()), Some(moment));
        }
        for wrong in ["", "2026-13-01T00:00:00Z", "2026-01-01", "x", "2026-01-01T99:00:00Z"] {
            assert_eq!(Moment::parse(wrong), None, "{wrong}");
        }
    }
}
