import fc from 'fast-check';
import { describeEngines } from './engines';
import { ApiCacheAudit, ApiCacheGuardRules } from '../../../src';
import { atMost } from '../../support/size';
import { CONFORMANCE } from '../conformance/conformance';
import { templates } from '../oracle/templates';

const STAGE = 'AWS::ApiGateway::Stage';
const DEPLOYMENT = 'AWS::ApiGateway::Deployment';
const TYPES = [STAGE, DEPLOYMENT];
const VIOLATING: readonly (string | undefined)[] = ['UNENCRYPTED', 'UNRESOLVED', 'UNPROVEN'];

interface Resource {
  readonly Type: string;
  readonly Properties?: object;
}

/**
 * What a hook may be given of a template: each resource by itself, with its values as they came to be. Functions are
 * no more in it, and no nulls, which CloudFormation refuses: Guard fails them where the audit passes over them.
 */
function resourcesOf(template: object): readonly Resource[] {
  const { Resources: resources = {} } = template as { readonly Resources?: Readonly<Record<string, Resource>> };
  return Object.values(resources)
    .map(({ Type, Properties }): Resource => ({ Type, Properties }))
    .filter((resource) => TYPES.includes(resource.Type) && !/"(?:Ref|Fn::\w+)":|\{\{resolve:|[:,[]null\b/.test(JSON.stringify(resource)));
}

/** The two shapes that the documentation gives. */
const SHAPES: Readonly<Record<string, (resource: Resource) => object>> = {
  'ResourceType and ResourceProperties': ({ Type, Properties }) => ({ ResourceType: Type, ResourceProperties: Properties }),
  'Type and Properties': (resource) => resource,
};

function hookInput(resource: object): object {
  return {
    HookContext: {
      AWSAccountId: '123456789012',
      StackId: 'arn:aws:cloudformation:eu-west-1:123456789012:stack/shop/a0b1',
      HookTypeName: 'Private::Guard::ApiCacheEncryption',
      HookTypeVersion: '00000001',
      InvocationPoint: 'CREATE_PRE_PROVISION',
      TargetName: STAGE,
      TargetType: 'RESOURCE',
      TargetLogicalId: 'Stage',
    },
    Resources: { Stage: resource },
  };
}

function withTexts(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (_, nested: unknown) => typeof nested === 'boolean' || typeof nested === 'number' ? String(nested) : nested)) as unknown;
}

/** The same said by a deployment: its list alone, and with what its first method setting says beside it. */
function asDeployments({ Properties: stage = {} }: Resource): readonly Resource[] {
  const { MethodSettings: settings } = stage as { readonly MethodSettings?: unknown };
  const { HttpMethod, ResourcePath, ...said } =
    Object(Array.isArray(settings) ? settings[0] : undefined) as Readonly<Record<string, unknown>>;
  return [{}, said].map((more) => ({ Type: DEPLOYMENT, Properties: { StageName: 'prod', StageDescription: { ...stage, ...more } } }));
}

const RANDOM = fc.sample(templates, { numRuns: atMost(2_500), seed: Number(process.env.SEED ?? 20_261_123) });
const FOUND = [...CONFORMANCE.map(({ template }) => template), ...RANDOM].flatMap(resourcesOf);
const RESOURCES = [...FOUND, ...FOUND.filter(({ Type }) => Type === STAGE).flatMap(asDeployments)];

describeEngines('the rules for what a hook is given', ApiCacheGuardRules.forTemplates(), (judge) => {
  const expected = RESOURCES.map((resource) => VIOLATING.includes(ApiCacheAudit.ofTemplate({ Resources: { Stage: resource } }).verdict));

  test.each(TYPES)('there are enough of %s, with both answers', (type) => {
    const wanted = expected.filter((_, index) => RESOURCES[index].Type === type);
    expect(wanted.filter((isWanted) => isWanted).length).toBeGreaterThan(20);
    expect(wanted.filter((isWanted) => !isWanted).length).toBeGreaterThan(20);
  });

  test.each(Object.entries(SHAPES))('%s: fail what the audit fails, and nothing else', (_, shape) => {
    for (const spelt of [RESOURCES, RESOURCES.map((resource) => withTexts(resource) as Resource)]) {
      const judged = judge(spelt.map((resource) => hookInput(shape(resource)))).map(({ status }) => status === 'FAIL');
      expect(RESOURCES.filter((__, index) => judged[index] !== expected[index])).toEqual([]);
    }
  }, 120_000);

  test.each(Object.entries(SHAPES))('%s: a resource that is deleted has no properties, and passes', (_, shape) => {
    expect(judge(TYPES.map((Type) => hookInput(shape({ Type, Properties: {} })))).map(({ status }) => status)).toEqual(['PASS', 'PASS']);
  });
});
