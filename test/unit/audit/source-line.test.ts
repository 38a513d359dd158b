import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join, relative } from 'path';
import { pathToFileURL } from 'url';
import { lineIn, projectAround } from '../../../src/audit/source-line';

const FOLDER = realpathSync(mkdtempSync(join(tmpdir(), 'encrypt-source-')));

beforeAll(() => ['app.py', 'lib/stack.ts', 'lib/ö ü.ts', 'node_modules/cdk/x.js'].forEach((file) => {
  mkdirSync(join(FOLDER, file, '..'), { recursive: true });
  writeFileSync(join(FOLDER, file), '');
}));
afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

const lineOf = (trace: unknown) => {
  const line = lineIn(trace, FOLDER);
  return line && `${line.file}:${line.line}`;
};

describe('a line of a trace', () => {
  test.each<[string, readonly string[], string | undefined]>([
    ['the first in the project', ['...new RestApi in aws-cdk-lib...', `new Shop (${FOLDER}/lib/stack.ts:11:17)`, `<anonymous> (${FOLDER}/app.py:3:1)`], 'lib/stack.ts:11'],
    ['none in what the project has installed', [`new X (${FOLDER}/node_modules/cdk/x.js:1:1)`, `main (${FOLDER}/lib/stack.ts:2:3)`], 'lib/stack.ts:2'],
    ['none outside of the project', [`new X (${tmpdir()}/elsewhere.ts:1:1)`, `main (${FOLDER}/lib/stack.ts:2:3)`], 'lib/stack.ts:2'],
    ['none of what is no file', ['_run_code (<frozen runpy>:88)', `<module> (${FOLDER}/app.py:7)`], 'app.py:7'],
    ['of an ES module', [`main (${pathToFileURL(join(FOLDER, 'lib', 'ö ü.ts')).href}:5:9)`], 'lib/ö ü.ts:5'],
    ['as a guest language has it', [`build (${FOLDER}/app.py:12:+4)`], 'app.py:12'],
    ['without a function, as CDK cuts it', [`${FOLDER}/lib/stack.ts:9 (:)`, `main (${FOLDER}/app.py:3:1)`], 'lib/stack.ts:9'],
    ['without a function, and two digits', [`${FOLDER}/lib/stack.ts:9: (${FOLDER}/lib/stack.ts:9:1)`], 'lib/stack.ts:9'],
    ['without a function, asynchronous', [`async ${FOLDER}/lib/stack.ts:9 (:)`], 'lib/stack.ts:9'],
    ['of the top of an ES module', [`${pathToFileURL(join(FOLDER, 'app.py')).href}:4 (:)`], 'app.py:4'],
    ['none of another machine', ['new X (file://host/share/a.ts:1:1)', `main (${FOLDER}/app.py:3:1)`], 'app.py:3'],
    ['with the prefix of an error', [`    at new Shop (${FOLDER}/lib/stack.ts:11:17)`], 'lib/stack.ts:11'],
    ['none', ['(no user code in 10 frames, use --stack-trace-limit to capture more)'], undefined],
    ['none in an empty trace', [], undefined],
  ])('%s', (_, trace, expected) => {
    expect(lineOf(trace)).toBe(expected);
  });

  test.each([[undefined], [null], [7], [{}], ['text']])('none if it is %p', (trace) => {
    expect(lineOf(trace)).toBeUndefined();
  });
});

describe('the project', () => {
  test('is the working copy around a folder', () => {
    const below = join(FOLDER, 'lib');
    mkdirSync(join(FOLDER, '.git'));
    expect(projectAround(below)).toBe(FOLDER);
    rmSync(join(FOLDER, '.git'), { recursive: true });
  });

  test('is the working directory where there is none', () => {
    expect(relative(process.cwd(), projectAround(FOLDER))).toBe('');
  });
});
