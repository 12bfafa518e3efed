// refused: is not available
require("vm").runInNewContext("1");
