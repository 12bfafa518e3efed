import * as lib from "./lib";
const anything: any = lib;
export const a: number = 1; anything.inner.missing(a);
