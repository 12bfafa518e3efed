// refused: --allow-run
require("child_process").spawnSync("id");
