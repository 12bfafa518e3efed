// refused: EACCES: permission denied, open
await import(process.env.OUTSIDE + "/module.mjs");
