export const inner = { here: 1 };
