import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { isAcknowledged } from './acknowledgments';
import { PACK } from '../../catalog/rules';
import { idInWarning, METHOD_KEY } from '../../wording/acknowledgment-id';
import { Finding } from '../../wording/finding';

/** Adds a finding as a warning with the id that acknowledges only this finding, unless it or its rule is already acknowledged. */
export function warn(construct: IConstruct, { rule, key, message }: Finding): void {
  if (!isAcknowledged(construct, rule, key)) {
    Validations.of(construct).addWarning(`${PACK}::${idInWarning(rule, key)}`, message, { context: { [METHOD_KEY]: key } });
  }
}

/**
 * Says something about an edit of a key, with the id that keeps enforcement from it, as
 * `Annotations.addInfoV2` does. That would keep a stack trace of the synthesis for each.
 */
export function inform({ node }: IConstruct, key: string, message: string): void {
  node.addMetadata('aws:cdk:info', `${message} [ack: ${PACK}::${idInWarning('CacheDataEncrypted', key)}]`);
}
