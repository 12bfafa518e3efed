// refused: EACCES: permission denied, 
require("fs").rmSync(process.env.OUTSIDE, { recursive: true, force: true });
