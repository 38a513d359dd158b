import { TEMPLATE_NAMES } from './setting-names';
import { DEPLOYMENT_TYPE, SERVERLESS_API_TYPE, STAGE_TYPE } from './stage-cache';
import { Configuration } from '../template-language/configuration';
import { asString, isPlainStructure } from '../template-language/intrinsics';
import { Path, Place } from '../template-language/place';
import { TemplateValue } from '../template-language/template-value';

/** Where a template says what the cache of one stage is: what every resource type that configures one amounts to. */
export interface StageLayout {
  /** Whether there is such a stage under a configuration. */
  readonly exists: (configuration: Configuration) => boolean;
  readonly cluster: TemplateValue;
  /** What the lists stand in. */
  readonly owners: readonly TemplateValue[];
  /** Its own list last: SAM merges another one into it. */
  readonly lists: readonly SettingsList[];
  /** A structure whose top level is a stage default beside the lists (rule 12). */
  readonly description?: TemplateValue;
}

/** A list of method settings. */
export interface SettingsList {
  /** Where it stands, or would stand. */
  readonly path: Path;
  readonly value: TemplateValue;
}

/** A resource as the template has it. */
export interface TemplateResource {
  readonly type: string;
  readonly properties: unknown;
  /** The name of the condition under which it is created; none if it always is. */
  readonly condition?: string;
}

/**
 * The layout of a resource that can configure the cache of a stage; nothing for other resources.
 *
 * @param globals the template's `Globals` section, which SAM merges into every API (rule 13)
 */
export function stageLayout(resource: TemplateResource, globals: unknown): StageLayout | undefined {
  const properties = () => TemplateValue.at(new Place(resource.properties, 'Properties'));
  const exists = (configuration: Configuration) => isCreated(resource, configuration);
  switch (resource.type) {
    case STAGE_TYPE:
      return { exists, ...settingsOf(properties(), ['Properties']) };
    case DEPLOYMENT_TYPE:
      return describesNothing(resource.properties) ? undefined : describedStage(properties(), exists);
    case SERVERLESS_API_TYPE:
      return { exists, ...serverlessApi(properties(), globalApi(globals)) };
    default:
      return undefined;
  }
}

/** Whether a resource is a stage under every configuration. */
export function isAlwaysStage({ type, condition }: TemplateResource): boolean {
  return condition === undefined && (type === STAGE_TYPE || type === SERVERLESS_API_TYPE);
}

export function isCreated({ condition }: TemplateResource, configuration: Configuration): boolean {
  return condition === undefined || configuration.holds(condition);
}

/** The API that SAM makes of `Api` events without a `RestApiId`: Globals alone configure it (rule 13). */
export function implicitLayout(globals: unknown, exists: StageLayout['exists']): StageLayout {
  return { exists, ...settingsOf(globalApi(globals), ['Globals', 'Api']) };
}

function settingsOf(owner: TemplateValue, path: Path): Omit<StageLayout, 'exists'> {
  return { cluster: owner.property(TEMPLATE_NAMES.cluster), owners: [owner], lists: [listOf(owner, path)] };
}

function listOf(owner: TemplateValue, path: Path): SettingsList {
  return { path: [...path, TEMPLATE_NAMES.list], value: owner.property(TEMPLATE_NAMES.list) };
}

/** Most deployments are without a stage of their own. */
function describesNothing(properties: unknown): boolean {
  return isPlainStructure(properties) && properties.StageDescription === undefined;
}

/** Rule 12. Without a `StageName` the resource is invalid. */
function describedStage(properties: TemplateValue, exists: StageLayout['exists']): StageLayout {
  const description = properties.property('StageDescription');
  const name = properties.property('StageName');
  return {
    exists: (configuration) => exists(configuration)
      && description.under(configuration.evaluate).is !== 'absent'
      && asString(name.under(configuration.evaluate)).is !== 'absent',
    ...settingsOf(description, ['Properties', 'StageDescription']),
    // Its own fields are method settings as well.
    owners: [properties],
    description,
  };
}

/**
 * SAM merges what is written, before conditions mean anything: two literal lists
 * are joined, anything else that is stated locally replaces the global value.
 */
function serverlessApi(local: TemplateValue, global: TemplateValue): Omit<StageLayout, 'exists'> {
  const own = listOf(local, ['Properties']);
  const shared = listOf(global, ['Globals', 'Api']);
  const stated = local.written(TEMPLATE_NAMES.list);
  const areLists = [stated, global.written(TEMPLATE_NAMES.list)].every(Array.isArray);
  const isJoined = local.isReadable && (stated === undefined || areLists);
  const cluster = local.isReadable && local.written(TEMPLATE_NAMES.cluster) === undefined ? global : local;
  return { cluster: cluster.property(TEMPLATE_NAMES.cluster), owners: [global, local], lists: isJoined ? [shared, own] : [own] };
}

function globalApi(globals: unknown): TemplateValue {
  return TemplateValue.at(new Place(globals, 'Globals')).property('Api');
}
