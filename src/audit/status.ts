import { RuleName } from '../catalog/rules';
import { isReported, Verdict } from '../core/judgement/verdict';

/** What a row of evidence means for an auditor; the worst first. */
export const STATUSES = ['NON_COMPLIANT', 'UNKNOWN', 'AT_RISK', 'ACKNOWLEDGED', 'FIXED', 'COMPLIANT'] as const;

export type Status = typeof STATUSES[number];

/** The status in words: the same on the page and in the terminal. */
export const STATUS_LABELS: Readonly<Record<Status, string>> = {
  NON_COMPLIANT: 'Non-compliant',
  UNKNOWN: 'Unknown',
  AT_RISK: 'At risk',
  ACKNOWLEDGED: 'Acknowledged',
  FIXED: 'Fixed',
  COMPLIANT: 'Compliant',
};

/** What decides on the status of a row. */
export interface Standing {
  /** The rule that is violated, if any. */
  readonly rule: RuleName | undefined;
  /** The verdict on what the app said before it was changed, if it was. */
  readonly before: Verdict | undefined;
  readonly isAcknowledged: boolean;
}

export function statusOf({ rule, before, isAcknowledged }: Standing): Status {
  if (rule !== undefined && isAcknowledged) {
    return 'ACKNOWLEDGED';
  }
  switch (rule) {
    case 'CacheDataEncrypted':
      return 'NON_COMPLIANT';
    case 'CacheEncryptionReadable':
    case 'CacheEncryptionExplicit':
      return 'UNKNOWN';
    case 'DormantCacheEncrypted':
    case 'MethodSettingKeyEffective':
      return 'AT_RISK';
    case undefined:
      return before !== undefined && isReported(before) ? 'FIXED' : 'COMPLIANT';
  }
}
