// RFC 7914, section 12: the first two vectors, by each name and form.
import { scrypt } from "@noble/hashes/scrypt";
import { scryptAsync } from "@noble/hashes/scrypt.js";

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");
const empty = scrypt("", "", { N: 16, r: 1, p: 1, dkLen: 64 });
console.log(empty.constructor.name, hex(empty));
console.log(hex(await scryptAsync("password", "NaCl", { N: 1024, r: 8, p: 16, dkLen: 64 })));
try {
  scrypt("", "", { N: 15, r: 1, p: 1 });
} catch (error) {
  console.log((error as Error).message);
}
