import { f, g as h, tag } from "./lib.js"
const a = 1
f(a)
const b = f
h(b)
if (a) f(2)
else f(3)
tag`x${a}`
const o = { f, k: f, [f.name]: 1 }
console.log(Object.keys(o), new h.K().v, f?.(5), typeof f, f.name)
label: f(6)
export default async function () {
  return f(7)
}
