import { describeWanted, faultOfPeer } from '../../../src/wording/peers';

const { peerDependencies } = jest.requireActual<{ peerDependencies: Record<string, string> }>('../../../package.json');
const FLOOR = peerDependencies['aws-cdk-lib'].replace('^', '');
const [MAJOR, MINOR, PATCH] = FLOOR.split('.').map(Number);

test.each([
  FLOOR,
  `${MAJOR}.${MINOR}.${PATCH + 1}`,
  `${MAJOR}.${MINOR + 1}.0`,
  `${MAJOR}.1000.0-alpha.0`,
  `${MAJOR + 1}.0.0`,
])('aws-cdk-lib %s is new enough', (version) => {
  expect(faultOfPeer('aws-cdk-lib', version)).toBeUndefined();
});

test.each([`${MAJOR}.${MINOR - 1}.9`, `${MAJOR}.99.0`, '1.300.0'])('aws-cdk-lib %s is too old, and one line says so', (version) => {
  expect(faultOfPeer('aws-cdk-lib', version)).toBe(
    `cdk-encrypt-api-cache requires aws-cdk-lib ${FLOOR} or later, but found ${version}; run npm install "aws-cdk-lib@^${FLOOR}"`,
  );
});

test.each(['2.0.0', '2.38.2', '3.0.2', '3.1.0', '4.0.0'])('cdk-nag %s is new enough', (version) => {
  expect(faultOfPeer('cdk-nag', version)).toBeUndefined();
});

test.each(['1.14.19', '3.0.0', '3.0.1'])('cdk-nag %s is too old, and the newest that would do is named', (version) => {
  expect(faultOfPeer('cdk-nag', version)).toBe(
    `cdk-encrypt-api-cache requires cdk-nag 3.0.2 or later, but found ${version}; run npm install "cdk-nag@^3.0.2"`,
  );
});

test('what is not there at all is named in the same way', () => {
  expect(describeWanted('cdk-nag', 'none')).toBe('cdk-encrypt-api-cache requires cdk-nag 3.0.2 or later, but found none; run npm install "cdk-nag@^3.0.2"');
});
