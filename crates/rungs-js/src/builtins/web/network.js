// What the web fetches with: it is there to be looked at, and refuses.
function refuse(name) {
  const error = new Error(`${name} is not available in Rungs: migrations, seeds and knexfiles have no network but the database`);
  error.code = "ERR_FEATURE_UNAVAILABLE_ON_PLATFORM";
  return error;
}

const classes = Object.fromEntries(["Headers", "Request", "Response", "FormData", "WebSocket"].map((name) => [name, {
  [name]: class {
    constructor() {
      if (new.target === classes[name]) {
        throw refuse(name);
      }
    }
  },
}[name]]));

module.exports = { ...classes, fetch: async () => {
  throw refuse("fetch");
} };
