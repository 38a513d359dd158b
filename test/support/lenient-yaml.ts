/** A text in YAML, and what PyYAML and SnakeYAML make of it (`test/e2e/yaml` asks PyYAML again). Why CloudFormation has to read it so. */
export type YamlText = readonly [name: string, text: string, value: unknown];

/** What YAML 1.2 asks more indentation of, and PyYAML and SnakeYAML do not. */
export const LENIENT: readonly YamlText[] = [
  // `]` and `}` end what began, wherever they stand: only blocks are told by their indentation.
  ['a bracket below its key', 'a:\n  b: [\n    c\n  ]\n  d: e\n', { a: { b: ['c'], d: 'e' } }],
  ['a bracket left of its key', 'a:\n  b: [\n    c\n]\nd: e\n', { a: { b: ['c'] }, d: 'e' }],
  ['a brace and a bracket', 'a:\n  b: [{\n    c: d\n  }]\n', { a: { b: [{ c: 'd' }] } }],
  ['an item after each', 'a:\n  b: [{\n    c: d\n  }, {\n    c: e\n  }]\n', { a: { b: [{ c: 'd' }, { c: 'e' }] } }],
  ['the content', 'a:\n  b:\n    c: [\n d, {e: f},\ng ]\n  h: i\n', { a: { b: { c: ['d', { e: 'f' }, 'g'] }, h: 'i' } }],
  ['the opening bracket is not part of it', 'a:\n  b: [\n {\nc: d}]\n', { a: { b: [{ c: 'd' }] } }],
  ['in an item of a list', 'a:\n  - {\n  b: c\n  }\n  - d\n', { a: [{ b: 'c' }, 'd'] }],
  ['in a list below its key', 'a:\n- - [\nb\n]\n- c\n', { a: [[['b']], 'c'] }],
  ['one after the other', 'a: {\n}\nb: [\n]\nc: {\nd: [\n]\n}\n', { a: {}, b: [], c: { d: [] } }],
  ['the last one, without a line break', 'a:\n  b: [\n  c\n  ]', { a: { b: ['c'] } }],
  ['a comma first', 'a:\n  b: [c\n  , d\n  , {e: f\n  , g: h}]\n', { a: { b: ['c', 'd', { e: 'f', g: 'h' }] } }],
  ['a comma last', 'a:\n  b: [\n    c,\n  ]\n  d: {e: f,\n  }\n', { a: { b: ['c'], d: { e: 'f' } } }],
  ['a value below its key', 'a: {b:\nc, d:\n[e]}\n', { a: { b: 'c', d: ['e'] } }],
  // A plain scalar goes on until something ends it.
  ['a scalar over two lines', 'a:\n  b: [c\n  d, e]\n', { a: { b: ['c d', 'e'] } }],
  ['comments', 'a:\n  b: [ # ]\n    c, # }\n# d: [\n  # ]\n  ] # e\n  f: g\n', { a: { b: ['c'], f: 'g' } }],
  // A comment begins where no token is, and not only after a space.
  ['a comment beside a bracket', 'a:\n  b: [\n  c\n  ]#d\n  e: "f"#g\n', { a: { b: ['c'], e: 'f' } }],
  ['a comment within, at the first column', 'a: { b: [c]\n#d\n  }\n', { a: { b: ['c'] } }],
  ['quotes within', 'a:\n  b: ["c ]\n d", \'e }\n f\'\n  ]\n', { a: { b: ['c ] d', 'e } f'] } }],
  ['CRLF', 'a:\r\n  b: [\r\n    c\r\n  ]\r\n  d: \'e\r\n f\'\r\n', { a: { b: ['c'], d: 'e f' } }],
  ['a byte order mark', '\uFEFFa:\n  b: [\n    c\n  ]\n', { a: { b: ['c'] } }],
  ['a document start and end', '---\na:\n  b: [\n  c\n  ]\n...\n', { a: { b: ['c'] } }],
  ['short forms', 'a:\n  b: !If [c, [\n    {d: !Ref e}\n  ], !Ref\n  f]\n', { a: { b: { 'Fn::If': ['c', [{ d: { Ref: 'e' } }], { Ref: 'f' }] } } }],
  ['a short form before it', 'a:\n  b: !Join\n    - c\n    - [\n    !Ref d,\n    e\n    ]\n', { a: { b: { 'Fn::Join': ['c', [{ Ref: 'd' }, 'e']] } } }],
  ['an anchor and its alias', 'a:\n  b: &x [\n    c\n  ]\n  d: *x\n', { a: { b: ['c'], d: ['c'] } }],
  ['a merge', 'a: &x {\nb: c\n}\nd: {\n<<: *x,\ne: f\n}\n', { a: { b: 'c' }, d: { e: 'f', b: 'c' } }],
  ['a block scalar with brackets after it', 'a: {\n}\nb: |\n  [\n  {\n  "\nc: d\n', { a: {}, b: '[\n{\n"\n', c: 'd' }],
  ['a plain scalar with brackets after it', 'a: {\n}\nb: c[ d{ "e\nf: g\n', { a: {}, b: 'c[ d{ "e', f: 'g' }],
  // Quotes end at a quote.
  ['single quotes', "a:\n  b: '{\n      c\n  }'\n  d: e\n", { a: { b: '{ c }', d: 'e' } }],
  ['double quotes', 'a:\n  b: "{\n      c\n}"\nd: e\n', { a: { b: '{ c }' }, d: 'e' }],
  ['quotes that are escaped', "a:\n  b: 'c''\n''d'\n  e: \"f\\\"\n\\\"g\\\\\"\n", { a: { b: "c' 'd", e: 'f" "g\\' } }],
  ['a line that ends with an escaped quote', "a:\n  b: '\n''\nc'\nd: e\n", { a: { b: " ' c" }, d: 'e' }],
  ['an empty line within', "a:\n  b: 'c\n\nd'\n", { a: { b: 'c\nd' } }],
  ['an escaped line break', 'a:\n  b: "c\\\nd"\n', { a: { b: 'cd' } }],
  ['a comment that is none', "a:\n  b: 'c\n# d'\n", { a: { b: 'c # d' } }],
  ['in an item', "a:\n  - 'b\nc'\n  - d\n", { a: ['b c', 'd'] }],
  ['behind a short form', "a:\n  b: !Sub 'c\n  d'\n", { a: { b: { 'Fn::Sub': 'c d' } } }],
];

/** Of a key that is written twice, the last value counts, where the first stands. */
export const TWICE: readonly YamlText[] = [
  ['a key', 'a: 1\nb: 2\na: 3\n', { a: 3, b: 2 }],
  ['a key in braces', 'a: {b: 1, c: 2, b: 3}\n', { a: { b: 3, c: 2 } }],
  ['three times', 'a: 1\na: 2\na: 3\n', { a: 3 }],
  ['nothing is merged', 'a:\n  b: 1\na:\n  c: 2\n', { a: { c: 2 } }],
  ['a key and one in quotes', 'a: 1\n"a": 2\n\'a\': 3\n', { a: 3 }],
  ['nothing, the last time', 'a: 1\na:\n', { a: null }],
  ['an anchor of the first', 'a: &x 1\na: 2\nb: *x\n', { a: 2, b: 1 }],
  ['beside a merge', 'a: &x {b: 1}\nc: {b: 2, <<: *x, b: 3}\n', { a: { b: 1 }, c: { b: 3 } }],
];

/** What none of them reads. */
export const UNREAD: readonly (readonly [name: string, text: string])[] = [
  ['a bracket that nothing closes', 'a:\n  b: [\n  c\nd: e\n'],
  ['a brace that a bracket closes', 'a:\n  b: {\nc: d\n]\n'],
  ['something after a bracket', 'a:\n  b: [\nc\n] d\n'],
  ['a key below a bracket', 'a: [\nb\n]\n  c: d\n'],
  ['a bracket too many', 'a: [\nb\n]\n]\n'],
  ['quotes that nothing closes', "a:\n  b: '\nc\nd: e\n"],
  ['something after quotes', "a:\n  b: '\nc' d\n"],
  ['a key over two lines', "a:\n  'b\n  c': d\n"],
  ['a document start within brackets', 'a: [\n---\n]\n'],
  ['a document start within quotes', "a: '\n---\n'\n"],
  ['a plain scalar that is indented too little', 'a:\n  b: c\n d\n'],
  ['a block that is indented too little', 'a:\n  b: c\n d: e\n'],
  ['a block in brackets', 'a: [\n- b\n]\n'],
  ['a tab before a key', 'a: {\n}\nb:\n\tc: d\n'],
];
