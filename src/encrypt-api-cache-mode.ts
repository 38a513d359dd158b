/** What `EncryptApiCache` does about a cache that is not encrypted. */
export enum EncryptApiCacheMode {
  /** Set `CacheDataEncrypted: true` in the template, and warn about what cannot be set. */
  ENFORCE = 'ENFORCE',

  /** Change nothing, and add one warning for each finding. */
  REPORT = 'REPORT',
}
