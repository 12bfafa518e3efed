export const a: number = 1;
console.log("bom", a);
