export let value = 1;
await new Promise((r) => setTimeout(r, 10));
value = 2;
for await (const x of [3]) value += x;
