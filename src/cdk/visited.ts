import type { IConstruct } from 'constructs';
import type { Finding } from '../catalog/finding';

const VISITED = new WeakSet<IConstruct>();
const SAID = new WeakMap<IConstruct, Set<string>>();

/** To be told when an aspect visits a construct that configures a cache: its template is written afterwards. */
export function visited(construct: IConstruct): void {
  VISITED.add(construct);
}

export function isVisited(construct: IConstruct): boolean {
  return VISITED.has(construct);
}

/** To be told of each warning while the construct is synthesised: what was said before or after may be in no cloud assembly. */
export function said(construct: IConstruct, { id }: Finding): void {
  SAID.set(construct, (SAID.get(construct) ?? new Set()).add(id));
}

export function isSaid(construct: IConstruct, { id }: Finding): boolean {
  return SAID.get(construct)?.has(id) ?? false;
}
