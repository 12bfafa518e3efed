type A = { a: number };
import { check } from "./check.js";

class Failure extends Error {
  constructor(
    message: string,
    readonly extra: A,
  ) {
    super(message);
    this.name = "Failure";
  }
}

check(() => {
  throw new Failure("it failed", { a: 1 });
});
