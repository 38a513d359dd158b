import { block, GuardLines, mayBeOn, OFF, rule, filterBy, when } from './guard-language';
import { loopRules } from './loop-rules';
import { agreement, CACHING_DEFAULT, DEFAULT, effective, EFFECTIVE, HAS_TTL, IS_ENCRYPTED, IS_KEPT, MAY_CACHE, overrides, settings } from './method-setting-rules';
import { IN_HOOK, IN_TEMPLATE, requireReadable, requireStructure, Shape, violates } from './structure-rules';
import { TEMPLATE } from '../catalog/property-names';
import { TEMPLATE_NAMES } from '../core/stage/setting-names';
import { DEPLOYMENT_TYPE, SERVERLESS_API_TYPE, STAGE_TYPE } from '../core/stage/stage-cache';

/** The file of the rules in the package, written by `npx projen guard-rules`. */
export const TEMPLATE_GUARD_FILE = ['guard', 'api-cache.guard'] as const;

const { flag, caching, cluster, ttl } = TEMPLATE;

/**
 * The rules for templates and for the input of a hook. Guard evaluates neither
 * conditions nor functions. A setting that depends on them must be compliant for
 * every value, so that no setting that might cache unencrypted passes.
 */
export function templateRules(): GuardLines {
  return [
    // As a variable: a filter of the query itself gives up, and skips everything, where one of them is a text.
    'let resources = Resources.*',
    '',
    ...[IN_TEMPLATE, IN_HOOK].flatMap((shape) => [...ofStages(shape), ...ofDeployments(shape)]),
    ...ofServerlessApis(),
    ...loopRules(GLOBAL_CLUSTER),
  ];
}

function ofStages(shape: Shape): GuardLines {
  return about(`stages${shape.suffix}`, STAGE_TYPE, shape, whereCached(shape.properties, settings(`${shape.properties}.${TEMPLATE_NAMES.list}`)));
}

/** Rule 12: what a description says by itself is the stage default, beside that of its list. */
function ofDeployments(shape: Shape): GuardLines {
  const description = `${shape.properties}.StageDescription`;
  const list = `${description}.${TEMPLATE_NAMES.list}`;
  const ofDefault = (clause: string) => clause.replaceAll(/\b(?=Cach)/g, `${description}.`);
  const isEncrypted = violates('CacheDataEncrypted', ofDefault(IS_ENCRYPTED));
  return about(`deployments${shape.suffix}`, DEPLOYMENT_TYPE, shape, when([`${shape.properties}.StageName exists`, `${description} exists`], [
    ...requireStructure(description),
    ...whereCached(description, [
      ...when(MAY_CACHE.map(ofDefault), isEncrypted),
      ...settings(list),
      ...when([`${list} is_list`], [
        `let entries = ${effective(list)}`,
        ...when(mayBeOn(caching).map(ofDefault), overrides(list, ['%entries'])),
        `let defaults = ${filterBy(list, [...DEFAULT, EFFECTIVE])}`,
        ...when([
          '%defaults !empty',
          ofDefault(`${caching} exists or ${flag} exists or ${ttl} exists`),
          `${ofDefault(HAS_TTL)} or ${filterBy('%defaults', [HAS_TTL])} !empty`,
          ...mayBeOn(caching).map((condition) => `${ofDefault(condition)} or ${filterBy('%defaults', mayBeOn(caching))} !empty`),
        ], [...isEncrypted, ...block('%defaults', IS_KEPT)]),
      ]),
    ]),
  ]));
}

const GLOBALS = 'Globals.Api';
const OWN_LIST = `Properties.${TEMPLATE_NAMES.list}`;

/** Rule 13: `Globals` are merged into each API, and make up the one that is implicit. Guard cannot determine whether there is one. */
const GLOBAL_CLUSTER: GuardLines = ['%global_cluster exists', `%global_cluster not in ${OFF}`];

function ofServerlessApis(): GuardLines {
  const list = `${GLOBALS}.${TEMPLATE_NAMES.list}`;
  return [
    `let global_cluster = ${GLOBALS}.${cluster}`,
    `let global_settings = ${list}`,
    `let global_entries = ${effective(list)}`,
    `let global_default = ${filterBy(list, CACHING_DEFAULT)}`,
    '',
    ...about('serverless_apis', SERVERLESS_API_TYPE, IN_TEMPLATE, [
      // Its own cluster, or that of Globals where it has none.
      ...when([
        `Properties.${cluster} !exists or Properties.${cluster} not in ${OFF}`,
        ...GLOBAL_CLUSTER.map((condition) => `Properties.${cluster} exists or ${condition}`),
      ], ownSettings()),
    ]),
    `let cached_apis = ${filterBy('%serverless_apis', mayBeOn(`Properties.${cluster}`))}`,
    '',
    ...rule('api_cache_encrypted_in_globals', ['Globals exists'], [
      ...requireStructure('Globals'),
      ...when([`${GLOBALS} exists`], [
        ...requireStructure(GLOBALS),
        ...when(GLOBAL_CLUSTER.map((condition) => `${condition} or %cached_apis !empty`), settings(list)),
      ]),
    ]),
    '',
  ];
}

function ownSettings(): GuardLines {
  const entries = ['%own_entries', '%global_entries'];
  return [
    ...settings(OWN_LIST),
    ...when([`${OWN_LIST} is_list`], [
      `let own_entries = ${effective(OWN_LIST)}`,
      ...entries.flatMap((list) => agreement(filterBy(list, mayBeOn(caching)), entries)),
      ...when(['%global_default !empty'], overrides(OWN_LIST, entries)),
      ...when([`${filterBy(OWN_LIST, CACHING_DEFAULT)} !empty`], overrides('%global_settings', entries)),
    ]),
  ];
}

function about(name: string, type: string, shape: Shape, body: GuardLines): GuardLines {
  return [
    `let ${name} = ${filterBy('%resources', [`${shape.type} == "${type}"`])}`,
    '',
    ...rule(`api_cache_encrypted_in_${name}`, [`%${name} !empty`], block(`%${name}`, [
      ...requireReadable(shape),
      ...body,
    ])),
    '',
  ];
}

/** Rule 2: without a cache cluster, nothing is cached. */
function whereCached(properties: string, body: GuardLines): GuardLines {
  return when(mayBeOn(`${properties}.${cluster}`), body);
}
