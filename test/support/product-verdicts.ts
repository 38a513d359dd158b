import { stagesOf } from '../../src/core/judgement/template-stages';
import { Verdict } from '../../src/core/judgement/verdict';

/** The verdict on a key; undefined is none. */
export interface ProductRow {
  readonly logicalId: string;
  readonly methodKey: string;
  readonly verdict: Verdict | undefined;
}

/** What the core says of every key of every stage. */
export function judgedByProduct(template: unknown): readonly ProductRow[] {
  return stagesOf(template).flatMap(({ logicalId, stage: { judgement } }) =>
    judgement.keys.map(({ key, verdict }) => ({ logicalId, methodKey: key, verdict })));
}
