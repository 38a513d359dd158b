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
    const versionOf = (name: string) => run('node', ['-p', `require('${name}/package.json').version`], folder).output.trim();
    return { app: 'npx ts-node app.ts', versions: `aws-cdk-lib ${versionOf('aws-cdk-lib')}, constructs ${versionOf('constructs')}, cdk-nag ${versionOf('cdk-nag')}` };
  },
};
