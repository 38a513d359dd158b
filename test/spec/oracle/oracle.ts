/**
 * The standard read once more, by brute force: every assignment of the parameters, every entry judged anew in each.
 * Slow and obvious on purpose. It shares no code with the library; a test holds both against each other.
 * «Rule n» is a rule of `semantics.md`; `READING:` marks what the standard leaves open and what is assumed here.
 */

export type Verdict = 'UNENCRYPTED' | 'UNRESOLVED' | 'UNPROVEN' | 'DORMANT' | 'ENCRYPTED' | 'NOT_CACHED';

/** One key of one stage; no verdict where rule 8 gives none. */
export interface OracleRow {
  readonly logicalId: string;
  readonly methodKey: string;
  readonly verdict: Verdict | undefined;
}

const ORDER: readonly (Verdict | undefined)[] = ['UNENCRYPTED', 'UNRESOLVED', 'UNPROVEN', 'DORMANT', 'ENCRYPTED', 'NOT_CACHED', undefined];
const UNNAMED = 'MethodSettings';
const LIMIT = 4096;
const VERBS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];
const PSEUDO = ['AWS::AccountId', 'AWS::Partition', 'AWS::Region', 'AWS::StackId', 'AWS::StackName', 'AWS::URLSuffix'];

export function oracle(template: unknown): OracleRow[] {
  const source = object(template);
  return stages(source).flatMap((stage) => rowsOfStage(source, stage));
}

/** Rule 17: whether a stage has more configurations than a naive reading enumerates. */
export function hasTooMany(template: unknown): boolean {
  const source = object(template);
  return stages(source).some((stage) => configurations(source, stage) === undefined);
}

/** Rows as `LogicalId key`, the worst of those that share a name: unnamed rows have nothing else to be told apart by. */
export function byName(rows: readonly OracleRow[]): Record<string, Verdict | 'none'> {
  const names = [...new Set(rows.map((row) => `${row.logicalId} ${row.methodKey}`))];
  const verdicts = (name: string) => rows.filter((row) => `${row.logicalId} ${row.methodKey}` === name).map((row) => row.verdict);
  return Object.fromEntries(names.map((name) => [name, worst(verdicts(name)) ?? 'none']));
}

function worst(verdicts: readonly (Verdict | undefined)[]): Verdict | undefined {
  return ORDER.find((verdict) => verdicts.includes(verdict));
}

// ---- Plain JSON

type Json = Record<string, unknown>;

function object(value: unknown): Json {
  return isObject(value) ? value : {};
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function own(value: unknown, name: string): unknown {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

function isScalar(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

/** An intrinsic function as name and argument. */
function call(value: unknown): readonly [string, unknown] | undefined {
  const entries = Object.entries(object(value));
  // READING: `Fn::Transform` beside other properties may write any of them, so the whole object is unreadable.
  const transform = entries.find(([name]) => name === 'Fn::Transform');
  const only = entries.length === 1 && (entries[0][0].startsWith('Fn::') || ['Ref', 'Condition'].includes(entries[0][0])) ? entries[0] : undefined;
  return transform ?? only;
}

/** Every object in a value, the value included. */
function everyObject(value: unknown): Json[] {
  if (Array.isArray(value)) return value.flatMap(everyObject);
  return isObject(value) ? [value, ...Object.values(value).flatMap(everyObject)] : [];
}

// ---- Rules 12, 13: where settings live

interface Stage {
  readonly logicalId: string;
  readonly type: 'stage' | 'deployment';
  readonly properties: Json;
  /** It exists where one of them holds; `undefined` always does. */
  readonly conditions: readonly unknown[];
}

function stages(template: Json): Stage[] {
  const globals = object(own(template.Globals, 'Api'));
  const explicit = Object.entries(object(template.Resources)).flatMap(([logicalId, resource]): Stage[] => {
    const properties = object(own(resource, 'Properties'));
    const conditions = [own(resource, 'Condition')];
    switch (own(resource, 'Type')) {
      case 'AWS::ApiGateway::Stage': return [{ logicalId, type: 'stage', properties, conditions }];
      case 'AWS::ApiGateway::Deployment': return [{ logicalId, type: 'deployment', properties, conditions }];
      case 'AWS::Serverless::Api': return [{ logicalId, type: 'stage', properties: withGlobals(globals, properties), conditions }];
      default: return [];
    }
  });
  return [...explicit, ...implicitApi(template, globals, explicit)];
}

/** Rule 13: scalars: local wins; lists: global and local. */
function withGlobals(global: Json, local: Json): Json {
  // READING: SAM merges what is written, before conditions mean anything: only two literal lists are joined, otherwise the local value wins
  // (a local list under `Fn::If`, or a local `AWS::NoValue`, replaces the global one).
  const [before, after] = [global.MethodSettings, local.MethodSettings];
  const joined = Array.isArray(before) && Array.isArray(after) ? { MethodSettings: [...before, ...after] } : {};
  return { ...global, ...local, ...joined };
}

/** Rule 13: the implicit API is judged from Globals alone. */
function implicitApi(template: Json, globals: Json, explicit: readonly Stage[]): Stage[] {
  const functions = Object.values(object(template.Resources)).filter((resource) => own(resource, 'Type') === 'AWS::Serverless::Function');
  const served = functions.filter((resource) => Object.values(object(own(own(resource, 'Properties'), 'Events'))).some(
    (event) => own(event, 'Type') === 'Api' && own(own(event, 'Properties'), 'RestApiId') === undefined));
  if (served.length === 0 || explicit.some(({ logicalId }) => logicalId === 'ServerlessRestApi')) return [];
  // READING: the implicit API exists where at least one of its functions does.
  return [{ logicalId: 'ServerlessRestApi', type: 'stage', properties: globals, conditions: served.map((resource) => own(resource, 'Condition')) }];
}

// ---- Rule 14: deployable configurations

/** One assignment: a value for each parameter in reach, and what is needed to evaluate conditions over it. */
interface Configuration {
  readonly template: Json;
  readonly domains: ReadonlyMap<string, readonly string[]>;
  readonly values: ReadonlyMap<string, string>;
  /** Conditions being evaluated, to stop at a cycle. */
  readonly within: readonly string[];
}

/** «Some other value» of a parameter. */
const other = (parameter: string) => `\u0000other than ${parameter}`;

/** Rule 14: the values of each parameter. */
function domainsOf(template: Json): Map<string, readonly string[]> {
  const domains = new Map<string, readonly string[]>(PSEUDO.map((name) => [name, [other(name)]]));
  const open = new Set<unknown>(PSEUDO);
  for (const [name, parameter] of Object.entries(object(template.Parameters))) {
    // Rule 16. READING: so are parameters that hold a list.
    if (/^AWS::SSM::|^List<|^CommaDelimitedList$/.test(String(own(parameter, 'Type')))) continue;
    const allowed = list(own(parameter, 'AllowedValues')).map(String);
    const byDefault = own(parameter, 'Default') === undefined ? [] : [String(own(parameter, 'Default'))];
    // READING: an empty AllowedValues is none.
    domains.set(name, allowed.length > 0 ? [...new Set(allowed)] : [...byDefault, other(name)]);
    if (allowed.length === 0) open.add(name);
  }
  const compared = everyObject(template.Conditions).map((node) => list(node['Fn::Equals'])).filter((pair) => pair.length === 2);
  // READING: comparing two parameters lends each the values of the other, «some other value» included, so that they can be equal and can differ.
  // Rounds, because values travel along chains of comparisons.
  for (let round = 0; round <= compared.length; round++) {
    for (const [left, right] of compared.flatMap(([a, b]) => [[a, b], [b, a]])) {
      const name = own(left, 'Ref');
      if (open.has(name)) domains.set(String(name), [...new Set([...domains.get(String(name)) ?? [], ...comparedWith(template, domains, right)])]);
    }
  }
  return domains;
}

function comparedWith(template: Json, domains: ReadonlyMap<string, readonly string[]>, operand: unknown): readonly string[] {
  const parameter = own(operand, 'Ref');
  if (typeof parameter === 'string') return domains.get(parameter) ?? [];
  // READING: a mapping lends whatever it may be looked up for; a key that is no literal may be any.
  const [map, ...keys] = list(own(operand, 'Fn::FindInMap'));
  if (typeof map === 'string' && keys.length === 2) {
    const below = (at: unknown, key: unknown) => isScalar(key) ? [own(at, String(key))] : Object.values(object(at));
    return below(own(template.Mappings, map), keys[0]).flatMap((at) => below(at, keys[1])).filter(isScalar).map(String);
  }
  const read = valueOf({ template, domains, values: new Map(), within: [] }, operand);
  return read.is === 'known' && isScalar(read.value) ? [String(read.value)] : [];
}

/** Parameters that a value hangs on, directly or through conditions. */
function parametersOf(template: Json, value: unknown, seen: readonly unknown[] = []): string[] {
  return everyObject(value).flatMap((node) => {
    const condition = node.Condition ?? list(node['Fn::If'])[0];
    const through = typeof condition === 'string' && !seen.includes(condition)
      ? parametersOf(template, own(template.Conditions, condition), [...seen, condition]) : [];
    return typeof node.Ref === 'string' ? [node.Ref, ...through] : through;
  });
}

/** Rule 17: `undefined` where there are too many. */
function configurations(template: Json, stage: Stage): Configuration[] | undefined {
  const domains = domainsOf(template);
  // Parameters out of reach would only repeat every configuration.
  // READING: in reach is what the cache settings, the stage's name and the stage's own condition hang on.
  const { CacheClusterEnabled, MethodSettings, StageDescription, StageName } = stage.properties;
  const roots = [CacheClusterEnabled, MethodSettings, StageDescription, StageName, ...stage.conditions.map((Condition) => ({ Condition }))];
  const names = [...new Set(parametersOf(template, roots))].filter((name) => domains.has(name));
  if (names.reduce((product, name) => product * domains.get(name)!.length, 1) > LIMIT) return undefined;
  const assignments = names.reduce<(readonly [string, string])[][]>(
    (before, name) => before.flatMap((pairs) => domains.get(name)!.map((value) => [...pairs, [name, value] as const])), [[]]);
  return assignments.map((pairs) => ({ template, domains, values: new Map(pairs), within: [] }));
}

/** A condition by name; `undefined` where it cannot be evaluated. READING: a missing condition cannot, nor can a cycle where it closes. */
function holds(at: Configuration, name: unknown): boolean | undefined {
  if (typeof name !== 'string' || at.within.includes(name)) return undefined;
  return formula({ ...at, within: [...at.within, name] }, own(at.template.Conditions, name));
}

/** Rule 14: `Fn::Equals/And/Or/Not/Condition` are exact. */
function formula(at: Configuration, value: unknown): boolean | undefined {
  const [name, argument] = call(value) ?? [];
  // READING: three-valued: false decides an `And`, true an `Or`, whatever the unreadable rest.
  const parts = () => list(argument).map((part) => formula(at, part));
  switch (name) {
    case 'Condition': return holds(at, argument);
    case 'Fn::Equals': return list(argument).length === 2 ? equal(at, valueOf(at, list(argument)[0]), valueOf(at, list(argument)[1])) : undefined;
    case 'Fn::Not': return list(argument).length === 1 && parts()[0] !== undefined ? !parts()[0] : undefined;
    case 'Fn::And': return parts().includes(false) ? false : parts().includes(undefined) || parts().length === 0 ? undefined : true;
    case 'Fn::Or': return parts().includes(true) ? true : parts().includes(undefined) || parts().length === 0 ? undefined : false;
    default: return undefined;
  }
}

/** READING: scalars are compared as strings, as CloudFormation holds them; what cannot be read is not even equal to itself. */
function equal(at: Configuration, left: Reading, right: Reading): boolean | undefined {
  const text = (read: Reading) => read.is === 'known' && isScalar(read.value) ? String(read.value) : read.is === 'other' ? read.than : undefined;
  const [a, b] = [text(left), text(right)];
  if (a === undefined || b === undefined) return undefined;
  if (a === b) return true;
  // READING: «some other value» differs from the values in its domain; from anything else it may or may not differ.
  const apart = (x: Reading, y: string) => x.is !== 'other' || [...at.domains].some(([name, values]) => other(name) === x.than && values.includes(y));
  return apart(left, b) && apart(right, a) ? false : undefined;
}

// ---- Rules 15, 16: one value in one configuration

type Reading =
  | { readonly is: 'absent' }
  | { readonly is: 'unreadable' }
  | { readonly is: 'known'; readonly value: unknown }
  /** Some other value of an open parameter. */
  | { readonly is: 'other'; readonly than: string; readonly hasDefault: boolean };

const ABSENT: Reading = { is: 'absent' };
const UNREADABLE: Reading = { is: 'unreadable' };

function valueOf(at: Configuration, value: unknown): Reading {
  // READING: CloudFormation refuses null, so it stands for nothing.
  if (value === undefined || value === null) return ABSENT;
  const [name, argument] = call(value) ?? [];
  switch (name) {
    case undefined: return typeof value === 'string' && value.includes('{{resolve:') ? UNREADABLE : { is: 'known', value };
    case 'Ref': return refTo(at, argument);
    case 'Fn::If': return branch(at, list(argument));
    case 'Fn::FindInMap': return mapped(at, list(argument));
    // READING: every other function, `Fn::Sub` and `Fn::Join` of literals included, cannot be read.
    default: return UNREADABLE;
  }
}

/** Rule 15: the value that the configuration gives to the parameter. READING: whatever else is referred to cannot be read. */
function refTo(at: Configuration, name: unknown): Reading {
  const value = at.values.get(String(name));
  if (name === 'AWS::NoValue') return ABSENT;
  if (value === undefined) return UNREADABLE;
  const hasDefault = own(own(at.template.Parameters, String(name)), 'Default') !== undefined;
  return value.startsWith(other('')) ? { is: 'other', than: value, hasDefault } : valueOf(at, value);
}

/** Rule 16. READING: a condition that cannot be evaluated makes the whole value unreadable, even if both branches agree. */
function branch(at: Configuration, [condition, yes, no, ...more]: readonly unknown[]): Reading {
  const holding = holds(at, condition);
  if (holding === undefined || yes === undefined || no === undefined || more.length > 0) return UNREADABLE;
  return valueOf(at, holding ? yes : no);
}

/** Rule 16. READING: keys may be parameters; a key that is not in the map makes the value unreadable, although it would not deploy. */
function mapped(at: Configuration, keys: readonly unknown[]): Reading {
  const read = keys.map((key) => valueOf(at, key)).map((key) => key.is === 'known' && isScalar(key.value) ? String(key.value) : undefined);
  const [map, first, second] = read;
  if (read.length !== 3 || map === undefined || first === undefined || second === undefined) return UNREADABLE;
  const leaf = own(own(own(at.template.Mappings, map), first), second);
  return leaf === undefined ? UNREADABLE : { is: 'known', value: leaf };
}

/** `T`, `F`, `–`, `?` of the standard; `open` is `?` where the parameter has a default (rule 15); `mixed` is rule 9's «otherwise». */
type Flag = 'T' | 'F' | '–' | '?' | 'open' | 'mixed';

/** READING: a literal that is no boolean (`"yes"`, 1) cannot be read. */
function flagOf(at: Configuration, value: unknown): Flag {
  const read = valueOf(at, value);
  switch (read.is) {
    case 'absent': return '–';
    case 'known': return [true, 'true'].some((yes) => yes === read.value) ? 'T' : [false, 'false'].some((no) => no === read.value) ? 'F' : '?';
    case 'other': return read.hasDefault ? 'open' : '?';
    case 'unreadable': return '?';
  }
}

// ---- Entries and keys

interface Entry {
  readonly at: number;
  readonly method: Reading;
  readonly path: Reading;
  readonly caching: Flag;
  readonly encryption: Flag;
  readonly ttlIsZero: boolean;
}

interface Settings {
  readonly cluster: Flag;
  readonly entries: readonly Entry[];
  /** Where the list, or an item of it, cannot be read. */
  readonly unreadable: readonly number[];
}

/** What the stage says in one configuration; `undefined` where it is no stage (rule 12). */
function settingsOf(at: Configuration, stage: Stage): Settings | undefined {
  const deployment = stage.type === 'deployment';
  const bag = valueOf(at, deployment ? stage.properties.StageDescription : stage.properties);
  if (bag.is === 'absent' || (deployment && valueOf(at, stage.properties.StageName).is === 'absent')) return undefined;
  if (bag.is !== 'known' || !isObject(bag.value)) return { cluster: '?', entries: [], unreadable: [-1] };
  const items = valueOf(at, bag.value.MethodSettings);
  const listed = items.is === 'known' && Array.isArray(items.value) ? items.value : [];
  const read = listed.map((item) => valueOf(at, item));
  const isEntry = (item: Reading) => item.is === 'known' && isObject(item.value);
  return {
    cluster: flagOf(at, bag.value.CacheClusterEnabled),
    entries: [
      ...deployment ? virtualDefault(at, bag.value) : [],
      ...read.flatMap((item, index) => item.is === 'known' && isObject(item.value) ? entryOf(at, item.value, index) : []),
    ],
    unreadable: [
      ...items.is === 'absent' || (items.is === 'known' && Array.isArray(items.value)) ? [] : [-1],
      ...read.flatMap((item, index) => item.is === 'absent' || isEntry(item) ? [] : [index]),
    ],
  };
}

/** Rule 12. READING: of the top-level fields only these three form it; logging or throttling do not. */
function virtualDefault(at: Configuration, { CachingEnabled, CacheDataEncrypted, CacheTtlInSeconds }: Json): Entry[] {
  return entryOf(at, { HttpMethod: '*', ResourcePath: '/*', CachingEnabled, CacheDataEncrypted, CacheTtlInSeconds }, -1);
}

/** Rule 11: an entry that sets nothing is ignored. READING: anything but method and path sets something. */
function entryOf(at: Configuration, item: Json, index: number): Entry[] {
  const { HttpMethod, ResourcePath, ...settings } = item;
  if (Object.values(settings).every((value) => valueOf(at, value).is === 'absent')) return [];
  // READING: a TTL is 0 as a number or a string, also by way of a parameter, in the configurations where it is.
  const ttl = valueOf(at, settings.CacheTtlInSeconds);
  return [{
    at: index,
    method: textOf(at, HttpMethod),
    path: textOf(at, ResourcePath),
    caching: flagOf(at, settings.CachingEnabled),
    encryption: flagOf(at, settings.CacheDataEncrypted),
    ttlIsZero: ttl.is === 'known' && (ttl.value === 0 || ttl.value === '0'),
  }];
}

function textOf(at: Configuration, value: unknown): Reading {
  const read = valueOf(at, value);
  return read.is === 'absent' || (read.is === 'known' && typeof read.value === 'string') ? read : UNREADABLE;
}

type Kind = 'default' | 'override' | 'no credit' | 'unreadable';

/** The table of keys in section 1; no name where API Gateway has none, or where it cannot be told. */
function keyOf({ method, path }: Pick<Entry, 'method' | 'path'>): { readonly kind: Kind; readonly name?: string } {
  const verb = method.is === 'known' ? String(method.value) : undefined;
  const place = path.is === 'known' ? String(path.value) : undefined;
  // READING: what is rejected at deploy is judged as an unknown key without a name; so is any path without its leading slash.
  if (method.is === 'absent' || path.is === 'absent') return { kind: 'no credit' };
  if (verb !== undefined && place !== undefined && !place.startsWith('/')) return { kind: 'no credit' };
  // READING: verbs in upper case are known, any other method is not.
  const effective = (verb === undefined || VERBS.includes(verb)) && (place === undefined || place === '/' || /^\/~1[^/*]*$/.test(place));
  if (verb === undefined || place === undefined) {
    // READING: a key of which a part cannot be read may be any key, whatever the other part says (ADR 4).
    return { kind: 'unreadable' };
  }
  if (verb === '*' && place === '/*') return { kind: 'default', name: '*/*' };
  return { kind: effective ? 'override' : 'no credit', name: place === '/' ? `~1/${verb}` : `${place.slice(1)}/${verb}` };
}

function mayBeDefault({ method, path }: Pick<Entry, 'method' | 'path'>): boolean {
  return (method.is === 'unreadable' || (method.is === 'known' && method.value === '*'))
    && (path.is === 'unreadable' || (path.is === 'known' && path.value === '/*'));
}

/** ADR 4: whether two keys can be one. READING: two keys that cannot be read can. */
function mayBeOne(one: Entry, two: Entry): boolean {
  const same = (a: Reading, b: Reading) => a.is === 'known' && b.is === 'known' && a.value === b.value;
  const fit = (a: Reading, b: Reading) => a.is === 'unreadable' || b.is === 'unreadable' || same(a, b);
  const isIncomplete = ({ method, path }: Entry) => method.is === 'absent' || path.is === 'absent';
  return !isIncomplete(one) && !isIncomplete(two) && fit(one.method, two.method) && fit(one.path, two.path);
}

// ---- Rules 2 to 9: verdicts in one configuration

/** Rule 9 with ADR 4: the entries of one key as one. */
function merged(entries: readonly Entry[]): Pick<Entry, 'caching' | 'encryption' | 'ttlIsZero'> {
  const flags = entries.map(({ encryption }) => encryption);
  const unread = (flag: Flag) => flag === '?' || flag === 'open';
  // READING: unreadable beside true or absent is rule 9's «otherwise», not `UNRESOLVED`.
  const agreed = flags.includes('F') ? 'F' : flags.every(unread) ? '?' : flags.every((flag) => flag === flags[0]) ? flags[0] : 'mixed';
  return { caching: strongest(entries.map(({ caching }) => caching)), encryption: agreed, ttlIsZero: entries.every(({ ttlIsZero }) => ttlIsZero) };
}

function strongest(flags: readonly Flag[]): Flag {
  return (['T', '?', 'open', '–', 'F'] as const).find((flag) => flags.includes(flag)) ?? '–';
}

/** `W` of rule 3: caching of the stage default, as the other entries see it. ADR 4: unreadable if something beside them may be it. */
function defaultCaching({ entries, unreadable }: Settings, except: Entry): Flag {
  const beside = entries.filter((entry) => entry !== except);
  const certain = beside.filter((entry) => keyOf(entry).kind === 'default').map(({ caching }) => caching);
  // READING: what may be the default counts only as far as it may cache.
  const possible = beside.filter((entry) => keyOf(entry).kind === 'unreadable' && mayBeDefault(entry))
    .map(({ caching }) => caching === 'T' ? '?' : caching);
  return strongest([...certain, ...possible, ...unreadable.map((): Flag => '?')]);
}

/** Rules 3 to 7 and 9 for the entries of one key. */
function judge(entries: readonly Entry[], isDefault: boolean, w: Flag): Verdict {
  const { caching, encryption, ttlIsZero } = merged(entries);
  const verdict = ruleFive(caching === '–' && !isDefault ? w : caching, caching !== '–', encryption);
  // Rule 3. READING: a TTL of 0 makes possibly cached entries `DORMANT` as well; one inherited from `*/*` counts for nothing.
  return ttlIsZero ? dormant(verdict) : verdict;
}

/** READING: possibly cached and encrypted is `ENCRYPTED`. */
function ruleFive(cached: Flag, stated: boolean, encryption: Flag): Verdict {
  if (cached === 'F' || cached === '–') return 'NOT_CACHED';
  switch (encryption) {
    case 'T': return 'ENCRYPTED';
    case '?': case 'open': return 'UNRESOLVED';
    case 'mixed': return 'UNPROVEN';
    case '–': return stated ? inClear(cached) : 'UNPROVEN';
    case 'F': return inClear(cached);
  }
}

/**
 * READING: rule 15 says `UNRESOLVED` of a harmless default and rule 5 says `UNENCRYPTED` of unreadable caching in clear. Rule 15 is the narrower one
 * and wins: what only some other value than the default would bring about is `UNRESOLVED`. Without a default, rule 5 stands. (Same for the cluster.)
 */
function inClear(because: Flag): Verdict {
  return because === 'open' ? 'UNRESOLVED' : 'UNENCRYPTED';
}

/** Rules 2 and 3. */
function dormant(verdict: Verdict): Verdict {
  return ['UNENCRYPTED', 'UNRESOLVED', 'UNPROVEN'].includes(verdict) ? 'DORMANT' : verdict;
}

/** Rule 2. */
function underCluster(cluster: Flag, verdict: Verdict): Verdict {
  if (cluster === 'F' || cluster === '–') return dormant(verdict);
  return verdict === 'UNENCRYPTED' ? inClear(cluster) : verdict;
}

/** Rule 8: no credit, no verdict without stated caching. */
function judgeNoCredit(entries: readonly Entry[], w: Flag): Verdict | undefined {
  return entries.some(({ caching }) => caching !== '–') ? judge(entries, false, w) : undefined;
}

/** ADR 4: as an override, and `UNRESOLVED` if it violates together with a key that it may equal. READING: to violate is to have a finding; a TTL of 0 means nothing
 * where it may meet a record that states none. */
function judgeUnreadable(entry: Entry, settings: Settings): Verdict {
  const w = defaultCaching(settings, entry);
  const neighbours = settings.entries.filter((beside) => beside !== entry && mayBeOne(beside, entry));
  const together = neighbours.map((beside) => {
    const { kind, name } = keyOf(beside);
    const group = name === undefined ? [beside] : settings.entries.filter((one) => keyOf(one).name === name);
    return kind === 'no credit' ? judgeNoCredit([...group, entry], w) : judge([...group, entry], kind === 'default', w);
  });
  const alone = judge([neighbours.length > 0 ? { ...entry, ttlIsZero: false } : entry], false, w);
  return worst([alone, ...together.some((one) => one !== undefined && !['ENCRYPTED', 'NOT_CACHED'].includes(one)) ? ['UNRESOLVED' as const] : []])!;
}

/** A row in one configuration; the place keeps unnamed rows of one stage apart. */
interface Judged {
  readonly methodKey: string;
  readonly place: string;
  readonly verdict: Verdict | undefined;
}

function judged(settings: Settings): Judged[] {
  const { entries, unreadable } = settings;
  const unread = unreadable.map((at): Judged => ({ methodKey: UNNAMED, place: String(at), verdict: 'UNRESOLVED' }));
  return [...unread, ...entries.map((entry): Judged => {
    const { kind, name } = keyOf(entry);
    const group = name === undefined ? [entry] : entries.filter((one) => keyOf(one).name === name);
    const w = defaultCaching(settings, entry);
    const verdict = kind === 'unreadable' ? judgeUnreadable(entry, settings)
      : kind === 'no credit' ? judgeNoCredit(group, w)
        : judge(group, kind === 'default', w);
    return { methodKey: name ?? UNNAMED, place: name === undefined ? String(entry.at) : '', verdict };
  })];
}

/** Rule 14: the worst verdict of each key over all configurations in which the stage exists. */
function rowsOfStage(template: Json, stage: Stage): OracleRow[] {
  const all = configurations(template, stage);
  // READING: rule 17 for the whole stage: no parameter can be read, and none of its rows is better than `UNRESOLVED` (`DORMANT` without a cluster).
  const within = all ?? [{ template, domains: domainsOf(template), values: new Map<string, string>(), within: [] }];
  const floor = all === undefined ? ['UNRESOLVED' as const] : [];
  const rows = within.flatMap((at) => {
    const exists = stage.conditions.some((condition) => condition === undefined || holds(at, condition) !== false);
    const settings = exists ? settingsOf(at, stage) : undefined;
    return settings === undefined ? [] : judged(settings).map(
      (row) => row.verdict === undefined ? row : { ...row, verdict: underCluster(settings.cluster, worst([row.verdict, ...floor])!) });
  });
  const places = [...new Map(rows.map((row) => [`${row.methodKey} ${row.place}`, row])).values()];
  return places.map(({ methodKey, place }) => ({
    logicalId: stage.logicalId,
    methodKey,
    verdict: worst(rows.filter((row) => row.methodKey === methodKey && row.place === place).map(({ verdict }) => verdict)),
  }));
}
