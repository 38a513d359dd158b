import { existsSync, readdirSync } from 'fs';
import { join } from 'path';
import { Language } from './language';
import { CACHE, DIST, VERSIONS } from './project';
import { run } from './shell';

export const python: Language = {
  name: 'Python',
  tools: [['python3', '--version'], ['python3', '-m', 'venv', '--help']],
  package: 'package:python',
  install: (folder) => {
    const venv = join(CACHE, `python-${VERSIONS.cdk}-${VERSIONS.constructs}-${VERSIONS.nag}`);
    const interpreter = join(venv, 'bin', 'python');
    if (!existsSync(interpreter)) {
      run('python3', ['-m', 'venv', venv], folder);
    }
    const pip = (...args: string[]) => run(interpreter, ['-m', 'pip', '--disable-pip-version-check', ...args], folder).output;
    const [wheel] = readdirSync(join(DIST, 'python')).filter((file) => file.endsWith('.whl'));
    pip('install', '--quiet', '--requirement', 'requirements.txt', '--find-links', join(DIST, 'python'));
    // The version is always the same, its contents are not.
    pip('install', '--quiet', '--force-reinstall', '--no-deps', join(DIST, 'python', wheel));
    const installed = JSON.parse(pip('list', '--format', 'json')) as { readonly name: string; readonly version: string }[];
    const versionOf = (name: string) => `${name} ${installed.find((one) => one.name.replace(/_/g, '-') === name)?.version}`;
    return {
      app: `${interpreter} app.py`,
      commandLine: join(venv, 'bin', 'cdk-encrypt-api-cache'),
      versions: ['aws-cdk-lib', 'constructs', 'cdk-nag'].map(versionOf).join(', '),
    };
  },
};
