// PostgreSQL's interval as npm's postgres-interval 1 gives it.
(function (rungs) {
  "use strict";
  const FIELDS = ["seconds", "minutes", "hours", "days", "months", "years"];
  const ISO_UNITS = { years: "Y", months: "M", days: "D", hours: "H", minutes: "M", seconds: "S" };
  const PATTERN =
    /(([+-]?\d+)\s+years?)?\s*(([+-]?\d+)\s+mons?)?\s*(([+-]?\d+)\s+days?)?\s*(([+-])?([\d]*):(\d\d):(\d\d)\.?(\d{1,6})?)?/;

  class PostgresInterval {
    constructor(text) {
      const found = text ? PATTERN.exec(text) : [];
      const sign = found[8] === "-" ? -1 : 1;
      const fraction = found[12] && Number(found[12].padEnd(6, "0")) / 1000;
      const fields = {
        years: Number(found[2]),
        months: Number(found[4]),
        days: Number(found[6]),
        hours: sign * Number(found[9]),
        minutes: sign * Number(found[10]),
        seconds: sign * Number(found[11]),
        milliseconds: sign * fraction,
      };
      for (const [name, value] of Object.entries(fields)) if (value) this[name] = value;
    }

    toPostgres() {
      const present = FIELDS.filter((name) => Object.hasOwn(this, name));
      if (this.milliseconds && !present.includes("seconds")) present.push("seconds");
      if (present.length === 0) return "0";
      return present.map((name) => `${this.#value(name, /\.?0+$/)} ${name}`).join(" ");
    }

    toISOString() {
      const part = (names) => names.map((name) => this.#value(name, /0+$/) + ISO_UNITS[name]).join("");
      return `P${part(["years", "months", "days"])}T${part(["hours", "minutes", "seconds"])}`;
    }

    toISO() {
      return this.toISOString();
    }

    // Seconds take their fraction along.
    #value(name, trailing) {
      const value = this[name] || 0;
      if (name !== "seconds" || !this.milliseconds) return value;
      return (value + this.milliseconds / 1000).toFixed(6).replace(trailing, "");
    }
  }

  rungs.interval = (text) => new PostgresInterval(text);
});
