// refused: EACCES: permission denied
require("fs").readdirSync("/dev/fd");
