// Names of time zones in American English, by the abbreviations of the time zone database (CLDR 43, as in Node 20). They are
// told apart by the first part of a zone's name: IST is in India, in Israel and in Ireland.
const standard = (name) => `${name} Standard Time`;
const both = (name, first, second, summer = "Daylight") => ({ [first]: standard(name), [second]: `${name} ${summer} Time` });
const GMT = { GMT: "Greenwich Mean Time" };
const EUROPE = { ...both("Central European", "CET", "CEST", "Summer"), ...both("Eastern European", "EET", "EEST", "Summer"),
  ...both("Western European", "WET", "WEST", "Summer"), ...GMT };

const LONG = {
  Africa: { ...EUROPE, EAT: "East Africa Time", WAT: "West Africa Time", CAT: "Central Africa Time", SAST: standard("South Africa") },
  America: { ...both("Eastern", "EST", "EDT"), ...both("Central", "CST", "CDT"), ...both("Mountain", "MST", "MDT"),
    ...both("Pacific", "PST", "PDT"), ...both("Alaska", "AKST", "AKDT"), ...both("Atlantic", "AST", "ADT"),
    ...both("Newfoundland", "NST", "NDT"), ...both("Hawaii-Aleutian", "HST", "HDT"), ...GMT },
  Arctic: EUROPE,
  Asia: { ...EUROPE, IST: standard("India"), HKT: standard("Hong Kong"), PKT: standard("Pakistan"), CST: standard("China"),
    PST: standard("Philippine"), KST: standard("Korean"), JST: standard("Japan"), WIB: "Western Indonesia Time",
    WIT: "Eastern Indonesia Time", WITA: "Central Indonesia Time" },
  Atlantic: { ...EUROPE, ...both("Atlantic", "AST", "ADT") },
  Australia: { ...both("Australian Central", "ACST", "ACDT"), ...both("Australian Eastern", "AEST", "AEDT"),
    AWST: standard("Australian Western") },
  Europe: { ...EUROPE, IST: standard("Irish"), MSK: standard("Moscow") },
  Pacific: { ...both("New Zealand", "NZST", "NZDT"), HST: standard("Hawaii-Aleutian"), ChST: standard("Chamorro"),
    SST: standard("American Samoa") },
};

// Zones that share an abbreviation with their neighbours, and not the name; large ones whose abbreviation is digits.
const OTHERWISE = {
  "America/Havana": both("Cuba", "CST", "CDT"), "America/Dawson": { MST: "Yukon Time" }, "America/Whitehorse": { MST: "Yukon Time" },
  "America/Hermosillo": { MST: standard("Mexican Pacific") }, "America/Mazatlan": { MST: standard("Mexican Pacific") },
  "America/Sao_Paulo": { "-03": standard("Brasilia") }, "America/Bogota": { "-05": standard("Colombia") },
  "Europe/Istanbul": { "+03": standard("Türkiye") }, "Asia/Dubai": { "+04": standard("Gulf") },
  "Asia/Singapore": { "+08": standard("Singapore") }, "Asia/Bangkok": { "+07": "Indochina Time" },
  "Asia/Jerusalem": both("Israel", "IST", "IDT"), "Asia/Taipei": { CST: standard("Taiwan") }, "Europe/London": { ...GMT, BST: "British Summer Time" },
};

// Americans know these by their letters; all others are told by their distance.
const LETTERS = { America: /^([ECMPA]|AK)[SD]T$/, Atlantic: /^A[SD]T$/, Pacific: /^HST$/ };

const two = (value) => String(value).padStart(2, "0");

function distance(offset, isLong) {
  const minutes = Math.abs(offset) / 60;
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  const sign = offset < 0 ? "-" : "+";
  return isLong ? `GMT${sign}${two(hours)}:${two(rest)}` : `GMT${sign}${hours}${rest === 0 ? "" : `:${two(rest)}`}`;
}

/// The name of a zone at a moment, whose distance from Greenwich is `offset` seconds; `style` as `timeZoneName` has it.
module.exports = (zone, moment, offset, style) => {
  const isLong = style === "long";
  if (style !== "short" && !isLong) {
    return distance(offset, style.startsWith("long"));
  }
  if (/^(Etc\/)?(UTC|UCT|Zulu|Universal)$/.test(zone)) {
    return isLong ? "Coordinated Universal Time" : "UTC";
  }
  const letters = native.zoneAbbreviation(zone, moment);
  const region = zone.split("/")[0];
  if (isLong) {
    return OTHERWISE[zone]?.[letters] ?? LONG[region]?.[letters] ?? distance(offset, true);
  }
  if (letters === "GMT") {
    return "GMT";
  }
  const isKnown = LETTERS[region]?.test(letters) && (OTHERWISE[zone] === undefined);
  return isKnown ? letters : distance(offset, false);
};
