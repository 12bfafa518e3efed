import dayjs from "dayjs"; import utc from "dayjs/plugin/utc"; import { addDays, format, formatISO } from "date-fns"; import { DateTime } from "luxon";
dayjs.extend(utc); console.log(dayjs.utc("2024-02-03").add(1, "month").format("YYYY-MM-DD HH:mm"));
console.log(format(addDays(new Date(2024, 1, 3), 30), "yyyy-MM-dd EEE"), formatISO(new Date(0)));
console.log(DateTime.fromISO("2024-02-03T10:00:00Z").setZone("Europe/Berlin").toISO(), DateTime.utc(2024, 5, 6).toFormat("dd LLL yyyy"), DateTime.fromISO("2024-02-03T10:00:00Z", { zone: "America/New_York" }).offset, DateTime.utc(2024,1,1).toLocaleString(DateTime.DATE_MED));
