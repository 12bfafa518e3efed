// What seeds make with faker, uuid, bcryptjs and bcrypt, dotenv, lodash and zod, in the amounts that they make.
import { fakerDE, faker } from "@faker-js/faker";
import _ from "lodash";
import { NIL, parse, stringify, v1, v3, v4, v5, v6, v7, validate, version } from "uuid";
import { z } from "zod";

faker.seed(4711);
faker.setDefaultRefDate("2024-01-01T00:00:00.000Z");
const people = _.times(40, (index) => ({
  id: faker.string.uuid(), name: faker.person.fullName(), email: faker.internet.email().toLowerCase(), born: faker.date.birthdate(),
  address: { street: faker.location.streetAddress(), city: faker.location.city(), zip: faker.location.zipCode() },
  company: faker.company.name(), price: faker.commerce.price(), iban: faker.finance.iban(), ip: faker.internet.ip(), bio: faker.lorem.sentence(),
  role: faker.helpers.arrayElement(["admin", "member"]), tags: faker.helpers.arrayElements(["a", "b", "c", "d"], 2), seen: faker.date.recent({ days: 30 }), at: index,
}));
console.log(people[0], people[39]);
console.log(_.countBy(people, "role"), _.keyBy(people.slice(0, 2), "at"), _(people).groupBy("role").mapValues("length").value());
console.log(_.sortBy(people, ["role", "name"]).slice(0, 3).map((person) => person.name), _.orderBy(people, ["born"], ["desc"])[0].born, _.uniqBy(people, "role").length);
fakerDE.seed(1);
console.log(fakerDE.person.fullName(), fakerDE.location.city(), fakerDE.phone.number(), faker.helpers.multiple(() => faker.number.int({ max: 9 }), { count: 5 }), faker.helpers.shuffle([1, 2, 3, 4]), faker.helpers.unique === undefined);
console.log([v1(), v4(), v6(), v7()].map((id) => [validate(id), version(id)]), v3("a", v3.DNS), v5("a", v5.DNS), stringify(parse(v5("b", v5.URL))), NIL);
const Person = z.object({ name: z.string().trim().min(1), email: z.email(), born: z.date(), role: z.enum(["admin", "member"]), address: z.object({ zip: z.string().regex(/\d/) }).loose() });
console.log(people.every((person) => Person.safeParse(person).success), z.array(Person).safeParse([{ name: " " }]).error?.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`));
console.log(z.preprocess((value) => Number(value), z.number().int().positive()).transform((value) => value * 2).parse("21"), z.union([z.string(), z.number()]).parse(5), z.discriminatedUnion("kind", [z.object({ kind: z.literal("a"), n: z.number() })]).safeParse({ kind: "b" }).success);
