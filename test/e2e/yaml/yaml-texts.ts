import fc from 'fast-check';

/** Texts in YAML whose brackets, braces and quotes go over lines that are indented by chance. */

const indentation = fc.nat({ max: 8 }).map((width) => ' '.repeat(width));
const lineBreak = fc.oneof(
  { weight: 6, arbitrary: indentation.map((spaces) => `\n${spaces}`) },
  { weight: 1, arbitrary: fc.tuple(indentation, indentation).map(([before, after]) => `\n${before}# ]}'"\n${after}`) },
  { weight: 1, arbitrary: indentation.map((spaces) => ` # {["'\n${spaces}`) },
  { weight: 1, arbitrary: indentation.map((spaces) => `\n\n${spaces}`) },
);
/** Between two tokens. */
const gap = fc.oneof({ weight: 3, arbitrary: fc.constantFrom('', ' ', '  ') }, { weight: 2, arbitrary: lineBreak });
const plain = fc.constantFrom('a', 'b c', '/~1a', 'GET', 'true', 'no', '12', 'AWS::NoValue', 'x#y', "it's");

function quoted(quote: string, pieces: readonly string[]): fc.Arbitrary<string> {
  const fold = fc.oneof({ weight: 3, arbitrary: fc.constantFrom('', ' ') }, { weight: 1, arbitrary: indentation.map((spaces) => `\n${spaces}`) }, { weight: 1, arbitrary: indentation.map((spaces) => `\n\n${spaces}`) });
  return fc.array(fc.tuple(fc.constantFrom(...pieces), fold), { maxLength: 4 }).map((parts) => `${quote}${parts.flat().join('')}${quote}`);
}

const PIECES = ['a', '{', ']', '# b', 'c: d', '- e', '&f', '${G}'];
const scalar = fc.oneof(
  { weight: 4, arbitrary: plain },
  { weight: 1, arbitrary: quoted("'", [...PIECES, "''", '"', '\\']) },
  { weight: 1, arbitrary: quoted('"', [...PIECES, '\\"', "'", '\\\\', '\\n']) },
  { weight: 1, arbitrary: indentation.map((spaces) => `a\n${spaces}b`) },
);
const key = fc.constantFrom('A', 'B', 'C', "'D'", '"E"');

const { flow } = fc.letrec<{ flow: string; list: string; map: string }>((tie) => ({
  flow: fc.tuple(fc.constantFrom('', '', '', '!If ', '!Sub '), fc.oneof({ maxDepth: 3, depthSize: 'small' }, scalar, tie('list'), tie('map'))).map((parts) => parts.join('')),
  list: fc.tuple(gap, fc.array(fc.tuple(tie('flow'), gap), { maxLength: 3 }), gap).map(([before, items, after]) => `[${before}${items.map((parts) => parts.join('')).join(`,${after}`)}]`),
  map: fc.tuple(gap, fc.array(fc.tuple(key, gap, tie('flow'), gap), { maxLength: 3 }), gap)
    .map(([before, entries, after]) => `{${before}${entries.map(([name, space, value, end]) => `${name}: ${space}${value}${end}`).join(`,${after}`)}}`),
}));

const block = fc.constantFrom('|\n      ]\n      "\n', '>-\n      {\n      b: c\n', 'k\n', '# ]\n      a: b\n');
const value = fc.oneof({ weight: 4, arbitrary: flow.map((text) => `${text}\n`) }, { weight: 1, arbitrary: flow.map((text) => `${text} # [\n`) }, { weight: 1, arbitrary: block });

const items = (start: fc.Arbitrary<string>) => fc.array(fc.tuple(start, value), { minLength: 1, maxLength: 3 });
const inner = fc.oneof(items(fc.constant('  - ')), items(key.map((name) => `  ${name}: `))).map((all) => all.flat().join(''));

/** Keys of lists and mappings with such values. */
export const yamlTexts = fc.tuple(
  fc.array(fc.tuple(key, inner), { minLength: 1, maxLength: 3 }), fc.constantFrom('\n', '\n', '\r\n'), fc.constantFrom('', '', '', '\uFEFF', '---\n'),
).map(([entries, lineFeed, start]) => `${start}${entries.map(([name, text]) => `${name}:\n${text}`).join('')}`.replaceAll('\n', lineFeed));
