// refused: Cannot find
await import("data:text/javascript,export default 1");
