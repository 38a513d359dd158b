import { execFileSync } from 'child_process';
import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { ROOT } from '../../support/paths';

const CORE = join(ROOT, 'src', 'core');
const FILES = readdirSync(CORE).filter((file) => file.endsWith('.ts'));

test.each(FILES)('core/%s imports only core/', (file) => {
  const imports = Array.from(readFileSync(join(CORE, file), 'utf8').matchAll(/(?:from|import|require)\s*\(?\s*'([^']+)'/g), ([, path]) => path);
  expect(imports.filter((path) => !/^\.\/[a-z-]+$/.test(path))).toEqual([]);
});

test('the whole core loads without aws-cdk-lib', () => {
  const script = `
    require('ts-node').register({ transpileOnly: true, compilerOptions: { module: 'commonjs' } });
    ${FILES.map((file) => `require(${JSON.stringify(join(CORE, file))});`).join('\n')}
    console.log(JSON.stringify(Object.keys(require.cache).filter((path) => /node_modules.(aws-cdk-lib|constructs|cdk-nag)./.test(path))));`;
  expect(JSON.parse(execFileSync(process.execPath, ['-e', script], { encoding: 'utf8', cwd: join(CORE, '..', '..') }))).toEqual([]);
});
