// refused: EACCES: permission denied, open
require(process.env.OUTSIDE + "/secret.json");
