import { existsSync } from 'fs';
import { join } from 'path';
import { Language } from './language';
import { DIST, VERSIONS, versionOnNpm } from './project';
import { answers, run } from './shell';
import { CACHE } from '../../support/cache';
import { ROOT } from '../../support/paths';

const OURS = 'github.com/cdkencryptapicache/cdk-encrypt-api-cache-go/cdkencryptapicache';

/** Modules that a proxy may not serve. They are generated code, and their npm packages hold what they are generated from. */
const GENERATED: Readonly<Record<string, string>> = {
  'github.com/cdklabs/cdk-nag-go/cdknag/v3': 'cdk-nag',
  'github.com/cdklabs/cloud-assembly-schema-go/awscdkcloudassemblyschema/v55': '@aws-cdk/cloud-assembly-schema',
  'github.com/cdklabs/awscdk-asset-node-proxy-agent-go/nodeproxyagentv6/v2': '@aws-cdk/asset-node-proxy-agent-v6',
};

export const go: Language = {
  name: 'Go',
  tools: [['go', 'version']],
  package: 'package:go',
  install: (folder) => {
    const replace = (module: string, by: string) => run('go', ['mod', 'edit', '-replace', `${module}=${by}`], folder);
    replace(OURS, join(DIST, 'go', 'cdkencryptapicache'));
    const generated = Object.keys(GENERATED).filter((module) => !isServed(module));
    generated.forEach((module) => replace(module, generate(module)));
    run('go', ['mod', 'tidy'], folder);
    run('go', ['build', '-o', 'shop', '.'], folder);
    const versionOf = (name: string, module: string) => {
      const how = generated.includes(module) ? ' (generated from npm)' : '';
      return `${name} ${run('go', ['list', '-m', '-f', '{{.Version}}', module], folder).output.trim()}${how}`;
    };
    return {
      app: 'go run app.go',
      cases: ['go', 'run', './cases'],
      versions: [
        versionOf('awscdk', 'github.com/aws/aws-cdk-go/awscdk/v2'),
        versionOf('constructs', 'github.com/aws/constructs-go/constructs/v10'),
        versionOf('cdknag', 'github.com/cdklabs/cdk-nag-go/cdknag/v3'),
      ].join(', '),
    };
  },
};

function isServed(module: string): boolean {
  return answers('go', 'mod', 'download', `${module}@v${versionOnNpm(GENERATED[module])}`);
}

function generate(module: string): string {
  const outdir = join(CACHE, `go-${VERSIONS.cdk}`, `${GENERATED[module].replace(/\W+/g, '-')}-${versionOnNpm(GENERATED[module])}`);
  const [name] = module.split('/').slice(3);
  const made = join(outdir, 'go', name);
  if (!existsSync(made)) {
    run('npx', ['jsii-pacmak', '--target', 'go', '--code-only', '--outdir', outdir, join('node_modules', GENERATED[module])], ROOT);
  }
  return made;
}
