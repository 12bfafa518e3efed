// Node's https: http over TLS.
const http = require("http");

class Agent extends http.Agent {
  constructor(options) {
    super(options);
    this.protocol = "https:";
  }
}

module.exports = {
  Agent,
  Server: http.Server,
  createServer: http.createServer,
  globalAgent: new Agent({ keepAlive: true }),
  ...http._client("https:"),
};
