// refused: --allow-run
require("child_process").execSync("id");
