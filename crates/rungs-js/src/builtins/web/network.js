// What the web fetches and streams with; what of it Rungs lacks can be looked at and extended.
const names = ["WritableStream", "TransformStream", "ByteLengthQueuingStrategy", "CountQueuingStrategy", "TextEncoderStream",
  "TextDecoderStream", "CompressionStream", "DecompressionStream"];

module.exports = Object.fromEntries(names.map((name) => [name, { [name]: class {} }[name]]));
const { File, FormData } = require("web/body");
Object.assign(module.exports, { File, FormData }, require("web/streams"), require("web/fetch"));
module.exports.WebSocket = class WebSocket {
  constructor() {
    const error = new Error("WebSocket is not available in Rungs: migrations, seeds and knexfiles have no network but the database, " +
      "and HTTP where --allow-net lets them");
    error.code = "ERR_FEATURE_UNAVAILABLE_ON_PLATFORM";
    throw error;
  }
};
