// A small, honest part of Intl: English, the Gregorian calendar, the time zones of the system's database.

const zoneName = require("web/zone_names");

const months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
  "November", "December"];
const days = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const supportedLocalesOf = (locales) => [locales ?? []].flat().filter((locale) => /^en\b/.test(locale));
const two = (value) => String(value).padStart(2, "0");

// --- Numbers -------------------------------------------------------------------------------------

const symbols = { USD: "$", EUR: "€", GBP: "£", JPY: "¥", INR: "₹", CNY: "CN¥", KRW: "₩" };

class NumberFormat {
  #options;

  constructor(locales, options = {}) {
    const { style = "decimal", currency } = options;
    const digits = style === "currency" ? (["JPY", "KRW"].includes(currency) ? 0 : 2) : style === "percent" ? 0 : undefined;
    const minimum = options.minimumFractionDigits ?? digits ?? 0;
    this.#options = {
      locale: "en-US", numberingSystem: "latn", style, currency, minimumIntegerDigits: options.minimumIntegerDigits ?? 1,
      minimumFractionDigits: minimum, maximumFractionDigits: options.maximumFractionDigits ?? Math.max(minimum, digits ?? 3),
      useGrouping: options.useGrouping ?? "auto", notation: options.notation ?? "standard", signDisplay: options.signDisplay ?? "auto",
    };
    this.format = (value) => this.#format(value);
  }

  static supportedLocalesOf = supportedLocalesOf;

  #format(value) {
    const { style, currency, minimumFractionDigits, maximumFractionDigits, minimumIntegerDigits, useGrouping } = this.#options;
    const number = typeof value === "bigint" ? value : Number(value);
    if (Number.isNaN(number)) {
      return "NaN";
    }
    if (number === Infinity || number === -Infinity) {
      return number > 0 ? "∞" : "-∞";
    }
    const scaled = style === "percent" ? Number(number) * 100 : number;
    const absolute = scaled < 0 ? -scaled : scaled;
    let [whole, fraction = ""] = (typeof absolute === "bigint" ? `${absolute}` : absolute.toFixed(maximumFractionDigits)).split(".");
    while (fraction.length > minimumFractionDigits && fraction.endsWith("0")) {
      fraction = fraction.slice(0, -1);
    }
    whole = whole.padStart(minimumIntegerDigits, "0");
    if (useGrouping) {
      whole = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
    }
    const sign = scaled < 0 || Object.is(scaled, -0) ? "-" : "";
    const unit = style === "currency" ? symbols[currency] ?? `${currency} ` : "";
    return `${sign}${unit}${whole}${fraction && "."}${fraction}${style === "percent" ? "%" : ""}`;
  }

  formatToParts(value) {
    return [{ type: "literal", value: this.#format(value) }];
  }

  resolvedOptions() {
    return { ...this.#options };
  }
}

// --- Dates ---------------------------------------------------------------------------------------

const systemZone = () => native.timeZone(process.env.TZ ?? "");

// The date's fields as clocks in the zone show them.
function fields(date, zone) {
  const offset = native.zoneOffset(zone, date.getTime());
  if (offset === undefined) {
    throw new RangeError(`Invalid time zone specified: ${zone}`);
  }
  return { local: new Date(date.getTime() + offset * 1000), offset };
}

const defaults = { date: { year: "numeric", month: "numeric", day: "numeric" }, time: { hour: "numeric", minute: "numeric", second: "numeric" } };
const dateStyles = { short: { year: "2-digit", month: "numeric", day: "numeric" }, medium: { year: "numeric", month: "short", day: "numeric" },
  long: { year: "numeric", month: "long", day: "numeric" }, full: { weekday: "long", year: "numeric", month: "long", day: "numeric" } };
const timeStyles = { short: { hour: "numeric", minute: "2-digit" }, medium: { hour: "numeric", minute: "2-digit", second: "2-digit" },
  long: { hour: "numeric", minute: "2-digit", second: "2-digit", timeZoneName: "short" },
  full: { hour: "numeric", minute: "2-digit", second: "2-digit", timeZoneName: "long" } };

class DateTimeFormat {
  #options;

  constructor(locales, options = {}, needed = "date") {
    const { dateStyle, timeStyle } = options;
    const shown = dateStyle || timeStyle ? { ...dateStyles[dateStyle], ...timeStyles[timeStyle] } : {};
    const asked = ["weekday", "year", "month", "day", "hour", "minute", "second", "fractionalSecondDigits", "era", "dayPeriod"]
      .some((name) => options[name] !== undefined);
    const fill = asked || dateStyle || timeStyle ? {}
      : needed === "any" ? { ...defaults.date, ...defaults.time } : defaults[needed];
    const timeZone = options.timeZone === undefined ? systemZone() : native.timeZone(`${options.timeZone}`);
    if (timeZone === "") {
      throw new RangeError(`Invalid time zone specified: ${options.timeZone}`);
    }
    const hour12 = options.hour12 ?? (options.hourCycle ? /^h1/.test(options.hourCycle) : true);
    this.#options = { ...fill, ...shown, ...options, hour12, locale: "en-US", calendar: "gregory", numberingSystem: "latn", timeZone };
    this.format = (date) => this.formatToParts(date).map((part) => part.value).join("");
  }

  static supportedLocalesOf = supportedLocalesOf;

  formatToParts(value) {
    const date = value === undefined ? new Date() : new Date(value);
    if (Number.isNaN(date.getTime())) {
      throw new RangeError("Invalid time value");
    }
    const o = this.#options;
    const { local, offset } = fields(date, o.timeZone);
    const parts = [];
    const put = (type, text) => parts.push({ type, value: `${text}` });
    const literal = (text) => parts.length > 0 && put("literal", text);
    this.#date(local, put, literal);
    if (o.hour !== undefined || o.minute !== undefined || o.second !== undefined) {
      literal(o.dateStyle === "long" || o.dateStyle === "full" ? " at " : ", ");
      this.#time(local, put);
    }
    if (o.timeZoneName !== undefined) {
      literal(", ".slice(parts.some((p) => p.type === "minute") ? 1 : 0));
      put("timeZoneName", zoneName(o.timeZone, date.getTime(), offset, o.timeZoneName));
    }
    return parts;
  }

  #date(local, put, literal) {
    const o = this.#options;
    const text = o.month === "long" || o.month === "short";
    if (o.weekday !== undefined) {
      const name = days[local.getUTCDay()];
      put("weekday", o.weekday === "long" ? name : name.slice(0, 3));
      if (o.month !== undefined || o.year !== undefined || o.day !== undefined) {
        put("literal", ", ");
      }
    }
    const pieces = [];
    if (o.month !== undefined) {
      const number = local.getUTCMonth() + 1;
      const name = months[number - 1];
      pieces.push(["month", o.month === "long" ? name : o.month === "short" ? name.slice(0, 3) : o.month === "2-digit" ? two(number) : number]);
    }
    if (o.day !== undefined) {
      pieces.push(["day", o.day === "2-digit" ? two(local.getUTCDate()) : local.getUTCDate()]);
    }
    if (o.year !== undefined) {
      const year = local.getUTCFullYear();
      pieces.push(["year", o.year === "2-digit" ? two(year % 100) : year <= 0 && o.era !== undefined ? 1 - year : year]);
    }
    pieces.forEach(([type, value], at) => {
      if (at > 0) {
        put("literal", !text ? "/" : type === "year" && o.day !== undefined ? ", " : " ");
      }
      put(type, value);
    });
    if (o.era !== undefined) {
      literal(" ");
      put("era", local.getUTCFullYear() > 0 ? "AD" : "BC");
    }
  }

  #time(local, put) {
    const o = this.#options;
    const pieces = [];
    if (o.hour !== undefined) {
      const hour = local.getUTCHours();
      const shown = o.hour12 ? hour % 12 || 12 : o.hourCycle === "h24" && hour === 0 ? 24 : hour;
      pieces.push(["hour", o.hour === "2-digit" || !o.hour12 ? two(shown) : shown]);
    }
    if (o.minute !== undefined) {
      pieces.push(["minute", o.hour !== undefined || o.minute === "2-digit" ? two(local.getUTCMinutes()) : local.getUTCMinutes()]);
    }
    if (o.second !== undefined) {
      pieces.push(["second", o.minute !== undefined || o.second === "2-digit" ? two(local.getUTCSeconds()) : local.getUTCSeconds()]);
    }
    pieces.forEach(([type, value], at) => {
      if (at > 0) {
        put("literal", ":");
      }
      put(type, value);
    });
    if (o.fractionalSecondDigits) {
      put("literal", ".");
      put("fractionalSecond", String(local.getUTCMilliseconds()).padStart(3, "0").slice(0, o.fractionalSecondDigits));
    }
    if (o.hour !== undefined && o.hour12) {
      put("literal", " ");
      put("dayPeriod", local.getUTCHours() < 12 ? "AM" : "PM");
    }
  }

  resolvedOptions() {
    return { ...this.#options };
  }
}

// --- The rest ------------------------------------------------------------------------------------

class PluralRules {
  static supportedLocalesOf = supportedLocalesOf;

  #ordinal;

  constructor(locales, options = {}) {
    this.#ordinal = options.type === "ordinal";
  }

  select(value) {
    if (!this.#ordinal) {
      return value === 1 ? "one" : "other";
    }
    const teens = value % 100 >= 11 && value % 100 <= 13;
    return (!teens && { 1: "one", 2: "two", 3: "few" }[value % 10]) || "other";
  }

  resolvedOptions() {
    return { locale: "en-US", type: this.#ordinal ? "ordinal" : "cardinal" };
  }
}

class Collator {
  static supportedLocalesOf = supportedLocalesOf;

  #options;

  constructor(locales, options = {}) {
    this.#options = options;
    this.compare = (a, b) => this.#compare(`${a}`, `${b}`);
  }

  #compare(a, b) {
    if (this.#options.numeric) {
      const [x, y] = [a, b].map((text) => text.split(/(\d+)/));
      for (let at = 0; at < Math.min(x.length, y.length); at++) {
        const difference = at % 2 === 1 ? Number(x[at]) - Number(y[at]) : this.#words(x[at], y[at]);
        if (difference !== 0) {
          return Math.sign(difference);
        }
      }
      return Math.sign(x.length - y.length);
    }
    return this.#words(a, b);
  }

  #words(a, b) {
    const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
    const [x, y] = [plain(a), plain(b)];
    const first = x < y ? -1 : x > y ? 1 : 0;
    if (first !== 0 || this.#options.sensitivity === "base") {
      return first;
    }
    // Lower case comes first.
    return a === b ? 0 : a > b ? -1 : 1;
  }

  resolvedOptions() {
    return { locale: "en-US", usage: "sort", sensitivity: "variant", ...this.#options };
  }
}

class ListFormat {
  #word;

  constructor(locales, { type = "conjunction" } = {}) {
    this.#word = type === "disjunction" ? "or" : "and";
  }

  format(list) {
    const items = [...list];
    return items.length < 3 ? items.join(` ${this.#word} `) : `${items.slice(0, -1).join(", ")}, ${this.#word} ${items.at(-1)}`;
  }
}

class RelativeTimeFormat {
  format(value, unit) {
    const name = unit.replace(/s$/, "");
    const count = new NumberFormat().format(Math.abs(value));
    const plural = Math.abs(value) === 1 ? name : `${name}s`;
    return value < 0 || Object.is(value, -0) ? `${count} ${plural} ago` : `in ${count} ${plural}`;
  }
}

class Segmenter {
  static supportedLocalesOf = supportedLocalesOf;

  #pattern;

  constructor(locales, { granularity = "grapheme" } = {}) {
    this.#pattern = { grapheme: /\r\n|\P{M}(?:\u200d\P{M}|\p{M})*/gsu, word: /[\p{L}\p{N}_']+|[^\p{L}\p{N}_']/gsu,
      sentence: /[^.!?]+[.!?]*\s*/gsu }[granularity];
  }

  segment(text) {
    return [...text.matchAll(this.#pattern)].map(([segment], at, all) => ({ segment, index: all[at].index, input: text }));
  }
}

// Intl's formatters can be called without `new`.
const callable = (Class) => new Proxy(Class, { apply: (target, self, args) => new target(...args) });

const dateText = (needed) => (date, locales, options) =>
  (Number.isNaN(date.getTime()) ? "Invalid Date" : new DateTimeFormat(locales, options, needed).format(date));
const numberText = (value, locales, options) => new NumberFormat(locales, options).format(value);

module.exports = {
  Collator: callable(Collator),
  DateTimeFormat: callable(DateTimeFormat),
  ListFormat,
  NumberFormat: callable(NumberFormat),
  PluralRules,
  RelativeTimeFormat,
  Segmenter,
  getCanonicalLocales: (locales) => [locales ?? []].flat(),
  supportedValuesOf: (key) => (key === "timeZone" ? native.timeZones() : []),
  [Symbol.for("rungs.localized")]: {
    Date: { toLocaleString: dateText("any"), toLocaleDateString: dateText("date"), toLocaleTimeString: dateText("time") },
    Number: { toLocaleString: numberText },
    BigInt: { toLocaleString: numberText },
  },
  [Symbol.toStringTag]: "Intl",
};
