import { byName, Verdict } from './oracle';
import { stagesOf } from '../../../src/core/template';

export type JudgedName = Verdict | 'none';

/** The worst verdict of each key of each stage, as the product has it. */
export function judgedByProduct(template: unknown): Readonly<Record<string, JudgedName>> {
  return byName(stagesOf(template).flatMap(({ logicalId, stage: { judgement } }) =>
    judgement.keys.map(({ key, verdict }) => ({ logicalId, methodKey: key, verdict }))));
}
