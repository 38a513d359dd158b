export { EncryptApiCache, EncryptApiCacheMode } from './encrypt-api-cache';
export type { EncryptApiCacheProps } from './encrypt-api-cache';
