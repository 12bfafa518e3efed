export interface Row { id: number; name?: string }
export type Rows = Row[]
export const version: string = "1";
export let count = 0;
export function add(this: void, row: Row, times?: number): number { count += times ?? 1; return count; }
export function plain(this: unknown, ...rest: number[]): boolean { return (this === undefined || this === globalThis) && rest.length === 2; }
export const object = { inner<T>(this: any, value: T): T | string { return this === object ? value : "lost"; } };
