import { built } from "#config/settings.js";

console.log("built:", built);
console.log("environment:", process.env.FROM_DOTENV);
