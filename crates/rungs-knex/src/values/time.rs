use rquickjs::{
    Function, Object, Result, Value,
    function::{Constructor, This},
};

use super::decode::Decoding;

/// A date, with a time where there was one, as PostgreSQL's ISO style prints it.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Moment {
    year: i64,
    month: u32,
    day: u32,
    hour: u32,
    minute: u32,
    second: u32,
    millis: u32,
    /// Seconds east of UTC; `None` is the process's own zone.
    offset: Option<i64>,
}

/// `date`, `timestamp` and `timestamptz` as npm's `postgres-date` 1 reads them: a `Date`; ±infinity as a number; null
/// for what it cannot read.
pub(super) fn date<'js>(decoding: &Decoding<'_, 'js>, text: &str) -> Result<Value<'js>> {
    let ctx = decoding.ctx;
    match text {
        "infinity" => return Ok(Value::new_number(ctx.clone(), f64::INFINITY)),
        "-infinity" => return Ok(Value::new_number(ctx.clone(), f64::NEG_INFINITY)),
        _ => {}
    }
    let Some(moment) = parse(text) else { return Ok(Value::new_null(ctx.clone())) };
    let make = decoding.date()?;
    match moment.offset {
        Some(offset) => make.construct((moment.utc_millis(offset),)),
        None => local(make, moment),
    }
}

/// In the process's own zone, which JavaScript knows best.
fn local<'js>(make: &Constructor<'js>, moment: Moment) -> Result<Value<'js>> {
    let Moment { year, month, day, hour, minute, second, millis, .. } = moment;
    let date: Object = make.construct((year as f64, month - 1, day, hour, minute, second, millis))?;
    // The constructor takes the years 0 to 99 for 1900 to 1999.
    if (0..100).contains(&year) {
        let set: Function = date.get("setFullYear")?;
        set.call::<_, Value>((This(date.clone()), year as f64))?;
    }
    Ok(date.into_value())
}

impl Moment {
    fn utc_millis(self, offset: i64) -> f64 {
        let days = days_since_epoch(self.year, i64::from(self.month), i64::from(self.day));
        let seconds = days * 86_400
            + i64::from(self.hour) * 3600
            + i64::from(self.minute) * 60
            + i64::from(self.second)
            - offset;
        seconds as f64 * 1000.0 + f64::from(self.millis)
    }
}

/// Days from 1970-01-01 in the proleptic Gregorian calendar, counted in eras of 400 years that begin in March.
fn days_since_epoch(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

fn parse(text: &str) -> Option<Moment> {
    let (text, is_bc) = match text.strip_suffix(" BC") {
        Some(rest) => (rest, true),
        None => (text, false),
    };
    let (date, time) = text.split_once(' ').map_or((text, None), |(date, time)| (date, Some(time)));
    let mut parts = date.splitn(3, '-');
    let year: i64 = parts.next()?.parse().ok()?;
    let month = parts.next()?.parse().ok()?;
    let day = parts.next()?.parse().ok()?;
    let year = if is_bc { -(year - 1) } else { year };
    let mut moment = Moment { year, month, day, hour: 0, minute: 0, second: 0, millis: 0, offset: None };
    if let Some(time) = time {
        let zone = time.find(['+', '-', 'Z']);
        let (clock, zone) = zone.map_or((time, None), |at| (&time[..at], Some(&time[at..])));
        (moment.hour, moment.minute, moment.second, moment.millis) = clock_time(clock)?;
        moment.offset = zone.map(offset_seconds);
    }
    Some(moment)
}

fn clock_time(text: &str) -> Option<(u32, u32, u32, u32)> {
    let mut parts = text.splitn(3, ':');
    let (hour, minute, seconds) = (parts.next()?, parts.next()?, parts.next()?);
    let (second, fraction) = seconds.split_once('.').unwrap_or((seconds, ""));
    let mut millis = 0;
    for digit in fraction.bytes().chain(*b"000").take(3) {
        millis = millis * 10 + u32::from(digit.checked_sub(b'0')?);
    }
    Some((hour.parse().ok()?, minute.parse().ok()?, second.parse().ok()?, millis))
}

/// `+02`, `-05:30`, `+00:19:32`, `Z`.
fn offset_seconds(zone: &str) -> i64 {
    let sign = if zone.starts_with('-') { -1 } else { 1 };
    let units = zone[1..].split(':').zip([3600, 60, 1]);
    sign * units.map(|(part, unit)| part.parse::<i64>().unwrap_or_default() * unit).sum::<i64>()
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn timestamps_count_from_the_epoch() {
        let cases = [
            ("1970-01-01 00:00:00+00", 0.0),
            ("2024-02-29 12:34:56.789123+02", 1_709_202_896_789.0),
            ("0001-01-01 00:00:00+00 BC", -62_167_219_200_000.0),
            ("1900-01-01 00:00:00+00:19:32", -2_208_989_972_000.0),
        ];
        for (text, millis) in cases {
            let moment = parse(text).unwrap();
            assert_eq!(moment.utc_millis(moment.offset.unwrap()), millis, "{text}");
        }
        assert_eq!(parse("2024-01-02").unwrap().offset, None);
    }
}
