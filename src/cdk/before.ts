import { Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { describeStated, NOT_STATED } from '../catalog/stated';
import { DeployableStage } from '../core/deployable-stage';
import { FLAG } from '../core/method-setting';
import { UNNAMED_KEY } from '../core/method-setting-key';
import { Path } from '../core/place';
import { Edit } from '../core/remediate';
import { Verdict } from '../core/verdict';

/** What was said of a method-setting key before it was changed. */
export interface Before {
  readonly verdict: Verdict;
  readonly stated: string;
}

/** What an entry that was added stood for. */
const NOTHING: Before = { verdict: 'NOT_CACHED', stated: NOT_STATED };

/** By construct, and what is in Globals by stack: every API of it has that. */
const BEFORE = new WeakMap<IConstruct, Map<string, Before>>();

/** To be told of a stage that is about to be changed. What the app has said last counts: it may have changed a key after we did. */
export function changing(construct: IConstruct, stage: DeployableStage, edits: readonly Edit[]): void {
  const said = new Map(stage.judgement.keys.filter(({ verdict }) => verdict !== undefined).map((one) =>
    [identity(one.key, one.path), { verdict: one.verdict!, stated: describeStated(one) }]));
  edits.forEach((edit) => {
    const name = identity(edit.key, edit.path[edit.path.length - 1] === FLAG ? edit.path.slice(0, -1) : edit.path);
    const was = said.get(name) ?? NOTHING;
    record(construct, name, was);
    if (isShared(edit.path)) {
      record(Stack.of(construct), name, was);
    }
  });
}

/** What was said of the key at a place of a stage, if this library has changed it. */
export function before(construct: IConstruct, key: string, path: Path): Before | undefined {
  const name = identity(key, path);
  return BEFORE.get(construct)?.get(name) ?? (isShared(path) ? BEFORE.get(Stack.of(construct))?.get(name) : undefined);
}

function record(at: IConstruct, name: string, was: Before): void {
  const known = BEFORE.get(at) ?? new Map<string, Before>();
  BEFORE.set(at, known);
  known.set(name, was);
}

/** Entries whose key cannot be named are told apart by their places. */
function identity(key: string, path: Path): string {
  return key === UNNAMED_KEY ? path.join('\0') : key;
}

function isShared(path: Path): boolean {
  return path[0] === 'Globals';
}
