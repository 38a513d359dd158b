/** What takes the place of a part of a text. */
export interface Change {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * The text with the changes made; nothing where two of them meet. The same change
 * asked for twice, through an alias, is one. What is added at the same place comes
 * in the order it was asked for.
 */
export function applyChanges(text: string, changes: readonly Change[]): string | undefined {
  const distinct = [...new Map(changes.map((change) => [`${change.start} ${change.end} ${change.text}`, change])).values()];
  const sorted = distinct.sort((a, b) => a.start - b.start || a.end - b.end);
  const parts: string[] = [];
  let done = 0;
  for (const { start, end, text: put } of sorted) {
    if (start < done) {
      return undefined;
    }
    parts.push(text.slice(done, start), put);
    done = end;
  }
  return [...parts, text.slice(done)].join('');
}
