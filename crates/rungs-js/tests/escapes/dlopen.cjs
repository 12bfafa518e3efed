// refused: is not a function
process.dlopen(module, "./addon.node");
