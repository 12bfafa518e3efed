// fetch, Request, Response, Headers, FormData, AbortController.
const SERVER = process.env.SERVER!;
const plain = (value: unknown) => JSON.stringify(value)?.replaceAll(SERVER, "SERVER").replaceAll(new URL(SERVER).host, "HOST");
const show = (...values: unknown[]) => console.log(...values.map((value) => (typeof value === "string" ? value.replaceAll(SERVER, "SERVER") : plain(value))));

const answer = await fetch(`${SERVER}/json?a=1#fragment`);
show(answer.status, answer.statusText, answer.ok, answer.url, answer.redirected, answer.type, answer.bodyUsed);
show([...answer.headers].filter(([name]) => name !== "date" && name !== "connection" && name !== "keep-alive"));
show(answer.headers.get("X-Multi"), answer.headers.getSetCookie(), answer.headers.has("nothing"), answer.headers.get("nothing"));
show(await answer.json(), answer.bodyUsed);
await answer.text().catch((error) => show(error.name, error.message));

const echo = async (init?: RequestInit) => (await fetch(`${SERVER}/echo`, init)).json();
show(await echo());
show(await echo({ method: "post", body: "text ☃" }));
show(await echo({ method: "PUT", body: JSON.stringify({ a: [1, null] }), headers: { "Content-Type": "application/json", "X-Own": "1" } }));
show(await echo({ method: "POST", body: new URLSearchParams({ a: "1 2", b: "ä" }) }));
show(await echo({ method: "POST", body: new Uint8Array([104, 105]), headers: [["x-a", "1"], ["x-a", "2"]] }));
show(await echo({ method: "PATCH", body: new Blob(["of a ", "blob"], { type: "text/x-blob" }) }));
show(await echo({ method: "DELETE", headers: new Headers({ Authorization: "Bearer t" }) }));
const form = new FormData();
form.append("field", "value");
form.append("file", new Blob(["content"], { type: "text/plain" }), "name.txt");
const sent = (await echo({ method: "POST", body: form })) as { headers: Record<string, string>; body: string };
const boundary = /boundary=(.*)$/.exec(sent.headers["content-type"])![1];
show(sent.body.replaceAll(boundary, "BOUNDARY"));
show(await (await fetch(new Request(`${SERVER}/echo`, { method: "POST", body: "of a request", headers: { "x-r": "1" } }), { headers: { "x-r": "2" } })).json());

const redirected = await fetch(`${SERVER}/redirect`);
show(redirected.redirected, redirected.url, await redirected.json());
const manual = await fetch(`${SERVER}/redirect`, { redirect: "manual" });
show(manual.status, manual.headers.get("location"));
for (const [path, init] of [["/redirect", { redirect: "error" as const }], ["/loop", {}]] as const) {
  await fetch(`${SERVER}${path}`, init).catch((error) => show(error.name, error.message, error.cause instanceof Error));
}
const missing = await fetch(`${SERVER}/status/404`);
show(missing.ok, missing.status, missing.statusText, await missing.text());
show(await (await fetch(`${SERVER}/gzip`)).text());
show((await fetch(`${SERVER}/status/204`)).body, (await fetch(`${SERVER}/json`, { method: "HEAD" })).headers.get("content-type"));
show(Buffer.from(await (await fetch(`${SERVER}/json`)).arrayBuffer()).toString("latin1").length, (await (await fetch(`${SERVER}/json`)).blob()).type);

const texts: string[] = [];
for await (const chunk of (await fetch(`${SERVER}/chunks`)).body!) texts.push(Buffer.from(chunk).toString());
show(texts.join(""));
const reader = (await fetch(`${SERVER}/chunks`)).body!.getReader();
const first = await reader.read();
show(first.done, first.value!.length > 0);
await reader.cancel();

const controller = new AbortController();
setTimeout(() => controller.abort(), 30);
await fetch(`${SERVER}/slow`, { signal: controller.signal }).catch((error) => show(error.name, error.message, error.code));
await fetch(`${SERVER}/slow`, { signal: AbortSignal.timeout(30) }).catch((error) => show(error.name, error.message, error.code));
await fetch(`${SERVER}/json`, { signal: AbortSignal.abort(new Error("before")) }).catch((error) => show(error.message));
await fetch("http://127.0.0.1:2/").catch((error) => show(error.name, error.message, error.cause.code));
await fetch(`${SERVER}/cut`).then((cut) => cut.text()).catch((error) => show(error.name));
await fetch("nonsense").catch((error) => show(error.name, error.message));
await fetch(`${SERVER}/json`, { method: "GET", body: "x" } as RequestInit).catch((error) => show(error.name, error.message));

const made = Response.json({ b: 2 }, { status: 201, headers: { "x-a": "1" } });
const copy = made.clone();
show(made.status, [...made.headers], await made.json(), await copy.text(), new Response("x").headers.get("content-type"), new Response(null).body);
const headers = new Headers([["B", "2"], ["a", "1"], ["b", "3"]]);
headers.delete("A");
show([...headers.keys()], [...headers.values()], Object.prototype.toString.call(headers), (() => { try { headers.set("a b", "x"); } catch (error) { return (error as Error).name; } })());
export {};
