/** Why a text cannot be read as a template. */
export interface Unreadable {
  readonly is: 'unreadable';
  readonly because: string;
  /** From 1; none where no line is to blame. */
  readonly line?: number;
}

export function unreadable(because: string, line?: number): Unreadable {
  return { is: 'unreadable', because, ...line !== undefined && { line } };
}
