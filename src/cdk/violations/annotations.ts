import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { idInWarning, isAcknowledged, METHOD_KEY } from './acknowledgments';
import { PACK } from '../../catalog/rules';
import { isDrop } from '../../core/judgement/equal-entries';
import { Edit } from '../../core/judgement/remediate';
import { show } from '../../core/template-language/reading';
import { Finding } from '../../wording/finding';
import { describeDropped, describeReplaced } from '../../wording/messages';

/** Says a finding as a warning with the id that acknowledges it alone, unless somebody has acknowledged it or its rule. */
export function warn(construct: IConstruct, { rule, key, message }: Finding): void {
  if (!isAcknowledged(construct, rule, key)) {
    Validations.of(construct).addWarning(`${PACK}::${idInWarning(rule, key)}`, message, { context: { [METHOD_KEY]: key } });
  }
}

/** What is said about an edit: that an entry was dropped, or what the user had stated was replaced. Nothing if a flag was left out. */
export function describeEdit(edit: Edit, stage: string): string | undefined {
  const { key, path, was } = edit;
  if (isDrop(edit)) {
    return describeDropped(key, stage, path.join('.'));
  }
  return was.is === 'absent' ? undefined : describeReplaced(key, stage, was.is === 'known' ? show(was.value) : was.shown);
}

/**
 * Says something about an edit of a key, with the id that keeps enforcement from it, as
 * `Annotations.addInfoV2` does. That would keep a stack trace of the synthesis for each.
 */
export function inform({ node }: IConstruct, key: string, message: string): void {
  node.addMetadata('aws:cdk:info', `${message} [ack: ${PACK}::${idInWarning('CacheDataEncrypted', key)}]`);
}
