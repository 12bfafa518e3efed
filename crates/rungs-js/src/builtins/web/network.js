// What the web fetches and streams with: the classes are there to be looked at and constructed; fetching refuses.
function refuse(name) {
  const error = new Error(`${name} is not available in Rungs: migrations, seeds and knexfiles have no network but the database`);
  error.code = "ERR_FEATURE_UNAVAILABLE_ON_PLATFORM";
  return error;
}

const names = ["Headers", "Request", "Response", "FormData", "File", "ReadableStream", "ReadableStreamDefaultReader",
  "WritableStream", "TransformStream", "ByteLengthQueuingStrategy", "CountQueuingStrategy", "TextEncoderStream",
  "TextDecoderStream", "CompressionStream", "DecompressionStream"];

module.exports = Object.fromEntries(names.map((name) => [name, { [name]: class {} }[name]]));
module.exports.fetch = async () => {
  throw refuse("fetch");
};
module.exports.WebSocket = class WebSocket {
  constructor() {
    throw refuse("WebSocket");
  }
};
