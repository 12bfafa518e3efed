// refused: 
require("fs").readFileSync(__dirname + "/package.json\0/../../outside/secret.txt");
