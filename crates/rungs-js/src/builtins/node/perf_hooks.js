const origin = Date.now();
const entries = [];

const performance = {
  timeOrigin: origin,
  now: () => native.nanoseconds() / 1e6,
  mark(name, options = {}) {
    const entry = { name, entryType: "mark", startTime: options.startTime ?? performance.now(), duration: 0, detail: options.detail ?? null };
    entries.push(entry);
    return entry;
  },
  measure(name, start, end) {
    const at = (mark, otherwise) => (typeof mark === "string" ? entries.findLast((e) => e.name === mark)?.startTime : mark) ?? otherwise;
    const startTime = at(typeof start === "object" ? start.start : start, 0);
    const entry = { name, entryType: "measure", startTime, duration: at(end ?? start?.end, performance.now()) - startTime };
    entries.push(entry);
    return entry;
  },
  clearMarks: () => void entries.splice(0),
  clearMeasures: () => void entries.splice(0),
  getEntries: () => [...entries],
  getEntriesByName: (name) => entries.filter((entry) => entry.name === name),
  getEntriesByType: (type) => entries.filter((entry) => entry.entryType === type),
  eventLoopUtilization: () => ({ idle: 0, active: 0, utilization: 0 }),
  timerify: (fn) => fn,
  toJSON: () => ({ timeOrigin: origin }),
};

class PerformanceObserver {
  observe() {}

  disconnect() {}
}

module.exports = {
  performance, PerformanceObserver, constants: {},
  monitorEventLoopDelay: () => ({ enable() {}, disable() {}, min: 0, max: 0, mean: 0, stddev: 0, percentile: () => 0 }),
};
