// Random expressions of the whole API: each grammar in turn, the larger ones more often.
import * as query from "./query.mjs";
import * as rest from "./rest.mjs";
import * as odd from "./schema-odd.mjs";
import * as schema from "./schema.mjs";

const TURNS = [query, schema, query, odd, query, schema, query, rest, query, schema];

/** The expression of a seed: text, or `{ expression, config }`. */
export function generate(seed) {
  return TURNS[seed % TURNS.length].generate(seed);
}
