import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { isAcknowledged } from './acknowledgments';
import { PACK } from '../../catalog/rules';
import { Edit } from '../../core/judgement/remediate';
import { Path } from '../../core/template-language/place';
import { idInWarning, METHOD_KEY } from '../../wording/acknowledgment-id';
import { describeEdit } from '../../wording/edit';
import { Finding } from '../../wording/finding';
import { LocatedStage, nameOf } from '../assembly/located-stages';
import { recordOf } from '../construct-record';

/** Says what edits have replaced or dropped. */
export function announceEdits(located: LocatedStage, edits: readonly Edit[]): void {
  for (const edit of edits) {
    const message = describeEdit(edit, () => nameOf(located));
    if (message !== undefined) {
      sayOnce(located, edit.path, () => inform(located.construct, edit.key, message));
    }
  }
}

/** Adds findings as warnings with the ids that acknowledge only them, unless they or their rules are already acknowledged. */
export function reportFindings(located: LocatedStage, findings: readonly Finding[]): readonly Finding[] {
  const { construct } = located;
  for (const { rule, key, id, path, message } of findings) {
    sayOnce(located, [id, ...path], () => isAcknowledged(construct, rule, key)
      || Validations.of(construct).addWarning(`${PACK}::${idInWarning(rule, key)}`, message, { context: { [METHOD_KEY]: key } }));
    recordOf(construct).announced!.add(id);
  }
  return findings;
}

/** A stack may be rendered several times: for its hash, for its file. A construct may bring several stages. */
function sayOnce({ construct, logicalId }: LocatedStage, what: Path, announce: () => unknown): void {
  const announced = recordOf(construct).announced ??= new Set();
  const id = [logicalId, ...what].join('\0');
  if (!announced.has(id)) {
    announced.add(id);
    announce();
  }
}

/**
 * Says something about an edit of a key, with the id that keeps enforcement from it, as
 * `Annotations.addInfoV2` does. That would keep a stack trace of the synthesis for each.
 */
export function inform({ node }: IConstruct, key: string, message: string): void {
  node.addMetadata('aws:cdk:info', `${message} [ack: ${PACK}::${idInWarning('CacheDataEncrypted', key)}]`);
}
