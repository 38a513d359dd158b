import { existsSync, readdirSync, rmSync } from 'fs';
import { join } from 'path';
import { Language } from './language';
import { DIST, VERSIONS } from './project';
import { answers, run } from './shell';
import { CACHE } from '../../support/cache';
import { ROOT } from '../../support/paths';

const MYPY = 'mypy==2.4.1';

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
    const generated = isServed(interpreter) ? undefined : generatedCdk(interpreter);
    const links = [join(DIST, 'python'), ...generated === undefined ? [] : [generated]].flatMap((place) => ['--find-links', place]);
    pip('install', '--quiet', '--requirement', 'requirements.txt', ...links);
    // The version is always the same, its contents are not.
    pip('install', '--quiet', '--force-reinstall', '--no-deps', join(DIST, 'python', wheel));
    checkTypes(interpreter, folder);
    const installed = JSON.parse(pip('list', '--format', 'json')) as { readonly name: string; readonly version: string }[];
    const versionOf = (name: string) => `${name} ${installed.find((distribution) => distribution.name.replace(/_/g, '-') === name)?.version}`;
    return {
      app: `${interpreter} app.py`,
      cases: [interpreter, 'cases.py'],
      commandLine: join(venv, 'bin', 'cdk-encrypt-api-cache'),
      versions: ['aws-cdk-lib', 'constructs', 'cdk-nag'].map(versionOf).join(', ') + (generated === undefined ? '' : ' (aws-cdk-lib generated from npm)'),
    };
  },
};

/** Whether the types of the package are those that a type checker of Python expects, above all where it implements interfaces of CDK. */
function checkTypes(interpreter: string, folder: string): void {
  run(interpreter, ['-m', 'pip', '--disable-pip-version-check', 'install', '--quiet', MYPY], folder);
  const programs = readdirSync(folder).filter((file) => file.endsWith('.py'));
  run(interpreter, ['-m', 'mypy', '--strict', '--cache-dir', join(CACHE, 'mypy'), ...programs, join(__dirname, 'interfaces.py')], folder);
}

/** Whether the index has the aws-cdk-lib of the tests: a mirror of it may lag behind npm. */
function isServed(interpreter: string): boolean {
  return answers(interpreter, '-m', 'pip', 'install', '--dry-run', '--ignore-installed', '--no-deps', '--quiet', `aws-cdk-lib==${VERSIONS.cdk}`);
}

/** A folder with a wheel that was made of npm's package, as the published ones are. */
function generatedCdk(interpreter: string): string {
  const outdir = join(CACHE, `python-cdk-${VERSIONS.cdk}`);
  const wheels = join(outdir, 'wheels');
  if (!existsSync(wheels)) {
    rmSync(outdir, { recursive: true, force: true });
    run('npx', ['jsii-pacmak', '--target', 'python', '--code-only', '--outdir', outdir, join('node_modules', 'aws-cdk-lib')], ROOT);
    run(interpreter, ['-m', 'pip', 'wheel', '--disable-pip-version-check', '--quiet', '--no-deps', '--wheel-dir', wheels, join(outdir, 'python')], outdir);
  }
  return wheels;
}
