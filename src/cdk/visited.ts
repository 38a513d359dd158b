import type { IConstruct } from 'constructs';

const VISITED = new WeakSet<IConstruct>();

/** To be told when what a construct configures was encrypted or reported. */
export function visited(construct: IConstruct): void {
  VISITED.add(construct);
}

export function isVisited(construct: IConstruct): boolean {
  return VISITED.has(construct);
}
