// refused: no such global
const found = Reflect.ownKeys(globalThis).filter((key) => globalThis[key]?.readFile || globalThis[key]?.startProgram);
if (found.length === 0) throw new Error("no such global");
