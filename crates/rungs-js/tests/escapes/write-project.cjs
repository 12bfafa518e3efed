// refused: EACCES: permission denied, open
require("fs").writeFileSync("migration.txt", "");
