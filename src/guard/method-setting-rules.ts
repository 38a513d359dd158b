import { block, GuardLines, mayBeOn, ON, filterBy, when, ZERO } from './guard-language';
import { IS_FUNCTION, violates } from './structure-rules';
import { PropertyNames, TEMPLATE } from '../catalog/property-names';
import { HTTP_METHODS } from '../core/stage/method-setting-key';

const { flag, caching, ttl, method, path } = TEMPLATE;

/** A method setting that has none of them sets nothing (rule 11). */
const SETS_SOMETHING = [flag, ttl, 'DataTraceEnabled', 'LoggingLevel', 'MetricsEnabled', 'ThrottlingBurstLimit', 'ThrottlingRateLimit']
  .map((name) => `${name} exists`).join(' or ');

/** Rule 3: with a literal TTL of 0 nothing is cached. */
export function hasTtl(names: PropertyNames): string {
  return `${names.ttl} !exists or ${names.ttl} not in ${ZERO}`;
}

export function isEncrypted(names: PropertyNames): string {
  return `${names.flag} in ${ON}`;
}

export const HAS_TTL = hasTtl(TEMPLATE);
export const MAY_CACHE: GuardLines = [...mayBeOn(caching), HAS_TTL];

export const IS_ENCRYPTED = isEncrypted(TEMPLATE);

/** A dynamic reference, which is read when the template is deployed. */
const REFERENCE = '/\\{\\{resolve:/';

/** Some comparison of a text holds, or the text is decided later. */
const mayBe = (property: string, comparison: string) => `${property} ${comparison} or ${property} !is_string or ${property} == ${REFERENCE}`;

/** `*` with `/*`, or what may be that. */
export const DEFAULT: GuardLines = [mayBe(method, '== "*"'), mayBe(path, '== "/*"')];
export const CACHING_DEFAULT: GuardLines = [...DEFAULT, ...mayBeOn(caching)];

export const EFFECTIVE = `${caching} exists or ${SETS_SOMETHING}`;

const SEGMENT = '([^~*\\/]|~0)+';

/** The root, a path that is encoded, or one segment that is not: of any other nothing comes (rule 8). */
export const RESOURCE_PATH = `~1|(~1${SEGMENT})+|${SEGMENT}`;

/** Silent about caching, and no key that nothing comes of (rule 8). */
const SILENT: GuardLines = [
  `${caching} !exists`,
  SETS_SOMETHING,
  mayBe(method, `in ["*", ${[...HTTP_METHODS].map((name) => `"${name}"`).join(', ')}]`),
  mayBe(path, `== /^\\/(\\*|${RESOURCE_PATH})?$/`),
];

export const IS_KEPT = violates('CacheDataEncrypted', IS_ENCRYPTED);

/** What is demanded of a list of method settings, where the cache cluster may be on. */
export function settings(list: string): GuardLines {
  const entries = ['%entries'];
  return when([`${list} exists`], [
    ...violates('CacheEncryptionReadable', `${list} is_list`),
    ...when([`${list} is_list`], when([`${list} !empty`], [
      ...violates('CacheEncryptionReadable', `${list}[*] is_struct`),
      ...violates('CacheEncryptionReadable', `${filterBy(`${list}[*]`, [IS_FUNCTION])} empty`),
      `let entries = ${effective(list)}`,
      ...block(filterBy(list, MAY_CACHE), IS_KEPT),
      ...agreement(filterBy(list, mayBeOn(caching)), entries),
      ...when([`${filterBy(list, CACHING_DEFAULT)} !empty`], overrides(list, entries)),
    ])),
  ]);
}

/** Rule 5: below a stage default that caches, an override that leaves caching out has to state encryption. */
export function overrides(list: string, entries: readonly string[]): GuardLines {
  return [
    ...block(filterBy(list, SILENT), violates('CacheEncryptionExplicit', IS_ENCRYPTED)),
    ...agreement(filterBy(list, SILENT), entries),
  ];
}

/** Rule 9: a key that one of its entries caches is encrypted if each of them says so. Within an entry, variables alone reach the others. */
export function agreement(cached: string, entries: readonly string[]): GuardLines {
  const isSame = (property: string, variable: string) => `${mayBe(property, `== %${variable}`)} or %${variable} !is_string or %${variable} == ${REFERENCE}`;
  const names = entries.map((_, index) => `same_${index}`);
  return block(cached, when([`${method} exists`, `${path} exists`], [
    `let method = ${method}`,
    `let path = ${path}`,
    ...entries.map((list, index) => `let ${names[index]} = ${filterBy(list, [isSame(method, 'method'), isSame(path, 'path')])}`),
    ...when([names.map((name) => `${filterBy(`%${name}`, [HAS_TTL])} !empty`).join(' or ')], names.flatMap((name) => block(`%${name}`, IS_KEPT))),
  ]));
}

/** Rule 11: an entry that sets nothing is none. */
export function effective(list: string): string {
  return filterBy(list, [EFFECTIVE]);
}
