export const q = "!";
