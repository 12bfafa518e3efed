import { q } from "./q"; export const w: string = "workspace" + q;
