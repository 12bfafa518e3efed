import config from "config"; import Joi from "joi"; import Ajv from "ajv"; import yp from "yargs-parser"; import chalk from "chalk"; import env from "env-var"; import { cleanEnv, str, port } from "envalid"; import { nanoid, customAlphabet } from "nanoid"; import slugify from "slugify"; import ms from "ms";
console.log(typeof config.get, config.has("zzz"));
console.log(Joi.object({ a: Joi.string().required(), b: Joi.number().default(3) }).validate({ a: "x" }), Joi.object({ a: Joi.number() }).validate({ a: "z" }).error?.message);
const ajv = new Ajv(); const v = ajv.compile({ type: "object", properties: { foo: { type: "integer" } }, required: ["foo"] }); console.log(v({ foo: 1 }), v({ foo: "x" }), v.errors?.[0].message);
console.log(yp(["--foo=bar", "-x", "3", "pos"]), chalk.red("red"), env.from({ P: "3" }).get("P").asInt());
console.log(cleanEnv({ H: "h", P: "80" }, { H: str(), P: port() }).P, nanoid().length, customAlphabet("ab", 5)().length, slugify("Hello World, ünï"), ms("2 days"), ms(60000));
