// refused: is not available
require("dns").lookup("example.org", () => {});
