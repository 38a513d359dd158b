import { packageReadme } from '../../../projenrc/package-readme';
import { README } from '../../support/documents';

const PAGES = 'https://github.com/cdkencryptapicache/cdk-encrypt-api-cache/blob';

test('links lead to the pages of the version', () => {
  expect(packageReadme('[guide](docs/guide/check.md#cdk-stages) [here](#install) [AWS](https://aws.amazon.com)', '1.2.3'))
    .toBe(`[guide](${PAGES}/v1.2.3/docs/guide/check.md#cdk-stages) [here](#install) [AWS](https://aws.amazon.com)`);
});

test('what is not released has no tag', () => {
  expect(packageReadme('[guide](docs/guide/check.md)', '0.0.0')).toBe(`[guide](${PAGES}/main/docs/guide/check.md)`);
});

test('pictures are loaded from where they are files', () => {
  expect(packageReadme('<img src="docs/images/demo-light.svg">', '1.2.3'))
    .toBe('<img src="https://raw.githubusercontent.com/cdkencryptapicache/cdk-encrypt-api-cache/v1.2.3/docs/images/demo-light.svg">');
});

test('nothing in the README stays relative, and its code stays as it is', () => {
  const readme = packageReadme(README.text, '1.2.3');
  expect(readme).not.toMatch(/\]\((?!https?:|#)|src(?:set)?="(?!https:)/);
  const code = (text: string) => text.match(/^```[^]*?^```$/gm);
  expect(code(readme)).toEqual(code(README.text));
  expect(code(readme)!.length).toBeGreaterThan(5);
});
