// refused: 
let times = 0;
const path = { toString: () => (times++ === 0 ? "package.json" : process.env.OUTSIDE + "/secret.txt") };
require("fs").readFileSync(path);
