import { RuleName, ruleStem } from '../catalog/rules';
import { VERSION } from '../package-files';

const REPOSITORY = 'https://github.com/cdkencryptapicache/cdk-encrypt-api-cache';

/** What `package.json` says before a release gives it a version. */
const UNRELEASED = '0.0.0';

/** A page of `docs/` as it was when this version was released: reports outlive later changes of the page. */
export function documentationPage(path: string, version = VERSION): string {
  return `${REPOSITORY}/blob/${version === UNRELEASED ? 'main' : `v${version}`}/docs/${path}`;
}

/** The page that explains a rule. */
export function rulePage(rule: RuleName, version = VERSION): string {
  return documentationPage(`reference/rules/${ruleStem(rule)}.md`, version);
}
