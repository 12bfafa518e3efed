// refused: may not be reached
await fetch("file://" + process.env.OUTSIDE + "/secret.txt");
