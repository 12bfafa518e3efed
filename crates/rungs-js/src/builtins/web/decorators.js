// What compiled decorators call (`experimentalDecorators`).
function decorate(decorators, target, key, description) {
  const isProperty = arguments.length >= 3;
  let result = !isProperty ? target : description === null ? Object.getOwnPropertyDescriptor(target, key) : description;
  for (const decorator of [...decorators].reverse()) {
    const value = !isProperty ? decorator(result) : description === undefined ? decorator(target, key) : decorator(target, key, result);
    result = value || result;
  }
  if (isProperty && arguments.length > 3 && result) {
    Object.defineProperty(target, key, result);
  }
  return result;
}

module.exports = {
  decorate,
  decorateParam: (index, decorator) => (target, key) => decorator(target, key, index),
  decorateMetadata: (key, value) => globalThis.Reflect?.metadata?.(key, value) ?? (() => {}),
};
