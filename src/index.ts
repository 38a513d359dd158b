export { ApiCacheAudit, ApiCacheVerdict } from './api-cache-audit';
export type { ApiCacheAuditRow } from './api-cache-audit';
export { ApiCacheEncryptionChecks, ApiCacheRuleSeverity } from './api-cache-encryption-checks';
export type { ApiCacheEncryptionChecksProps } from './api-cache-encryption-checks';
export { ApiCacheRules } from './api-cache-rules';
export { ComplianceFramework } from './catalog/frameworks';
export { EncryptApiCache, EncryptApiCacheMode } from './encrypt-api-cache';
export type { EncryptApiCacheProps } from './encrypt-api-cache';
