import { Annotations, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { isAcknowledged, METHOD_KEY } from './acknowledgments';
import { Finding } from '../catalog/finding';
import { describeDropped, describeReplaced } from '../catalog/messages';
import { PACK, ruleId } from '../catalog/rules';
import { show } from '../core/reading';
import { Edit } from '../core/remediate';

/** Says a finding as a warning, unless somebody acknowledged its rule or itself. */
export function warn(construct: IConstruct, { rule, key, message }: Finding): void {
  if (!isAcknowledged(construct, rule, key)) {
    Validations.of(construct).addWarning(`${PACK}::${ruleId(rule)}`, message, { context: { [METHOD_KEY]: key } });
  }
}

/** Says that an entry was dropped, which would have been equal to another one. */
export function announceDropped(construct: IConstruct, stage: string, { key, path }: Edit): void {
  Annotations.of(construct).addInfoV2(`${PACK}::EncryptApiCache`, describeDropped(key, stage, path.join('.')));
}

/** Says that something the user had stated was replaced. */
export function announceReplaced(construct: IConstruct, stage: string, { key, was }: Edit): void {
  if (was.is !== 'absent') {
    Annotations.of(construct).addInfoV2(`${PACK}::EncryptApiCache`, describeReplaced(key, stage, was.is === 'known' ? show(was.value) : was.shown));
  }
}
