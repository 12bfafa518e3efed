use jiff::{Timestamp, tz};
use rquickjs::Object;

use super::add;

/// Time zones, for `Intl.DateTimeFormat`.
pub(super) fn install(native: &Object<'_>) -> rquickjs::Result<()> {
    add(native, "timeZone", |name: String| zone_name(&name))?;
    add(native, "zoneOffset", |name: String, milliseconds: f64| offset(&name, milliseconds))?;
    add(native, "zoneAbbreviation", |name: String, milliseconds: f64| abbreviation(&name, milliseconds))?;
    add(native, "timeZones", || tz::db().available().map(|name| name.to_string()).collect::<Vec<_>>())
}

/// The zone's name as the database writes it; the system's for an empty name, empty for an unknown one.
fn zone_name(name: &str) -> String {
    if name.is_empty() {
        return tz::TimeZone::system().iana_name().unwrap_or("UTC").to_string();
    }
    if name.eq_ignore_ascii_case("utc") {
        return "UTC".into();
    }
    tz::TimeZone::get(name).ok().and_then(|zone| zone.iana_name().map(str::to_string)).unwrap_or_default()
}

/// The letters that the time zone database has for a zone at a moment: `CEST`; digits where it has none.
fn abbreviation(name: &str, milliseconds: f64) -> Option<String> {
    let zone = tz::TimeZone::get(name).ok()?;
    let moment = Timestamp::from_millisecond(milliseconds as i64).ok()?;
    Some(zone.to_offset_info(moment).abbreviation().to_owned())
}

/// Seconds east of Greenwich at a moment, in milliseconds since 1970.
fn offset(name: &str, milliseconds: f64) -> Option<i32> {
    let zone = if name == "UTC" { tz::TimeZone::UTC } else { tz::TimeZone::get(name).ok()? };
    let moment = Timestamp::from_millisecond(milliseconds as i64).ok()?;
    Some(zone.to_offset(moment).seconds())
}
