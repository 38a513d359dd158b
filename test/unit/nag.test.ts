import * as cdkNag from 'cdk-nag';

const NAG = ['cdk-nag', 'cdk-nag/package.json', 'cdk-nag/lib/nag-pack', 'cdk-nag/lib/nag-rules'];

beforeEach(() => {
  jest.resetModules();
  NAG.forEach((name) => jest.dontMock(name));
});

const load = () => jest.requireActual<typeof import('../../src/nag')>('../../src/nag');

test('takes the classes of cdk-nag from the two files that hold them', () => {
  const essentials = load();
  expect(essentials.NagPack.name).toBe('NagPack');
  expect(essentials.NagRuleCompliance).toEqual(cdkNag.NagRuleCompliance);
});

test('takes them from all of cdk-nag where a version keeps them elsewhere', () => {
  jest.doMock('cdk-nag/lib/nag-pack', () => {
    throw new Error('Package subpath is not defined by "exports"');
  });
  const pack = class NagPack {};
  jest.doMock('cdk-nag', () => ({ NagPack: pack, NagRuleCompliance: cdkNag.NagRuleCompliance }));
  const essentials = load();
  expect(essentials).toMatchObject({ NagPack: pack, NagRuleCompliance: cdkNag.NagRuleCompliance });
});

describe.each([
  ['older than the floor', () => jest.doMock('cdk-nag/package.json', () => ({ version: '2.37.55' })), '2.37.55'],
  ['not there', hideNag, 'none'],
])('where cdk-nag is %s', (_, mock, found) => {
  const wanted = `cdk-encrypt-api-cache requires cdk-nag 3.0.2 or later, but found ${found}; run npm install "cdk-nag@^3.0.2"`;

  test('a pack is refused when it is made, and not before', () => {
    mock();
    const { NagPack } = load();
    class Pack extends NagPack {
      public readonly name = 'Pack';
      protected packName = 'Pack';
      protected checkResource(): void {
      }
    }
    expect(() => new Pack()).toThrow(wanted);
  });

  test('a rule is refused when it answers', () => {
    mock();
    const { NagRuleCompliance } = load();
    expect(() => NagRuleCompliance.COMPLIANT).toThrow(wanted);
  });
});

test('where cdk-nag is there and fails, its own error is thrown', () => {
  const fail = () => {
    throw new Error('cdk-nag itself fails');
  };
  ['cdk-nag', 'cdk-nag/lib/nag-pack'].forEach((name) => jest.doMock(name, fail));
  expect(load).toThrow('cdk-nag itself fails');
});

function hideNag(): void {
  NAG.forEach((name) => jest.doMock(name, () => {
    throw new Error(`Cannot find module '${name}'`);
  }));
}
