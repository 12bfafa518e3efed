// node:http: request and get, streams both ways, timeouts, errors.
import http, { Agent, IncomingMessage, RequestOptions, STATUS_CODES } from "node:http";
import https from "node:https";
import { pipeline } from "node:stream/promises";
import { Readable } from "node:stream";
import { createGunzip } from "node:zlib";

const SERVER = process.env.SERVER!;
const { hostname, port } = new URL(SERVER);
const show = (...values: unknown[]) => console.log(...values.map((value) => (typeof value === "string" ? value : JSON.stringify(value))));
const text = async (answer: IncomingMessage) => {
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
};
const ask = (options: RequestOptions, body?: string) => new Promise<IncomingMessage>((resolve, reject) => {
  const request = http.request({ hostname, port, ...options }, resolve);
  request.on("error", reject);
  request.end(body);
});

const answer = await new Promise<IncomingMessage>((resolve) => http.get(`${SERVER}/json`, resolve));
show(answer.statusCode, answer.statusMessage, answer.headers["content-type"], answer.headers["set-cookie"], answer.headers["x-multi"], answer.httpVersion);
answer.setEncoding("utf8");
let whole = "";
answer.on("data", (chunk) => (whole += chunk));
await new Promise((resolve) => answer.on("end", resolve));
show(whole, answer.complete);

show(JSON.parse(await text(await ask({ path: "/echo?x=1", method: "POST", headers: { "Content-Type": "text/plain", "Content-Length": 4, "X-List": ["a", "b"] } }, "body"))));
show(JSON.parse(await text(await ask({ path: "/echo", auth: "user:pass word", agent: new Agent({ keepAlive: true }) }))).headers.authorization);
const put = http.request(new URL("/echo", SERVER), { method: "PUT" });
put.setHeader("X-Set", "1");
put.removeHeader("nothing");
show(put.getHeader("x-set"), put.hasHeader("X-SET"), put.method, put.path);
const answered = new Promise<IncomingMessage>((resolve) => put.on("response", resolve));
await pipeline(Readable.from(["several ", "parts"]), put);
show(JSON.parse(await text(await answered)).body);
const moved = await ask({ path: "/redirect" });
show(moved.statusCode, moved.headers.location);
moved.resume();
const unzipped: string[] = [];
await pipeline(await ask({ path: "/gzip" }), createGunzip(), async (source) => {
  for await (const chunk of source) unzipped.push(String(chunk));
});
show(unzipped.join(""));
show(await text(await ask({ path: "/chunks" })), (await ask({ path: "/status/404" })).statusCode, STATUS_CODES[404]);
show(await text(await ask({ path: "/json", method: "HEAD" })));

const failure = (request: http.ClientRequest) => new Promise<NodeJS.ErrnoException>((resolve) => request.on("error", resolve));
const refused = await failure(http.get("http://127.0.0.1:1/"));
show(refused.code, refused.message, refused.syscall);
const slow = http.get(`${SERVER}/slow`, { timeout: 40 });
slow.on("timeout", () => slow.destroy(new Error("took too long")));
show((await failure(slow)).message);
const destroyed = http.get(`${SERVER}/slow`);
setTimeout(() => destroyed.destroy(), 20);
show((await failure(destroyed)).message, destroyed.destroyed);
const aborted = new AbortController();
setTimeout(() => aborted.abort(), 20);
const stopped = await failure(http.get(`${SERVER}/slow`, { signal: aborted.signal }));
show(stopped.name, stopped.code!, stopped.message);
try {
  https.get(`${SERVER}/json`);
} catch (error) {
  show((error as NodeJS.ErrnoException).code!, (error as Error).message);
}
show(typeof http.createServer, http.METHODS.includes("PATCH"), new https.Agent({ keepAlive: true }) instanceof http.Agent);
process.exitCode = 0;
