export const which = "z.ts";
