// Requests under way, each by its number, until their signal ends them.
let last = 0;

const abortable = async (id, signal, work) => {
  const stop = () => native.endRequest(id);
  signal?.addEventListener("abort", stop);
  try {
    return await work;
  } catch (error) {
    throw signal?.aborted ? signal.reason : error;
  } finally {
    signal?.removeEventListener("abort", stop);
  }
};

module.exports = {
  number: () => ++last,
  start: (id, request, signal) => abortable(id, signal, native.startRequest(id, request)),
  chunk: async (id, signal) => {
    const bytes = await abortable(id, signal, native.readBody(id));
    return bytes ? new Uint8Array(bytes) : undefined;
  },
  end: (id) => native.endRequest(id),
};
