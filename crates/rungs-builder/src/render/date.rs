//! A JavaScript `Date` as text, in the forms that Knex has it printed in.

use jiff::{Timestamp, Zoned, tz::TimeZone};

/// The Gregorian calendar repeats itself after 400 years.
const CYCLE_YEARS: i64 = 400;
const CYCLE_MILLIS: f64 = 146_097.0 * 86_400_000.0;
/// 2000-01-01T00:00:00Z
const CYCLE_START: f64 = 946_684_800_000.0;

/// A moment in a time zone; `year` is its year, also where that is beyond what `jiff` knows.
struct Moment {
    year: i64,
    zoned: Zoned,
}

impl Moment {
    /// The moment `millis` milliseconds after the epoch; `None` for an invalid date.
    fn new(millis: f64, zone: TimeZone) -> Option<Self> {
        if !millis.is_finite() {
            return None;
        }
        if let Ok(timestamp) = Timestamp::from_millisecond(millis as i64) {
            let zoned = timestamp.to_zoned(zone);
            return Some(Self { year: zoned.year().into(), zoned });
        }
        let cycles = ((millis - CYCLE_START) / CYCLE_MILLIS).floor();
        let shifted = Timestamp::from_millisecond((millis - cycles * CYCLE_MILLIS) as i64).ok()?;
        let zoned = shifted.to_zoned(zone);
        Some(Self { year: i64::from(zoned.year()) + cycles as i64 * CYCLE_YEARS, zoned })
    }
}

/// `Date.prototype.toISOString`; `None` for an invalid date.
pub(super) fn iso(millis: f64) -> Option<String> {
    let Moment { year, zoned } = Moment::new(millis, TimeZone::UTC)?;
    let year = match year {
        0..=9999 => format!("{year:04}"),
        _ => format!("{year:+07}"),
    };
    Some(format!("{year}{}", zoned.strftime("-%m-%dT%H:%M:%S.%3fZ")))
}

/// `YYYY-MM-DD HH:mm:ss.mmm` in the process's time zone, as Knex prints a Date in `toString()`.
pub(super) fn local(millis: f64) -> String {
    match Moment::new(millis, TimeZone::system()) {
        // Zeros go before the sign, too.
        Some(Moment { year, zoned }) => {
            format!("{:0>4}{}", year.to_string(), zoned.strftime("-%m-%d %H:%M:%S.%3f"))
        }
        None => "0NaN-NaN-NaN NaN:NaN:NaN.NaN".into(),
    }
}

/// `Date.prototype.toString` without the zone's long name in parentheses, which needs ICU data.
pub(super) fn plain(millis: f64) -> String {
    match Moment::new(millis, TimeZone::system()) {
        Some(Moment { year, zoned }) => {
            let year = if year < 0 { format!("{year:07}") } else { format!("{year:04}") };
            format!("{} {year} {}", zoned.strftime("%a %b %d"), zoned.strftime("%H:%M:%S GMT%z"))
        }
        None => "Invalid Date".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::iso;

    #[test]
    fn years_beyond_four_digits_have_a_sign() {
        for (millis, text) in [
            (253_402_300_800_000.0, "+010000-01-01T00:00:00.000Z"),
            (253_402_300_799_999.0, "9999-12-31T23:59:59.999Z"),
            (-70_000_000_000_000.0, "-000249-10-15T19:33:20.000Z"),
            (8.64e15, "+275760-09-13T00:00:00.000Z"),
        ] {
            assert_eq!(iso(millis).as_deref(), Some(text));
        }
        assert_eq!(iso(f64::NAN), None);
    }
}
