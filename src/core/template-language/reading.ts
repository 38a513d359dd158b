/**
 * What a template says about one value: a literal, nothing, or something that
 * cannot be read at synthesis. Three answers, never two (docs/reference/standard.md, section 2).
 */
export type Reading<T> = Known<T> | Absent | Unresolved;

export interface Known<T> {
  readonly is: 'known';
  readonly value: T;
}

export interface Absent {
  readonly is: 'absent';
}

export interface Unresolved {
  readonly is: 'unresolved';
  /** The value as the template has it, shortened for a message. */
  readonly shown: string;
  /** It is a parameter whose default has to be changed for that (rule 15). */
  readonly isNonDefault?: boolean;
}

export const ABSENT: Absent = { is: 'absent' };

export function known<T>(value: T): Known<T> {
  return { is: 'known', value };
}

export function unresolved(raw: unknown): Unresolved {
  return { is: 'unresolved', shown: show(raw) };
}

export function isKnown<T>(reading: Reading<T>, value: T): boolean {
  return reading.is === 'known' && reading.value === value;
}

/** A value that requires a changed default (rule 15). */
export function isNonDefault<T>(reading: Reading<T>): reading is Unresolved {
  return reading.is === 'unresolved' && reading.isNonDefault === true;
}

const SHOWN_LENGTH = 80;
const SHOWN_DEPTH = 3;

/** A value as JSON for a message: short, and total (no depth or cycle breaks it). */
export function show(raw: unknown): string {
  const text = shorten(raw, SHOWN_DEPTH);
  return text.length > SHOWN_LENGTH ? `${text.slice(0, SHOWN_LENGTH - 1)}…` : text;
}

function shorten(raw: unknown, depth: number): string {
  if (typeof raw === 'string') {
    return JSON.stringify(raw);
  }
  if (typeof raw !== 'object' || raw === null) {
    return String(raw);
  }
  if (depth === 0) {
    return '…';
  }
  const inner = Array.isArray(raw)
    ? raw.slice(0, SHOWN_DEPTH).map((item) => shorten(item, depth - 1))
    : Object.keys(raw).slice(0, SHOWN_DEPTH)
      .map((name) => `${JSON.stringify(name)}:${shorten((raw as Record<string, unknown>)[name], depth - 1)}`);
  const size = Array.isArray(raw) ? raw.length : Object.keys(raw).length;
  const text = (size > SHOWN_DEPTH ? [...inner, '…'] : inner).join(',');
  return Array.isArray(raw) ? `[${text}]` : `{${text}}`;
}
