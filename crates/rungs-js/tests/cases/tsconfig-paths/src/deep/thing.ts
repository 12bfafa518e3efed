import { w } from "@app/deep/other.js"; export const v = "v" + w;
