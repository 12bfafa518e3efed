// date-fns: parsing, formatting, locales, intervals, and the day that has 23 hours.
import {
  addBusinessDays, addMonths, addWeeks, areIntervalsOverlapping, differenceInBusinessDays, differenceInCalendarDays, differenceInMonths,
  eachDayOfInterval, eachMonthOfInterval, endOfISOWeek, endOfMonth, format, formatDistance, formatDistanceStrict, formatDuration, formatISO,
  formatRFC3339, formatRelative, getISOWeek, getQuarter, getUnixTime, getWeek, intervalToDuration, intlFormat, isValid, isWeekend,
  isWithinInterval, lastDayOfMonth, lightFormat, max, min, parse, parseISO, roundToNearestMinutes, set, setDay, startOfQuarter, startOfWeek,
  sub, toDate,
} from "date-fns";
import { de, fr } from "date-fns/locale";

const day = new Date(2024, 1, 29, 13, 7, 9, 45);
console.log(format(day, "yyyy-MM-dd'T'HH:mm:ss.SSSxxx"), format(day, "EEEE, do MMMM yyyy, h:mm a, QQQ, 'week' w, DDD", { useAdditionalDayOfYearTokens: true }));
console.log(format(day, "PPPPpppp"), format(day, "PPp", { locale: de }), format(day, "EEEE d MMMM", { locale: fr }), lightFormat(day, "dd/MM/yy"));
console.log(formatISO(day), formatISO(day, { representation: "date" }), formatRFC3339(day, { fractionDigits: 3 }));
console.log(parse("03.02.2024 17:05", "dd.MM.yyyy HH:mm", new Date(0)), parse("Feb 3, 24", "MMM d, yy", new Date(2000, 0)), isValid(parse("31/02/2024", "dd/MM/yyyy", new Date())));
console.log(parseISO("2024-02-29T10:00:00+05:30"), parseISO("2024-W09-4"), parseISO("2024-060"), isValid(parseISO("nonsense")));
console.log(addMonths(new Date(2024, 0, 31), 1), addWeeks(day, -3), addBusinessDays(day, 5), sub(day, { years: 1, months: 1, days: 1, hours: 25 }));
console.log(differenceInCalendarDays(new Date(2024, 2, 1), day), differenceInMonths(new Date(2025, 1, 28), day), differenceInBusinessDays(new Date(2024, 2, 20), day));
console.log(eachDayOfInterval({ start: day, end: new Date(2024, 2, 2) }), eachMonthOfInterval({ start: day, end: new Date(2024, 4, 2) }).length);
console.log(startOfWeek(day), startOfWeek(day, { weekStartsOn: 1 }), endOfISOWeek(day), startOfQuarter(day), endOfMonth(day), lastDayOfMonth(day), getISOWeek(day), getWeek(day), getQuarter(day), getUnixTime(day));
console.log(formatDistance(new Date(2024, 0, 1), day, { addSuffix: true }), formatDistanceStrict(new Date(2024, 0, 1), day, { unit: "day" }), formatDistance(0, 45 * 60000, { locale: de }), formatRelative(new Date(2024, 1, 27, 8), day));
console.log(formatDuration({ years: 1, months: 2, days: 3, minutes: 4 }), intervalToDuration({ start: new Date(2023, 0, 15), end: day }), formatDuration({ hours: 5 }, { locale: de }));
console.log(isWeekend(day), isWithinInterval(day, { start: new Date(2024, 1, 1), end: new Date(2024, 2, 1) }), areIntervalsOverlapping({ start: 0, end: 10 }, { start: 5, end: 15 }), max([day, new Date(2025, 0)]), min([day, new Date(2025, 0)]));
console.log(roundToNearestMinutes(day, { nearestTo: 15 }), set(day, { month: 5, date: 1 }), setDay(day, 1), toDate(5), intlFormat(day, { dateStyle: "medium", timeStyle: "short", timeZone: "Asia/Tokyo" }, { locale: "en-US" }));
