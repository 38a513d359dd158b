import { generateTemplate } from './template';
import type * as Library from '../src/index';

export const ROWS = 10_000;

const SETTINGS = 4;

/** An audit of so many rows. */
export function auditOfRows({ ApiCacheAudit }: typeof Library): Library.ApiCacheAudit {
  const stages = ROWS / SETTINGS;
  const audit = ApiCacheAudit.ofTemplate(generateTemplate({ resources: stages, stages, settings: [SETTINGS, SETTINGS], seed: 7 }));
  if (audit.rows.length !== ROWS) {
    throw new Error(`${audit.rows.length} rows instead of ${ROWS}`);
  }
  return audit;
}
