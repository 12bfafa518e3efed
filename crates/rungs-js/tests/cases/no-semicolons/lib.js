export function f(x) { console.log("f", x); return x }
export const g = (x) => console.log("g", typeof x)
g.K = class { v = 9 }
export const tag = (s, ...v) => console.log(s.raw, v)
