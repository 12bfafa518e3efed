"use strict";
// What Node is started with: it takes the rest of its part from Rungs, by the pipe on which answers come.
const fs = require("fs");
const { Script } = require("vm");

fs.unlinkSync(__filename);
fs.rmdirSync(__dirname);

const ANSWERS = 3;
const MESSAGES = 4;
const HEAD = 5;

// Rungs is gone, and whatever runs here has nobody to work for.
const leave = () => process.kill(process.pid, "SIGKILL");

function readBytes(count) {
  const bytes = Buffer.allocUnsafe(count);
  for (let read = 0; read < count; ) {
    const more = fs.readSync(ANSWERS, bytes, read, count - read, null);
    if (more === 0) leave();
    read += more;
  }
  return bytes;
}

// A frame is its length in bytes (four, the lowest first), the letter of its kind, its text.
function receive() {
  const head = readBytes(HEAD);
  return { kind: String.fromCharCode(head[4]), text: readBytes(head.readUInt32LE(0)).toString() };
}

function send(kind, text) {
  const body = Buffer.from(text);
  const frame = Buffer.allocUnsafe(HEAD + body.length);
  frame.writeUInt32LE(body.length, 0);
  frame[4] = kind.charCodeAt(0);
  body.copy(frame, HEAD);
  try {
    for (let sent = 0; sent < frame.length; ) sent += fs.writeSync(MESSAGES, frame, sent);
  } catch {
    leave();
  }
}

// Rungs says whether this Node is new enough.
send("V", process.version);
const { files, ...settings } = JSON.parse(receive().text);
const evaluate = (source, filename) => new Script(source, { filename }).runInThisContext();
const host = { settings, leave, receive, send, require, evaluate };
for (const [name, source] of files) evaluate(source, `rungs:node/${name}`)(host);
