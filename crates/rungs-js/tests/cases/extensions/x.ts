export const which = "ts";
