import fs from "node:fs";

// Loggers (pino's sonic-boom) compare what was written with the text's bytes, and write the rest again.
console.log(fs.writeSync(1, "Logger is created…\n"));
console.log(fs.writeSync(1, Buffer.from("one two three\n"), 4, 10));
console.log(fs.writeSync(1, new Uint8Array([104, 105, 10])));
fs.write(1, "später\n", (error, written, text) => {
  console.log(error, written, text === "später\n");
});
process.on("exit", () => fs.writeSync(1, "at the end\n"));
