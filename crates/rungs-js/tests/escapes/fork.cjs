// refused: no Node
require("child_process").fork("x.js");
