import { TEMPLATE } from './dialect';
import { block, GuardLines, keeps, mayBeOn, OFF, ON, rule, those, when } from './guard-text';
import { RuleName } from './rules';
import { HTTP_METHODS } from '../core/method-setting-key';
import { DEPLOYMENT_TYPE, SERVERLESS_API_TYPE, STAGE_TYPE } from '../core/stage-cache';

/** Where the package ships the text, for engines that read files (`npx projen guard-rules` writes it). */
export const TEMPLATE_GUARD_FILE = ['guard', 'api-cache.guard'] as const;

const { flag, caching, cluster, ttl, method, path } = TEMPLATE;
const LIST = 'MethodSettings';

/** What stands for a value that is decided later, where a structure is expected. */
const FUNCTIONS = ['Ref', ...['FindInMap', 'GetAtt', 'If', 'ImportValue', 'Join', 'Select', 'Split', 'Sub', 'Transform'].map((name) => `'Fn::${name}'`)];
const isDecidedLater = (of = '') => FUNCTIONS.map((name) => `${of}${name} exists`).join(' or ');

/** A method setting that has none of them sets nothing (rule 11). */
const SETS_SOMETHING = [flag, ttl, 'DataTraceEnabled', 'LoggingLevel', 'MetricsEnabled', 'ThrottlingBurstLimit', 'ThrottlingRateLimit']
  .map((name) => `${name} exists`).join(' or ');

/** Rule 3: with a literal TTL of 0 nothing is cached. */
const HAS_TTL = `${ttl} !exists or ${ttl} not in [0, "0"]`;
const MAY_CACHE: GuardLines = [...mayBeOn(caching), HAS_TTL];

const IS_ENCRYPTED = `${flag} in ${ON}`;

/** Some comparison of a text holds, or the text is decided later. */
const mayBe = (property: string, comparison: string) => `${property} ${comparison} or ${property} is_struct or ${property} == /\\{\\{resolve:/`;

/** `*` with `/*`, or what may be that. */
const DEFAULT: GuardLines = [mayBe(method, '== "*"'), mayBe(path, '== "/*"')];
const CACHING_DEFAULT: GuardLines = [...DEFAULT, ...mayBeOn(caching)];

const EFFECTIVE = `${caching} exists or ${SETS_SOMETHING}`;

/** Silent about caching, and no key that nothing comes of (rule 8). */
const SILENT: GuardLines = [
  `${caching} !exists`,
  SETS_SOMETHING,
  mayBe(method, `in ["*", ${[...HTTP_METHODS].map((name) => `"${name}"`).join(', ')}]`),
  mayBe(path, '== /^\\/(\\*|~1[^\\/*]*)?$/'),
];

const IS_KEPT = keeps('CacheDataEncrypted', TEMPLATE, IS_ENCRYPTED);

/** Where the properties of a resource stand. What a hook is given has both shapes in its documentation. */
interface Shape {
  readonly suffix: string;
  readonly type: string;
  readonly properties: string;
}

const IN_TEMPLATE: Shape = { suffix: '', type: 'Type', properties: 'Properties' };
const IN_HOOK: Shape = { suffix: '_of_hook', type: 'ResourceType', properties: 'ResourceProperties' };

/**
 * The rule for templates, and for what CloudFormation hands to a hook. Guard
 * evaluates neither conditions nor functions: what hangs on them has to be in
 * order whatever they come to, so that nothing that may cache in clear passes.
 */
export function templateRules(): GuardLines {
  return [...[IN_TEMPLATE, IN_HOOK].flatMap((shape) => [...ofStages(shape), ...ofDeployments(shape)]), ...ofServerlessApis()];
}

function ofStages(shape: Shape): GuardLines {
  return about(`stages${shape.suffix}`, STAGE_TYPE, shape, whereCached(shape.properties, settings(`${shape.properties}.${LIST}`)));
}

/** Rule 12: what a description says by itself is the stage default, beside that of its list. */
function ofDeployments(shape: Shape): GuardLines {
  const description = `${shape.properties}.StageDescription`;
  const list = `${description}.${LIST}`;
  const ofDefault = (clause: string) => clause.replaceAll(/\b(?=Cach)/g, `${description}.`);
  const isEncrypted = violates('CacheDataEncrypted', ofDefault(IS_ENCRYPTED));
  return about(`deployments${shape.suffix}`, DEPLOYMENT_TYPE, shape, when([`${shape.properties}.StageName exists`, `${description} exists`], [
    ...when([isDecidedLater(`${description}.`)], violates('CacheEncryptionReadable', `${description} is_list`)),
    ...whereCached(description, [
      ...when(MAY_CACHE.map(ofDefault), isEncrypted),
      ...settings(list),
      ...when([`${list} is_list`], [
        `let entries = ${effective(list)}`,
        ...when(mayBeOn(caching).map(ofDefault), overrides(list, ['%entries'])),
        `let defaults = ${those(list, [...DEFAULT, EFFECTIVE])}`,
        ...when([
          '%defaults !empty',
          ofDefault(`${caching} exists or ${flag} exists or ${ttl} exists`),
          `${ofDefault(HAS_TTL)} or ${those('%defaults', [HAS_TTL])} !empty`,
          ...mayBeOn(caching).map((condition) => `${ofDefault(condition)} or ${those('%defaults', mayBeOn(caching))} !empty`),
        ], [...isEncrypted, ...block('%defaults', IS_KEPT)]),
      ]),
    ]),
  ]));
}

const GLOBALS = 'Globals.Api';
const OWN_LIST = `Properties.${LIST}`;

/** Rule 13: `Globals` are merged into each API, and make up the one that is implicit. Whether there is one cannot be told here. */
function ofServerlessApis(): GuardLines {
  const list = `${GLOBALS}.${LIST}`;
  return [
    `let global_cluster = ${GLOBALS}.${cluster}`,
    `let global_settings = ${list}`,
    `let global_entries = ${effective(list)}`,
    `let global_default = ${those(list, CACHING_DEFAULT)}`,
    '',
    ...about('serverless_apis', SERVERLESS_API_TYPE, IN_TEMPLATE, [
      // Its own cluster, or that of Globals where it has none.
      ...when([
        `Properties.${cluster} !exists or Properties.${cluster} not in ${OFF}`,
        ...GLOBAL_CLUSTER.map((condition) => `Properties.${cluster} exists or ${condition}`),
      ], ownSettings()),
    ]),
    `let cached_apis = ${those('%serverless_apis', mayBeOn(`Properties.${cluster}`))}`,
    '',
    ...rule('api_cache_encrypted_in_globals', [`${list} exists`], [
      ...when(GLOBAL_CLUSTER.map((condition) => `${condition} or %cached_apis !empty`), settings(list)),
    ]),
    '',
  ];
}

const GLOBAL_CLUSTER: GuardLines = ['%global_cluster exists', `%global_cluster not in ${OFF}`];

function ownSettings(): GuardLines {
  const entries = ['%own_entries', '%global_entries'];
  return [
    ...settings(OWN_LIST),
    ...when([`${OWN_LIST} is_list`], [
      `let own_entries = ${effective(OWN_LIST)}`,
      ...entries.flatMap((some) => agreement(those(some, mayBeOn(caching)), entries)),
      ...when(['%global_default !empty'], overrides(OWN_LIST, entries)),
      ...when([`${those(OWN_LIST, CACHING_DEFAULT)} !empty`], overrides('%global_settings', entries)),
    ]),
  ];
}

function about(name: string, type: string, shape: Shape, body: GuardLines): GuardLines {
  return [
    `let ${name} = ${those('Resources.*', [`${shape.type} == "${type}"`])}`,
    '',
    ...rule(`api_cache_encrypted_in_${name}`, [`%${name} !empty`], block(`%${name}`, [
      ...violates('CacheEncryptionReadable', '\'Fn::Transform\' !exists'),
      ...body,
    ])),
    '',
  ];
}

/** Rule 2: without a cache cluster, nothing is cached. */
function whereCached(properties: string, body: GuardLines): GuardLines {
  return when(mayBeOn(`${properties}.${cluster}`), body);
}

function settings(list: string): GuardLines {
  const entries = ['%entries'];
  return when([`${list} exists`], [
    ...violates('CacheEncryptionReadable', `${list} is_list`),
    ...when([`${list} is_list`], when([`${list} !empty`], [
      ...violates('CacheEncryptionReadable', `${list}[*] is_struct`),
      ...violates('CacheEncryptionReadable', `${those(list, [isDecidedLater()])} empty`),
      `let entries = ${effective(list)}`,
      ...block(those(list, MAY_CACHE), IS_KEPT),
      ...agreement(those(list, mayBeOn(caching)), entries),
      ...when([`${those(list, CACHING_DEFAULT)} !empty`], overrides(list, entries)),
    ])),
  ]);
}

/** Rule 5: below a stage default that caches, an override that leaves caching out has to state encryption. */
function overrides(list: string, entries: readonly string[]): GuardLines {
  return [
    ...block(those(list, SILENT), violates('CacheEncryptionExplicit', IS_ENCRYPTED)),
    ...agreement(those(list, SILENT), entries),
  ];
}

/** Rule 9: a key that one of its entries caches is encrypted if each of them says so. Within an entry, variables alone reach the others. */
function agreement(cached: string, entries: readonly string[]): GuardLines {
  const isSame = (property: string, variable: string) => `${mayBe(property, `== %${variable}`)} or %${variable} is_struct`;
  const names = entries.map((_, index) => `same_${index}`);
  return block(cached, when([`${method} exists`, `${path} exists`], [
    `let method = ${method}`,
    `let path = ${path}`,
    ...entries.map((some, index) => `let ${names[index]} = ${those(some, [isSame(method, 'method'), isSame(path, 'path')])}`),
    ...when([names.map((name) => `${those(`%${name}`, [HAS_TTL])} !empty`).join(' or ')], names.flatMap((name) => block(`%${name}`, IS_KEPT))),
  ]));
}

/** Rule 11: an entry that sets nothing is none. */
function effective(list: string): string {
  return those(list, [EFFECTIVE]);
}

function violates(name: RuleName, clause: string): GuardLines {
  return keeps(name, TEMPLATE, clause);
}
