import { readDocuments } from '../../../src/template-text/read-documents';

/** The values of all documents with the line of their first key, or why one cannot be read. */
function read(text: string | Uint8Array): readonly unknown[] {
  return readDocuments(text).map((document) => document.is === 'read' ? document.value : `${document.line}: ${document.because}`);
}

test.each<[string, string, readonly unknown[]]>([
  ['one value', '{"a": 1}', [{ a: 1 }]],
  ['lines of JSON', '{"a": 1}\n{"a": 2}\n', [{ a: 1 }, { a: 2 }]],
  ['values that are indented', '{\n  "a": [{"b": "}{"}]\n}\n[\n  1\n]\n', [{ a: [{ b: '}{' }] }, [1]]],
  ['values without a space between', '{"a":1}[2]{}', [{ a: 1 }, [2], {}]],
  ['a byte order mark', '\uFEFF{"a": 1}\n{"a": 2}', [{ a: 1 }, { a: 2 }]],
  ['Windows line ends', '{"a": 1}\r\n{"a": 2}\r\n', [{ a: 1 }, { a: 2 }]],
  ['documents', 'a: 1\n---\na: 2\n', [{ a: 1 }, { a: 2 }]],
  ['documents with ends', '---\na: 1\n...\n---\na: 2\n...\n', [{ a: 1 }, { a: 2 }]],
  ['documents of which some are empty', '# first\n---\n---\na: 1\n---\n# nothing\n---\na: 2\n', [{ a: 1 }, { a: 2 }]],
  ['a document after its comment and mark', '# a template\n---\na: 1\n', [{ a: 1 }]],
  ['a document after its directive', '%YAML 1.1\n---\na: 1\n', [{ a: 1 }]],
  ['what looks like a mark in a text', 'a: |\n  ---\n  b\nb: --- x\n', [{ a: '---\nb\n', b: '--- x' }]],
  ['answers in YAML in a row', 'item:\n- a: 1\nitem:\n- a: 2\n', [{ item: [{ a: 1 }] }, { item: [{ a: 2 }] }]],
  ['answers of several properties in a row', 'a: 1\nb: 2\na: 3\nb: 4\na: 5\n', [{ a: 1, b: 2 }, { a: 3, b: 4 }, { a: 5 }]],
  ['answers in YAML with a mark between', 'item: []\n---\nitem: []\n', [{ item: [] }, { item: [] }]],
  ['a list in YAML that goes on', '- a: 1\n- a: 2\n', [[{ a: 1 }, { a: 2 }]]],
  ['a mapping in braces', '{a: 1, b: {c: 2}}', [{ a: 1, b: { c: 2 } }]],
])('%s', (_, text, expected) => {
  expect(read(text)).toEqual(expected);
});

test('lines are those of the whole text', () => {
  const lines = (text: string, path: readonly string[]) => readDocuments(text).map((document) => document.is === 'read' && document.positionOf(path).line);
  expect(lines('{\n"a": 1\n}\n{\n\n"a": 2\n}', ['a'])).toEqual([2, 6]);
  expect(lines('a: 1\n---\nb: 1\na: 2\n', ['a'])).toEqual([1, 4]);
  expect(lines('item:\n- 1\nitem:\n- 2\n', ['item', '0'])).toEqual([2, 4]);
});

test('columns are those of the whole text', () => {
  const columns = (text: string) => readDocuments(text).map((document) => document.is === 'read' ? document.positionOf(['a']) : document);
  expect(columns('\uFEFF{"a": 1} {"a": 2}\n{\n "a": 3}')).toEqual([{ line: 1, column: 2 }, { line: 1, column: 11 }, { line: 3, column: 2 }]);
  expect(columns('a: 1\n---\n{ a: 2, b: *c }\n')).toMatchObject([{ line: 1, column: 1 }, { line: 3, column: 12 }]);
});

test.each<[string, string, readonly unknown[]]>([
  ['a document among others', 'a: 1\n---\na: [\n', [{ a: 1 }, expect.stringMatching(/^4: /)]],
  ['a value that is cut off is one text with what is before it', '{"a": 1}\n{"a": ', [expect.stringMatching(/^\d: /)]],
  ['a value with a comma after it', '{"a": 1},\n{"a": 2}', [expect.stringMatching(/^\d: /)]],
  ['nothing', '', ['undefined: the document is empty']],
  ['nothing but comments', '# a\n---\n# b\n', [expect.stringContaining('empty')]],
])('what cannot be read is said where it is: %s', (_, text, expected) => {
  expect(read(text)).toEqual(expected);
});

test('a template is one document, however often it has a section', () => {
  expect(readDocuments('AWSTemplateFormatVersion: a\nMetadata: {}\nMetadata: {}\n')).toHaveLength(1);
});

test('what is no text is not read in parts', () => {
  expect(read(Buffer.from([0xFF, 0xFF]))).toEqual(['1: not encoded in UTF-8']);
});
