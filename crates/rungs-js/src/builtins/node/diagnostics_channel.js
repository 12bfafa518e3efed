const channels = new Map();

class Channel {
  #subscribers = [];

  constructor(name) {
    this.name = name;
  }

  get hasSubscribers() {
    return this.#subscribers.length > 0;
  }

  subscribe(listener) {
    this.#subscribers.push(listener);
  }

  unsubscribe(listener) {
    const before = this.#subscribers.length;
    this.#subscribers = this.#subscribers.filter((known) => known !== listener);
    return this.#subscribers.length < before;
  }

  publish(message) {
    this.#subscribers.forEach((listener) => listener(message, this.name));
  }

  bindStore() {}

  unbindStore() {}

  runStores(context, fn, thisArg, ...args) {
    this.publish(context);
    return Reflect.apply(fn, thisArg, args);
  }
}

function channel(name) {
  if (!channels.has(name)) {
    channels.set(name, new Channel(name));
  }
  return channels.get(name);
}

function tracingChannel(name) {
  const parts = ["start", "end", "asyncStart", "asyncEnd", "error"];
  const tracing = Object.fromEntries(parts.map((part) => [part, channel(`tracing:${name}:${part}`)]));
  const call = (fn, context, thisArg, ...args) => Reflect.apply(fn, thisArg, args);
  return {
    ...tracing,
    get hasSubscribers() {
      return parts.some((part) => tracing[part].hasSubscribers);
    },
    subscribe(listeners) {
      parts.forEach((part) => listeners[part] && tracing[part].subscribe(listeners[part]));
    },
    unsubscribe(listeners) {
      parts.forEach((part) => listeners[part] && tracing[part].unsubscribe(listeners[part]));
    },
    traceSync: call,
    tracePromise: call,
    traceCallback: (fn, position, context, thisArg, ...args) => Reflect.apply(fn, thisArg, args),
  };
}

module.exports = {
  Channel, channel, tracingChannel,
  hasSubscribers: (name) => channels.get(name)?.hasSubscribers ?? false,
  subscribe: (name, listener) => channel(name).subscribe(listener),
  unsubscribe: (name, listener) => channel(name).unsubscribe(listener),
};
