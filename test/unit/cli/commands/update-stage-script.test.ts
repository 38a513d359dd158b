import { ListedStage, updateStageScript } from '../../../../src/cli/commands/update-stage-script';
import { deployedCache, DeployedStage } from '../../../../src/core/stage/deployed-stage';
import { command, folderWith } from '../../../support/command';

const METHOD_SETTINGS = { '*/*': { cachingEnabled: true, cacheDataEncrypted: false } };
const stage = deployedCache({ cacheClusterEnabled: true, methodSettings: METHOD_SETTINGS });
const LISTING = JSON.stringify({ item: [{ stageName: 'prod', cacheClusterEnabled: true, methodSettings: METHOD_SETTINGS }] });
const by = (region: string, api: string) => `{"${region}": {"${api}": ${LISTING}}}\n`;

const listed = (more: Partial<DeployedStage>): ListedStage => ({ input: 'a.json', stage: { name: 'prod', stage, ...more }, isAcknowledged: () => false });
const inShort = (text: string) => text.replace(/ --patch-operations=.*/g, '').replaceAll('aws apigateway update-stage ', '').trimEnd().split('\n');

test('commands stand by account and region', () => {
  const { text, counts } = updateStageScript([
    listed({ restApiId: 'a', region: 'eu-west-1', accountId: '111122223333' }),
    listed({ restApiId: 'b', region: 'us-east-1', accountId: '111122223333' }),
    listed({ restApiId: 'c', region: 'eu-west-1', accountId: '111122223333' }),
    listed({ restApiId: 'd', region: 'eu-west-1' }),
    listed({ restApiId: 'e' }),
  ]);
  expect(inShort(text)).toEqual([
    '# account 111122223333, region eu-west-1',
    '--rest-api-id=a --stage-name=prod --region=eu-west-1',
    '--rest-api-id=c --stage-name=prod --region=eu-west-1',
    '# account 111122223333, region us-east-1',
    '--rest-api-id=b --stage-name=prod --region=us-east-1',
    '# region eu-west-1',
    '--rest-api-id=d --stage-name=prod --region=eu-west-1',
    '--rest-api-id=e --stage-name=prod',
  ]);
  expect([...counts]).toEqual([['a.json', 5]]);
});

test('a heading stays a comment, whatever a listing says', () => {
  const { text } = updateStageScript([listed({ restApiId: 'a', accountId: '1\ntouch pwned', region: 'eu\u2028west' })]);
  expect(text.split('\n')[0]).toBe('# account "1\\ntouch pwned", region "eu\\u2028west"');
  expect(text).toMatch(/^[ -~\n]*$/);
});

describe('an API that nobody names', () => {
  const folder = () => folderWith({ 'one.json': LISTING, 'two.json': LISTING, 'rows.json': LISTING + LISTING, 'named.json': by('eu-west-1', 'abc123') });

  test('is asked for by the shell, if it is one', () => {
    const { stdout, exitCode } = command(folder(), ['fix', 'one.json']);
    expect({ lines: inShort(stdout), exitCode }).toEqual({ lines: ['--rest-api-id="${REST_API_ID:?}" --stage-name=prod'], exitCode: 1 });
    expect(inShort(command(folder(), ['fix', 'one.json', 'named.json', '--rest-api-id', 'xyz']).stdout)).toEqual(
      ['--rest-api-id=xyz --stage-name=prod', '# region eu-west-1', '--rest-api-id=abc123 --stage-name=prod --region=eu-west-1']);
  });

  test.each([[['one.json', 'two.json']], [['rows.json']]])('%j: no command for several, and no name for them', (inputs) => {
    const { stdout, stderr, exitCode } = command(folder(), ['fix', ...inputs, 'named.json']);
    expect({ lines: inShort(stdout), exitCode }).toEqual({ lines: ['# region eu-west-1', '--rest-api-id=abc123 --stage-name=prod --region=eu-west-1'], exitCode: 1 });
    expect(stderr).toContain('because the listings are of more than one API; put each listing under the ID of its API, as in {"abc123": …}');
    const refused = command(folder(), ['fix', ...inputs, 'named.json', '--rest-api-id', 'xyz']);
    expect(refused).toMatchObject({ exitCode: 2, stdout: '' });
    expect(refused.stderr).toContain('error: --rest-api-id xyz: the listings are of more than one API; put each listing under the ID of its API');
  });

  test('is one for several stages of a listing', () => {
    const { item: [prod] } = JSON.parse(LISTING) as { readonly item: readonly object[] };
    const stdin = JSON.stringify({ item: [prod, { ...prod, stageName: 'dev' }] });
    expect(inShort(command(folder(), ['fix', '-', '--rest-api-id', 'xyz'], { stdin }).stdout)).toEqual(['--rest-api-id=xyz --stage-name=prod', '--rest-api-id=xyz --stage-name=dev']);
  });
});

test('account and region that a listing does not name are those of the options', () => {
  const folder = folderWith({ 'a.json': LISTING, 'b.json': by('us-east-1', 'abc123') });
  const options = ['a.json', 'b.json', '--account-id', '111122223333', '--region', 'eu-west-1'];
  const { rows } = JSON.parse(command(folder, ['audit', ...options, '--format', 'json']).stdout) as { readonly rows: readonly Readonly<Record<string, string>>[] };
  expect(rows.map(({ accountId, region, restApiId, stageArn }) => [accountId, region, restApiId, stageArn])).toEqual([
    ['111122223333', 'eu-west-1', undefined, undefined],
    ['111122223333', 'us-east-1', 'abc123', 'arn:aws:apigateway:us-east-1::/restapis/abc123/stages/prod'],
  ]);
  expect(inShort(command(folder, ['fix', ...options]).stdout)).toEqual([
    '# account 111122223333, region eu-west-1',
    '--rest-api-id="${REST_API_ID:?}" --stage-name=prod --region=eu-west-1',
    '# account 111122223333, region us-east-1',
    '--rest-api-id=abc123 --stage-name=prod --region=us-east-1',
  ]);
  expect(command(folder, ['audit', 'b.json']).stdout).toMatch(/^b\.json \(us-east-1\)\n.*\n {7}error {4}UNENCRYPTED {2}abc123\/prod {2,}\*\/\*/);
});

test('an acknowledgment is of one stage of one API', () => {
  const folder = folderWith({
    'a.json': by('eu-west-1', 'abc123') + by('eu-west-1', 'def456') + by('us-east-1', 'xyz789'),
    'acknowledged.yaml': 'acknowledgments: [{ id: ApiCache-CacheDataEncrypted, reason: public, stage: abc123/prod }]',
  });
  const { stdout } = command(folder, ['fix', 'a.json', '--acknowledge', 'acknowledged.yaml']);
  expect(inShort(stdout).filter((line) => !line.startsWith('#'))).toEqual([
    '--rest-api-id=def456 --stage-name=prod --region=eu-west-1', '--rest-api-id=xyz789 --stage-name=prod --region=us-east-1',
  ]);
});
