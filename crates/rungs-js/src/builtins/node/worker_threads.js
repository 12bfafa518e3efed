const EventEmitter = require("events");

class Worker extends EventEmitter {
  constructor() {
    super();
    native.lacks("worker_threads");
    const error = new Error("node:worker_threads is not available in Rungs: a `Worker` was started");
    error.code = "ERR_FEATURE_UNAVAILABLE_ON_PLATFORM";
    throw error;
  }
}

class MessagePort extends EventEmitter {
  postMessage() {}

  close() {}

  ref() {}

  unref() {}

  start() {}
}

class MessageChannel {
  port1 = new MessagePort();

  port2 = new MessagePort();
}

module.exports = {
  Worker, MessagePort, MessageChannel, BroadcastChannel: MessagePort, isMainThread: true, parentPort: null, workerData: null,
  threadId: 0, resourceLimits: {}, SHARE_ENV: Symbol.for("nodejs.worker_threads.SHARE_ENV"),
  getEnvironmentData: () => undefined, setEnvironmentData() {}, markAsUntransferable() {}, moveMessagePortToContext: (port) => port,
  receiveMessageOnPort: () => undefined,
};
