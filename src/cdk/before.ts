import { knownRecordOf, recordOf } from './construct-record';
import { stackAround } from './construct-tree';
import type { LocatedStage } from './located-stages';
import { describeStated, NOT_STATED } from '../catalog/stated';
import { DeployableStage } from '../core/deployable-stage';
import { FLAG } from '../core/method-setting';
import { UNNAMED_KEY } from '../core/method-setting-key';
import { Path } from '../core/place';
import { Edit } from '../core/remediate';
import { Verdict } from '../core/verdict';

/** What a template said of a method-setting key before it was changed. */
export interface Before {
  readonly verdict: Verdict;
  readonly stated: string;
}

/** What an entry that was added stood for. */
const NOTHING: Before = { verdict: 'NOT_CACHED', stated: NOT_STATED };

/** Records what a stage is without the edits; what is in Globals for every API of the stack. Judged when it is asked for. */
export function recordEdits({ construct, logicalId, stage }: PlacedStage & Pick<LocatedStage, 'stage'>, edits: readonly Edit[]): void {
  let known: ReadonlyMap<string, Before> | undefined;
  const before = () => known ??= beforeEdits(stage, edits);
  recordOf(construct).before.set(logicalId, before);
  const stack = edits.some(({ path }) => isShared(path)) ? stackAround(construct) : undefined;
  if (stack !== undefined) {
    recordOf(stack).before.set(logicalId, before);
  }
}

/** What was said of the key at a place of a stage, if this library has changed it. */
export function beforeAt({ construct, logicalId }: PlacedStage, key: string, path: Path): Before | undefined {
  const name = identity(key, path);
  const own = knownRecordOf(construct)?.before.get(logicalId);
  const stack = isShared(path) ? stackAround(construct) : undefined;
  const shared = stack === undefined ? [] : knownRecordOf(stack)?.before.values() ?? [];
  return [...own === undefined ? [] : [own], ...shared].map((before) => before().get(name)).find((before) => before !== undefined);
}

/** A construct may bring several stages. */
type PlacedStage = Pick<LocatedStage, 'construct' | 'logicalId'>;

function beforeEdits({ judgement }: DeployableStage, edits: readonly Edit[]): ReadonlyMap<string, Before> {
  const stated = new Map(judgement.keys.flatMap((judged) => judged.verdict === undefined ? []
    : [[identity(judged.key, judged.path), { verdict: judged.verdict, stated: describeStated(judged) }] as const]));
  return new Map(edits.map(({ key, path }) => {
    const name = identity(key, path[path.length - 1] === FLAG ? path.slice(0, -1) : path);
    return [name, stated.get(name) ?? NOTHING];
  }));
}

/** Entries whose key cannot be named are told apart by their places. */
function identity(key: string, path: Path): string {
  return key === UNNAMED_KEY ? path.join('\0') : key;
}

function isShared(path: Path): boolean {
  return path[0] === 'Globals';
}
