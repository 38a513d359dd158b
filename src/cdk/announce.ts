import { Annotations, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { idInWarning, isAcknowledged, METHOD_KEY } from './acknowledgments';
import { Finding } from '../catalog/finding';
import { describeDropped, describeReplaced } from '../catalog/messages';
import { PACK } from '../catalog/rules';
import { show } from '../core/reading';
import { Edit } from '../core/remediate';

/** Says a finding as a warning with the id that acknowledges it alone, unless somebody has acknowledged it or its rule. */
export function warn(construct: IConstruct, { rule, key, message }: Finding): void {
  if (!isAcknowledged(construct, rule, key)) {
    Validations.of(construct).addWarning(`${PACK}::${idInWarning(rule, key)}`, message, { context: { [METHOD_KEY]: key } });
  }
}

/** Says that an entry was dropped, which would have been equal to another one. */
export function announceDropped(construct: IConstruct, stage: string, { key, path }: Edit): void {
  inform(construct, key, describeDropped(key, stage, path.join('.')));
}

/** Says that something the user had stated was replaced. */
export function announceReplaced(construct: IConstruct, stage: string, { key, was }: Edit): void {
  if (was.is !== 'absent') {
    inform(construct, key, describeReplaced(key, stage, was.is === 'known' ? show(was.value) : was.shown));
  }
}

/** The id is the one that keeps enforcement from the key. */
function inform(construct: IConstruct, key: string, message: string): void {
  Annotations.of(construct).addInfoV2(`${PACK}::${idInWarning('CacheDataEncrypted', key)}`, message);
}
