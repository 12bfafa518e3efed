// The part of Node's EventEmitter that Knex's users touch, on any object.
(function (rungs) {
  "use strict";

  const methods = {
    on(event, listener) {
      listenersOf(this, event).push({ listener });
      return this;
    },
    once(event, listener) {
      listenersOf(this, event).push({ listener, once: true });
      return this;
    },
    off(event, listener) {
      const list = listenersOf(this, event);
      const index = list.findIndex((entry) => entry.listener === listener);
      if (index >= 0) list.splice(index, 1);
      return this;
    },
    removeAllListeners(event) {
      if (event === undefined) this.$listeners = undefined;
      else listenersOf(this, event).length = 0;
      return this;
    },
    emit(event, ...args) {
      const list = this.$listeners && this.$listeners[event];
      if (!list || list.length === 0) return false;
      for (const entry of [...list]) {
        if (entry.once) this.off(event, entry.listener);
        entry.listener.apply(this, args);
      }
      return true;
    },
    listeners(event) {
      return listenersOf(this, event).map((entry) => entry.listener);
    },
    listenerCount(event) {
      return (this.$listeners && this.$listeners[event] && this.$listeners[event].length) || 0;
    },
    // Whether anybody has ever listened to anything: mostly nobody has, and the events need not be made.
    $isHeard() {
      return this.$listeners !== undefined;
    },
    eventNames() {
      return Object.keys(this.$listeners || {}).filter((event) => this.$listeners[event].length > 0);
    },
  };
  methods.addListener = methods.on;
  methods.removeListener = methods.off;
  methods.prependListener = function (event, listener) {
    listenersOf(this, event).unshift({ listener });
    return this;
  };
  methods.setMaxListeners = function () {
    return this;
  };

  function listenersOf(emitter, event) {
    if (!emitter.$listeners) {
      Object.defineProperty(emitter, "$listeners", { value: Object.create(null), writable: true, configurable: true });
    }
    return (emitter.$listeners[event] ||= []);
  }

  rungs.eventMethods = methods;
  rungs.makeEmitter = (target) => {
    for (const name of Object.keys(methods)) {
      Object.defineProperty(target, name, { value: methods[name], writable: true, configurable: true });
    }
    return target;
  };
});
