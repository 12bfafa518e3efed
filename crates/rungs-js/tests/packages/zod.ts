import { z } from "zod";
const S = z.object({ PORT: z.coerce.number().default(5432), HOST: z.string().min(1), MODE: z.enum(["a", "b"]).optional(), when: z.coerce.date().optional() });
console.log(S.parse({ HOST: "x", MODE: "a" }));
const r = S.safeParse({ PORT: "zz" }); console.log(r.success, r.error?.issues.map((i) => i.path.join(".") + ":" + i.code));
