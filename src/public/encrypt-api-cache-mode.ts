/** How `EncryptApiCache` handles an unencrypted cache. */
export enum EncryptApiCacheMode {
  /** Set `CacheDataEncrypted: true` in the template, and warn about settings that cannot be encrypted. */
  ENFORCE = 'ENFORCE',

  /** Change nothing, and add a warning for each finding. */
  REPORT = 'REPORT',
}
