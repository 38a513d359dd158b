import { cdkSynth } from './synth';
import { packReportIn } from '../../support/report';

jest.setTimeout(120_000);

const APP = 'test/e2e/cdk-cli/apps/broken.ts';

test.each([
  ['crash at a stack', 'FATAL cannot check the API caches of Shop: broken on purpose'],
  ['crash elsewhere', 'FATAL cannot check the API caches of the app: broken on purpose'],
  ['stack not in the tree', 'ERROR method setting ~1orders/GET (GET /orders) caches responses unencrypted'],
])('%s: fails, and says so', (name, line) => {
  const { exitCode, output, directory } = cdkSynth(APP, [`case=${name}`]);
  expect(output).toContain(line);
  expect(exitCode).toBe(1);
  expect(packReportIn(directory).conclusion).toBe('failure');
});

test('a crash at one stack does not hide what another one caches unencrypted', () => {
  const { output } = cdkSynth(APP, ['case=crash at a stack']);
  expect(output).toContain('Sound/Stage');
  expect(output).toContain('Acknowledge with \'ApiCache::ApiCache-CacheDataEncrypted[~1orders/GET]\'');
});

// If this fails, the command line has learnt to fail by itself.
test('the command line alone passes over a crash', () => {
  const { exitCode, output } = cdkSynth(APP, ['case=crash elsewhere', 'bare=true']);
  expect(output).not.toMatch(/on purpose|unencrypted|FATAL|ERROR/);
  expect(exitCode).toBe(0);
});
