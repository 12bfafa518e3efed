console.log("loaded, though only types are taken from here");
export interface Shape { side: number }
export type Pair<A, B = A> = [A, B];
export const value = 1;
