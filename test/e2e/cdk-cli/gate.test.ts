import { cdkSynth } from './synth';
import { blocksIn, TESTED } from '../../support/documents';
import { packReportIn } from '../../support/report';

jest.setTimeout(120_000);

const GATE = 'examples/gate/app.ts';
const BLOCKS = TESTED.flatMap((document) => blocksIn(document, '').filter((text) => text.startsWith('examples/')).map((block) => ({ name: document.name, block })));

describe('cdk synth of an app that caches unencrypted', () => {
  const { exitCode, output, directory } = cdkSynth(GATE);
  const { conclusion, active } = packReportIn(directory);

  test('fails', () => {
    expect(exitCode).toBe(1);
    expect(conclusion).toBe('failure');
  });

  test('prints file and line, method, property, fix and the id to acknowledge', () => {
    const [block] = output.split('\n\n').filter((text) => text.includes('Shop/Archive'));
    expect(block.split('\n').map((line) => line.trim())).toEqual(expect.arrayContaining([
      expect.stringMatching(/^examples\/shop\/shop-stack\.ts:\d+:\d+$/),
      'ERROR method setting ~1orders/GET (GET /orders) caches responses unencrypted (CacheDataEncrypted is not set and is not inherited from */*) (ApiCache)',
      expect.stringMatching(/^Shop\/Archive\b/),
      'Suggested fix: set Properties.StageDescription.MethodSettings.0.CacheDataEncrypted to true',
      'or call EncryptApiCache.everywhere(app), which sets it during synthesis',
      'Acknowledge with \'ApiCache::ApiCache-CacheDataEncrypted[~1orders/GET]\'',
    ]));
  });

  test('reports every finding, and prints each once', () => {
    expect(active).toEqual([
      'Shop/Api/DeploymentStage.prod/Resource ApiCache-CacheDataEncrypted[*/*]',
      'Shop/Api/DeploymentStage.prod/Resource ApiCache-CacheDataEncrypted[~1orders/GET]',
      'Shop/Api/DeploymentStage.prod/Resource ApiCache-CacheEncryptionExplicit[~1search/GET]',
      'Shop/Archive ApiCache-CacheDataEncrypted[~1orders/GET]',
      'Shop/Partners ApiCache-CacheDataEncrypted[~1orders/GET]',
      'Shop/Partners ApiCache-DormantCacheEncrypted[~1search/GET]',
    ]);
    expect(output.match(/^ *Acknowledge with 'ApiCache::/gm)).toHaveLength(active.length);
  });

  test('README and guide show a block', () => {
    expect(BLOCKS.map(({ name }) => name)).toEqual(['README.md', 'docs/guide/check.md']);
  });

  test.each(BLOCKS)('prints the block of $name', ({ block }) => {
    const strip = (text: string) => text.split('\n').filter((line) => line !== '' && !line.startsWith('or ')).join('\n');
    expect(strip(output)).toContain(strip(block));
  });
});

test('with EncryptApiCache it succeeds', () => {
  const { exitCode, output, directory } = cdkSynth(GATE, ['encrypt=true']);
  expect(output).not.toMatch(/ERROR|WARNING.*\(ApiCache\)/);
  expect(packReportIn(directory)).toMatchObject({ conclusion: 'success', active: [] });
  expect(exitCode).toBe(0);
});

describe.each(['app', 'stage'])('in a CDK stage, with the pack on the %s', (on) => {
  const APP = 'test/e2e/cdk-cli/apps/stages.ts';

  test('cdk synth by itself does not select its stacks, and fails all the same', () => {
    const { exitCode, output } = cdkSynth(APP, [`on=${on}`]);
    expect(output).toContain('FATAL CDK stage Prod fails with 1 finding\nProd/Shop/Stage: method setting ~1orders/GET (GET /orders) caches responses unencrypted');
    expect(output).toContain('select the stacks of the CDK stage to see how to fix or acknowledge each finding, as in cdk synth "Prod/**"');
    expect(exitCode).toBe(1);
  });

  test('with the stacks selected, as it says, the finding is printed', () => {
    const { exitCode, output } = cdkSynth(APP, [`on=${on}`], ['Prod/**']);
    expect(output).toContain('Prod/Shop/Stage');
    expect(output).toContain('or call EncryptApiCache.everywhere(app), which sets it during synthesis');
    expect(exitCode).toBe(1);
  });

  test('what is acknowledged passes', () => {
    expect(cdkSynth(APP, [`on=${on}`, 'acknowledged=true']).exitCode).toBe(0);
  });
});

test('with --debug the line that made the stage, and the line that assigned the property', () => {
  const { output } = cdkSynth('test/e2e/cdk-cli/apps/assigned.ts', [], ['--debug']);
  const file = 'test/e2e/cdk-cli/apps/assigned\\.ts';
  expect(output).toMatch(new RegExp(`^${file}:7:\\d+\\nor ${file}:9:\\d+\\nERROR method setting ~1orders/GET`, 'm'));
});
