import "reflect-metadata"; import { IsInt, IsString, validate } from "class-validator";
class A { @IsString() name!: string; @IsInt() age!: number; }
async function main() { const a = new A(); (a as any).name = 3; a.age = 2; const e = await validate(a); console.log(e.map((x) => [x.property, x.constraints])); }
main();
