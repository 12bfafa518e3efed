import dotenv from "dotenv"; import { writeFileSync } from "fs"; import os from "os"; import path from "path";
const p = path.join(os.tmpdir(), "x.env"); writeFileSync(p, "A=1\nB='two words'\n");
console.log(dotenv.config({ path: p, quiet: true }).parsed, process.env.A, process.env.B);
