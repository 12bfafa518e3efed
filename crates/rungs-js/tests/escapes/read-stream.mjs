// refused: EACCES: permission denied, open
import fs from "node:fs";
for await (const chunk of fs.createReadStream(process.env.OUTSIDE + "/secret.txt")) console.log(chunk);
