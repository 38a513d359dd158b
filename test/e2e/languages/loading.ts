import { Checked } from './assembly';
import { run } from './shell';
import { ROOT } from '../../support/paths';

/** What somebody uses who has no need of constructs for what is deployed. */
const USED = ['EncryptApiCache', 'ApiCacheEncryptionChecks', 'ApiCacheAudit', 'ApiCacheEvidence'];

/** That the one file of the package loads nothing of CDK's services before something asks for it (ADR 0011). */
export function checkLoading(): Checked {
  const script = `const { ${USED.join(', ')} } = require('./lib/index.js');
    console.log(JSON.stringify(Object.keys(require.cache).filter((file) => /aws-cdk-lib\\/aws-/.test(file))))`;
  const loaded = JSON.parse(run(process.execPath, ['-e', script], ROOT).output) as readonly string[];
  return {
    summary: `loading    ${USED.length} classes of the package, ${loaded.length} services of CDK`,
    faults: loaded.map((file) => `loaded although nothing needs it: ${file.replace(/.*node_modules\//, '')}`),
  };
}
