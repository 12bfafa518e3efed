// refused: not seen
if (!require("fs").existsSync(process.env.OUTSIDE + "/secret.txt")) throw new Error("not seen");
