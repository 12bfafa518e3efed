// refused: No such module
process.binding("fs");
