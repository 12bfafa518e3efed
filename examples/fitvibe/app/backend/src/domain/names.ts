export interface PersonName {
  first: string;
  last: string | null;
}

/** "Ada King Lovelace" is Ada, King Lovelace; a single word is a first name. */
export function splitDisplayName(displayName: string): PersonName {
  const [first, ...rest] = displayName.trim().split(/\s+/);
  return { first, last: rest.length > 0 ? rest.join(" ") : null };
}

export function joinName({ first, last }: PersonName): string {
  return [first, last].filter(Boolean).join(" ");
}
