import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';

const ASSEMBLY = join(__dirname, '..', '.jsii');
const OWNER = 'cdkencryptapicache/cdk-encrypt-api-cache';

/** What `package.json` says before a release gives it a version. */
const UNRELEASED = '0.0.0';

interface Assembly {
  readonly version: string;
  readonly readme: { readonly markdown: string };
}

/**
 * The README with absolute links, to the pages of this version. Package indexes
 * of other languages show it without the repository around it.
 */
export function packageReadme(markdown: string, version: string): string {
  const tag = version === UNRELEASED ? 'main' : `v${version}`;
  return markdown
    .replace(/\]\((?!https?:|#)([^()\s]+)\)/g, `](https://github.com/${OWNER}/blob/${tag}/$1)`)
    .replace(/\b(src|srcset)="(?!https?:)([^"]+)"/g, `$1="https://raw.githubusercontent.com/${OWNER}/${tag}/$2"`);
}

if (require.main === module) {
  const assembly = JSON.parse(readFileSync(ASSEMBLY, 'utf8')) as Assembly;
  const readme = { ...assembly.readme, markdown: packageReadme(assembly.readme.markdown, assembly.version) };
  // The fingerprint is that of the assembly as jsii wrote it; stars stand for none.
  writeFileSync(ASSEMBLY, JSON.stringify({ ...assembly, readme, fingerprint: '*'.repeat(10) }, undefined, 2));
}
