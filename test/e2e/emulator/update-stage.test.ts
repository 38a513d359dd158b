import { Emulator, LONGEST_START, REGION } from './emulator';
import { describeWithPython } from './python';
import { ApiCacheAudit } from '../../../src';
import { command, folderWith } from '../../support/command';
import { Settings } from '../../support/repair-case';
import { ENCRYPTED, OFF, UNENCRYPTED } from '../../support/repair-cases';

describeWithPython('the printed commands, run by the AWS CLI, leave nothing to find', (bin) => {
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await Emulator.start(bin);
  }, LONGEST_START);
  afterAll(() => emulator?.stop());

  test.each<[string, string, Settings, number]>([
    ['the stage default', 'prod', { '*/*': UNENCRYPTED }, 1],
    ['methods: encoded, root, with a parameter', 'prod', { '~1orders/GET': UNENCRYPTED, '~1/GET': UNENCRYPTED, '~1orders~1{id}/POST': UNENCRYPTED }, 1],
    ['a key that governs no method', 'prod', { 'orders/GET': UNENCRYPTED }, 1],
    ['keys that govern no method, beside one that does', 'prod', { 'orders/GET': UNENCRYPTED, '*/GET': UNENCRYPTED, '~1a/GET': UNENCRYPTED }, 3],
    ['those alone that need it', 'prod', { '*/*': ENCRYPTED, '~1a/GET': UNENCRYPTED, '~1b/GET': OFF }, 1],
    ['a stage with a name like an option', '--prod', { '*/*': UNENCRYPTED }, 1],
    ['81 methods', 'prod', Object.fromEntries(Array.from({ length: 81 }, (_, index) => [`~1r${index}/GET`, UNENCRYPTED])), 2],
    ['300 methods', 'prod', Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`~1r${index}~1{id}/GET`, UNENCRYPTED])), 4],
    ['nothing to do', 'prod', { '*/*': ENCRYPTED }, 0],
    ['no method settings', 'prod', {}, 0],
  ])('%s', async (_, stageName, settings, commands) => {
    const id = await emulator.api(stageName, settings);
    const listed = () => emulator.aws('apigateway', 'get-stages', '--rest-api-id', id);
    const before = listed();
    const isUnencrypted = Object.values(settings).includes(UNENCRYPTED);
    const verdictOtherwise = Object.keys(settings).length > 0 ? 'ENCRYPTED' : 'NOT_CACHED';
    expect(ApiCacheAudit.ofStages(JSON.parse(before)).verdict).toBe(isUnencrypted ? 'UNENCRYPTED' : verdictOtherwise);
    const folder = folderWith();
    const { stdout, exitCode } = command(folder, ['fix', '-', '--rest-api-id', id], { stdin: before });
    expect(exitCode).toBe(isUnencrypted ? 1 : 0);
    expect(stdout.split('\n').filter((line) => line !== '')).toHaveLength(commands);
    expect(emulator.sh(stdout)).toEqual({ status: 0, stderr: '' });
    const after = listed();
    expect(command(folder, ['audit', '-'], { stdin: after })).toMatchObject({ exitCode: 0, stdout: expect.not.stringContaining('UNENCRYPTED') as string });
    expect(command(folder, ['fix', '-', '--rest-api-id', id], { stdin: after })).toMatchObject({ stdout: '' });
    // Nothing but flags has changed.
    const flags = /"cacheDataEncrypted": (?:true|false)/g;
    const kept = (text: string) => text.replace(flags, '').replace(/"lastUpdatedDate": .*/g, '');
    expect(kept(after)).toBe(kept(before));
  }, 120_000);

  test('two APIs whose stages have one name, as AWS Config has them', async () => {
    const ids = [await emulator.api('prod', { '*/*': UNENCRYPTED }), await emulator.api('prod', { '~1a/GET': UNENCRYPTED, '~1b/GET': ENCRYPTED })];
    const items = () => JSON.stringify({
      configurationItems: ids.map((id) => ({
        resourceType: 'AWS::ApiGateway::Stage',
        resourceId: `arn:aws:apigateway:${REGION}::/restapis/${id}/stages/prod`,
        configurationItemStatus: 'OK',
        configuration: emulator.aws('apigateway', 'get-stage', '--rest-api-id', id, '--stage-name', 'prod'),
      })),
    });
    const { stdout } = command(folderWith(), ['fix', '-'], { stdin: items() });
    const [heading, ...lines] = stdout.split('\n').slice(0, -1);
    expect(heading).toBe(`# region ${REGION}`);
    expect(lines.map((line) => /--rest-api-id=(\S+) .* --region=(\S+) /.exec(line)!.slice(1))).toEqual(ids.map((id) => [id, REGION]));
    expect(emulator.sh(stdout)).toEqual({ status: 0, stderr: '' });
    expect(ApiCacheAudit.ofStages(JSON.parse(items())).rows.map(({ verdict }) => verdict)).toEqual(['ENCRYPTED', 'ENCRYPTED', 'ENCRYPTED']);
  }, 120_000);

  // The loop of docs/guide/deployed-stages.md, over what an account may have.
  test('five APIs in three regions: listed in a loop, audited, repaired by the printed commands, and nothing left', async () => {
    const apis: readonly (readonly [region: string, settings: Settings, hasCluster?: boolean])[] = [
      ['eu-west-1', { '*/*': UNENCRYPTED, '~1orders~1{id}/GET': ENCRYPTED, '~1health/GET': OFF }],
      ['eu-west-1', { '~1a/GET': UNENCRYPTED, 'a/GET': UNENCRYPTED }],
      ['us-east-1', { '*/*': ENCRYPTED }],
      ['us-east-1', { '*/*': UNENCRYPTED }, false],
      ['ap-southeast-2', Object.fromEntries(Array.from({ length: 81 }, (_, index) => [`~1r${index}/GET`, UNENCRYPTED]))],
    ];
    const ids: string[] = [];
    for (const [region, settings, hasCluster] of apis) {
      ids.push(await emulator.api('prod', settings, hasCluster, region));
    }
    const regions = [...new Set(apis.map(([region]) => region))];
    const list = () => apis.map(([region], index) => emulator.aws(
      'apigateway', 'get-stages', '--region', region, '--rest-api-id', ids[index], '--query', `{"${region}":{"${ids[index]}":@}}`)).join('');
    const before = list();
    const folder = folderWith({ 'stages.json': before });
    const audited = command(folder, ['audit', 'stages.json', '--format', 'json']);
    const { rows } = JSON.parse(audited.stdout) as { readonly rows: readonly Readonly<Record<'verdict' | 'region' | 'restApiId' | 'ruleId', string>>[] };
    const isUnencrypted = ({ verdict, ruleId }: typeof rows[number]) => verdict === 'UNENCRYPTED' && ruleId === 'ApiCache-CacheDataEncrypted';
    expect([...new Set(rows.map(({ region, restApiId }) => `${region} ${restApiId}`))]).toEqual(apis.map(([region], index) => `${region} ${ids[index]}`));
    expect({ exitCode: audited.exitCode, unencrypted: rows.filter(isUnencrypted).length, dormant: rows.filter(({ verdict }) => verdict === 'DORMANT').length })
      .toEqual({ exitCode: 1, unencrypted: 84, dormant: 1 });

    const { stdout } = command(folder, ['fix', 'stages.json']);
    expect(stdout.split('\n').filter((line) => line.startsWith('#'))).toEqual(regions.map((region) => `# region ${region}`));
    expect(emulator.sh(stdout)).toEqual({ status: 0, stderr: '' });

    const after = list();
    const left = command(folderWith({ 'stages.json': after }), ['audit', 'stages.json', '--all']);
    expect(left).toMatchObject({ exitCode: 0, stdout: expect.not.stringMatching(/UNENCRYPTED|DORMANT|UNRESOLVED|UNPROVEN/) as string });
    expect(command(folderWith({ 'stages.json': after }), ['fix', 'stages.json'])).toMatchObject({ stdout: '' });
    // Flags of what caches, or would, and nothing else: neither of what does not cache nor any other field.
    const flag = /"cacheDataEncrypted": (?:true|false)/g;
    const kept = (text: string) => text.replace(flag, '').replace(/"lastUpdatedDate": .*/g, '');
    expect(kept(after)).toBe(kept(before));
    const flags = (text: string) => text.match(flag)!;
    expect(flags(after).filter((value, index) => value !== flags(before)[index])).toHaveLength(85);
    expect(after).toContain('"~1health/GET"');
    expect(flags(after).filter((value) => value.endsWith('false'))).toHaveLength(1);
  }, 240_000);

  test('the shell asks for the API where nobody has named it', async () => {
    const id = await emulator.api('prod', { '*/*': UNENCRYPTED });
    const listing = emulator.aws('apigateway', 'get-stages', '--rest-api-id', id);
    const { stdout } = command(folderWith(), ['fix', '-'], { stdin: listing });
    expect(emulator.sh(stdout)).toMatchObject({ status: 2, stderr: expect.stringContaining('REST_API_ID') as string });
    expect(emulator.sh(stdout, { REST_API_ID: id })).toEqual({ status: 0, stderr: '' });
    expect(ApiCacheAudit.ofStages(JSON.parse(emulator.aws('apigateway', 'get-stages', '--rest-api-id', id))).verdict).toBe('ENCRYPTED');
  }, 120_000);
});
