import * as path from "path";
import defaults from "./defaults.json";

namespace Settings {
  export interface Database {
    url: string;
    poolMax: number;
  }
}

class Config {
  constructor(private readonly env: NodeJS.ProcessEnv) {}

  get database(): Settings.Database {
    const url = this.env.DATABASE_URL;
    if (!url) throw new Error("DATABASE_URL is not set");
    return { url, poolMax: Number(this.env.POOL_MAX ?? defaults.poolMax) };
  }

  get root(): string {
    return path.resolve(__dirname, "../..");
  }
}

export const config = new Config(process.env);
