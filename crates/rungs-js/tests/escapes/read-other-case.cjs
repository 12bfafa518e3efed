// refused: 
require("fs").readFileSync(process.env.OUTSIDE.toUpperCase() + "/secret.txt");
