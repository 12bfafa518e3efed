function log(t: any, k: string, d: PropertyDescriptor) { const o = d.value; d.value = function (...a: any[]) { console.log("call", k, a); return o.apply(this, a); }; }
function cls(c: any) { c.marked = true; }
@cls class A { @log hi(x: number) { return x; } }
console.log((A as any).marked, new A().hi(3));
