// refused: EACCES: permission denied
for (const entry of [require("fs").opendirSync(process.env.OUTSIDE).readSync()]) console.log(entry.name);
