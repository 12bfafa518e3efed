export interface Foo { a: number } export type Bar = string; export type Unused = number;
export const used = "used"; console.log("types loaded");
