import { readFileSync } from 'fs';
import { join } from 'path';
import fc from 'fast-check';
import { CST } from 'yaml';
import { lenientTokens } from '../../../src/template-text/lenient-tokens';
import { Document, readDocument } from '../../../src/template-text/read-document';
import { readTemplateFile } from '../../../src/template-text/template-file';
import { writtenJson } from '../../../src/template-text/written-json';
import { lines } from '../../support/edits';
import { LENIENT, TWICE, UNREAD } from '../../support/lenient-yaml';
import { ROOT } from '../../support/paths';
import { SPELLINGS } from '../../support/spellings';

const value = (text: string) => {
  const read = readDocument(text);
  return read.is === 'read' ? read.value : read;
};
const REAL = readFileSync(join(ROOT, 'package.json'), 'utf8');

describe('plain scalars are read by YAML 1.1', () => {
  test.each<[string, unknown]>([
    ['true', true], ['True', true], ['yes', true], ['On', true], ['false', false], ['NO', false], ['off', false], ['y', 'y'], ['n', 'n'],
    ['~', null], ['null', null], ['', null], ['tRUE', 'tRUE'],
    ['0', 0], ['12', 12], ['-3', -3], ['1_000', 1000], ['0755', 493], ['0x1F', 31], ['0b101', 5], ['1:30', 90], ['-1:30', -90],
    ['012345678901', '012345678901'], ['1.5', 1.5], ['.5', 0.5], ['1e3', 1000], ['.inf', Infinity], ['-.inf', -Infinity], ['1.2.3', '1.2.3'],
    ['2026-11-22', '2026-11-22'], ['"true"', 'true'], ["'no'", 'no'], ['!!str true', 'true'], ['!!bool "yes"', true], ['!!int "7"', 7], ['!!null ""', null],
  ])('%s', (text, expected) => {
    expect(value(`a: ${text}\n`)).toEqual({ a: expected });
  });

  test('not a number', () => {
    expect(value('a: .nan\n')).toEqual({ a: NaN });
  });
});

describe('short forms are long', () => {
  test.each<[string, unknown]>([
    ['!Ref A', { Ref: 'A' }],
    ['!Condition A', { Condition: 'A' }],
    ['!If [A, 1, !Ref B]', { 'Fn::If': ['A', 1, { Ref: 'B' }] }],
    ['!Sub "${A}"', { 'Fn::Sub': '${A}' }],
    ['!GetAtt A.B', { 'Fn::GetAtt': ['A', 'B'] }],
    ['!GetAtt A.Outputs.B', { 'Fn::GetAtt': ['A', 'Outputs.B'] }],
    ['!GetAtt A', { 'Fn::GetAtt': ['A'] }],
    ['!GetAtt [A, B]', { 'Fn::GetAtt': ['A', 'B'] }],
    ['!Transform { Name: a }', { 'Fn::Transform': { Name: 'a' } }],
    ['!Unheard of', { 'Fn::Unheard': 'of' }],
    ['!Base64 !Sub a', '!Base64 !Sub a'],
  ])('%s', (text, expected) => {
    expect(value(`a: ${text}\n`)).toEqual(typeof expected === 'string' ? expect.objectContaining({ is: 'unreadable' }) : { a: expected });
  });
});

describe('anchors and merge keys', () => {
  test.each<[string, string, unknown]>([
    ['an alias', 'a: &x { b: 1 }\nc: *x\n', { a: { b: 1 }, c: { b: 1 } }],
    ['an alias of a scalar', 'a: &x yes\nc: *x\n', { a: true, c: true }],
    ['a merge key', 'a: &x { b: 1, c: 2 }\nd: { <<: *x, c: 3 }\n', { a: { b: 1, c: 2 }, d: { b: 1, c: 3 } }],
    ['its own wins, wherever it stands', 'a: &x { b: 1 }\nd: { b: 2, <<: *x }\n', { a: { b: 1 }, d: { b: 2 } }],
    ['the first of several', 'a: &x { b: 1 }\nc: &y { b: 2, e: 3 }\nd: { <<: [*x, *y] }\n', { a: { b: 1 }, c: { b: 2, e: 3 }, d: { b: 1, e: 3 } }],
    ['a quoted << is a key', 'a: { "<<": 1 }\n', { a: { '<<': 1 } }],
    ['an anchor stands for what was last', 'a: &x 1\nb: *x\nc: &x 2\nd: *x\n', { a: 1, b: 1, c: 2, d: 2 }],
    ['__proto__ is a key', 'a: { __proto__: 1 }\n', JSON.parse('{"a": {"__proto__": 1}}')],
  ])('%s', (_, text, expected) => {
    expect(value(text)).toEqual(expected);
  });
});

describe('what PyYAML and SnakeYAML read, CloudFormation does', () => {
  test.each([...LENIENT, ...TWICE])('%s', (_, text, expected) => {
    // As text, since the order counts as well.
    expect(JSON.stringify(value(text))).toBe(JSON.stringify(expected));
  });

  test.each([...LENIENT, ...TWICE])('nothing of it is lost: %s', (_, text) => {
    expect([...lenientTokens(text)].filter((token) => token !== CST.DOCUMENT && token !== CST.SCALAR).join('')).toBe(text);
  });

  test.each(UNREAD)('and not: %s', (_, text) => {
    expect(readDocument(text)).toMatchObject({ is: 'unreadable', because: expect.any(String) as string, line: expect.any(Number) as number });
  });

  test('lines are those of the text', () => {
    const { positionOf } = readDocument('a:\n  b: [{\n    c: d\n  }, {\n  e:\n    f }]\n  g: "\nh"\n  i: j\n') as Document;
    expect([['a', 'b', 0, 'c'], ['a', 'b', 1], ['a', 'b', 1, 'e'], ['a', 'g'], ['a', 'i']].map((path) => positionOf(path).line)).toEqual([3, 4, 5, 7, 9]);
  });

  test('a block scalar that ends with the text has no line break', () => {
    expect(value('a: |\n  true')).toEqual({ a: 'true' });
    expect(value('a: >+\n  true')).toEqual({ a: 'true' });
    expect(value('a: |\n  true\n')).toEqual({ a: 'true\n' });
    expect(value('a: |-\n  true')).toEqual({ a: 'true' });
  });

  test('an error is where the brackets are, and not at the end of the text', () => {
    expect(readDocument(`a:\n  b: [\n  c\nd: e\n${'f: g\n'.repeat(100)}`)).toMatchObject({ is: 'unreadable', line: 3 });
  });
});

describe('of a key that is written twice in JSON, the last value counts', () => {
  test.each<[string, unknown, number]>([
    ['{"a": {"b": 1},\n"a": {"b": 2}}', { a: { b: 2 } }, 2],
    ['{"a": {"b": 1,\n"b": 2,\n"b": 3}}', { a: { b: 3 } }, 3],
    ['{"a": {"b": 1, "\\u0062":\n 2}}', { a: { b: 2 } }, 1],
  ])('%s', (text, expected, line) => {
    const read = readDocument(text) as Document;
    expect(read.value).toEqual(expected);
    expect(read.positionOf(['a', 'b']).line).toBe(line);
    expect(value(`${text} # YAML`)).toEqual(expected);
  });
});

describe('what cannot be read says why, and where', () => {
  test.each<[string, string | Uint8Array, string, [line: number, column?: number] | undefined]>([
    ['nothing', '', 'the document is empty', undefined],
    ['a comment', '# later\n', 'the document is empty', undefined],
    ['two documents', 'a: 1\n---\nb: 2\n', 'contains more than one document', [2, 1]],
    ['a key that is a list', '? [a]\n: 1\n', 'a key is not a string', [1, 3]],
    ['an alias without an anchor', 'a: *x\n', 'alias *x has no preceding anchor', [1, 4]],
    ['an alias in what it stands for', 'a: &x\n  b: *x\n', 'alias *x refers to itself', [2, 6]],
    ['a tag of somebody else', 'a: !<tag:example.com,2026:b> 1\n', 'CloudFormation does not support tag tag:example.com,2026:b', [1, 30]],
    ['a value that its tag does not allow', 'a: !!int b\n', '"b" is not a valid value for tag !!int', [1, 10]],
    ['a set', 'a: !!set { b }\n', 'CloudFormation does not support tag !!set', [1, 10]],
    ['two merges', 'a: &x { b: 1 }\nc:\n  <<: *x\n  <<: *x\n', 'a mapping has more than one merge key (<<), and YAML parsers disagree on which one wins', [4, 3]],
    ['a merge of a text', 'a: { <<: b }\n', 'a merge key (<<) refers to a value that is not a mapping', [1, 10]],
    ['UTF-16', new Uint8Array([0xFF, 0xFE, 0x61, 0]), 'encoded in UTF-16 instead of UTF-8', undefined],
    ['UTF-16 without a mark', new Uint8Array([0x61, 0, 0x3A, 0]), 'encoded in UTF-16 instead of UTF-8', undefined],
    ['Latin-1', new Uint8Array([0x61, 0x3A, 0x20, 0x0A, 0x62, 0xE9]), 'not encoded in UTF-8', [2, 2]],
    ['a control character', 'a: "b\u0001"\n', 'contains control characters and might be a binary file', [1, 6]],
    ['half a character', 'a: "\uD800"\n', 'contains an unpaired surrogate', [1, 5]],
    ['a carriage return alone', 'a: 1\rb: 2\n', 'contains a carriage return that does not end a line', [1, 5]],
    ['a line break for some', 'a: 1 # \u2028b: 2\n', 'contains a line break that not every YAML parser recognizes', [1, 8]],
    ['too deep', `a: ${'['.repeat(300)}${']'.repeat(300)}\n`, 'nested more than 256 levels deep', [1, 260]],
    ['too deep in JSON', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, 'nested more than 256 levels deep', [1]],
    ['too long', ' '.repeat(16 * 1024 * 1024 + 1), 'longer than 16777216 bytes', undefined],
  ])('%s', (_, raw, because, at) => {
    expect(readDocument(raw)).toEqual({ is: 'unreadable', because, ...at && { line: at[0], column: at[1] ?? expect.any(Number) as number } });
  });

  test.each([
    ['a tab', 'a:\n\tb: 1\n', 2],
    ['an open quote', 'a: "b\nc: 1\n', 2],
    ['an open bracket', 'a: [1, 2\nb: 1\n', 1],
    ['indentation', 'a:\n   b: 1\n  c: 2\n', 3],
    ['a template of a template', 'a: {{ b }}\n', 1],
    ['JSON that ends', '{"a": {\n"b": 1', 2],
  ])('%s, in one line', (_, text, line) => {
    expect(readDocument(text)).toMatchObject({ is: 'unreadable', because: expect.stringMatching(/^[^A-Z\n][^\n]*$/) as string, line: expect.any(Number) as number });
    expect((readDocument(text) as { line: number }).line).toBeLessThanOrEqual(line + 1);
  });

  test('aliases that explode', () => {
    const levels = Array.from({ length: 12 }, (_, level) => `a${level + 1}: &a${level + 1} [${Array(10).fill(`*a${level}`).join(', ')}]\n`);
    expect(value(`a0: &a0 x\n${levels.join('')}`)).toMatchObject({ because: 'aliases expand to more than 1000000 values' });
    const merged = Array.from({ length: 12 }, (_, level) => `a${level + 1}: &a${level + 1} { ${'abcdefghij'.split('').map((key) => `${key}: *a${level}`).join(', ')} }\n`);
    expect(value(`a0: &a0 x\n${merged.join('')}`)).toMatchObject({ because: 'aliases expand to more than 1000000 values' });
  });
});

test.each([
  ['a list', '[a]'], ['a text', 'a'], ['a tagged mapping', '!If { a: 1 }'],
])('%s is a document, and no template', (_, text) => {
  expect(readDocument(text)).toMatchObject({ is: 'read' });
  expect(readTemplateFile(text)).toEqual({ is: 'unreadable', because: 'not a mapping of sections such as Resources', line: 1, column: expect.any(Number) as number });
});

test('resources that are no mapping are no template', () => {
  expect(readTemplateFile('A: 1\nResources: [b]\n')).toEqual({ is: 'unreadable', because: 'Resources is not a mapping', line: 2, column: 1 });
  expect(readTemplateFile('Resources:\n')).toMatchObject({ is: 'read' });
});

describe('lines', () => {
  const { positionOf } = readDocument(lines('a: &x', '  b:', '    - c: 1', '    - d: 2', 'e: *x', 'f: !If', '  - g', '  - h: 1')) as Document;
  test.each<[(string | number)[], number]>([
    [[], 1], [['a'], 1], [['a', 'b'], 2], [['a', 'b', 1], 4], [['a', 'b', 1, 'd'], 4], [['a', 'b', 0, 'z'], 3], [['e', 'b'], 2], [['f', 'Fn::If', 1, 'h'], 8], [['nowhere', 'z'], 1],
  ])('%j', (path, line) => {
    expect(positionOf(path).line).toBe(line);
  });
});

describe('JSON is read as YAML reads it', () => {
  test.each(SPELLINGS.filter(([name]) => name.startsWith('JSON')))('%s', (_, spell) => {
    const text = spell(JSON.parse(REAL));
    expect(writtenJson(text)?.value).toEqual(JSON.parse(REAL));
    // A comment is no JSON, so that the other reader is asked.
    const yaml = readDocument(`${text} # yaml`) as Document;
    expect(yaml.value).toEqual(JSON.parse(REAL));
    expect(writtenJson(text)?.root).toMatchObject({ is: 'map', start: 0 });
    const paths = [['name'], ['jest'], ['jest', 'reporters', 1, 0], ['nowhere']];
    expect(paths.map((readDocument(text) as Document).positionOf)).toEqual(paths.map(yaml.positionOf));
  });

  test('any value', () => {
    fc.assert(fc.property(fc.json({ maxDepth: 5 }), (text) => {
      const read = readDocument(`[${text}]`);
      expect(read.is === 'read' ? read.value : undefined).toEqual([JSON.parse(text)]);
    }));
  });

  test.each(['{"a": 1,}', '{a: 1}', "{'a': 1}", '{"a": 1 /* b */}', '[1, 2', '"text"', '1'])('%s is no JSON of ours', (text) => {
    expect(writtenJson(text)).toBeUndefined();
  });

  test('a byte order mark is none of it', () => {
    expect(writtenJson('\uFEFF{"a": 1}')).toMatchObject({ value: { a: 1 }, root: { start: 1 } });
  });
});

test('nothing throws', () => {
  const word = fc.constantFrom('a', ':', ' ', '\n', '- ', '[', ']', '{', '}', ',', '"', "'", '&x', '*x', '!If', '<<', '|', '>', '#', '?', '\t', '%', '---', '!!int', '  ');
  fc.assert(fc.property(fc.array(word, { maxLength: 40 }), (words) => {
    expect(['read', 'unreadable']).toContain(readDocument(words.join('')).is);
  }));
});
