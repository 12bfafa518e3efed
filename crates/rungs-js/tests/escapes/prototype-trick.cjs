// refused: EACCES: permission denied, open
const fs = require("fs");
const { OUTSIDE } = process.env;
const { startsWith } = String.prototype;
String.prototype.startsWith = () => true;
Array.prototype.some = () => true;
try {
  fs.readFileSync(OUTSIDE + "/secret.txt");
} finally {
  String.prototype.startsWith = startsWith;
}
