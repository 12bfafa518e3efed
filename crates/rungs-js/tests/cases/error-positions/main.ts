import { Row, read } from "./rows";

interface Unused {
  a: string;
}

export enum Kind {
  A,
  B,
}

const rows: Row[] = [{ name: "x" }];

async function main(): Promise<void> {
  await new Promise<void>((resolve) => setTimeout(resolve, 1));
  for (const row of rows) {
    read(row);
  }
}

main();
