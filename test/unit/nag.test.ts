import * as cdkNag from 'cdk-nag';

beforeEach(() => jest.resetModules());

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
