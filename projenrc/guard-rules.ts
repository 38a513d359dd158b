import { mkdirSync, writeFileSync } from 'fs';
import { dirname } from 'path';
import { ApiCacheGuardRules } from '../src/guard/api-cache-guard-rules';
import { TEMPLATE_GUARD_FILE } from '../src/guard/template-rules';
import { assetPath } from '../src/package-files';

/** The text of the rules as a file of the package, for engines that read files. */
export const GUARD_FILE = assetPath(...TEMPLATE_GUARD_FILE);

if (require.main === module) {
  mkdirSync(dirname(GUARD_FILE), { recursive: true });
  writeFileSync(GUARD_FILE, ApiCacheGuardRules.forTemplates());
}
