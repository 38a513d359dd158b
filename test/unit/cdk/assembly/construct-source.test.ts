import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, CfnResource, Stack } from 'aws-cdk-lib';
import { sourceLine } from '../../../../src/cdk/assembly/construct-rows';

const FOLDER = realpathSync(mkdtempSync(join(tmpdir(), 'encrypt-source-')));
const FLAG = ['Properties', 'MethodSettings', 0, 'CacheDataEncrypted'];

beforeAll(() => ['app.py', 'lib/stack.ts'].forEach((file) => {
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

test('a construct without a trace has none', () => {
  expect(lineOf(traced({}))).toBeUndefined();
});

test('the line of a construct is that of its creation', () => {
  expect(lineOf(traced({ created: [`new Shop (${FOLDER}/lib/stack.ts:11:17)`] }))).toBe('lib/stack.ts:11');
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
});
