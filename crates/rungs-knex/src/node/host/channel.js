// The pipes to Rungs. Questions are answered at once: Node stands still meanwhile, as if it had called a function. What
// Rungs has to say by itself comes as events. The letters of frames are those of `frame.rs`.
(function (host) {
  "use strict";
  const { Socket } = host.require("node:net");
  const { Worker } = host.require("node:worker_threads");
  const EVENTS = 5;
  const LIFELINE = 6;
  const HEAD = 5;

  const events = new Socket({ fd: EVENTS, readable: true, writable: false });
  let parts = [];
  let size = 0;

  events.on("data", (part) => {
    parts.push(part);
    size += part.length;
    for (let frame; (frame = next()); ) host.onEvent(frame.kind, frame.text);
  });

  // The next frame, once all of it is there.
  function next() {
    if (size < HEAD) return undefined;
    if (parts[0].length < HEAD) parts = [Buffer.concat(parts)];
    const end = HEAD + parts[0].readUInt32LE(0);
    if (size < end) return undefined;
    const all = parts.length === 1 ? parts[0] : Buffer.concat(parts);
    parts = all.length > end ? [all.subarray(end)] : [];
    size -= end;
    return { kind: String.fromCharCode(all[4]), text: all.toString("utf8", HEAD, end) };
  }

  for (const end of ["end", "error", "close"]) events.on(end, host.leave);

  // A thread that waits for the end of Rungs: what runs in an endless loop hears of nothing else.
  const waiting = `require("fs").readSync(${LIFELINE}, Buffer.alloc(1)); process.kill(process.pid, "SIGKILL");`;
  new Worker(waiting, { eval: true, env: {}, execArgv: [] }).unref();

  host.keepAlive = (isWanted) => (isWanted ? events.ref() : events.unref());
});
