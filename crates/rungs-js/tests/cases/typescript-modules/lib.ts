export interface A { a: number } export type B = string | undefined;
export const enum Level { Low = 1, High }
export enum Flags { None = 0, A = 1 << 0, B = 1 << 1, All = A | B }
export function make(n: string): { name: string } | undefined; export function make(n: any) { return { name: n }; }
export namespace Shape { export class Circle { constructor(private r: number) {} get area() { return Math.PI * this.r ** 2; } } const hidden = 1; }
export namespace Outer.Inner { export const deep = "deep"; }
export declare const nothing: number;
const map = new Map<string, { id: number }>([["a", { id: 1 }]]);
export { map as Registry };
