import { readFileSync } from 'fs';

/** The first version of CDK whose engine reads filters and lists in Guard rules. */
const FIRST = [2, 274];

const { version } = JSON.parse(readFileSync(require.resolve('aws-cdk-lib/package.json'), 'utf8')) as { readonly version: string };
const [major, minor] = version.split('.').map(Number);

/** Whether the validation plugin of this version of CDK reads our Guard rules. */
export const CDK_READS_GUARD = major > FIRST[0] || minor >= FIRST[1];
