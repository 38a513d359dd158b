import fc from 'fast-check';

/**
 * Whole templates, CloudFormation and SAM, readable or not: few names, so that parameters, conditions and keys meet.
 * Weighted so that every verdict occurs; nothing here knows what a verdict is.
 */

/** Weighted choice without the ceremony. */
function among<T>(...choices: readonly (readonly [number, fc.Arbitrary<T>])[]): fc.Arbitrary<T> {
  return fc.oneof(...choices.map(([weight, arbitrary]) => ({ weight, arbitrary })));
}

function some<T>(...values: readonly T[]): fc.Arbitrary<T> {
  return fc.constantFrom(...values);
}

/** A property that is left out now and then. */
function maybe(name: string, value: fc.Arbitrary<unknown>, weight: number): fc.Arbitrary<object> {
  return among<object>([weight, value.map((given) => ({ [name]: given }))], [10 - weight, fc.constant({})]);
}

function all(...parts: readonly fc.Arbitrary<object>[]): fc.Arbitrary<object> {
  return fc.tuple(...parts).map((objects) => Object.assign({}, ...objects));
}

// ---- Parameters

const PARAMETERS = ['Flag', 'Env', 'Path'];
const NOTHING = { Ref: 'AWS::NoValue' };

const flagParameter = some<object>(
  { Type: 'String', AllowedValues: ['true', 'false'] },
  { Type: 'String', AllowedValues: ['true', 'false'], Default: 'true' },
  { Type: 'String', AllowedValues: ['true'] },
  { Type: 'String', AllowedValues: [true, 'maybe'] },
  { Type: 'String', Default: 'true' },
  { Type: 'String', Default: 'false' },
  { Type: 'String', Default: true },
  { Type: 'String' },
  { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/flag' },
);

const environmentParameter = some<object>(
  { Type: 'String', AllowedValues: ['dev', 'prod'], Default: 'dev' },
  { Type: 'String', AllowedValues: ['dev', 'prod', 'test'] },
  { Type: 'String', Default: 'prod' },
  { Type: 'String', Default: 'true' },
  { Type: 'String' },
  { Type: 'Number', AllowedValues: [0, 300], Default: 0 },
  { Type: 'Number', Default: 0 },
  { Type: 'CommaDelimitedList', Default: 'dev,prod' },
);

const pathParameter = some<object>(
  { Type: 'String', AllowedValues: ['/~1a', '/~1b'] },
  { Type: 'String', AllowedValues: ['/*', '/~1a', 'true'] },
  { Type: 'String', Default: '/~1a' },
  { Type: 'String' },
);

const parameters = all(maybe('Flag', flagParameter, 8), maybe('Env', environmentParameter, 8), maybe('Path', pathParameter, 4));

// ---- Mappings and conditions

const MAPPINGS = {
  Sizes: {
    dev: { caching: false, encryption: 'false', env: 'dev' },
    prod: { caching: true, encryption: 'true', env: 'prod' },
    true: { caching: 'true', encryption: 'maybe', env: 'test' },
  },
};

const parameterRef = among<unknown>([9, some(...PARAMETERS).map((Ref) => ({ Ref }))], [1, some({ Ref: 'AWS::Region' }, { Ref: 'Nowhere' })]);

function inMap(...attributes: readonly string[]): fc.Arbitrary<unknown> {
  const first = among<unknown>(
    [4, some('dev', 'prod', 'true')],
    [3, some({ Ref: 'Env' }, { Ref: 'Flag' })],
    [1, some<unknown>('none', { Ref: 'AWS::Region' })],
  );
  return fc.tuple(first, some(...attributes)).map(([key, attribute]) => ({ 'Fn::FindInMap': ['Sizes', key, attribute] }));
}

const operand = among<unknown>(
  [6, parameterRef],
  [6, some<unknown>('true', 'false', 'prod', 'dev', true, 0, '/~1a', 'us-east-1')],
  [1, inMap('env', 'encryption')],
  [1, some<unknown>({ 'Fn::ImportValue': 'elsewhere' }, '{{resolve:ssm:flag}}', { 'Fn::Sub': '${Env}' })],
);

const CONDITIONS = ['IsProd', 'IsOn', 'IsOdd', 'IsOther'];

const { formula } = fc.letrec<{ formula: unknown }>((tie) => ({
  formula: fc.oneof({ maxDepth: 2, depthSize: 'small' },
    { weight: 6, arbitrary: fc.tuple(operand, operand).map((pair) => ({ 'Fn::Equals': pair })) },
    { weight: 6, arbitrary: fc.tuple(parameterRef, some('true', 'prod', 'dev')).map((pair) => ({ 'Fn::Equals': pair })) },
    { weight: 2, arbitrary: tie('formula').map((part) => ({ 'Fn::Not': [part] })) },
    { weight: 2, arbitrary: fc.array(tie('formula'), { minLength: 2, maxLength: 3 }).map((parts) => ({ 'Fn::And': parts })) },
    { weight: 2, arbitrary: fc.array(tie('formula'), { minLength: 2, maxLength: 3 }).map((parts) => ({ 'Fn::Or': parts })) },
    // Mostly backwards, so that a cycle is rare: the last condition is the least often defined.
    { weight: 2, arbitrary: some('IsProd', 'IsProd', 'IsProd', 'IsOn', 'IsOther', 'Missing').map((Condition) => ({ Condition })) },
  ),
}));

const conditions = all(...CONDITIONS.map((name, index) => maybe(name, formula, [9, 8, 4, 2][index])));
const conditionName = among<string>([8, some('IsProd', 'IsProd', 'IsOn')], [2, some('IsOdd', 'IsOther')], [1, fc.constant('Missing')]);

// ---- Values

/** A value, sometimes under one or two `Fn::If`. */
function underIf(value: fc.Arbitrary<unknown>, weight: number, depth = 2): fc.Arbitrary<unknown> {
  if (depth === 0) return value;
  const part = among<unknown>([5, underIf(value, weight, depth - 1)], [1, fc.constant(NOTHING)]);
  return among<unknown>([10 - weight, value], [weight, fc.tuple(conditionName, part, part).map((parts) => ({ 'Fn::If': parts }))]);
}

const junk = some<unknown>(
  'yes', 1, null, '{{resolve:ssm:flag}}', { 'Fn::ImportValue': 'flag' }, { 'Fn::GetAtt': ['Thing', 'On'] }, { 'Fn::Transform': { Name: 'On' } },
);

function flag(attribute: string, likely: readonly unknown[]): fc.Arbitrary<unknown> {
  return underIf(among<unknown>(
    [14, some(...likely)],
    [3, fc.constant({ Ref: 'Flag' })],
    [1, some<unknown>({ Ref: 'Env' }, { Ref: 'AWS::Region' }, NOTHING)],
    [1, inMap(attribute)],
    [1, junk],
  ), 2);
}

const caching = flag('caching', [true, true, true, 'true', false, 'false']);
const encryption = flag('encryption', [true, true, true, 'true', false, 'false']);
const cluster = flag('caching', [true, true, true, true, true, 'true', false]);
const ttl = underIf(some<unknown>(0, '0', 300, 300, { Ref: 'Env' }), 1, 1);

// ---- Entries

const key = among<object>(
  [6, fc.constant({ HttpMethod: '*', ResourcePath: '/*' })],
  [6, fc.constant({ HttpMethod: 'GET', ResourcePath: '/~1a' })],
  [4, some({ HttpMethod: 'GET', ResourcePath: '/~1b' }, { HttpMethod: 'POST', ResourcePath: '/~1a' }, { HttpMethod: 'GET', ResourcePath: '/' })],
  [2, some(
    { HttpMethod: 'GET', ResourcePath: '/a' }, { HttpMethod: 'GET', ResourcePath: '/*' }, { HttpMethod: 'GET', ResourcePath: '/~1v1~1*' },
    { HttpMethod: 'ANY', ResourcePath: '/~1a' }, { HttpMethod: '*', ResourcePath: '/~1a' }, { HttpMethod: 'get', ResourcePath: '/~1a' },
  )],
  [1, some<object>(
    { HttpMethod: 'GET' }, { ResourcePath: '/*' }, {}, { HttpMethod: 'GET', ResourcePath: 'plain' }, { HttpMethod: 'GET', ResourcePath: NOTHING },
  )],
  [2, some<object>(
    { HttpMethod: 'GET', ResourcePath: { Ref: 'Path' } }, { HttpMethod: { Ref: 'Env' }, ResourcePath: '/*' },
    { HttpMethod: '*', ResourcePath: { Ref: 'Path' } }, { HttpMethod: { 'Fn::ImportValue': 'verb' }, ResourcePath: { 'Fn::ImportValue': 'path' } },
    { HttpMethod: { 'Fn::If': ['IsProd', 'GET', '*'] }, ResourcePath: { 'Fn::If': ['IsProd', '/~1a', '/*'] } },
  )],
);

const entry = all(
  key,
  maybe('CachingEnabled', caching, 8),
  maybe('CacheDataEncrypted', encryption, 7),
  maybe('CacheTtlInSeconds', ttl, 1),
  maybe('ThrottlingRateLimit', some<unknown>(10, NOTHING, { Ref: 'Env' }), 2),
);

const item = among<unknown>(
  [16, entry],
  [2, fc.tuple(conditionName, entry, among<unknown>([1, entry], [1, fc.constant(NOTHING)])).map((parts) => ({ 'Fn::If': parts }))],
  [1, some<unknown>(null, 'entry', NOTHING, { 'Fn::Transform': { Name: 'Entry' } })],
);

const items = among<unknown[]>(
  [12, fc.array(item, { minLength: 1, maxLength: 4, size: 'max' })],
  [2, fc.array(item, { minLength: 2, maxLength: 4, size: 'max' })],
  [1, fc.constant([])],
);

const settings = among<unknown>(
  [16, items],
  [2, fc.tuple(conditionName, items, among<unknown>([1, items], [1, fc.constant(NOTHING)])).map((parts) => ({ 'Fn::If': parts }))],
  [1, some<unknown>({ 'Fn::Transform': { Name: 'Settings' } }, { Ref: 'Env' }, NOTHING, {}, 'none')],
);

// ---- Resources

const cache = among<object>(
  [9, all(maybe('CacheClusterEnabled', cluster, 9), settings.map((MethodSettings) => ({ MethodSettings })))],
  [1, among<object>([3, settings.map((MethodSettings) => ({ MethodSettings }))], [1, maybe('CacheClusterEnabled', cluster, 5)])],
);
const ownCondition = maybe('Condition', conditionName, 1);

function resource(type: string, properties: fc.Arbitrary<object>): fc.Arbitrary<object> {
  return fc.tuple(properties, ownCondition).map(([Properties, condition]) => ({ Type: type, ...condition, Properties }));
}

const description = all(maybe('CachingEnabled', caching, 5), maybe('CacheDataEncrypted', encryption, 5), maybe('CacheTtlInSeconds', ttl, 1),
  maybe('LoggingLevel', fc.constant('INFO'), 1), cache);

const deployment = all(
  maybe('StageName', some<unknown>('prod', 'prod', 'prod', { Ref: 'Env' }, { 'Fn::If': ['IsProd', 'prod', NOTHING] }), 9),
  maybe('StageDescription', among<unknown>([9, description], [1, underIf(description, 5, 1)]), 9),
);

const event = all(
  fc.constant({ Type: 'Api' }),
  maybe('Properties', maybe('RestApiId', fc.constant({ Ref: 'Api' }), 2).map((api) => ({ Path: '/a', Method: 'get', ...api })), 9),
);

const anyEvent = among<object>([5, event], [1, fc.constant({ Type: 'Schedule' })]);
const events = fc.dictionary(some('Get', 'Put'), anyEvent, { minKeys: 1, maxKeys: 2, noNullPrototype: true });
const lambda = resource('AWS::Serverless::Function', maybe('Events', events, 9));

const stage = resource('AWS::ApiGateway::Stage', cache);
const api = resource('AWS::Serverless::Api', cache);

const resources = among<object>(
  [5, stage.map((Stage) => ({ Stage }))],
  [2, fc.tuple(stage, stage).map(([Stage, Other]) => ({ Stage, Other }))],
  [3, resource('AWS::ApiGateway::Deployment', deployment).map((Deployment) => ({ Deployment }))],
  [2, api.map((Api) => ({ Api }))],
  [2, fc.tuple(api, lambda).map(([Api, Lambda]) => ({ Api, Lambda }))],
  [2, lambda.map((Lambda) => ({ Lambda }))],
  [1, fc.tuple(lambda, lambda, stage).map(([Lambda, Second, Stage]) => ({ Lambda, Second, Stage }))],
);

/** Templates whose resources configure caches, in every way that the standard knows. */
export const templates: fc.Arbitrary<object> = fc.tuple(parameters, conditions, resources, cache.map((Api) => ({ Api }))).map(
  ([Parameters, Conditions, Resources, Globals]) => ({
    Parameters,
    Conditions,
    Mappings: MAPPINGS,
    // Without SAM resources they would only be noise in a counterexample.
    ...JSON.stringify(Resources).includes('AWS::Serverless::') ? { Globals } : {},
    Resources,
  }));
