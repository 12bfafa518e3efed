// refused: EACCES: permission denied, open
await import("./link/module.mjs");
