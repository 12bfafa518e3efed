const b = Buffer.from("héllo wörld €");
console.log(b, b.length, b.toString("hex"), b.toString("base64"), b.toString("base64url"), b.toString("latin1"), b.toString("utf8", 1, 5), b.toString("ascii"));
console.log(Buffer.from("68656c6c6fzz", "hex").toString(), Buffer.from("aGk=", "base64").toString(), Buffer.from("aGk", "base64url").toString(), Buffer.from("hi", "utf16le"), Buffer.from([1, 257, -1]), Buffer.alloc(3, "ab"), Buffer.from(new Uint8Array([1, 2]).buffer));
console.log(Buffer.concat([Buffer.from("a"), Buffer.from("bc")]).toString(), Buffer.compare(Buffer.from("a"), Buffer.from("b")), Buffer.byteLength("€"), Buffer.isBuffer(b), Buffer.isEncoding("UTF-8"), b.equals(Buffer.from(b)), b.indexOf("w"), b.includes("zz"), b.lastIndexOf("l"), b.slice(-3).toString());
const w = Buffer.alloc(24); w.writeUInt32BE(0xdeadbeef, 0); w.writeInt16LE(-2, 4); w.writeDoubleBE(1.5, 6); w.writeBigInt64LE(-5n, 14); w.writeUIntBE(0x123456, 20 + 1 - 0 - 0, 3 - 0 - 0 > 3 ? 3 : 3);
console.log(w, w.readUInt32BE(0), w.readInt16LE(4), w.readDoubleBE(6), w.readBigInt64LE(14), w.readUInt8(0), w.readInt8(0));
console.log(JSON.stringify(Buffer.from("x")), Buffer.from(JSON.parse('{"type":"Buffer","data":[120]}')).toString(), b.subarray(0, 2) instanceof Buffer, b.write("HEY", 1), b.toString(), [...Buffer.from("ab").entries()], Buffer.from("abc").fill("z", 1).toString(), Buffer.from("abcd").swap16().toString(), atob("aGk="), btoa("hi"));
try { Buffer.from(5 as any); } catch (e: any) { console.log(e.code); } try { b.readUInt32LE(100); } catch (e: any) { console.log(e.code); }
console.log(new TextDecoder().decode(new TextEncoder().encode("añ€")), new TextDecoder("latin1").decode(new Uint8Array([233])), Buffer.from("\ud800x").toString("hex"));
