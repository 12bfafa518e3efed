// refused: EACCES: permission denied, mkdir
require("fs").mkdirSync("nowhere/../../other", { recursive: true });
