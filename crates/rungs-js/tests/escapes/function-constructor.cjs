// refused: not defined
Function("return require(\"fs\")")();
