// refused: is a compiled Node addon
require("./addon.node");
