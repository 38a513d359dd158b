import fc from 'fast-check';

type Map = Record<string, unknown>;

/**
 * What may stand where nobody expects it. Lists stand for nothing but lists: CloudFormation takes none for a text or a boolean, and Guard
 * compares their elements.
 */
const ANYTHING: readonly unknown[] = [
  { 'Fn::Transform': { Name: 'Company' } },
  { 'Fn::If': ['IsProd', {}, []] },
  { Ref: 'Nowhere' },
  { 'Fn::GetAtt': ['Thing', 'On'] },
  '{{resolve:ssm:on}}',
  'text',
  '',
  7,
  true,
  false,
  {},
];

/** What a macro or a loop makes of a map is added to it when it is deployed. */
const MAKERS: readonly Map[] = [
  { 'Fn::Transform': { Name: 'Company' } },
  { 'Fn::ForEach::Name': ['Name', ['a'], { 'X${Name}': true }] },
];

/** Documents in which a value below some of the keys was replaced, or a map got something that makes more of it. */
export function mutated(documents: fc.Arbitrary<unknown>, below: readonly string[]): fc.Arbitrary<object> {
  return fc.tuple(documents, fc.nat(), fc.nat(), fc.integer({ min: 1, max: 2 })).map(([document, where, what, times]) => {
    const copy = structuredClone(document) as Map;
    for (let time = 0; time < times; time++) {
      mutate(copy, below, where + time * 7919, what + time * 104729);
    }
    return copy;
  });
}

function mutate(document: Map, below: readonly string[], where: number, what: number): void {
  const places = [...placesIn(Object.fromEntries(below.map((key) => [key, document[key]])))];
  const [holder, key] = places[where % places.length];
  const value = holder[key];
  const makers = isMap(value) ? MAKERS : [];
  const chosen = what % (ANYTHING.length + makers.length);
  // Nobody mutates what a resource is.
  if (key !== 'Type') {
    holder[key] = structuredClone(chosen < ANYTHING.length ? ANYTHING[chosen] : { ...value as Map, ...makers[chosen - ANYTHING.length] });
  }
}

/** Everything below the first keys, by what holds it. */
function* placesIn(holder: unknown, depth = 0): Generator<readonly [Map, string]> {
  for (const [key, value] of Object.entries(holder as Map)) {
    if (depth > 0) {
      yield [holder as Map, key];
    }
    if (typeof value === 'object' && value !== null) {
      yield* placesIn(value, depth + 1);
    }
  }
}

function isMap(value: unknown): value is Map {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
