import { rmSync, writeFileSync } from 'fs';
import { join } from 'path';
import { Language } from './language';
import { DIST, VERSIONS, versionOnNpm } from './project';
import { answers, run } from './shell';
import { CACHE } from '../../support/cache';
import { ROOT } from '../../support/paths';

/** A local repository apart from the user's: what lies in dist has the same version each time, and Maven would keep the first. */
export const MAVEN = join(CACHE, 'maven');

/**
 * Artifacts that a mirror of Maven Central may not serve yet, in the order in which they need each other, and the npm packages that they
 * are generated from.
 */
const GENERATED: Readonly<Record<string, string>> = {
  'software.amazon.awscdk:cdk-cloud-assembly-schema': '@aws-cdk/cloud-assembly-schema',
  'software.amazon.awscdk:aws-cdk-lib': 'aws-cdk-lib',
};

/**
 * The package asks for a range of versions of cdk-nag, and a mirror of Maven
 * Central may not list them all. One that is installed locally is always listed.
 */
export function seedMaven(folder: string): void {
  const maven = (...args: string[]) => run('mvn', ['--batch-mode', '--quiet', `-Dmaven.repo.local=${MAVEN}`, ...args], folder);
  const path = join(MAVEN, 'io', 'github', 'cdklabs', 'cdknag', VERSIONS.nag, `cdknag-${VERSIONS.nag}`);
  maven('dependency:get', `-Dartifact=io.github.cdklabs:cdknag:${VERSIONS.nag}`, '-Dtransitive=false');
  maven('dependency:get', `-Dartifact=io.github.cdklabs:cdknag:${VERSIONS.nag}:pom`, '-Dtransitive=false');
  ['jar', 'pom'].forEach((kind) => run('cp', [`${path}.${kind}`, `cdknag.${kind}`], folder));
  maven('install:install-file', '-Dfile=cdknag.jar', '-DpomFile=cdknag.pom');
  Object.entries(GENERATED).filter(([artifact]) => !isServed(artifact)).forEach(([artifact]) => generate(artifact, folder));
}

function isServed(artifact: string): boolean {
  return answers('mvn', '--batch-mode', '--quiet', `-Dmaven.repo.local=${MAVEN}`, 'dependency:get',
    `-Dartifact=${artifact}:${versionOnNpm(GENERATED[artifact])}`, '-Dtransitive=false');
}

/** Installs what is made of npm's package, as the published artifacts are. To compile all of CDK takes minutes, once. */
function generate(artifact: string, folder: string): void {
  const outdir = join(folder, GENERATED[artifact].replace(/\W+/g, '-'));
  run('npx', ['jsii-pacmak', '--target', 'java', '--code-only', '--outdir', outdir, join('node_modules', GENERATED[artifact])], ROOT);
  const skipped = ['-Dmaven.javadoc.skip=true', '-Dmaven.source.skip=true'];
  run('mvn', ['--batch-mode', '--quiet', `-Dmaven.repo.local=${MAVEN}`, ...skipped, 'install'], join(outdir, 'java'));
}

export const java: Language = {
  name: 'Java',
  tools: [['java', '-version'], ['mvn', '-version']],
  package: 'package:java',
  install: (folder) => {
    rmSync(join(MAVEN, 'io', 'github', 'cdkencryptapicache'), { recursive: true, force: true });
    const settings = `<settings>
      <localRepository>${MAVEN}</localRepository>
      <profiles><profile><id>dist</id><repositories><repository><id>dist</id><url>file://${join(DIST, 'java')}</url></repository></repositories></profile></profiles>
      <activeProfiles><activeProfile>dist</activeProfile></activeProfiles>
    </settings>`;
    writeFileSync(join(folder, 'settings.xml'), settings);
    const maven = (...args: string[]) => run('mvn', ['--batch-mode', '--settings', 'settings.xml', ...args], folder).output;
    maven('--quiet', 'compile');
    const tree = maven('dependency:list');
    const versionOf = (name: string) => `${name} ${new RegExp(`:${name}:jar:([^:]+):`).exec(tree)?.[1]}`;
    return {
      app: 'mvn -e -q --settings settings.xml compile exec:java',
      cases: ['mvn', '-e', '-q', '--settings', 'settings.xml', 'compile', 'exec:java', '-Dexec.mainClass=com.example.Cases'],
      versions: ['aws-cdk-lib', 'constructs', 'cdknag'].map(versionOf).join(', '),
    };
  },
};
