import { DOCUMENTS } from '../../support/documents';

/** Words that say something else in English, or a second word for one thing. */
const AVOIDED: Readonly<Record<string, RegExp>> = {
  'unencrypted, not "in clear"': /\bin clear\b/gi,
  'compliant, not "in order"': /\bin order\b(?! to\b)/gi,
  'straight quotation marks': /[«»„“”]/g,
  'American English, as AWS and CDK write it': /\bsynthesi[s]e[sdr]?\b|\bsynthesi[s]ing\b/gi,
};

test.each(DOCUMENTS)('$name has the words of the glossary', ({ text }) => {
  const found = Object.entries(AVOIDED).flatMap(([name, word]) => Array.from(text.matchAll(word), ({ 0: match, index }) => `${name}: ${match} in line ${text.slice(0, index).split('\n').length}`));
  expect(found).toEqual([]);
});
