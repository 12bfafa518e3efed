// refused: EACCES: permission denied, open
require(require("path").relative(__dirname, process.env.OUTSIDE) + "/secret.json");
