// A random generator with a seed, and the choices that grammars are made of.

/** Numbers in [0, 1) from a 32-bit seed (mulberry32). */
export function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** The choices of a grammar. A rule is text, or a function that gives text. */
export class Choice {
  constructor(seed) {
    this.next = randomFrom(seed);
  }
  /** Whether something happens that happens with `probability`. */
  maybe(probability) {
    return this.next() < probability;
  }
  /** A whole number from `from` to `to`, both included. */
  integer(from, to) {
    return from + Math.floor(this.next() * (to - from + 1));
  }
  /** One of the rules, written out. */
  one(rules) {
    const rule = rules[Math.floor(this.next() * rules.length)];
    return typeof rule === "function" ? rule() : rule;
  }
  /** From `from` to `to` times the rule, as a list. */
  some(from, to, rule) {
    return Array.from({ length: this.integer(from, to) }, () => rule());
  }
}
