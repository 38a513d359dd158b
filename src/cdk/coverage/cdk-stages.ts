import { Stage } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { constructAt, everyConstruct } from '../construct-tree';
import { AssemblyPlace, assemblyPlaceOf } from '../internals';

type Act = (cdkStage: IConstruct) => void;

/**
 * Acts on every CDK stage below a scope: on those that exist, and on those that
 * are created later, before there is anything in them (ADR 0010).
 */
export function onEveryCdkStage(scope: IConstruct, act: Act): void {
  const existing = everyConstruct(scope).filter((construct) => construct !== scope && Stage.isStage(construct));
  // Stage.of(a CDK stage) is the one around it.
  const enclosingStage = Stage.isStage(scope) ? scope : Stage.of(scope);
  const isBelow = (created: IConstruct) => created.node.scopes.includes(scope);
  existing.forEach(act);
  [...existing, enclosingStage].forEach((cdkStage) =>
    onCreation(assemblyPlaceOf(cdkStage), scope.node.root, (created) => isBelow(created) && act(created)));
}

/**
 * CDK has no event for it, but the constructor of a CDK stage asks the one around
 * it for a place in the cloud assembly and says its path. If a later version does
 * not, nothing is reached here, and what is missed fails synthesis.
 */
function onCreation(place: AssemblyPlace | undefined, root: IConstruct, act: Act): void {
  const create = place?.createNestedAssembly?.bind(place);
  if (create === undefined) {
    return;
  }
  place!.createNestedAssembly = (...args) => {
    const nested = create(...args);
    const [, path] = args;
    const created = constructAt(root, path);
    if (Stage.isStage(created)) {
      act(created);
      onCreation(nested, root, act);
    }
    return nested;
  };
}
