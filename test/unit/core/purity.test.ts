import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { ROOT } from '../../support/paths';

const CORE = join(ROOT, 'src', 'core');
const FILES = readdirSync(CORE, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));

test.each(FILES)('core/%s imports only core/', (file) => {
  const imports = Array.from(readFileSync(join(CORE, file), 'utf8').matchAll(/(?:from|import|require)\s*\(?\s*'([^']+)'/g), ([, path]) => path);
  expect(imports.filter((path) => !/^\.(?:\/|\.\/(?:template-language|stage|judgement)\/)[a-z-]+$/.test(path))).toEqual([]);
});
