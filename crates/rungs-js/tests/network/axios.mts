// axios by its http adapter. Runs where `npm install` was run in `../packages`.
import axios from "../packages/node_modules/axios/index.js";

const SERVER = process.env.SERVER!;
const show = (...values: unknown[]) => console.log(...values.map((value) => (typeof value === "string" ? value : JSON.stringify(value))));
const client = axios.create({ baseURL: SERVER, timeout: 5000, headers: { "X-Client": "a" } });
const { status, data, headers } = await client.get("/json", { params: { a: 1 } });
show(status, data, headers["content-type"]);
show((await client.post("/echo", { b: [1] }, { headers: { Authorization: "Bearer t" } })).data);
show((await client.put("/echo", new URLSearchParams({ c: "d e" }))).data);
show((await client.get("/redirect")).data, (await client.get("/gzip")).data);
await client.get("/status/404").catch((error) => show(error.name, error.message, error.response.status, error.response.data));
await client.get("/slow", { timeout: 50 }).catch((error) => show(error.code, error.message));
await axios.get("http://127.0.0.1:2/").catch((error) => show(error.code, error.message));
const controller = new AbortController();
setTimeout(() => controller.abort(), 30);
await client.get("/slow", { signal: controller.signal }).catch((error) => show(error.code, error.message));
show(Buffer.from((await client.get("/json", { responseType: "arraybuffer" })).data).length);
const stream = (await client.get("/chunks", { responseType: "stream" })).data;
let text = "";
for await (const chunk of stream) text += chunk;
show(text);
