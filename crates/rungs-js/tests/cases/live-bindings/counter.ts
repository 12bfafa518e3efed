export let counter = 0;
export function increment() { counter += 1; }
export default class Thing { name = "thing"; }
export const { a, b: [c, ...d], ...rest } = { a: 1, b: [2, 3, 4], e: 5 };
