import { App, Aspects, IAspect } from 'aws-cdk-lib';
import * as cdkNag from 'cdk-nag';

const NAG = ['cdk-nag', 'cdk-nag/package.json', 'cdk-nag/lib/nag-pack', 'cdk-nag/lib/nag-rules'];

beforeEach(() => {
  jest.resetModules();
  NAG.forEach((name) => jest.dontMock(name));
});

const load = () => jest.requireActual<typeof import('../../../src/public/nag')>('../../../src/public/nag');

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
  ['of a major version before 2', () => mockVersion('1.14.19'), '1.14.19'],
  ['older than the floor of its major version', () => mockVersion('3.0.1'), '3.0.1'],
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

describe('where cdk-nag is that of version 2', () => {
  const made: unknown[][] = [];
  const packOf2 = () => {
    mockVersion('2.38.2');
    jest.doMock('cdk-nag/lib/nag-pack', () => ({
      NagPack: class {
        public constructor(...args: unknown[]) {
          made.push(args);
        }
      },
    }));
    return class Pack extends load().NagPack {
      public readonly name = 'Pack';
      protected checkResource(): void {
      }
    };
  };
  beforeEach(() => made.splice(0));

  test('its pack, which takes options alone, is given no scope', () => {
    const Pack = packOf2();
    new Pack(new App(), { verbose: true });
    expect(made).toEqual([[{ verbose: true }]]);
  });

  test('what it cannot do is refused', () => {
    const Pack = packOf2();
    expect(() => new Pack(new App(), { writeSuppressionsToCloudFormation: true })).toThrow(
      'writeSuppressionsToCloudFormation: cdk-encrypt-api-cache requires cdk-nag 3.0.2 or later, but found 2.38.2; run npm install "cdk-nag@^3.0.2"',
    );
  });

  test('a pack that is added as an aspect says how it is registered', () => {
    const Pack = packOf2();
    const app = new App();
    Aspects.of(app).add(new Pack(app) as unknown as IAspect);
    expect(() => app.synth()).toThrow('Pack is not an aspect: register it with Validations.of(app).addPlugins(...)');
  });
});

test('where cdk-nag is there and fails, its own error is thrown', () => {
  const fail = () => {
    throw new Error('cdk-nag itself fails');
  };
  ['cdk-nag', 'cdk-nag/lib/nag-pack'].forEach((name) => jest.doMock(name, fail));
  expect(load).toThrow('cdk-nag itself fails');
});

function mockVersion(version: string): void {
  jest.doMock('cdk-nag/package.json', () => ({ version }));
}

function hideNag(): void {
  NAG.forEach((name) => jest.doMock(name, () => {
    throw new Error(`Cannot find module '${name}'`);
  }));
}
