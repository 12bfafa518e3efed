// Streams of the web, as far as bodies of requests are read with them.

class ReadableStreamDefaultReader {
  #stream;

  constructor(stream) {
    if (stream.locked) {
      throw new TypeError("Invalid state: ReadableStream is locked");
    }
    this.#stream = stream;
    stream._reader = this;
    this.closed = stream._closed;
  }

  async read() {
    if (!this.#stream) {
      throw new TypeError("Invalid state: The reader is not attached to a stream");
    }
    return this.#stream._next();
  }

  releaseLock() {
    if (this.#stream) {
      this.#stream._reader = undefined;
      this.#stream = undefined;
    }
  }

  async cancel(reason) {
    return this.#stream?._cancel(reason);
  }
}

class ReadableStream {
  constructor(source = {}) {
    const state = { queue: [], waiting: [], ended: false, error: undefined, failed: false, pulling: false, source };
    Object.defineProperty(this, "_state", { value: state });
    Object.defineProperty(this, "_reader", { value: undefined, writable: true });
    Object.defineProperty(this, "_closed", { value: new Promise((resolve, reject) => {
      state.close = resolve;
      state.fail = reject;
    }) });
    this._closed.catch(() => {});
    const controller = {
      desiredSize: 1,
      enqueue: (chunk) => {
        const waiting = state.waiting.shift();
        waiting ? waiting.resolve({ value: chunk, done: false }) : state.queue.push(chunk);
      },
      close: () => {
        state.ended = true;
        state.waiting.splice(0).forEach(({ resolve }) => resolve({ value: undefined, done: true }));
        state.close();
      },
      error: (error) => {
        state.failed = true;
        state.error = error;
        state.waiting.splice(0).forEach(({ reject }) => reject(error));
        state.fail(error);
      },
    };
    Object.defineProperty(this, "_controller", { value: controller });
    state.started = Promise.resolve(source.start?.(controller)).catch(controller.error);
  }

  static from(iterable) {
    const iterator = iterable[Symbol.asyncIterator]?.() ?? iterable[Symbol.iterator]();
    return new ReadableStream({
      async pull(controller) {
        const { value, done } = await iterator.next();
        done ? controller.close() : controller.enqueue(value);
      },
      cancel: (reason) => iterator.return?.(reason),
    });
  }

  get locked() {
    return this._reader !== undefined;
  }

  async _next() {
    const state = this._state;
    await state.started;
    if (state.queue.length > 0) {
      return { value: state.queue.shift(), done: false };
    }
    if (state.failed) {
      throw state.error;
    }
    if (state.ended) {
      return { value: undefined, done: true };
    }
    return new Promise((resolve, reject) => {
      state.waiting.push({ resolve, reject });
      this._pull();
    });
  }

  async _pull() {
    const state = this._state;
    while (!state.pulling && state.waiting.length > 0 && !state.ended && !state.failed && state.source.pull) {
      state.pulling = true;
      try {
        await state.source.pull(this._controller);
      } catch (error) {
        this._controller.error(error);
      }
      state.pulling = false;
    }
  }

  async _cancel(reason) {
    if (!this._state.ended && !this._state.failed) {
      this._state.queue.length = 0;
      this._controller.close();
      await this._state.source.cancel?.(reason);
    }
  }

  getReader() {
    return new ReadableStreamDefaultReader(this);
  }

  cancel(reason) {
    return this.locked ? Promise.reject(new TypeError("Invalid state: ReadableStream is locked")) : this._cancel(reason);
  }

  async *values() {
    const reader = this.getReader();
    try {
      for (let step = await reader.read(); !step.done; step = await reader.read()) {
        yield step.value;
      }
    } finally {
      await this._cancel();
      reader.releaseLock();
    }
  }

  [Symbol.asyncIterator]() {
    return this.values();
  }

  tee() {
    const reader = this.getReader();
    const controllers = [];
    const pull = async () => {
      const { value, done } = await reader.read();
      controllers.forEach((controller) => (done ? controller.close() : controller.enqueue(value)));
    };
    return [0, 1].map(() => new ReadableStream({ start: (controller) => void controllers.push(controller), pull }));
  }
}

module.exports = { ReadableStream, ReadableStreamDefaultReader };
