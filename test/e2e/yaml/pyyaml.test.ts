import { spawnSync } from 'child_process';
import { join } from 'path';
import fc from 'fast-check';
import { yamlTexts } from './yaml-texts';
import { readDocument } from '../../../src/template-text/read-document';
import { LENIENT, TWICE, UNREAD } from '../../support/lenient-yaml';
import { SIZE } from '../../support/size';
import { describeWithPython } from '../emulator/python';

interface Answer {
  readonly value?: unknown;
  readonly error?: string;
}

describeWithPython('PyYAML reads what we read', (bin) => {
  function answersTo(texts: readonly string[]): readonly Answer[] {
    const { stdout, stderr } = spawnSync(join(bin, 'python3'), [join(__dirname, 'pyyaml.py')], { input: JSON.stringify(texts), encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 });
    if (stdout === '') {
      throw new Error(stderr);
    }
    return JSON.parse(stdout) as readonly Answer[];
  }

  test('the table of what is read', () => {
    const rows = [...LENIENT, ...TWICE];
    expect(answersTo(rows.map(([, text]) => text))).toEqual(rows.map(([, , value]) => ({ value })));
  }, 60_000);

  test('the table of what is not', () => {
    expect(answersTo(UNREAD.map(([, text]) => text))).toEqual(UNREAD.map(() => ({ error: expect.any(String) as string })));
  }, 60_000);

  test('any indentation', () => {
    const texts = fc.sample(yamlTexts, { numRuns: SIZE.costlyRuns });
    const answers = answersTo(texts);
    const read = answers.flatMap(({ error, value }, index) => error === undefined ? [{ text: texts[index], value }] : []);
    expect(read.length).toBeGreaterThan(texts.length / 3);
    const wrong = read.flatMap(({ text, value }) => {
      const ours = readDocument(text);
      return JSON.stringify(sorted(ours.is === 'read' ? ours.value : ours)) === JSON.stringify(sorted(value)) ? [] : [{ text, value, ours }];
    });
    expect(wrong.slice(0, 3)).toEqual([]);
  }, 600_000);
});

/** Properties have no order; lists have. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(sorted);
  }
  return typeof value === 'object' && value !== null
    ? Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1).map(([key, inner]) => [key, sorted(inner)]) : value;
}
