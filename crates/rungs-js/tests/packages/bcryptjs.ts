import bcrypt from "bcryptjs"; import { compareSync } from "bcryptjs";
async function main() {
const h = await bcrypt.hash("secret", 6); console.log(h.length, h.slice(0, 7), await bcrypt.compare("secret", h), compareSync("nope", h), bcrypt.getRounds(h));
console.log(bcrypt.hashSync("pässword", "$2a$05$abcdefghijklmnopqrstuu"), bcrypt.genSaltSync(5).length);
console.log(bcrypt.hashSync("x".repeat(80), "$2b$05$abcdefghijklmnopqrstuu"), bcrypt.hashSync("", "$2b$04$abcdefghijklmnopqrstuu"));
bcrypt.hash("cb", 4, (e: any, v: any) => console.log("cb", e, v.length));
}
main();
