import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { Checked } from './assembly';
import { run } from './shell';
import { ROOT } from '../../support/paths';

/** That the samples of README and docstrings arrive in the docs of another language as code of that language. */
export function checkTranslations(): Checked {
  const folder = mkdtempSync(join(tmpdir(), 'encrypt-translations-'));
  try {
    run('npx', ['jsii-pacmak', '--target', 'python', '--code-only', '--outdir', folder], ROOT);
    const texts = filesBelow(join(folder, 'python')).filter((file) => /README\.md$|__init__\.py$/.test(file)).map((file) => readFileSync(file, 'utf8'));
    const samples = texts.flatMap((text) => Array.from(text.matchAll(/```python\n(.*?)```/gs), ([, code]) => code));
    const left = samples.filter((code) => /^\s*(const|import \{)/m.test(code));
    return {
      summary: `samples    ${samples.length - left.length} of ${samples.length} translated to Python`,
      faults: samples.length === 0 ? ['there are no samples'] : left.map((code) => `not translated: ${code.split('\n')[0]}`),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}
