// refused: EACCES: permission denied, scandir
require("fs").readdirSync(process.env.OUTSIDE);
