export const idx = "index.ts";
