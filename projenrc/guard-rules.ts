import { mkdirSync, writeFileSync } from 'fs';
import { dirname } from 'path';
import { assetPath } from '../src/assets';
import { TEMPLATE_GUARD_FILE } from '../src/catalog/guard-template';
import { ApiCacheGuardRules } from '../src/deployed/api-cache-guard-rules';

/** The text of the rules as a file of the package, for engines that read files. */
export const GUARD_FILE = assetPath(...TEMPLATE_GUARD_FILE);

if (require.main === module) {
  mkdirSync(dirname(GUARD_FILE), { recursive: true });
  writeFileSync(GUARD_FILE, ApiCacheGuardRules.forTemplates());
}
