import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, CfnResource, Stack, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { ApiCacheConformancePack } from '../../../src';
import { UNAVAILABLE } from '../../../src/constructs/regions';
import { testApp } from '../../support/app';
import { violatedRules } from '../../support/report';
import { STACKS } from '../../support/stacks';
import { describeWithPython } from '../emulator/python';
import { run } from '../languages/shell';

const NAMED = Object.entries(STACKS);

/**
 * The one thing that cdk-nag says: a role that may change every stage is one with a wildcard. It is for whoever asks for that to
 * acknowledge.
 */
const EVERY_STAGE = 'AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:apigateway:<AWS::Region>::/restapis/*/stages/*]';
/** So is one that may list stages everywhere. */
const LISTINGS = ['', '/*/stages'].map((path) => `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:apigateway:*::/restapis${path}]`);
const WILDCARDS: Readonly<Record<string, readonly string[]>> = {
  'a rule that remediates by itself': [EVERY_STAGE],
  'what member accounts need': [EVERY_STAGE],
  'what member accounts need, with every option': [EVERY_STAGE, EVERY_STAGE.replace('/stages/*', '/stages/*/cache/data'), ...LISTINGS],
  'a pack for an organization': [EVERY_STAGE, EVERY_STAGE.replace('/stages/*', '/stages/*/cache/data')],
  'a hook with every option': ['AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:s3:::acme-log/*]'],
};

test.each(NAMED)('%s: AwsSolutions of cdk-nag finds nothing but wildcards that are asked for, and we acknowledge none', (name, make) => {
  const app = testApp();
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  const { node } = make(app);
  expect(node.findAll().flatMap((construct) => construct.node.metadata.map(({ type }) => type)).filter((type) => /acknowledg|nag/i.test(type))).toEqual([]);
  expect(violatedRules(app)).toEqual([...WILDCARDS[name] ?? []].sort());
});

test.each(NAMED)('%s: the check of templates that is part of CDK finds nothing', (_, make) => {
  const validation = process.env.CDK_VALIDATION;
  process.env.CDK_VALIDATION = 'true';
  try {
    const app = testApp();
    make(app);
    expect(violatedRules(app)).toEqual([]);
  } finally {
    process.env.CDK_VALIDATION = validation;
  }
});

describeWithPython('cfn-lint', (bin) => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'encrypt-lint-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const lint = (files: readonly string[], ...options: readonly string[]) => run(join(bin, 'cfn-lint'), [...options, '--', ...files], folder).output;

  test('finds nothing in any stack, nor in the templates of packs', () => {
    const files = NAMED.flatMap(([_, make], index) => {
      const app = new App({ outdir: join(folder, `${index}`) });
      const made = make(app);
      const packs = made.node.findAll()
        .filter((construct) => construct instanceof ApiCacheConformancePack).map(({ templateBody }, number) => {
          const file = join(folder, `pack-${index}-${number}.yaml`);
          writeFileSync(file, templateBody);
          return file;
        });
      return [...app.synth().stacks.map(({ templateFullPath }) => templateFullPath), ...packs];
    });
    expect(files.length).toBeGreaterThan(NAMED.length);
    expect(lint(files)).toBe('');
  }, 300_000);

  test('knows the regions in which the constructs refuse to be deployed, and no others', () => {
    const types = NAMED.flatMap(([_, make], index) => {
      const constructs = make(new App({ outdir: join(folder, `types-${index}`) })).node.root.node.findAll();
      return constructs.flatMap((construct) => [
        ...CfnResource.isCfnResource(construct) ? [construct.cfnResourceType] : [],
        ...construct instanceof ApiCacheConformancePack ? Array.from(construct.templateBody.matchAll(/^ {4}Type: (.+)$/gm), ([, type]) => type) : [],
      ]);
    });
    const file = join(folder, 'types.json');
    writeFileSync(file, JSON.stringify({ Resources: Object.fromEntries([...new Set(types)].map((Type, index) => [`Resource${index}`, { Type }])) }));
    const said = lint([file], '--regions', 'ALL_REGIONS', '--format', 'parseable', '--non-zero-exit-code', 'none');
    const missing = Array.from(said.matchAll(/Resource type '(.+)' does not exist in '(.+)'/g), ([, type, region]) => `${type} ${region}`);
    expect(types).toEqual(expect.arrayContaining(Object.keys(UNAVAILABLE)));
    expect(missing.sort()).toEqual(Object.entries(UNAVAILABLE).flatMap(([type, regions]) => regions.map((region) => `${type} ${region}`)).sort());
  }, 60_000);

  test('finds what is wrong', () => {
    const app = new App({ outdir: join(folder, 'wrong') });
    const { node } = new ApiCacheConformancePack(new Stack(app, 'Stack'), 'Pack');
    (node.defaultChild as CfnResource).addPropertyOverride('NoSuchProperty', 1);
    expect(() => lint(app.synth().stacks.map(({ templateFullPath }) => templateFullPath))).toThrow(/NoSuchProperty/);
  }, 60_000);
});
