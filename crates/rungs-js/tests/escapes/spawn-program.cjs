// refused: --allow-run
require("child_process").spawn("id");
