// refused: EACCES: permission denied, open
import fs from "fs";
const descriptor = fs.openSync(process.env.OUTSIDE + "/secret.txt");
for await (const chunk of fs.createReadStream("", { fd: descriptor })) console.log(chunk);
