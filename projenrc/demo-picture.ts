import { execFileSync } from 'child_process';
import { mkdirSync, writeFileSync } from 'fs';
import { dirname, join } from 'path';
import { renderTerminal, Scheme } from './terminal-picture';

const ROOT = join(__dirname, '..');
const FOLDER = join(ROOT, 'docs', 'images');
const COMMAND = 'npm run demo';
const TITLE = 'What the demo prints: the verdict on each method setting of the shop, without and with EncryptApiCache';

export const SCHEMES: Readonly<Record<string, Scheme>> = {
  light: {
    background: '#ffffff',
    border: '#d1d9e0',
    text: '#1f2328',
    quiet: '#59636e',
    red: '#cf222e',
    yellow: '#9a6700',
    green: '#116329',
  },
  dark: {
    background: '#0d1117',
    border: '#3d444d',
    text: '#f0f6fc',
    quiet: '#9198a1',
    red: '#ff7b72',
    yellow: '#d29922',
    green: '#56d364',
  },
};

/** The head of the demo's table and the stages of the shop, without the other templates and the counts of all. */
export function shopOnly(output: string): string {
  const [head, ...blocks] = output.split('\n\n');
  // eslint-disable-next-line no-control-regex -- the name of a stage is bold
  return [head, ...blocks.filter((block) => /^(?:\u001b\[1m)?Shop\//.test(block))].join('\n\n');
}

export function pictureOf(scheme: string): string {
  return join(FOLDER, `demo-${scheme}.svg`);
}

if (require.main === module) {
  const { NO_COLOR: _, ...environment } = process.env;
  const program = ['--project', 'tsconfig.dev.json', '--transpileOnly', '--require', 'tsconfig-paths/register', join('examples', 'demo.ts')];
  const output = execFileSync(process.execPath, [require.resolve('ts-node/dist/bin'), ...program], {
    cwd: ROOT, encoding: 'utf8', env: { ...environment, FORCE_COLOR: '1' },
  });
  mkdirSync(dirname(pictureOf('light')), { recursive: true });
  Object.entries(SCHEMES).forEach(([name, scheme]) => writeFileSync(pictureOf(name), renderTerminal(`$ ${COMMAND}\n\n${shopOnly(output)}`, TITLE, scheme)));
}
