import { v } from "@app/deep/thing"; import config from "config"; import { w } from "src/deep/other";
console.log(v, config, w);
