import { RuleName } from '../catalog/rules';
import { isReported, Verdict } from '../core/judgement/verdict';

/** The compliance status of a row; the worst first. */
export enum ApiCacheAuditStatus {
  /** Responses are cached unencrypted. */
  NON_COMPLIANT = 'NON_COMPLIANT',

  /** The template alone does not show whether they are encrypted (verdict `UNRESOLVED` or `UNPROVEN`). */
  UNKNOWN = 'UNKNOWN',

  /** Compliant today, but a dormant unencrypted cache or a key without effect might change that. */
  AT_RISK = 'AT_RISK',

  /** A finding that was acknowledged, with a reason. */
  ACKNOWLEDGED = 'ACKNOWLEDGED',

  /** Compliant because `EncryptApiCache`, or `fix --deployed --apply`, encrypted it. */
  FIXED = 'FIXED',

  /** Compliant as written. */
  COMPLIANT = 'COMPLIANT',
}

/** The worst first. */
export const STATUSES: readonly Status[] = Object.values(ApiCacheAuditStatus);

export type Status = `${ApiCacheAuditStatus}`;

/** The status in words: the same on the page and in the terminal. */
export const STATUS_LABELS: Readonly<Record<Status, string>> = {
  NON_COMPLIANT: 'Non-compliant',
  UNKNOWN: 'Unknown',
  AT_RISK: 'At risk',
  ACKNOWLEDGED: 'Acknowledged',
  FIXED: 'Fixed',
  COMPLIANT: 'Compliant',
};

/** What determines the status of a row. */
export interface Standing {
  /** The rule that is violated, if any. */
  readonly rule: RuleName | undefined;
  /** The verdict on what the app stated before it was changed, if it was. */
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
