import type { Position } from './line';

/** Why a text cannot be read as a template, and where: nowhere if no place is to blame. */
export interface Unreadable extends Partial<Position> {
  readonly is: 'unreadable';
  readonly because: string;
}

export function unreadable(because: string, at?: Position): Unreadable {
  return { is: 'unreadable', because, ...at };
}
