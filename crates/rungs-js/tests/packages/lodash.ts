import _ from "lodash"; import { chunk, mapValues } from "lodash"; import * as L from "lodash"; import get from "lodash/get";
console.log(_.snakeCase("fooBar baz"), chunk([1, 2, 3, 4, 5], 2), mapValues({ a: 1 }, (v) => v + 1), L.uniq([1, 1, 2]), get({ a: { b: 2 } }, "a.b"), _.template("hi <%= x %>")({ x: 1 }));
