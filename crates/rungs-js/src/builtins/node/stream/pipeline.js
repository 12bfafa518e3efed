const Readable = require("stream/readable");

function prematureClose() {
  const error = new Error("Premature close");
  error.code = "ERR_STREAM_PREMATURE_CLOSE";
  return error;
}

function finished(stream, options, callback) {
  if (typeof options === "function") {
    [options, callback] = [{}, options];
  }
  let done = false;
  const settle = (error) => {
    if (!done) {
      done = true;
      stop();
      callback(error);
    }
  };
  const readable = options.readable !== false && stream._readableState !== undefined;
  const writable = options.writable !== false && stream._writableState !== undefined;
  const complete = () =>
    (!readable || stream._readableState.endEmitted) && (!writable || stream._writableState.finished);
  const check = () => complete() && settle();
  const listeners = {
    end: check,
    finish: check,
    error: settle,
    close: () => settle(complete() ? undefined : stream.errored ?? prematureClose()),
  };
  const stop = () => Object.entries(listeners).forEach(([name, listener]) => stream.removeListener(name, listener));
  Object.entries(listeners).forEach(([name, listener]) => stream.on(name, listener));
  if (stream.closed) {
    process.nextTick(listeners.close);
  } else if (complete() && (readable || writable)) {
    process.nextTick(check);
  }
  return stop;
}

const isStream = (value) => typeof value?.pipe === "function" || typeof value?.write === "function";

function asStream(step, previous) {
  if (typeof step === "function") {
    const output = step(previous);
    return isStream(output) ? output : typeof output?.then === "function" ? output : Readable.from(output);
  }
  return isStream(step) ? step : Readable.from(step);
}

function pipeline(...steps) {
  const mayEnd = steps.length > 2 || Array.isArray(steps[0]);
  const callback = typeof steps.at(-1) === "function" && mayEnd && !/^async|function\*/.test(String(steps.at(-1)))
    ? steps.pop() : () => {};
  const list = steps.length === 1 && Array.isArray(steps[0]) ? steps[0] : steps;
  if (list.length > 1 && list.at(-1)?.signal !== undefined && !isStream(list.at(-1))) {
    list.pop();
  }
  const streams = [];
  let left = 0;
  let failure;
  let value;
  const done = (error) => {
    left -= 1;
    if (error && !failure) {
      failure = error;
      streams.forEach((stream) => stream.destroy?.(error));
    }
    if (left === 0) {
      callback(failure, value);
    }
  };
  let previous;
  for (const step of list) {
    const current = asStream(step, previous);
    if (typeof current?.then === "function" && !isStream(current)) {
      left += 1;
      current.then((result) => {
        value = result;
        done();
      }, done);
      break;
    }
    streams.push(current);
    left += 1;
    finished(current, { readable: step !== list.at(-1) }, done);
    if (previous !== undefined && typeof step !== "function") {
      previous.pipe(current);
    }
    previous = current;
  }
  return streams.at(-1);
}

const promiseOf = (start) => (...args) =>
  new Promise((resolve, reject) => start(...args, (error, value) => (error ? reject(error) : resolve(value))));

module.exports = {
  pipeline,
  finished,
  _pipelinePromise: promiseOf((...steps) => {
    const callback = steps.pop();
    pipeline(...steps, (error, value) => callback(error, value));
  }),
  _finishedPromise: promiseOf((stream, options, callback) =>
    (typeof options === "function" ? finished(stream, options) : finished(stream, options ?? {}, callback))),
};
