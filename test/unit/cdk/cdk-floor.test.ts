beforeEach(() => jest.resetModules());

const load = () => jest.requireActual<object>('../../../src/cdk/cdk-floor');

test('the aws-cdk-lib of the tests is new enough', () => {
  expect(load).not.toThrow();
});

test('an older one is refused', () => {
  jest.doMock('aws-cdk-lib/package.json', () => ({ version: '2.262.2' }));
  expect(load).toThrow(/^cdk-encrypt-api-cache requires aws-cdk-lib [\d.]+ or later, but found 2\.262\.2; run npm install "aws-cdk-lib@\^[\d.]+"$/);
});

test('a bundle without its package.json is let pass', () => {
  jest.doMock('aws-cdk-lib/package.json', () => {
    throw new Error('Cannot find module');
  });
  expect(load).not.toThrow();
});
