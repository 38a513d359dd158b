import { readFileSync } from 'fs';
import { pictureOf, SCHEMES, shopOnly } from '../../../projenrc/demo-picture';
import { renderTerminal } from '../../../projenrc/terminal-picture';

const SCHEME = SCHEMES.light;
const picture = (output: string) => renderTerminal(output, 'title', SCHEME);
const runsIn = (svg: string) => Array.from(svg.matchAll(/<text x="([\d.]+)" y="(\d+)" textLength="([\d.]+)" [^>]*?(fill=.*?)>(.*?)<\/text>/g),
  ([, x, y, length, style, text]) => ({ x, y, length, style, text }));

test('columns have places of their own, and a style ends where the terminal ends it', () => {
  expect(runsIn(picture('\u001b[1mShop\u001b[22m\n  a b   \u001b[31mUNENCRYPTED\u001b[39m  why'))).toEqual([
    { x: '20', y: '34', length: '33.6', style: `fill="${SCHEME.text}" font-weight="bold"`, text: 'Shop' },
    { x: '36.8', y: '54', length: '25.2', style: `fill="${SCHEME.text}"`, text: 'a b' },
    { x: '87.2', y: '54', length: '92.4', style: `fill="${SCHEME.red}"`, text: 'UNENCRYPTED' },
    { x: '196.4', y: '54', length: '25.2', style: `fill="${SCHEME.text}"`, text: 'why' },
  ]);
});

test('text is no markup', () => {
  expect(runsIn(picture('<a> & b')).map(({ text }) => text)).toEqual(['&lt;a&gt; &amp; b']);
});

test('a style that it does not know is refused', () => {
  expect(() => picture('\u001b[4munderlined')).toThrow('no picture of the escape sequence 4');
});

test('of the output only the head and the shop are taken', () => {
  expect(shopOnly('head\n\n\u001b[1mShop/Api\u001b[22m\n  row\n\nother\n  row\n\nShop/B\n\n2 stages')).toBe('head\n\n\u001b[1mShop/Api\u001b[22m\n  row\n\nShop/B');
});

test.each(Object.keys(SCHEMES))('the %s picture shows what EncryptApiCache changes', (scheme) => {
  const texts = runsIn(readFileSync(pictureOf(scheme), 'utf8')).map(({ text }) => text);
  expect(texts.filter((text) => text.startsWith('Shop/'))).toEqual(['Shop/Api/DeploymentStage.prod', 'Shop/Partners', 'Shop/Archive', 'Shop/Internal']);
  // The verdicts before and after.
  expect(texts.filter((text) => text === 'UNENCRYPTED')).toHaveLength(4);
  expect(texts.filter((text) => text === 'ENCRYPTED')).toHaveLength(8);
});
