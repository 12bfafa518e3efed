// The process: calls from Rungs, and how the process ends, which is Rungs' to decide.
(function (host) {
  "use strict";
  const { settings, send, wire, rungs } = host;

  process.argv.splice(1, Infinity, settings.script);

  const functions = {
    importFile: async (filename) => host.keep(await host.importFile(filename)),
    fromSource: async (index) => host.keep(await rungs.fromSource(index)),
    end: (code) => void process.emit("exit", code),
  };

  function functionOf(name) {
    if (functions[name]) return functions[name];
    if (!rungs[name]) rungs.native.complete();
    return rungs[name];
  }

  // --- Staying alive -----------------------------------------------------------------------------

  // The pipe keeps Node alive between calls only. While one is under way, Node runs out of things to do where nothing here
  // could settle what it awaits: Rungs is told, up to which of its events, and knows whether something may still come
  // from there.
  let calls = 0;
  let events = 0;
  const update = () => host.keepAlive(calls === 0);
  const { emit } = process;
  process.emit = function (event, ...args) {
    if (event !== "beforeExit") return emit.call(this, event, ...args);
    if (calls > 0) send("I", String(events));
    host.keepAlive(true);
    return true;
  };

  async function call([number, name, args]) {
    calls++;
    update();
    let answer;
    try {
      const value = await functionOf(name)(...wire.unpack(args));
      answer = ["D", wire.write([number, value])];
    } catch (error) {
      answer = ["F", JSON.stringify([number, wire.packThrown(error)])];
    }
    // A promise that was rejected without a handler is told first.
    setImmediate(() => {
      send(...answer);
      calls--;
      update();
    });
  }

  const reactions = {
    k: (text) => call(JSON.parse(text)),
    s: (text) => host.settle(true, text),
    f: (text) => host.settle(false, text),
    P: () => send("P", ""),
  };
  host.onEvent = (kind, text) => {
    events++;
    update();
    reactions[kind](text);
  };

  // --- Ending ------------------------------------------------------------------------------------

  // Rungs ends the process itself, once it has told what happened.
  process.reallyExit = (code) => {
    send("X", String(Number(code ?? process.exitCode ?? 0)));
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  };

  const report = (error) => send("U", JSON.stringify(wire.packThrown(error)));
  process.on("uncaughtException", report);
  process.on("unhandledRejection", report);
});
