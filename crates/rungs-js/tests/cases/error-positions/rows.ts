export type Row = { name: string; deep?: { er?: { value: number } } };

/** Reads it. */
export function read(row: Row): number {
  const { deep } = row;
  return deep!
    .er!.value;
}
