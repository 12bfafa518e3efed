// refused: is not available
new (require("worker_threads").Worker)("x.js");
