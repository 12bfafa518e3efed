// Luxon stands on Intl: zones, their names and offsets, the days that have 23 or 25 hours.
import { DateTime, Duration, IANAZone, Info, Interval, Settings } from "luxon";

const zones = ["Europe/Berlin", "America/New_York", "America/St_Johns", "Asia/Kolkata", "Asia/Tokyo", "Australia/Lord_Howe", "Pacific/Apia", "UTC", "Etc/GMT+5"];
for (const zone of zones) {
  const winter = DateTime.fromISO("2024-01-15T12:00:00Z", { zone });
  const summer = winter.plus({ months: 6 });
  console.log(zone, winter.toISO(), summer.toISO(), winter.offset, summer.isInDST, winter.zoneName, winter.toFormat("yyyy-MM-dd HH:mm ZZ z"));
}
console.log(DateTime.fromObject({ year: 2024, month: 3, day: 31, hour: 2, minute: 30 }, { zone: "Europe/Berlin" }).toISO());
console.log(DateTime.fromISO("2024-10-27T00:30:00Z", { zone: "Europe/Berlin" }).plus({ hours: 1 }).toISO(), DateTime.fromISO("2024-03-30T12:00", { zone: "Europe/Berlin" }).plus({ days: 1 }).toISO());
console.log(DateTime.fromISO("2024-03-31", { zone: "Europe/Berlin" }).endOf("day").diff(DateTime.fromISO("2024-03-31", { zone: "Europe/Berlin" }), "hours").toObject());
console.log(DateTime.fromFormat("03/02/2024 5:07 PM", "dd/MM/yyyy h:mm a", { zone: "America/New_York" }).toUTC().toISO(), DateTime.fromFormat("x", "yyyy").invalidReason, DateTime.fromISO("2024-02-30").isValid);
console.log(DateTime.fromSQL("2024-02-03 04:05:06.789+02", { zone: "utc" }).toSQL(), DateTime.fromMillis(0, { zone: "Asia/Tokyo" }).toHTTP(), DateTime.fromSeconds(1e9).toRFC2822());
console.log(DateTime.fromISO("2024-02-03T10:00", { zone: "nowhere/at-all" }).invalidExplanation, IANAZone.isValidZone("Europe/Paris"), IANAZone.isValidZone("Europe/Nowhere"));
console.log(Duration.fromObject({ hours: 30, minutes: 75 }).normalize().toObject(), Duration.fromISO("P1Y2M3DT4H5M6S").toFormat("d hh:mm"), Duration.fromMillis(1e8).shiftTo("days", "hours").toISO());
console.log(Interval.fromDateTimes(DateTime.utc(2024, 1, 1), DateTime.utc(2024, 1, 4)).splitBy({ days: 1 }).map((part) => part.start!.toISODate()), Interval.fromISO("2024-01-01/P1M").length("days"));
const at = DateTime.fromISO("2024-07-04T21:08:09Z", { zone: "America/New_York" });
console.log(at.toLocaleString(DateTime.DATE_SHORT), "|", at.toLocaleString(DateTime.DATE_FULL), "|", at.toLocaleString(DateTime.DATE_HUGE), "|", at.toLocaleString(DateTime.TIME_24_SIMPLE));
console.log(at.weekdayLong, at.monthShort, at.toFormat("cccc d LLLL yyyy"), at.toFormat("ooo kkkk-'W'WW q"), at.startOf("quarter").toISODate(), at.weekNumber, at.ordinal, at.daysInMonth);
console.log(Info.months("short"), Info.weekdays("long"), Info.meridiems(), Info.hasDST("Europe/Berlin"), Info.hasDST("Asia/Tokyo"));
console.log(at.setZone("Asia/Tokyo", { keepLocalTime: true }).toISO(), at.toUTC().equals(at), +at === +at.toUTC(), at.toJSDate(), JSON.stringify({ at }), at.hasSame(at.plus({ days: 1 }), "week"));
Settings.defaultZone = "Australia/Lord_Howe";
console.log(DateTime.local(2024, 4, 7, 1, 45).toISO(), DateTime.local(2024, 1, 1).zoneName, DateTime.utc(2024, 1, 3).toRelative({ base: DateTime.utc(2024, 1, 1) }), DateTime.utc(2024, 1, 2).toRelativeCalendar({ base: DateTime.utc(2024, 1, 1) }));
