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
    // The package is one file of CommonJS: ES modules have to find its names, and CDK that of the class.
    const script = 'import { EncryptApiCache, ApiCacheVerdict } from "cdk-encrypt-api-cache"; console.log(new EncryptApiCache().constructor.name, ApiCacheVerdict.ENCRYPTED)';
    const { output } = run('node', ['--input-type=module', '-e', script], folder);
    if (output.trim() !== 'EncryptApiCache ENCRYPTED') {
      throw new Error(`an ES module imports ${output}`);
    }
    const versionOf = (name: string) => run('node', ['-p', `require('${name}/package.json').version`], folder).output.trim();
    return {
      app: 'npx ts-node app.ts',
      cases: ['npx', 'ts-node', 'cases.ts'],
      commandLine: join(folder, 'node_modules', '.bin', 'cdk-encrypt-api-cache'),
      versions: `aws-cdk-lib ${versionOf('aws-cdk-lib')}, constructs ${versionOf('constructs')}, cdk-nag ${versionOf('cdk-nag')}`,
    };
  },
};
