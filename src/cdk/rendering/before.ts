import type { Stack } from 'aws-cdk-lib';
import { Edit } from '../../core/judgement/remediate';
import { stagesOf } from '../../core/judgement/template-stages';
import { UNNAMED_KEY } from '../../core/stage/method-setting-key';
import { FLAG } from '../../core/stage/setting-names';
import { Path } from '../../core/template-language/place';
import { describeStated, NOT_STATED } from '../../wording/stated';
import { environmentOf, LocatedStage } from '../assembly/located-stages';
import { Before, knownRecordOf, recordOf } from '../construct-record';
import { stackAround } from '../construct-tree';

/** What an entry that was added stood for. */
const NOT_CONFIGURED: Before = { verdict: 'NOT_CACHED', stated: NOT_STATED };

/** The edits of a stage, by its logical id. */
export type EditsById = ReadonlyMap<string, readonly Edit[]>;

/** Records what the last template of a stack said without the edits: as text, which is small, and judged when that is asked for. */
export function recordEdits(stack: Stack, template: object, edits: EditsById): void {
  const record = recordOf(stack);
  record.before = undefined;
  if ([...edits.values()].some(({ length }) => length > 0)) {
    const text = JSON.stringify(template);
    let known: ReadonlyMap<string, Before> | undefined;
    record.before = () => known ??= beforeEdits(stack, JSON.parse(text), edits);
  }
}

/** What was said of the key at a place of a stage, if this library has changed it. What is in `Globals` is that of every API. */
export function beforeAt({ construct, logicalId }: Pick<LocatedStage, 'construct' | 'logicalId'>, key: string, path: Path): Before | undefined {
  const stack = stackAround(construct);
  return stack && knownRecordOf(stack)?.before?.().get(identity(isShared(path) ? undefined : logicalId, key, path));
}

function beforeEdits(stack: Stack, template: unknown, edits: EditsById): ReadonlyMap<string, Before> {
  return new Map(stagesOf(template, environmentOf(stack)).flatMap(({ logicalId, stage }) => {
    const own = edits.get(logicalId) ?? [];
    const idOf = (key: string, path: Path) => identity(isShared(path) ? undefined : logicalId, key, path);
    const stated = new Map(own.length === 0 ? [] : stage.judgement.keys.flatMap((judged) => judged.verdict === undefined ? []
      : [[idOf(judged.key, judged.path), { verdict: judged.verdict, stated: describeStated(judged) }] as const]));
    return own.map(({ key, path }) => {
      const id = idOf(key, path[path.length - 1] === FLAG ? path.slice(0, -1) : path);
      return [id, stated.get(id) ?? NOT_CONFIGURED] as const;
    });
  }));
}

/** Entries whose key cannot be named are told apart by their places. */
function identity(logicalId: string | undefined, key: string, path: Path): string {
  return [logicalId ?? '', ...key === UNNAMED_KEY ? path : [key]].join('\0');
}

function isShared(path: Path): boolean {
  return path[0] === 'Globals';
}
