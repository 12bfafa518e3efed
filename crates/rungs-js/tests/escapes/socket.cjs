// refused: is not available
require("net").connect(1);
