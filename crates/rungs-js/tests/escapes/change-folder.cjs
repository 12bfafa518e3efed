// refused: process.chdir
process.chdir(process.env.OUTSIDE);
