/**
 * The standard as a table: for each rule of `docs/reference/standard.md` and each of its cases a whole template,
 * the verdict of every key and the findings.
 * Written by hand from the standard. Notation: `W T/– ttl=0` is the stage default that caches, leaves the flag out and has a TTL of 0.
 */

export type Verdict = 'UNENCRYPTED' | 'UNRESOLVED' | 'UNPROVEN' | 'DORMANT' | 'ENCRYPTED' | 'NOT_CACHED';

export interface ConformanceRow {
  readonly rule: number;
  readonly name: string;
  readonly template: object;
  /** By `LogicalId key`; the worst, where several settings have no key. */
  readonly verdicts: Readonly<Record<string, Verdict | 'none'>>;
  readonly findings: readonly string[];
  /** The configuration that the finding names (rule 14). */
  readonly when?: string;
  /** Its flag is left alone although there is a finding: no branch caches. */
  readonly isLeftAlone?: boolean;
}

// ---- Notation

const KEYS: Readonly<Record<string, object>> = {
  W: { HttpMethod: '*', ResourcePath: '/*' },
  A: { HttpMethod: 'GET', ResourcePath: '/~1a' },
  B: { HttpMethod: 'GET', ResourcePath: '/~1b' },
  P: { HttpMethod: 'POST', ResourcePath: '/~1a' },
  R: { HttpMethod: 'GET', ResourcePath: '/' },
  X: { HttpMethod: 'GET', ResourcePath: '/x' },
  N: { HttpMethod: 'GET', ResourcePath: '/x/{id}' },
  U: { HttpMethod: 'GET', ResourcePath: { 'Fn::ImportValue': 'path' } },
  V: { HttpMethod: { 'Fn::ImportValue': 'verb' }, ResourcePath: { 'Fn::ImportValue': 'path' } },
};

const UNREADABLE = { 'Fn::ImportValue': 'elsewhere' };
const NOTHING = { Ref: 'AWS::NoValue' };
const FLAGS: Readonly<Record<string, unknown>> = { 'T': true, 't': 'true', 'F': false, 'f': 'false', '?': UNREADABLE, '–': undefined };

function property(name: string, value: unknown): object {
  return value === undefined ? {} : { [name]: value };
}

/** `A T/F ttl=0 throttles` as a method setting; `more` adds to it or replaces. */
function e(text: string, more: object = {}): object {
  const [who, flags, ...rest] = text.split(' ');
  const [caching, encryption] = flags.split('/');
  return {
    ...KEYS[who],
    ...property('CachingEnabled', FLAGS[caching]),
    ...property('CacheDataEncrypted', FLAGS[encryption]),
    ...rest.includes('ttl=0') ? { CacheTtlInSeconds: 0 } : {},
    ...rest.includes('throttles') ? { ThrottlingRateLimit: 5 } : {},
    ...more,
  };
}

/** The stage default, cached, with its flag as given. */
function cached(CacheDataEncrypted: unknown): object {
  return e('W T/–', { CacheDataEncrypted });
}

function entries(items: readonly unknown[]): unknown[] {
  return items.map((item) => typeof item === 'string' ? e(item) : item);
}

/** A stage `S` alone; its list is of entries or notation, or anything else as it is. */
function stage(cluster: unknown, settings: unknown, more: object = {}): object {
  const on = typeof cluster === 'string' && Object.hasOwn(FLAGS, cluster) ? FLAGS[cluster] : cluster;
  const list = Array.isArray(settings) ? entries(settings) : settings;
  return { Type: 'AWS::ApiGateway::Stage', Properties: { ...property('CacheClusterEnabled', on), ...property('MethodSettings', list) }, ...more };
}

const only = (S: object, more: object = {}) => ({ ...more, Resources: { S } });
const described = (Properties: object) => only({ Type: 'AWS::ApiGateway::Deployment', Properties });
const deployment = (StageDescription: object) => described({ StageName: 'prod', StageDescription });
const api = (properties: object, global?: object) =>
  only({ Type: 'AWS::Serverless::Api', Properties: properties }, global === undefined ? {} : { Globals: { Api: global } });
const lambda = (properties: object = {}, more: object = {}) => {
  const Get = { Type: 'Api', Properties: { Path: '/a', Method: 'get', ...properties } };
  return { Type: 'AWS::Serverless::Function', Properties: { Events: { Get } }, ...more };
};
const If = (condition: string, yes: unknown, no: unknown) => ({ 'Fn::If': [condition, yes, no] });
const equals = (left: unknown, right: unknown) => ({ 'Fn::Equals': [left, right] });
const ref = (name: string) => ({ Ref: name });
const flagParameter = (more: object = {}) => ({ Parameters: { Flag: { Type: 'String', ...more } } });

/** A parameter `Env` and conditions over it. */
const environment = (Conditions: object = {}, more: object = { AllowedValues: ['dev', 'prod'] }) => ({
  Parameters: { Env: { Type: 'String', ...more } },
  Conditions: { IsProd: equals(ref('Env'), 'prod'), ...Conditions },
});
const unevaluable = { Conditions: { Unknown: equals(UNREADABLE, 'x') } };

const unencrypted = (key: string) => `CacheDataEncrypted[${key}]`;
const unread = (key: string) => `CacheEncryptionReadable[${key}]`;
const unproven = (key: string) => `CacheEncryptionExplicit[${key}]`;
const dormant = (key: string) => `DormantCacheEncrypted[${key}]`;
const keyed = (key: string) => `MethodSettingKeyEffective[${key}]`;

const [W, A, B, P, R, X, N, M] = ['*/*', '~1a/GET', '~1b/GET', '~1a/POST', '~1/GET', 'x/GET', 'x/{id}/GET', 'MethodSettings'];
const [sW, sA, sB, sP, sR, sX, sN, sM] = [W, A, B, P, R, X, N, M].map((key) => `S ${key}`);

function row(
  rule: number, name: string, template: object, verdicts: ConformanceRow['verdicts'], findings: readonly string[] = [], when?: string,
): ConformanceRow {
  return { rule, name, template, verdicts, findings, ...when === undefined ? {} : { when } };
}

// ---- The table

const READING: readonly ConformanceRow[] = [
  row(1, 'a raw resource of the type', only(stage('T', ['W T/F'])), { [sW]: 'UNENCRYPTED' }, [unencrypted(W)]),
  row(1, 'property names as rendered, nothing beside them', only({ ...stage('T', ['W T/T']), Metadata: { MethodSettings: [e('W T/F')] } }),
    { [sW]: 'ENCRYPTED' }),
  row(1, 'every stage of the template', { Resources: { One: stage('T', ['W T/F']), Two: stage('T', ['W T/T']) } },
    { 'One */*': 'UNENCRYPTED', 'Two */*': 'ENCRYPTED' }, [unencrypted(W)]),
  row(1, 'an HTTP API has no cache', only({ ...stage('T', ['W T/F']), Type: 'AWS::ApiGatewayV2::Stage' }), {}),
  row(1, 'a stage without properties', only({ Type: 'AWS::ApiGateway::Stage' }), {}),

  row(2, 'no cluster: unencrypted', only(stage('–', ['W T/F'])), { [sW]: 'DORMANT' }, [dormant(W)]),
  row(2, 'cluster off: unencrypted', only(stage('F', ['W T/F'])), { [sW]: 'DORMANT' }, [dormant(W)]),
  row(2, 'cluster "false": unencrypted', only(stage('f', ['W T/F'])), { [sW]: 'DORMANT' }, [dormant(W)]),
  row(2, 'cluster off: unreadable flag', only(stage('F', ['W T/?'])), { [sW]: 'DORMANT' }, [dormant(W)]),
  row(2, 'cluster off: unreadable list', only(stage('F', UNREADABLE)), { [sM]: 'DORMANT' }, [dormant(M)]),
  row(2, 'cluster off: override that leaves both out', only(stage('F', ['W T/T', 'A –/– throttles'])),
    { [sW]: 'ENCRYPTED', [sA]: 'DORMANT' }, [dormant(A)]),
  row(2, 'cluster off: encrypted stays encrypted', only(stage('F', ['W T/T'])), { [sW]: 'ENCRYPTED' }),
  row(2, 'cluster off: not cached stays so', only(stage('F', ['W F/F'])), { [sW]: 'NOT_CACHED' }),
  row(2, 'cluster "true" is on', only(stage('t', ['W T/F'])), { [sW]: 'UNENCRYPTED' }, [unencrypted(W)]),
  row(2, 'cluster unreadable: as if on', only(stage('?', ['W T/F'])), { [sW]: 'UNENCRYPTED' }, [unencrypted(W)]),
  row(2, 'cluster on, nothing set', only(stage('T', undefined)), {}),

  row(3, 'default: caching off', only(stage('T', ['W F/–'])), { [sW]: 'NOT_CACHED' }),
  row(3, 'default: caching left out', only(stage('T', ['W –/F'])), { [sW]: 'NOT_CACHED' }),
  row(3, 'default: caching unreadable, encrypted', only(stage('T', ['W ?/T'])), { [sW]: 'ENCRYPTED' }),
  row(3, 'override: caching off beside a caching default', only(stage('T', ['W T/T', 'A F/F'])), { [sW]: 'ENCRYPTED', [sA]: 'NOT_CACHED' }),
  row(3, 'override: caching left out, no default', only(stage('T', ['A –/F'])), { [sA]: 'NOT_CACHED' }),
  row(3, 'override: caching left out, default off', only(stage('T', ['W F/T', 'A –/F'])), { [sW]: 'NOT_CACHED', [sA]: 'NOT_CACHED' }),
  row(3, 'override: caching left out, default silent', only(stage('T', ['W –/T', 'A –/F'])), { [sW]: 'NOT_CACHED', [sA]: 'NOT_CACHED' }),
  row(3, 'override: caching left out, default caches', only(stage('T', ['W T/T', 'A –/F'])), { [sW]: 'ENCRYPTED', [sA]: 'UNENCRYPTED' }, [unencrypted(A)]),
  row(3, 'override: caching left out, default unreadable', only(stage('T', ['W ?/T', 'A –/F'])),
    { [sW]: 'ENCRYPTED', [sA]: 'UNENCRYPTED' }, [unencrypted(A)]),
  row(3, 'a TTL of 0', only(stage('T', ['W T/F ttl=0'])), { [sW]: 'DORMANT' }, [dormant(W)]),
  row(3, 'a TTL of "0"', only(stage('T', [e('W T/–', { CacheTtlInSeconds: '0' })])), { [sW]: 'DORMANT' }, [dormant(W)]),
  row(3, 'a TTL of 0, encrypted', only(stage('T', ['W T/T ttl=0'])), { [sW]: 'ENCRYPTED' }),
  row(3, 'a TTL that cannot be read is not 0', only(stage('T', [e('W T/F', { CacheTtlInSeconds: UNREADABLE })])),
    { [sW]: 'UNENCRYPTED' }, [unencrypted(W)]),
  row(3, 'a TTL of 0 on an override', only(stage('T', ['A T/? ttl=0'])), { [sA]: 'DORMANT' }, [dormant(A)]),
  row(3, 'an unreadable item may be the default', only(stage('T', [UNREADABLE, 'A –/F'])),
    { [sM]: 'UNRESOLVED', [sA]: 'UNENCRYPTED' }, [unread(M), unencrypted(A)]),
  row(3, 'an unreadable key may be the default', only(stage('T', ['V T/T', 'A –/– throttles'])),
    { [sM]: 'UNRESOLVED', [sA]: 'UNPROVEN' }, [unread('MethodSettings'), unproven(A)]),

  row(4, 'left out of the default means no', only(stage('T', ['W T/–'])), { [sW]: 'UNENCRYPTED' }, [unencrypted(W)]),
  row(4, '"true" is yes', only(stage('T', ['W t/t'])), { [sW]: 'ENCRYPTED' }),
  row(4, '"false" is no', only(stage('T', ['W t/f'])), { [sW]: 'UNENCRYPTED' }, [unencrypted(W)]),
  row(4, 'never borrowed from the default', only(stage('T', ['W F/T', 'A T/–'])), { [sW]: 'NOT_CACHED', [sA]: 'UNENCRYPTED' }, [unencrypted(A)]),
  row(4, 'a literal that is no boolean cannot be read', only(stage('T', [cached('yes')])), { [sW]: 'UNRESOLVED' }, [unread(W)]),

  row(5, 'cached and encrypted', only(stage('T', ['A T/T'])), { [sA]: 'ENCRYPTED' }),
  row(5, 'cached, not encrypted', only(stage('T', ['A T/F'])), { [sA]: 'UNENCRYPTED' }, [unencrypted(A)]),
  row(5, 'override caches, flag absent', only(stage('T', ['A T/–'])), { [sA]: 'UNENCRYPTED' }, [unencrypted(A)]),
  row(5, 'cached, flag unreadable', only(stage('T', ['A T/?'])), { [sA]: 'UNRESOLVED' }, [unread(A)]),
  row(5, 'caching unreadable, not encrypted', only(stage('T', ['A ?/F'])), { [sA]: 'UNENCRYPTED' }, [unencrypted(A)]),
  row(5, 'caching unreadable, flag absent', only(stage('T', ['W ?/–'])), { [sW]: 'UNENCRYPTED' }, [unencrypted(W)]),
  row(5, 'caching and flag unreadable', only(stage('T', ['A ?/?'])), { [sA]: 'UNRESOLVED' }, [unread(A)]),
  row(5, 'override with neither, default caches', only(stage('T', ['W T/T', 'A –/– throttles'])),
    { [sW]: 'ENCRYPTED', [sA]: 'UNPROVEN' }, [unproven(A)]),
  row(5, 'override with neither, default may cache', only(stage('T', ['W ?/T', 'A –/– throttles'])),
    { [sW]: 'ENCRYPTED', [sA]: 'UNPROVEN' }, [unproven(A)]),
  row(5, 'possibly cached, encrypted', only(stage('T', ['W T/T', 'A –/T'])), { [sW]: 'ENCRYPTED', [sA]: 'ENCRYPTED' }),
  row(5, 'possibly cached, flag unreadable', only(stage('T', ['W T/T', 'A –/?'])), { [sW]: 'ENCRYPTED', [sA]: 'UNRESOLVED' }, [unread(A)]),
  row(5, 'unreadable list', only(stage('T', UNREADABLE)), { [sM]: 'UNRESOLVED' }, [unread(M)]),
  row(5, 'unreadable item', only(stage('T', ['A T/T', UNREADABLE])), { [sA]: 'ENCRYPTED', [sM]: 'UNRESOLVED' }, [unread(M)]),

  row(6, 'the default is judged even if every override is encrypted', only(stage('T', ['W T/F', 'A T/T', 'B T/T'])),
    { [sW]: 'UNENCRYPTED', [sA]: 'ENCRYPTED', [sB]: 'ENCRYPTED' }, [unencrypted(W)]),
  row(6, 'so is a default that leaves the flag out', only(stage('T', ['W T/–', 'A T/T'])), { [sW]: 'UNENCRYPTED', [sA]: 'ENCRYPTED' }, [unencrypted(W)]),

  row(7, 'the default excuses no override', only(stage('T', ['W T/T', 'A T/–', 'P T/F', 'R T/T'])),
    { [sW]: 'ENCRYPTED', [sA]: 'UNENCRYPTED', [sP]: 'UNENCRYPTED', [sR]: 'ENCRYPTED' }, [unencrypted(A), unencrypted(P)]),
  row(7, 'an override that caches nothing excuses no default', only(stage('T', ['W T/F', 'A F/F'])),
    { [sW]: 'UNENCRYPTED', [sA]: 'NOT_CACHED' }, [unencrypted(W)]),

  row(8, 'several segments, not encoded', only(stage('T', ['N T/F'])), { [sN]: 'UNENCRYPTED' }, [unencrypted(N), keyed(N)]),
  row(8, 'inert, silent about caching', only(stage('T', ['W T/T', 'N –/F'])), { [sW]: 'ENCRYPTED', [sN]: 'none' }, [keyed(N)]),
  row(8, 'inert, caching off', only(stage('T', ['N F/F'])), { [sN]: 'NOT_CACHED' }, [keyed(N)]),
  row(8, 'no credit: the inert key does not encrypt the default', only(stage('T', ['W T/F', 'N T/T'])), { [sW]: 'UNENCRYPTED', [sN]: 'ENCRYPTED' },
    [unencrypted(W), keyed(N)]),
  row(8, 'contested: one segment, not encoded, unencrypted', only(stage('T', ['X T/F'])), { [sX]: 'UNENCRYPTED' }, [unencrypted(X), keyed(X)]),
  row(8, 'contested, caching off', only(stage('T', ['X F/F'])), { [sX]: 'NOT_CACHED' }, [keyed(X)]),
  row(8, 'contested, silent, nothing caches', only(stage('T', ['X –/– throttles'])), { [sX]: 'NOT_CACHED' }, [keyed(X)]),
  row(8, 'contested, silent below a default that caches', only(stage('T', ['W T/T', 'X –/– throttles'])),
    { [sW]: 'ENCRYPTED', [sX]: 'UNPROVEN' }, [unproven(X), keyed(X)]),
  row(8, 'contested, silent about caching alone', only(stage('T', ['W T/T', 'X –/F'])), { [sW]: 'ENCRYPTED', [sX]: 'UNENCRYPTED' }, [unencrypted(X), keyed(X)]),
  row(8, 'no credit: the contested key is not the method', only(stage('T', ['X T/T', e('A T/F', { ResourcePath: '/~1x' })])),
    { [sX]: 'ENCRYPTED', 'S ~1x/GET': 'UNENCRYPTED' }, [keyed(X), unencrypted('~1x/GET')]),
  row(8, 'contested, but of a method that is not documented', only(stage('T', ['W T/T', e('X –/– throttles', { HttpMethod: 'ANY' })])),
    { [sW]: 'ENCRYPTED', 'S x/ANY': 'none' }, [keyed('x/ANY')]),
  ...['/~1~1v1', '/~1admin~1', '/~1a~1~1b', '/~1a~b', '/a~b', '//a', '/a/', '/x~1{id}'].map((path) => row(8, `${path} is inert`,
    only(stage('T', ['W T/T', e('A –/F', { ResourcePath: path })])), { [sW]: 'ENCRYPTED', [`S ${path.slice(1)}/GET`]: 'none' }, [keyed(`${path.slice(1)}/GET`)])),
  row(8, 'an encoded tilde is effective', only(stage('T', [e('A T/T', { ResourcePath: '/~1a~0b' })])), { 'S ~1a~0b/GET': 'ENCRYPTED' }),
  row(8, 'every path of one verb', only(stage('T', [e('W T/–', { HttpMethod: 'GET' })])),
    { 'S */GET': 'UNENCRYPTED' }, [unencrypted('*/GET'), keyed('*/GET')]),
  row(8, 'a path glob', only(stage('T', [e('A T/T', { ResourcePath: '/~1v1~1*' })])), { 'S ~1v1~1*/GET': 'ENCRYPTED' }, [keyed('~1v1~1*/GET')]),
  row(8, 'every verb of one path', only(stage('T', [e('A –/– throttles', { HttpMethod: '*' })])), { 'S ~1a/*': 'none' }, [keyed('~1a/*')]),
  row(8, 'ANY', only(stage('T', [e('A T/?', { HttpMethod: 'ANY' })])), { 'S ~1a/ANY': 'UNRESOLVED' }, [unread('~1a/ANY'), keyed('~1a/ANY')]),
  row(8, 'no path', only(stage('T', [{ HttpMethod: 'GET', CachingEnabled: true }])), { [sM]: 'UNENCRYPTED' }, [unencrypted(M), keyed(M)]),
  row(8, 'no method, silent about caching', only(stage('T', [{ ResourcePath: '/*', LoggingLevel: 'INFO' }])), { [sM]: 'none' }, [keyed(M)]),
  row(8, 'no path, and a method that cannot be read', only(stage('T', ['W T/T', { HttpMethod: UNREADABLE, ThrottlingRateLimit: 5 }])),
    { [sW]: 'ENCRYPTED', [sM]: 'none' }, [keyed(M)]),
  row(8, 'a path without slash, and a method that cannot be read', only(stage('T', ['W T/T', e('V –/– throttles', { ResourcePath: 'a' })])),
    { [sW]: 'ENCRYPTED', [sM]: 'none' }, [keyed(M)]),
  row(8, 'inert, caching off in one of two', only(stage('T', ['W T/T', 'N F/–', 'N –/F'])),
    { [sW]: 'ENCRYPTED', [sN]: 'none' }, [keyed(N)]),
  row(8, 'a verb in small letters', only(stage('T', ['W T/T', e('A –/– throttles', { HttpMethod: 'get' })])),
    { [sW]: 'ENCRYPTED', 'S ~1a/get': 'none' }, [keyed('~1a/get')]),
  row(8, 'path * without slash', only(stage('T', [e('W T/F', { ResourcePath: '*' })])), { [sM]: 'UNENCRYPTED' }, [unencrypted(M), keyed(M)]),
  row(8, 'cluster off', only(stage('F', ['X T/F'])), { [sX]: 'DORMANT' }, [dormant(X), keyed(X)]),
  row(8, 'several segments, encoded, are effective', only(stage('T', [e('A T/T', { ResourcePath: '/~1orders~1{id}' })])),
    { 'S ~1orders~1{id}/GET': 'ENCRYPTED' }),
  row(8, 'the root resource is effective', only(stage('T', ['R T/F'])), { [sR]: 'UNENCRYPTED' }, [unencrypted(R)]),

  row(9, 'both state both', only(stage('T', ['A T/T', 'A T/T throttles'])), { [sA]: 'ENCRYPTED' }, [keyed(A)]),
  row(9, 'one states true, one is silent', only(stage('T', ['W T/T', 'W T/–'])), { [sW]: 'UNPROVEN' }, [unproven(W), keyed(W)]),
  row(9, 'one states false', only(stage('T', ['A T/T', 'A –/F'])), { [sA]: 'UNENCRYPTED' }, [unencrypted(A), keyed(A)]),
  row(9, 'one caches, the other encrypts', only(stage('T', ['A F/T', 'A T/T'])), { [sA]: 'ENCRYPTED' }, [keyed(A)]),
  row(9, 'none caches', only(stage('T', ['A F/F', 'A F/– throttles'])), { [sA]: 'NOT_CACHED' }, [keyed(A)]),
  row(9, 'none states encryption: as one entry', only(stage('T', ['W T/–', 'W –/– throttles'])), { [sW]: 'UNENCRYPTED' }, [unencrypted(W), keyed(W)]),
  row(9, 'both flags unreadable: as one entry', only(stage('T', ['A T/?', 'A T/?'])), { [sA]: 'UNRESOLVED' }, [unread(A), keyed(A)]),
  row(9, 'one unreadable, one true', only(stage('T', ['A T/?', 'A T/T'])), { [sA]: 'UNPROVEN' }, [unproven(A), keyed(A)]),
  row(9, 'caching unreadable in one, off in the other', only(stage('T', ['A ?/F', 'A F/F'])), { [sA]: 'UNENCRYPTED' }, [unencrypted(A), keyed(A)]),
  row(9, 'caching off in one, left out in the other', only(stage('T', ['W T/T', 'A F/F', 'A –/F'])), { [sW]: 'ENCRYPTED', [sA]: 'UNENCRYPTED' },
    [unencrypted(A), keyed(A)]),
  row(9, 'a TTL of 0 in one', only(stage('T', ['A T/F ttl=0', 'A T/F'])), { [sA]: 'UNENCRYPTED' }, [unencrypted(A), keyed(A)]),
  row(9, 'a TTL of 0 in both', only(stage('T', ['A T/F ttl=0', 'A T/T ttl=0'])), { [sA]: 'DORMANT' }, [dormant(A), keyed(A)]),
  row(9, 'one of two sets nothing', only(stage('T', ['A T/T', 'A –/–'])), { [sA]: 'ENCRYPTED' }),
  row(9, 'the root resource, written in two ways', only(stage('T', ['R T/T', e('R T/F', { ResourcePath: '/~1' })])), { [sR]: 'UNENCRYPTED' },
    [unencrypted(R), keyed(R)]),
  row(9, 'contested keys have duplicates as well', only(stage('T', ['X T/T', 'X F/– throttles'])), { [sX]: 'UNPROVEN' }, [unproven(X), keyed(X)]),
  row(9, 'duplicates in one configuration alone', only(stage('T', [If('IsProd', e('A T/T'), e('A T/F')), If('IsProd', NOTHING, e('A T/T'))]), environment()),
    { [sA]: 'UNENCRYPTED' }, [unencrypted(A), keyed(A)], 'when condition IsProd is false'),
  row(9, 'an unreadable key that would violate together with another', only(stage('T', ['A T/T', 'U F/F'])),
    { [sA]: 'ENCRYPTED', [sM]: 'UNRESOLVED' },
    [unread(M)]),
  row(9, 'an unreadable key whose method rules the other out', only(stage('T', ['P T/T', 'U F/F'])), { [sP]: 'ENCRYPTED', [sM]: 'NOT_CACHED' }),
  row(9, 'an unreadable key that may be the default', only(stage('T', ['W T/T', 'V F/F'])), { [sW]: 'ENCRYPTED', [sM]: 'UNRESOLVED' }, [unread(M)]),
  row(9, 'an unreadable key that would be a duplicate that disagrees', only(stage('T', ['V T/T', 'A –/– throttles'])),
    { [sM]: 'UNRESOLVED', [sA]: 'UNPROVEN' }, [unread(M), unproven(A)]),
  row(9, 'an unreadable key is not one that is refused', only(stage('T', [e('A T/T', { ResourcePath: 'a' }), 'U F/F'])),
    { [sM]: 'ENCRYPTED' }, [keyed(M)]),
  row(9, 'an unreadable key with a TTL of 0, unlike the other', only(stage('T', ['A F/F', 'U T/F ttl=0'])),
    { [sA]: 'NOT_CACHED', [sM]: 'UNRESOLVED' }, [unread(M)]),
  row(9, 'an unreadable key with a TTL of 0, like the other', only(stage('T', ['A T/T ttl=0', 'U F/F ttl=0'])),
    { [sA]: 'ENCRYPTED', [sM]: 'DORMANT' }, [dormant(M)]),
  row(9, 'a key of which a part cannot be read is judged as an override', only(stage('T', ['W T/T', e('V –/F', { ResourcePath: '/*' })])),
    { [sW]: 'ENCRYPTED', [sM]: 'UNENCRYPTED' }, [unencrypted(M)]),
  row(9, 'an unreadable key is judged as an override', only(stage('T', ['U T/–'])), { [sM]: 'UNENCRYPTED' }, [unencrypted(M)]),

  row(10, 'override before the default', only(stage('T', ['A –/– throttles', 'W T/T'])), { [sW]: 'ENCRYPTED', [sA]: 'UNPROVEN' }, [unproven(A)]),
  row(10, 'default before the override', only(stage('T', ['W T/T', 'A –/– throttles'])), { [sW]: 'ENCRYPTED', [sA]: 'UNPROVEN' }, [unproven(A)]),
  row(10, 'duplicates the other way round', only(stage('T', ['W T/–', 'W T/T'])), { [sW]: 'UNPROVEN' }, [unproven(W), keyed(W)]),

  row(11, 'only path and method', only(stage('T', ['W T/T', 'A –/–'])), { [sW]: 'ENCRYPTED' }),
  row(11, 'an inert key that sets nothing', only(stage('T', ['X –/–'])), {}),
  row(11, 'everything it sets is removed', only(stage('T', [e('A –/–', { CachingEnabled: NOTHING, ThrottlingRateLimit: NOTHING })])), {}),
  row(11, 'everything it sets is removed under a condition',
    only(stage('T', ['W T/T', e('A –/–', { ThrottlingRateLimit: If('IsProd', 5, NOTHING) })]), environment()),
    { [sW]: 'ENCRYPTED', [sA]: 'UNPROVEN' }, [unproven(A)], 'when condition IsProd is true'),
  row(11, 'an empty list', only(stage('T', [])), {}),

  row(12, 'top-level fields are the default', deployment({ CacheClusterEnabled: true, CachingEnabled: true }), { [sW]: 'UNENCRYPTED' }, [unencrypted(W)]),
  row(12, 'top-level fields, encrypted', deployment({ CacheClusterEnabled: true, CachingEnabled: true, CacheDataEncrypted: true }),
    { [sW]: 'ENCRYPTED' }),
  row(12, 'top-level TTL of 0', deployment({ CacheClusterEnabled: true, CachingEnabled: true, CacheTtlInSeconds: 0 }),
    { [sW]: 'DORMANT' }, [dormant(W)]),
  row(12, 'no cluster', deployment({ CachingEnabled: true }), { [sW]: 'DORMANT' }, [dormant(W)]),
  row(12, 'own method settings', deployment({ CacheClusterEnabled: true, MethodSettings: [e('A T/F')] }), { [sA]: 'UNENCRYPTED' }, [unencrypted(A)]),
  row(12, 'an override beside the top-level fields',
    deployment({ CacheClusterEnabled: true, CachingEnabled: true, CacheDataEncrypted: true, MethodSettings: [e('A –/– throttles')] }),
    { [sW]: 'ENCRYPTED', [sA]: 'UNPROVEN' }, [unproven(A)]),
  row(12, 'a default in the list is a duplicate',
    deployment({ CacheClusterEnabled: true, CachingEnabled: true, CacheDataEncrypted: true, MethodSettings: [e('W T/F')] }),
    { [sW]: 'UNENCRYPTED' }, [unencrypted(W), keyed(W)]),
  row(12, 'a default in the list that agrees',
    deployment({ CacheClusterEnabled: true, CachingEnabled: true, CacheDataEncrypted: true, MethodSettings: [e('W T/T')] }),
    { [sW]: 'ENCRYPTED' }, [keyed(W)]),
  row(12, 'the cluster alone sets nothing', deployment({ CacheClusterEnabled: true, MethodSettings: [e('W T/T')] }), { [sW]: 'ENCRYPTED' }),
  row(12, 'no StageName: invalid', described({ StageDescription: { CacheClusterEnabled: true, CachingEnabled: true } }), {}),
  row(12, 'StageName removed: invalid', described({ StageName: NOTHING, StageDescription: { CacheClusterEnabled: true, CachingEnabled: true } }), {}),
  row(12, 'no description', described({ StageName: 'prod' }), {}),
  row(12, 'a description under a condition', {
    ...environment(),
    ...deployment({
      'Fn::If': [
        'IsProd', { CacheClusterEnabled: true, CachingEnabled: true }, { CacheClusterEnabled: true, MethodSettings: [e('A T/T')] },
      ],
    }),
  }, { [sW]: 'UNENCRYPTED', [sA]: 'ENCRYPTED' }, [unencrypted(W)], 'when condition IsProd is true'),
  row(12, 'unreadable description', deployment(UNREADABLE), { [sM]: 'UNRESOLVED' }, [unread(M)]),

  row(13, 'an API of its own', api({ CacheClusterEnabled: true, MethodSettings: [e('W T/F')] }), { [sW]: 'UNENCRYPTED' }, [unencrypted(W)]),
  row(13, 'cluster from Globals', api({ MethodSettings: [e('W T/F')] }, { CacheClusterEnabled: true }), { [sW]: 'UNENCRYPTED' }, [unencrypted(W)]),
  row(13, 'local cluster wins', api({ CacheClusterEnabled: false, MethodSettings: [e('W T/F')] }, { CacheClusterEnabled: true }), { [sW]: 'DORMANT' },
    [dormant(W)]),
  row(13, 'list from Globals', api({ CacheClusterEnabled: true }, { MethodSettings: [e('A T/–')] }), { [sA]: 'UNENCRYPTED' }, [unencrypted(A)]),
  row(13, 'lists are joined', api({ CacheClusterEnabled: true, MethodSettings: [e('A –/– throttles')] }, { MethodSettings: [e('W T/T')] }),
    { [sW]: 'ENCRYPTED', [sA]: 'UNPROVEN' }, [unproven(A)]),
  row(13, 'duplicates are kept', api({ CacheClusterEnabled: true, MethodSettings: [e('W T/T')] }, { MethodSettings: [e('W T/F')] }),
    { [sW]: 'UNENCRYPTED' }, [unencrypted(W), keyed(W)]),
  row(13, 'the implicit API', { Globals: { Api: { CacheClusterEnabled: true, MethodSettings: [e('W T/F')] } }, Resources: { F: lambda() } },
    { 'ServerlessRestApi */*': 'UNENCRYPTED' }, [unencrypted(W)]),
  row(13, 'no implicit API: the event names one',
    { Globals: { Api: { CacheClusterEnabled: true, MethodSettings: [e('W T/F')] } }, Resources: { F: lambda({ RestApiId: ref('Elsewhere') }) } }, {}),
  row(13, 'the implicit API, unless a condition says otherwise', {
    ...environment(),
    Globals: { Api: { CacheClusterEnabled: true, MethodSettings: [e('W T/F')] } },
    Resources: { F: lambda({ RestApiId: If('IsProd', ref('Elsewhere'), NOTHING) }) },
  }, { 'ServerlessRestApi */*': 'UNENCRYPTED' }, [unencrypted(W)], 'when condition IsProd is false'),
  row(13, 'no implicit API: no function', { Globals: { Api: { CacheClusterEnabled: true, MethodSettings: [e('W T/F')] } }, Resources: {} }, {}),
  row(13, 'the implicit API, caching nothing',

    { Globals: { Api: { CacheClusterEnabled: true, MethodSettings: [e('W F/–')] } }, Resources: { F: lambda() } },
    { 'ServerlessRestApi */*': 'NOT_CACHED' }),
  row(13, 'no implicit API: its only function never exists', {
    Globals: { Api: { CacheClusterEnabled: true, MethodSettings: [e('W T/F')] } },
    Conditions: { Never: equals('a', 'b') },
    Resources: { F: lambda({}, { Condition: 'Never' }) },
  }, {}),
  row(13, 'a local list under a condition replaces that of Globals, which SAM merges before conditions mean anything', {

    ...environment(),
    ...api({ CacheClusterEnabled: true, MethodSettings: If('IsProd', [e('A T/T')], [e('B T/T')]) }, { MethodSettings: [e('W T/F')] }),
  }, { [sA]: 'ENCRYPTED', [sB]: 'ENCRYPTED' }),
  row(13, 'Globals are nothing to a plain stage', only(stage('–', ['W T/F']), { Globals: { Api: { CacheClusterEnabled: true } } }),
    { [sW]: 'DORMANT' },
    [dormant(W)]),
];

const CONFIGURATIONS: readonly ConformanceRow[] = [
  row(14, 'unencrypted in one configuration', only(stage('T', [cached(If('IsProd', false, true))]), environment()),
    { [sW]: 'UNENCRYPTED' }, [unencrypted(W)], 'when condition IsProd is true'),
  row(14, 'unencrypted in the other', only(stage('T', [cached(If('IsProd', true, false))]), environment()),
    { [sW]: 'UNENCRYPTED' }, [unencrypted(W)], 'when condition IsProd is false'),
  row(14, 'correlated: caching and encryption never disagree',
    only(stage('T', [e('W –/–', { CachingEnabled: If('IsProd', true, false), CacheDataEncrypted: If('IsProd', true, false) })]), environment()),
    { [sW]: 'ENCRYPTED' }),
  row(14, 'anti-correlated',
    only(stage('T', [e('W –/–', { CachingEnabled: If('IsProd', true, false), CacheDataEncrypted: If('IsProd', false, true) })]), environment()),
    { [sW]: 'UNENCRYPTED' }, [unencrypted(W)], 'when condition IsProd is true'),
  row(14, 'correlated with the cluster', only(stage(If('IsProd', true, false), [cached(If('IsProd', true, false))]), environment()),
    { [sW]: 'DORMANT' }, [dormant(W)], 'when condition IsProd is false'),

  row(14, 'correlated through Not',
    only(stage('T', [e('W –/–', { CachingEnabled: If('IsProd', true, false), CacheDataEncrypted: If('IsDev', false, true) })]),
      environment({ IsDev: { 'Fn::Not': [{ Condition: 'IsProd' }] } })), { [sW]: 'ENCRYPTED' }),
  row(14, 'two values of one parameter exclude each other',
    only(stage('T', [e('W –/–', { CachingEnabled: If('IsProd', true, false), CacheDataEncrypted: If('IsDev', false, true) })]),
      environment({ IsDev: equals(ref('Env'), 'dev') })), { [sW]: 'ENCRYPTED' }),
  row(14, 'And of two values is never true',
    only(stage('T', [cached(If('Both', false, true))]),
      environment({ Both: { 'Fn::And': [{ Condition: 'IsProd' }, equals(ref('Env'), 'dev')] } })), { [sW]: 'ENCRYPTED' }),
  row(14, 'Or of all values is always true',
    only(stage('T', [cached(If('Either', true, false))]),
      environment({ Either: { 'Fn::Or': [{ Condition: 'IsProd' }, equals(ref('Env'), 'dev')] } })), { [sW]: 'ENCRYPTED' }),
  row(14, 'Or of listed values leaves some other value of an open parameter',
    only(stage('T', [cached(If('Either', true, false))]),
      environment({ Either: { 'Fn::Or': [{ Condition: 'IsProd' }, equals(ref('Env'), 'dev')] } }, { Default: 'prod' })),
    { [sW]: 'UNENCRYPTED' }, [unencrypted(W)], 'when condition Either is false'),
  row(14, 'a value outside AllowedValues never comes',
    only(stage('T', [cached(If('IsProd', false, true))]), environment({}, { AllowedValues: ['dev', 'test'] })),
    { [sW]: 'ENCRYPTED' }),
  row(14, 'a default is not the only value',
    only(stage('T', [cached(If('IsProd', false, true))]), environment({}, { Default: 'dev' })),
    { [sW]: 'UNENCRYPTED' }, [unencrypted(W)], 'when condition IsProd is true'),
  row(14, 'an open parameter without default', only(stage('T', [cached(If('IsProd', true, false))]), environment({}, {})),
    { [sW]: 'UNENCRYPTED' }, [unencrypted(W)], 'when condition IsProd is false'),
  row(14, 'a pseudo parameter', only(stage('T', [cached(If('Here', true, false))]),
    { Conditions: { Here: equals(ref('AWS::Region'), 'eu-west-1') } }), { [sW]: 'UNENCRYPTED' }, [unencrypted(W)], 'when condition Here is false'),
  row(14, 'two literals are equal in every configuration', only(stage('T', [cached(If('Always', true, false))]),
    { Conditions: { Always: equals('x', 'x') } }), { [sW]: 'ENCRYPTED' }),
  row(14, 'a parameter equals itself', only(stage('T', [cached(If('Same', true, false))]),
    environment({ Same: equals(ref('Env'), ref('Env')) }, {})), { [sW]: 'ENCRYPTED' }),
  row(14, 'two open parameters may be equal', only(stage('T', [cached(If('Same', false, true))]), {
    Parameters: { One: { Type: 'String' }, Two: { Type: 'String' } }, Conditions: { Same: equals(ref('One'), ref('Two')) },
  }), { [sW]: 'UNENCRYPTED' }, [unencrypted(W)], 'when condition Same is true'),
  row(14, 'two open parameters may differ', only(stage('T', [cached(If('Same', true, false))]), {
    Parameters: { One: { Type: 'String' }, Two: { Type: 'String' } }, Conditions: { Same: equals(ref('One'), ref('Two')) },
  }), { [sW]: 'UNENCRYPTED' }, [unencrypted(W)], 'when condition Same is false'),
  row(14, 'a stage that exists only in harmless configurations',
    only(stage('T', [cached(If('IsProd', true, false))], { Condition: 'IsProd' }), environment()), { [sW]: 'ENCRYPTED' }),
  row(14, 'a stage that never exists',
    only(stage('T', ['W T/F'], { Condition: 'Never' }), { Conditions: { Never: equals('a', 'b') } }), {}),
  row(14, 'a stage that exists in some configuration', only(stage('T', ['W T/F'], { Condition: 'IsProd' }), environment()),
    { [sW]: 'UNENCRYPTED' }, [unencrypted(W)], 'when condition IsProd is true'),
  row(14, 'the worst of the configurations counts',
    only(stage('T', [e('A T/–', { CacheDataEncrypted: If('IsProd', true, UNREADABLE) })]), environment()), { [sA]: 'UNRESOLVED' }, [unread(A)],
    'when condition IsProd is false'),

  ...byRegion(),

  row(15, 'AllowedValues true only', only(stage('T', [cached(ref('Flag'))]), flagParameter({ AllowedValues: ['true'] })),
    { [sW]: 'ENCRYPTED' }),
  row(15, 'AllowedValues with a violating value',
    only(stage('T', [cached(ref('Flag'))]), flagParameter({ AllowedValues: ['true', 'false'], Default: 'true' })),
    { [sW]: 'UNENCRYPTED' }, [unencrypted(W)], 'when parameter Flag is "false"'),
  row(15, 'AllowedValues as booleans', only(stage('T', [cached(ref('Flag'))]), flagParameter({ AllowedValues: [true] })),
    { [sW]: 'ENCRYPTED' }),
  row(15, 'AllowedValues with a value that is no boolean',
    only(stage('T', [cached(ref('Flag'))]), flagParameter({ AllowedValues: ['true', 'maybe'] })), { [sW]: 'UNRESOLVED' }, [unread(W)]),
  row(15, 'a violating default', only(stage('T', [cached(ref('Flag'))]), flagParameter({ Default: 'false' })),
    { [sW]: 'UNENCRYPTED' }, [unencrypted(W)]),
  row(15, 'a harmless default of the flag', only(stage('T', [cached(ref('Flag'))]), flagParameter({ Default: 'true' })),
    { [sW]: 'UNRESOLVED' }, [unread(W)]),
  row(15, 'a violating default of caching', only(stage('T', [e('A –/F', { CachingEnabled: ref('Flag') })]), flagParameter({ Default: 'true' })),
    { [sA]: 'UNENCRYPTED' }, [unencrypted(A)]),
  row(15, 'a harmless default of caching', only(stage('T', [e('A –/F', { CachingEnabled: ref('Flag') })]), flagParameter({ Default: 'false' })),
    { [sA]: 'UNRESOLVED' }, [unread(A)]),
  row(15, 'a harmless default of the cluster', only(stage(ref('Flag'), ['W T/F']), flagParameter({ Default: 'false' })),
    { [sW]: 'UNRESOLVED' }, [unread(W)]),
  row(15, 'a default that does not matter', only(stage('T', [e('W –/T', { CachingEnabled: ref('Flag') })]), flagParameter({ Default: 'false' })),
    { [sW]: 'ENCRYPTED' }),
  row(15, 'neither', only(stage('T', [cached(ref('Flag'))]), flagParameter()), { [sW]: 'UNRESOLVED' }, [unread(W)]),
  row(15, 'one parameter for caching and encryption',

    only(stage('T', [e('W –/–', { CachingEnabled: ref('Flag'), CacheDataEncrypted: ref('Flag') })]),
      flagParameter({ AllowedValues: ['true', 'false'] })),
    { [sW]: 'ENCRYPTED' }),
  row(15, 'in a condition and as a value',
    only(stage('T', [e('W –/–', { CachingEnabled: If('On', true, false), CacheDataEncrypted: ref('Flag') })]),
      { ...flagParameter({ AllowedValues: ['true', 'false'] }), Conditions: { On: equals(ref('Flag'), 'true') } }), { [sW]: 'ENCRYPTED' }),

  row(16, 'the whole list', only(stage('T', If('IsProd', [e('W T/F')], [e('A T/T')])), environment()),
    { [sW]: 'UNENCRYPTED', [sA]: 'ENCRYPTED' }, [unencrypted(W)],
    'when condition IsProd is true'),
  row(16, 'the whole list, removed', only(stage('T', If('IsProd', NOTHING, [e('A T/T')])), environment()), { [sA]: 'ENCRYPTED' }),
  row(16, 'an item', only(stage('T', [If('IsProd', e('A T/F'), e('B T/T'))]), environment()), { [sA]: 'UNENCRYPTED', [sB]: 'ENCRYPTED' }, [unencrypted(A)],
    'when condition IsProd is true'),
  row(16, 'an item, removed', only(stage('T', ['W T/T', If('IsProd', e('A –/– throttles'), NOTHING)]), environment()),
    { [sW]: 'ENCRYPTED', [sA]: 'UNPROVEN' }, [unproven(A)], 'when condition IsProd is true'),
  row(16, 'items that exclude each other are no duplicates',
    only(stage('T', [If('IsProd', e('A T/T'), NOTHING), If('IsProd', NOTHING, e('A F/F'))]), environment()), { [sA]: 'ENCRYPTED' }),
  row(16, 'a default that goes while its override stays', only(stage('T', [If('IsProd', e('W T/T'), NOTHING), 'A –/F']), environment()),
    { [sW]: 'ENCRYPTED', [sA]: 'UNENCRYPTED' }, [unencrypted(A)], 'when condition IsProd is true'),
  row(16, 'a value, removed', only(stage('T', [cached(If('IsProd', true, NOTHING))]), environment()),
    { [sW]: 'UNENCRYPTED' }, [unencrypted(W)], 'when condition IsProd is false'),
  row(16, 'a value under two conditions',
    only(stage('T', [cached(If('IsProd', true, If('IsDev', true, false)))]), environment({ IsDev: equals(ref('Env'), 'dev') })),
    { [sW]: 'ENCRYPTED' }),
  row(16, 'a map with literal keys', only(stage('T', [cached({ 'Fn::FindInMap': ['Flags', 'prod', 'encrypted'] })]),
    { Mappings: { Flags: { prod: { encrypted: 'true' } } } }), { [sW]: 'ENCRYPTED' }),
  row(16, 'a map that says false', only(stage('T', [cached({ 'Fn::FindInMap': ['Flags', 'prod', 'encrypted'] })]),
    { Mappings: { Flags: { prod: { encrypted: false } } } }), { [sW]: 'UNENCRYPTED' }, [unencrypted(W)]),
  row(16, 'a map by parameter', only(stage('T', [cached({ 'Fn::FindInMap': ['Flags', ref('Env'), 'encrypted'] })]),
    { ...environment(), Mappings: { Flags: { prod: { encrypted: true }, dev: { encrypted: false } } } }), { [sW]: 'UNENCRYPTED' }, [unencrypted(W)]),
  row(16, 'a map without the key: no deployment', only(stage('T', [cached({ 'Fn::FindInMap': ['Flags', 'dev', 'encrypted'] })]),
    { Mappings: { Flags: { prod: { encrypted: true } } } }), {}),
  row(16, 'a map without the key, in all that an entry sets: no deployment either', only(stage('T',
    If('IsProd', [e('A –/–', { CachingEnabled: { 'Fn::FindInMap': ['Flags', 'dev', 'encrypted'] } }), e('A T/F')], [e('A T/T')])),
  { ...environment(), Mappings: { Flags: { prod: { encrypted: true } } } }), { [sA]: 'ENCRYPTED' }),
  row(16, 'a map without the key for a value of a parameter', only(stage('T', [cached({ 'Fn::FindInMap': ['Flags', ref('Env'), 'encrypted'] })]),
    { ...environment(), Mappings: { Flags: { prod: { encrypted: true } } } }), { [sW]: 'ENCRYPTED' }),
  row(16, 'a default for a key that is missing', only(stage('T', [cached({ 'Fn::FindInMap': ['Flags', ref('Env'), 'encrypted', { DefaultValue: false }] })]),
    { ...environment(), Mappings: { Flags: { prod: { encrypted: true } } } }), { [sW]: 'UNENCRYPTED' }, [unencrypted(W)], 'when parameter Env is "dev"'),
  row(16, 'a default that cannot be read', only(stage('T', [cached({ 'Fn::FindInMap': ['Flags', 'dev', 'encrypted', { DefaultValue: UNREADABLE }] })]),
    { Mappings: { Flags: { prod: { encrypted: true } } } }), { [sW]: 'UNRESOLVED' }, [unread(W)]),
  row(16, 'a key that cannot be read', only(stage('T', [cached({ 'Fn::FindInMap': ['Flags', UNREADABLE, 'encrypted'] })]),
    { Mappings: { Flags: { prod: { encrypted: true } } } }), { [sW]: 'UNRESOLVED' }, [unread(W)]),
  row(16, 'a map that a macro completes', only(stage('T', [cached({ 'Fn::FindInMap': ['Flags', 'prod', 'encrypted'] })]),
    { Mappings: { Flags: { 'Fn::Transform': { Name: 'AWS::Include' } } } }), { [sW]: 'UNRESOLVED' }, [unread(W)]),
  ...[
    ['Fn::Transform', { 'Fn::Transform': { Name: 'AWS::Include', Parameters: { Location: 's3://bucket/key' } } }],
    ['Fn::ImportValue', { 'Fn::ImportValue': 'flag' }],
    ['Fn::GetAtt', { 'Fn::GetAtt': ['Thing', 'Flag'] }],
    ['a dynamic reference', '{{resolve:ssm:/flag}}'],
    ['a Ref to a resource', ref('Thing')],
  ].map(([name, value]) => row(16, `${String(name)} cannot be read`, only(stage('T', [cached(value)])),
    { [sW]: 'UNRESOLVED' }, [unread(W)])),
  row(16, 'an SSM parameter cannot be read', only(stage('T', [cached(ref('Flag'))]),
    flagParameter({ Type: 'AWS::SSM::Parameter::Value<String>', Default: 'true' })), { [sW]: 'UNRESOLVED' }, [unread(W)]),
  row(16, 'a list parameter cannot be read', only(stage('T', [cached(ref('Flag'))]),
    flagParameter({ Type: 'CommaDelimitedList', Default: 'true' })), { [sW]: 'UNRESOLVED' }, [unread(W)]),
  row(16, 'a value on a condition that cannot be evaluated: unencrypted for one choice',
    only(stage('T', [cached(If('Unknown', true, false))]), unevaluable), { [sW]: 'UNRESOLVED' }, [unread(W)], 'when condition Unknown is false'),
  row(16, 'unencrypted for both choices', only(stage('T', [cached(If('Unknown', NOTHING, false))]), unevaluable), { [sW]: 'UNENCRYPTED' }, [unencrypted(W)]),
  row(16, 'encrypted for both choices', only(stage('T', [cached(If('Unknown', 'true', true))]), unevaluable), { [sW]: 'ENCRYPTED' }),
  row(16, 'not cached for both choices', only(stage('T', [e('W –/F', { CachingEnabled: If('Unknown', false, NOTHING) })]), unevaluable), { [sW]: 'NOT_CACHED' }),
  row(16, 'caching on a condition that cannot be evaluated',
    only(stage('T', [e('W –/F', { CachingEnabled: If('Unknown', true, false) })]), unevaluable),
    { [sW]: 'UNRESOLVED' }, [unread(W)], 'when condition Unknown is true'),
  row(16, 'two flags on a condition that cannot be evaluated never disagree',
    only(stage('T', [e('W –/–', { CachingEnabled: If('Unknown', true, false), CacheDataEncrypted: If('Unknown', true, false) })]), unevaluable),
    { [sW]: 'ENCRYPTED' }),
  row(16, 'nor do they on another condition with the same expression',
    only(stage('T', [e('W –/–', { CachingEnabled: If('Unknown', true, false), CacheDataEncrypted: If('Same', true, false) })]),
      { Conditions: { ...unevaluable.Conditions, Same: { Condition: 'Copy' }, Copy: equals(UNREADABLE, 'x') } }),
    { [sW]: 'ENCRYPTED' }),
  row(16, 'Not of it is exact',
    only(stage('T', [e('W –/–', { CachingEnabled: If('Unknown', true, false), CacheDataEncrypted: If('Opposite', false, true) })]),
      { Conditions: { ...unevaluable.Conditions, Opposite: { 'Fn::Not': [{ Condition: 'Unknown' }] } } }),
    { [sW]: 'ENCRYPTED' }),
  row(16, 'two of them are two bits',
    only(stage('T', [e('W –/–', { CachingEnabled: If('Unknown', true, false), CacheDataEncrypted: If('Second', true, false) })]),
      { Conditions: { ...unevaluable.Conditions, Second: equals(UNREADABLE, 'y') } }),
    { [sW]: 'UNRESOLVED' }, [unread(W)]),
  row(16, 'unencrypted for every choice, each with another parameter',
    only(stage('T', [cached(If('Unknown', If('IsProd', false, true), If('IsDev', false, true)))]),
      environment({ ...unevaluable.Conditions, IsDev: equals(ref('Env'), 'dev') })), { [sW]: 'UNENCRYPTED' }, [unencrypted(W)]),
  row(16, 'unencrypted whatever it is, in one configuration',
    only(stage('T', [cached(If('Unless', true, false))]), environment({ ...unevaluable.Conditions, Unless: { 'Fn::And': [{ Condition: 'Unknown' }, { Condition: 'IsProd' }] } })),
    { [sW]: 'UNENCRYPTED' }, [unencrypted(W)], 'when condition Unless is false'),
  row(16, 'the cluster on it', only(stage(If('Unknown', true, false), ['W T/F']), unevaluable), { [sW]: 'UNRESOLVED' }, [unread(W)]),
  row(16, 'a list on it: both branches are read', only(stage('T', If('Unknown', [e('W T/T')], [e('W T/T')])), unevaluable), { [sW]: 'ENCRYPTED' }),
  row(16, 'a list on it, unencrypted in both branches', only(stage('T', If('Unknown', [e('W T/F')], [e('W T/–')])), unevaluable),
    { [sW]: 'UNENCRYPTED' }, [unencrypted(W)]),
  row(16, 'an override below a default on it', only(stage('T', [If('Unknown', e('W T/T'), NOTHING), 'A –/– throttles']), unevaluable),
    { [sW]: 'ENCRYPTED', [sA]: 'UNPROVEN' }, [unproven(A)], 'when condition Unknown is true'),
  row(16, 'an item on a condition that is missing', only(stage('T', ['A T/T', If('Missing', e('B T/F'), NOTHING)])),
    { [sA]: 'ENCRYPTED', [sB]: 'UNRESOLVED' }, [unread(B)], 'when condition Missing is true'),
  row(16, 'a condition in a circle', only(stage('T', [cached(If('One', true, false))]),
    { Conditions: { One: { Condition: 'Two' }, Two: { Condition: 'One' } } }), { [sW]: 'UNRESOLVED' }, [unread(W)]),
  row(16, 'a stage whose condition cannot be evaluated counts', only(stage('T', ['W T/F'], { Condition: 'Unknown' }), unevaluable),
    { [sW]: 'UNENCRYPTED' },
    [unencrypted(W)], 'when condition Unknown is true'),
  row(16, 'a stage whose condition cannot be evaluated counts only where it exists',
    only(stage('T', [cached(If('Unknown', true, false))], { Condition: 'Unknown' }), unevaluable), { [sW]: 'ENCRYPTED' }),
  row(16, 'a false part decides an And whose rest cannot be evaluated', only(stage('T', [cached(If('Never', false, true))]),
    { Conditions: { ...unevaluable.Conditions, Never: { 'Fn::And': [{ Condition: 'Unknown' }, equals('a', 'b')] } } }), { [sW]: 'ENCRYPTED' }),
  row(16, 'a path by parameter', only(stage('T', [e('A T/F', { ResourcePath: ref('Path') })]),
    { Parameters: { Path: { Type: 'String', AllowedValues: ['/~1a', '/~1b'] } } }),
  { [sA]: 'UNENCRYPTED', [sB]: 'UNENCRYPTED' }, [unencrypted(A), unencrypted(B)]),
];

const switches = (count: number) => Array.from({ length: count }, (_, index) => `Flag${index}`);

/** Parameters of two values, and a condition on each. */
const declared = (count: number) => ({
  Parameters: Object.fromEntries(switches(count).map((name) => [name, { Type: 'String', AllowedValues: ['true', 'false'] }])),
  Conditions: Object.fromEntries(switches(count).map((name) => [name, equals(ref(name), 'true')])),
});

/**
 * `Odd` holds where an odd number of the flags do, so each choice of them is a configuration of its own; a template with nested
 * branches would grow as fast as the configurations.
 */
const parity = (count: number) => {
  const names = switches(count);
  const upTo = (index: number) => index === names.length - 1 ? 'Odd' : `OddUpTo${index}`;
  const differ = (a: object, b: object) => ({ 'Fn::Or': [{ 'Fn::And': [a, { 'Fn::Not': [b] }] }, { 'Fn::And': [{ 'Fn::Not': [a] }, b] }] });
  return Object.fromEntries(names.map((name, index) =>
    [upTo(index), index === 0 ? { Condition: name } : differ({ Condition: upTo(index - 1) }, { Condition: name })]));
};

const declaredWithParity = (count: number) => {
  const { Parameters, Conditions } = declared(count);
  return { Parameters, Conditions: { ...Conditions, ...parity(count) } };
};

/** The stage default, whose caching and encryption are decided by every flag. */
function crowded(caching: readonly [boolean, boolean], encryption: readonly [boolean, boolean]): object {
  return e('W –/–', { CachingEnabled: If('Odd', ...caching), CacheDataEncrypted: If('Odd', ...encryption) });
}

function crowd(count: number, caching: readonly [boolean, boolean], encryption: readonly [boolean, boolean]): object {
  return only(stage('T', [crowded(caching, encryption)]), declaredWithParity(count));
}

/** Mappings with a key for each region, and a condition on the region. */
function byRegion(): readonly ConformanceRow[] {
  const Mappings = { ByRegion: { 'us-east-1': { on: true, off: false }, 'eu-west-1': { on: false, off: false } } };
  const regional = { Mappings, Conditions: { Asia: equals(ref('AWS::Region'), 'ap-south-1') } };
  const lookup = (second: string, ...more: unknown[]) => ({ 'Fn::FindInMap': ['ByRegion', ref('AWS::Region'), second, ...more] });
  const named = {
    Parameters: { Key: { Type: 'String' }, Map: { Type: 'String', AllowedValues: ['Keys', 'More'] } },
    Mappings: { Keys: { a: { b: 'on' } }, More: { a: { b: 'off' } } },
    Conditions: { Secret: equals(ref('Key'), { 'Fn::FindInMap': [ref('Map'), 'a', 'b'] }) },
  };
  return [
    row(14, 'a region as a key can only be a key', only(stage('T', [e('W –/–', { CachingEnabled: lookup('off') })]), regional), { [sW]: 'NOT_CACHED' }),
    row(14, 'a region as a key, unencrypted in one', only(stage('T', [cached(lookup('on'))]), regional),
      { [sW]: 'UNENCRYPTED' }, [unencrypted(W)], 'when parameter AWS::Region is "eu-west-1"'),
    row(14, 'a default lets any region be deployed', only(stage('T', [e('W –/–', { CachingEnabled: lookup('off', { DefaultValue: true }) })]), regional),
      { [sW]: 'UNENCRYPTED' }, [unencrypted(W)]),
    row(14, 'a region that is no key cannot be deployed', only(stage('T', [cached(If('Asia', lookup('on'), true))]), regional), { [sW]: 'ENCRYPTED' }),
    row(14, 'nor where another value looks it up',
      only(stage('T', [e('W T/–', { CacheDataEncrypted: If('Asia', false, true), CacheTtlInSeconds: lookup('on') })]), regional), { [sW]: 'ENCRYPTED' }),
    row(14, 'nor where another key looks it up', only(stage('T', [
      e('A T/–', { CacheDataEncrypted: If('Asia', false, true) }), e('B F/–', { CacheTtlInSeconds: lookup('on') }),
    ]), regional), { [sA]: 'ENCRYPTED', [sB]: 'NOT_CACHED' }),
    row(14, 'but where another key looks it up in a branch alone', only(stage('T', [
      e('A T/–', { CacheDataEncrypted: If('Asia', false, true) }), e('B F/–', { CacheTtlInSeconds: If('Asia', lookup('on'), 5) }),
    ]), regional), { [sA]: 'UNENCRYPTED', [sB]: 'NOT_CACHED' }, [unencrypted(A)], 'when condition Asia is true'),
    row(14, 'what a lookup falls back on is looked up where it is needed', only(stage('T', [
      cached({ 'Fn::FindInMap': ['ByRegion', ref('AWS::Region'), 'off', { DefaultValue: { 'Fn::FindInMap': ['More', ref('AWS::Region'), 'on'] } }] }),
    ]), { Mappings: { ...Mappings, More: { 'ap-south-1': { on: true } } } }),
    { [sW]: 'UNENCRYPTED' }, [unencrypted(W)]),
    row(14, 'a comparison with a map that a parameter names',
      only(stage('T', If('Secret', [e('W T/–')], NOTHING)), named), { [sW]: 'UNENCRYPTED' }, [unencrypted(W)], 'when condition Secret is true'),
    row(14, 'a parameter that names the map',
      only(stage('T', [cached({ 'Fn::FindInMap': [ref('Map'), 'a', 'b'] })]), { ...named, Mappings: { Keys: { a: { b: 'true' } }, More: { a: { b: 'false' } } } }),
      { [sW]: 'UNENCRYPTED' }, [unencrypted(W)], 'when parameter Map is "More"'),
    row(14, 'an open parameter that names the map',
      only(stage('T', [cached({ 'Fn::FindInMap': [ref('Free'), 'a', 'b'] })]), { Parameters: { Free: { Type: 'String' } }, Mappings: { Keys: { a: { b: 'true' } } } }),
      { [sW]: 'ENCRYPTED' }),
  ];
}

/** @param count how many flags of two values have as many configurations as the limit allows */
const limits = (count: number): readonly ConformanceRow[] => [
  row(17, `${2 ** count} configurations are judged`, crowd(count, [true, true], [true, true]), { [sW]: 'ENCRYPTED' }),
  row(17, 'more are unresolved', crowd(count + 1, [true, true], [true, false]), { [sW]: 'UNRESOLVED' }, [unread(W)]),
  {
    ...row(17, 'never a pass, even without caching', crowd(count + 1, [false, false], [true, false]), { [sW]: 'UNRESOLVED' }, [unread(W)]),
    isLeftAlone: true,
  },
  row(17, 'a flag that is literally true is so in each of them',
    only(stage('T', [e('W –/T', { CachingEnabled: If('Odd', true, false) })]), declaredWithParity(count + 1)), { [sW]: 'ENCRYPTED' }),
  row(17, 'other keys are judged as they are',
    only(stage('T', [crowded([true, true], [true, false]), 'A T/T', 'B T/F']), declaredWithParity(count + 1)),
    { [sW]: 'UNRESOLVED', [sA]: 'ENCRYPTED', [sB]: 'UNENCRYPTED' }, [unread(W), unencrypted(B)]),
  row(17, 'more entries than the limit has flags, each with its own parameter',
    only(stage('T', switches(count + 1).map((name, index) =>
      e('A T/–', { ResourcePath: `/~1r${index}`, CacheDataEncrypted: If(name, true, false) }))), declared(count + 1)),
    Object.fromEntries(switches(count + 1).map((_, index) => [`S ~1r${index}/GET`, 'UNENCRYPTED'])),
    switches(count + 1).map((_, index) => unencrypted(`~1r${index}/GET`))),
  row(17, 'parameters that the settings do not hang on count for nothing', {
    ...crowd(count + 1, [true, true], [true, true]), Resources: { S: stage('T', ['W T/T']) },
  }, { [sW]: 'ENCRYPTED' }),
];

/** The table for a limit of configurations, which is a power of two. */
export function conformanceFor(limit: number): readonly ConformanceRow[] {
  return [...READING, ...CONFIGURATIONS, ...limits(Math.log2(limit))];
}

export const CONFORMANCE = conformanceFor(4096);
