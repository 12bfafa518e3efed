// dayjs with the plugins that migrations use; `timezone` stands on Intl.DateTimeFormat.
import dayjs from "dayjs";
import advancedFormat from "dayjs/plugin/advancedFormat";
import customParseFormat from "dayjs/plugin/customParseFormat";
import duration from "dayjs/plugin/duration";
import isBetween from "dayjs/plugin/isBetween";
import isoWeek from "dayjs/plugin/isoWeek";
import localizedFormat from "dayjs/plugin/localizedFormat";
import quarterOfYear from "dayjs/plugin/quarterOfYear";
import relativeTime from "dayjs/plugin/relativeTime";
import timezone from "dayjs/plugin/timezone";
import utc from "dayjs/plugin/utc";
import weekOfYear from "dayjs/plugin/weekOfYear";
import "dayjs/locale/de";

for (const plugin of [utc, timezone, customParseFormat, duration, isBetween, isoWeek, relativeTime, localizedFormat, advancedFormat, quarterOfYear, weekOfYear]) {
  dayjs.extend(plugin as never);
}

const moments = ["2024-01-15T12:00:00Z", "2024-03-31T00:30:00Z", "2024-03-31T01:30:00Z", "2024-10-27T00:30:00Z", "1969-07-20T20:17:00Z", "2038-01-19T03:14:08Z"];
const zones = ["Europe/Berlin", "America/New_York", "America/St_Johns", "Asia/Kolkata", "Asia/Tokyo", "Australia/Lord_Howe", "Pacific/Chatham", "UTC", "Africa/Cairo"];
for (const moment of moments) {
  console.log(moment, zones.map((zone) => dayjs(moment).tz(zone).format("YYYY-MM-DD HH:mm Z")).join(" | "));
}
for (const zone of zones) {
  console.log(zone, dayjs.tz("2024-07-04 08:15", zone).toISOString(), dayjs.tz("2024-12-24 23:59:59", zone).utc().format(), dayjs("2024-07-04").tz(zone, true).toISOString());
}
console.log(dayjs.tz("2024-03-10 02:30", "America/New_York").toISOString(), dayjs.tz("2024-11-03 01:30", "America/New_York").toISOString());
dayjs.tz.setDefault("Asia/Kolkata");
console.log(dayjs.tz("2024-02-29 00:00").toISOString());
console.log(dayjs("03/02/2024 17:05", "DD/MM/YYYY HH:mm").toISOString(), dayjs("31-02-2024", "DD-MM-YYYY", true).isValid());
console.log(dayjs.duration(100000, "seconds").format("HH:mm:ss"), dayjs.duration({ days: 2 }).asHours(), dayjs.duration("P1Y2M3DT4H").toISOString());
console.log(dayjs.utc("2024-02-29").isoWeek(), dayjs.utc("2024-02-29").quarter(), dayjs.utc("2024-02-29").week(), dayjs.utc("2024-02-29").isBetween("2024-01-01", "2024-12-31"));
console.log(dayjs.utc("2024-01-01").from(dayjs.utc("2024-01-05")), dayjs.utc("2024-06-01").to(dayjs.utc("2024-01-05")), dayjs.utc("2024-02-03T04:05:06").format("LLLL | Do Q w"));
console.log(dayjs.utc("2024-03-05").locale("de").format("dddd, D. MMMM YYYY"), dayjs.utc("2024-01-31").add(1, "month").format(), dayjs.utc("2024-01-31").endOf("month").toDate());
console.log(dayjs.utc("2024-01-31").diff("2023-11-15", "day", true), JSON.stringify({ at: dayjs.utc(0) }), dayjs("nonsense").isValid(), `${dayjs.utc(0)}`);
console.log(dayjs.utc("2024-01-31T10:00:00Z").tz("America/Los_Angeles").startOf("day").toISOString(), dayjs.utc("2024-07-01T10:00:00Z").tz("Europe/Berlin").offsetName("short"), dayjs.utc("2024-07-01T10:00:00Z").tz("Europe/Berlin").offsetName("long"), dayjs.utc("2024-07-01T10:00:00Z").tz("America/New_York").format("z zzz"));
