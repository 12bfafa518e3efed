const zones = ["UTC", "Europe/London", "Europe/Dublin", "Europe/Lisbon", "Europe/Berlin", "Europe/Paris", "Europe/Athens", "Europe/Moscow",
  "Europe/Istanbul", "America/New_York", "America/Chicago", "America/Denver", "America/Phoenix", "America/Los_Angeles", "America/Anchorage",
  "America/Halifax", "America/St_Johns", "America/Toronto", "America/Mexico_City", "America/Havana", "America/Hermosillo", "America/Bogota",
  "America/Sao_Paulo", "America/Puerto_Rico", "Pacific/Honolulu", "Pacific/Auckland", "Pacific/Guam", "Australia/Sydney", "Australia/Adelaide",
  "Australia/Perth", "Asia/Tokyo", "Asia/Seoul", "Asia/Shanghai", "Asia/Hong_Kong", "Asia/Jerusalem", "Asia/Karachi", "Asia/Jakarta",
  "Asia/Dubai", "Asia/Singapore", "Asia/Bangkok", "Africa/Cairo", "Africa/Johannesburg", "Africa/Lagos", "Africa/Nairobi", "Africa/Abidjan", "Atlantic/Reykjavik", "Atlantic/Bermuda"];
for (const timeZone of zones) {
  const names = ["2024-01-15T12:00:00Z", "2024-07-15T12:00:00Z"].flatMap((moment) => (["short", "long", "shortOffset", "longOffset"] as const).map((timeZoneName) =>
    new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName }).formatToParts(new Date(moment)).find(({ type }) => type === "timeZoneName")!.value));
  console.log(timeZone, names.join(" | "));
}
console.log(new Date("2024-07-15T12:00:00Z").toLocaleString("en-US", { timeZone: "America/New_York", timeZoneName: "short" }));
console.log(new Date("2024-01-15T12:00:00Z").toLocaleString("en-US", { timeZone: "Europe/Berlin", dateStyle: "full", timeStyle: "full" }));
