// refused: 
// What the gate may lean on in JavaScript is changed under it.
String.prototype.startsWith = () => true;
Array.prototype.some = () => true;
RegExp.prototype.test = () => true;
Object.prototype.toString = () => "package.json";
require("fs").readFileSync(process.env.OUTSIDE + "/secret.txt");
