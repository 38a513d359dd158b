import type { IConstruct } from 'constructs';

/** The scope and all below it. */
export function everyConstruct(scope: IConstruct, enters: (child: IConstruct) => boolean = () => true): readonly IConstruct[] {
  const found: IConstruct[] = [scope];
  for (const one of found) {
    found.push(...one.node.children.filter(enters));
  }
  return found;
}
