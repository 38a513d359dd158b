import { delimiter, join } from 'path';
import { findChromium, Surroundings } from './chromium';

const PATH = ['/first', '', '/second'].join(delimiter);
const MAC = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
const find = (env: Surroundings['env'], ...files: string[]) => findChromium({ env, isFile: (path) => files.includes(path) });

test('the first folder of PATH goes before the next, and PATH before applications', () => {
  const [first, second] = [join('/first', 'google-chrome'), join('/second', 'chromium')];
  expect(find({ PATH }, second, first, MAC)).toEqual({ is: 'found', path: first });
  expect(find({ PATH }, second, MAC)).toEqual({ is: 'found', path: second });
  expect(find({ PATH }, MAC)).toEqual({ is: 'found', path: MAC });
});

test('what CHROMIUM names goes before PATH', () => {
  expect(find({ PATH, CHROMIUM: '/mine' }, '/mine', join('/first', 'chromium'))).toEqual({ is: 'found', path: '/mine' });
});

test('what CHROMIUM names is not replaced by another one', () => {
  expect(find({ PATH, CHROMIUM: '/mine' }, join('/first', 'chromium')))
    .toEqual({ is: 'missing', fault: 'the environment variable CHROMIUM names /mine, which is not a file' });
});

test('an empty CHROMIUM names nothing', () => {
  expect(find({ PATH, CHROMIUM: '' }, join('/first', 'chromium'))).toEqual({ is: 'found', path: join('/first', 'chromium') });
});

test.each([{ PATH }, {}])('there is none: %j', (env) => {
  expect(find(env)).toEqual({ is: 'missing', fault: 'none of chromium, chromium-browser, google-chrome, google-chrome-stable is in PATH' });
});
