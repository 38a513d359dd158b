import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join, relative } from 'path';
import { pathToFileURL } from 'url';
import { App, CfnResource, Stack } from 'aws-cdk-lib';
import { projectAround, sourceLine, untraced } from '../../../../src/cdk/assembly/construct-source';

const FOLDER = realpathSync(mkdtempSync(join(tmpdir(), 'encrypt-source-')));
const FLAG = ['Properties', 'MethodSettings', 0, 'CacheDataEncrypted'];

beforeAll(() => ['app.py', 'lib/stack.ts', 'lib/ö ü.ts', 'node_modules/cdk/x.js'].forEach((file) => {
  mkdirSync(join(FOLDER, file, '..'), { recursive: true });
  writeFileSync(join(FOLDER, file), '');
}));
afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

/** A resource with these traces and no other. */
function traced({ created, assigned = [] }: { readonly created?: unknown; readonly assigned?: readonly unknown[] }): CfnResource {
  const app = new App({ context: { 'aws:cdk:disable-creation-stack-traces': true } });
  const resource = new CfnResource(new Stack(app, 'Shop'), 'Stage', { type: 'AWS::ApiGateway::Stage' });
  const { node } = resource;
  if (created !== undefined) {
    node.addMetadata('aws:cdk:creationStack', created);
  }
  assigned.forEach((data) => node.addMetadata('aws:cdk:propertyAssignment', data));
  return resource;
}

const lineOf = (resource: CfnResource) => {
  const line = sourceLine(resource, FLAG, FOLDER);
  return line && `${line.file}:${line.line}`;
};

describe('a line of a creation trace', () => {
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
  ])('%s', (_, created, expected) => {
    expect(lineOf(traced({ created }))).toBe(expected);
  });

  test.each([[undefined], [null], [7], [{}], ['text']])('none if the trace is %p', (created) => {
    expect(lineOf(traced({ created }))).toBeUndefined();
  });
});

describe('an assignment', () => {
  const created = [`new Shop (${FOLDER}/lib/stack.ts:11:17)`];
  const assign = (propertyName: unknown, line: number) => ({ propertyName, stackTrace: [`set (${FOLDER}/app.py:${line}:1)`] });

  test('is nearer than the creation, the last one of all', () => {
    expect(lineOf(traced({ created, assigned: [assign('MethodSettings', 1), assign('MethodSettings', 2)] }))).toBe('app.py:2');
  });

  test('of another property says nothing', () => {
    expect(lineOf(traced({ created, assigned: [assign('StageName', 1)] }))).toBe('lib/stack.ts:11');
  });

  test.each([[undefined], [{}], ['MethodSettings'], [assign(7, 1)]])('%p says nothing', (data) => {
    expect(lineOf(traced({ created, assigned: [data] }))).toBe('lib/stack.ts:11');
  });

  test('by this library itself is not that of the user', () => {
    process.env.CDK_DEBUG = 'true';
    try {
      const resource = traced({ created, assigned: [assign('MethodSettings', 1)] });
      untraced(resource, () => resource.node.addMetadata('aws:cdk:propertyAssignment', assign('MethodSettings', 2)));
      expect(lineOf(resource)).toBe('app.py:1');
    } finally {
      delete process.env.CDK_DEBUG;
    }
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
