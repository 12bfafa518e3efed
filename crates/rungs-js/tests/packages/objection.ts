import { knexSnakeCaseMappers, Model } from "objection";
const m: any = knexSnakeCaseMappers(); console.log(m.wrapIdentifier("fooBar", (x: string) => `"${x}"`), m.postProcessResponse([{ foo_bar: 1 }]));
class P extends Model { static tableName = "p"; } console.log(P.tableName);
