import crypto, { createHash, randomUUID, randomBytes } from "crypto";
for (const a of ["md5", "sha1", "sha256", "sha384", "sha512", "SHA-256"]) try { console.log(a, createHash(a).update("x").update(Buffer.from("y")).digest("hex")); } catch (e: any) { console.log(e.message); }
console.log(crypto.createHmac("sha256", "key").update("data").digest("base64"), /^[0-9a-f-]{36}$/.test(randomUUID()), randomBytes(8).length, crypto.timingSafeEqual(Buffer.from("a"), Buffer.from("a")));
console.log(crypto.pbkdf2Sync("pw", "salt", 1000, 32, "sha512").toString("hex"), crypto.scryptSync("pw", "salt", 32).toString("hex"));
const r = crypto.randomInt(10); console.log(r >= 0 && r < 10, globalThis.crypto.getRandomValues(new Uint8Array(4)).length, typeof globalThis.crypto.randomUUID());
try { createHash("nope"); } catch (e: any) { console.log(e.message); }
