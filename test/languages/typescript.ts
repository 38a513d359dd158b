import { readdirSync } from 'fs';
import { join } from 'path';
import { Language } from './language';
import { DIST } from './project';
import { run } from './shell';

export const typescript: Language = {
  name: 'TypeScript',
  tools: [['npm', '--version']],
  package: 'package:js',
  install: (folder) => {
    const [tarball] = readdirSync(join(DIST, 'js'));
    run('npm', ['install', '--no-audit', '--no-fund', join(DIST, 'js', tarball)], folder);
    // The package is CommonJS; its names have to be found by ES modules as well.
    run('node', ['--input-type=module', '-e', 'import { EncryptApiCache, ApiCacheVerdict } from "cdk-encrypt-api-cache"; new EncryptApiCache(); ApiCacheVerdict.ENCRYPTED.at(0)'], folder);
    const versionOf = (name: string) => run('node', ['-p', `require('${name}/package.json').version`], folder).output.trim();
    return { app: 'npx ts-node app.ts', versions: `aws-cdk-lib ${versionOf('aws-cdk-lib')}, constructs ${versionOf('constructs')}, cdk-nag ${versionOf('cdk-nag')}` };
  },
};
