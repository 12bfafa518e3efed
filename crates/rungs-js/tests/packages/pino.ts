import pino from "pino";
const l = pino({ level: "info", base: null, timestamp: false }, { write: (s: string) => process.stdout.write(s) });
l.info({ a: 1 }, "hello %s", "w"); l.child({ mod: "x" }).warn("child"); l.error(new Error("x").message);
