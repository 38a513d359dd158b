import { CfnResource, Token } from 'aws-cdk-lib';
import { rawOverrides } from './stage-resource';
import { DEPLOYMENT_TYPE, STAGE_TYPE } from '../core/stage-cache';
import { TemplateResource } from '../core/stage-layout';

/** What the L1 of a stage takes in a method setting, and how the template spells it. Other values make CDK throw or drop them. */
const FIELDS: ReadonlyMap<string, readonly [string, 'boolean' | 'number' | 'string']> = new Map([
  ['cacheDataEncrypted', ['CacheDataEncrypted', 'boolean']],
  ['cacheTtlInSeconds', ['CacheTtlInSeconds', 'number']],
  ['cachingEnabled', ['CachingEnabled', 'boolean']],
  ['dataTraceEnabled', ['DataTraceEnabled', 'boolean']],
  ['httpMethod', ['HttpMethod', 'string']],
  ['loggingLevel', ['LoggingLevel', 'string']],
  ['metricsEnabled', ['MetricsEnabled', 'boolean']],
  ['resourcePath', ['ResourcePath', 'string']],
  ['throttlingBurstLimit', ['ThrottlingBurstLimit', 'number']],
  ['throttlingRateLimit', ['ThrottlingRateLimit', 'number']],
]);

/** The static that the generated L1s have, and only they. */
const TYPE_NAME = 'CFN_RESOURCE_TYPE_NAME';

/** A resource whose values are literals: no configuration decides on it. */
export interface PlainResource extends TemplateResource {
  readonly isPlain: true;
}

export function isPlain(resource: TemplateResource): resource is PlainResource {
  return 'isPlain' in resource;
}

/**
 * What rendering a resource would show of its cache, without rendering it: for
 * the L1s that nearly every stage is made of, as long as their values are plain
 * and nothing is overridden. Rendering takes most of the time of a visit.
 *
 * @returns nothing where only rendering can tell
 */
export function readPlainly(resource: CfnResource): PlainResource | undefined {
  if (!isGenerated(resource) || Object.keys(rawOverrides(resource)).length > 0 || resource.cfnOptions.condition !== undefined) {
    return undefined;
  }
  const properties = resource as unknown as Readonly<Record<string, unknown>>;
  switch (resource.cfnResourceType) {
    case STAGE_TYPE:
      return plainStage(properties);
    case DEPLOYMENT_TYPE:
      return properties.stageDescription === undefined ? { type: DEPLOYMENT_TYPE, properties: {}, isPlain: true } : undefined;
    default:
      return undefined;
  }
}

/** What a subclass, or an object of a guest language of jsii, overrides to render itself in another way. */
const OVERRIDABLE = [
  '_toCloudFormation', 'cacheClusterEnabled', 'cfnProperties', 'methodSettings', 'renderProperties', 'shouldSynthesize', 'stageDescription',
];

const GENERATED = new WeakMap<object, boolean>();

/** Whether it renders itself as the generated L1 does: neither the object nor a class between them says otherwise. */
function isGenerated(resource: CfnResource): boolean {
  const prototype = Object.getPrototypeOf(resource) as object;
  const known = GENERATED.get(prototype) ?? inheritsRendering(prototype);
  GENERATED.set(prototype, known);
  return known && !overridesRendering(resource);
}

function inheritsRendering(prototype: object): boolean {
  const { constructor } = prototype;
  const isL1 = owns(constructor, TYPE_NAME) && !(TYPE_NAME in (Object.getPrototypeOf(constructor) as object));
  return isL1 || (!overridesRendering(prototype) && inheritsRendering(Object.getPrototypeOf(prototype) as object));
}

function overridesRendering(object: object): boolean {
  return OVERRIDABLE.some((name) => owns(object, name));
}

function owns(object: object, name: string): boolean {
  return Object.prototype.hasOwnProperty.call(object, name);
}

function plainStage({ cacheClusterEnabled, methodSettings }: Readonly<Record<string, unknown>>): PlainResource | undefined {
  const isReadable = isOfType(cacheClusterEnabled, 'boolean') && (methodSettings === undefined || Array.isArray(methodSettings));
  const entries = Array.isArray(methodSettings) ? methodSettings.map(plainEntry) : undefined;
  return isReadable && !entries?.includes(undefined)
    ? { type: STAGE_TYPE, properties: { CacheClusterEnabled: cacheClusterEnabled, MethodSettings: entries }, isPlain: true }
    : undefined;
}

function plainEntry(entry: unknown): Readonly<Record<string, unknown>> | undefined {
  if (!isPlainObject(entry)) {
    return undefined;
  }
  const spelled: Record<string, unknown> = {};
  for (const name of Object.keys(entry)) {
    const field = FIELDS.get(name);
    const value = (entry as Readonly<Record<string, unknown>>)[name];
    if (field === undefined || !isOfType(value, field[1])) {
      return undefined;
    }
    spelled[field[0]] = value;
  }
  return spelled;
}

function isPlainObject(value: unknown): value is object {
  const prototype: unknown = typeof value === 'object' && value !== null ? Object.getPrototypeOf(value) : undefined;
  return prototype === null || prototype === Object.prototype;
}

/** Tokens among texts have a dollar sign, those among numbers are negative. */
function mayBeToken(value: unknown): boolean {
  const isSuspicious = (typeof value === 'string' && value.includes('${')) || (typeof value === 'number' && !(value >= 0));
  return isSuspicious && Token.isUnresolved(value);
}

function isOfType(value: unknown, type: 'boolean' | 'number' | 'string'): boolean {
  return value === undefined || (typeof value === type && !mayBeToken(value));
}
