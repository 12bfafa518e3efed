// refused: EACCES: permission denied
if (require.extensions) require.extensions[".txt"] = require.extensions[".js"];
require(process.env.OUTSIDE + "/secret.txt");
