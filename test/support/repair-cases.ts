import { EmulatedRecord, Fault, RepairCase, Repaired, Settings } from './repair-case';

// What a repair of a deployed stage has to do, whatever does it: cases as data, with what goes wrong meanwhile and what has to come of
// it. `test/e2e/emulator/faulty-api.ts` plays the incidents.

export const UNENCRYPTED: EmulatedRecord = { caching: true, encrypted: false };
export const ENCRYPTED: EmulatedRecord = { caching: true, encrypted: true };
export const OFF: EmulatedRecord = { caching: false, encrypted: false };

const CONFLICT: Fault = { status: 409, code: 'ConflictException', message: 'Unable to complete operation due to concurrent modification. Please try again later.' };
const THROTTLED: Fault = { status: 429, code: 'TooManyRequestsException', message: 'Too Many Requests' };
const BROKEN: Fault = { status: 500, code: 'InternalFailure', message: 'An internal error occurred' };
const INVALID_PATH: Fault = { status: 400, code: 'BadRequestException', message: 'Invalid method setting path: must be one of [/*/*/caching/dataEncrypted]' };
const DENIED: Fault = { status: 403, code: 'AccessDeniedException', message: 'User is not authorized' };
const GONE: Fault = { status: 404, code: 'NotFoundException', message: 'Invalid stage identifier specified' };

/** This many keys, in the order in which they are sent. */
function keys(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `~1r${index}~1{id}/GET`).sort();
}

function all(names: readonly string[]): Settings {
  return Object.fromEntries(names.map((name) => [name, UNENCRYPTED]));
}

const DEFAULT: Settings = { '*/*': UNENCRYPTED };

type Given = Partial<Omit<RepairCase, 'repaired'>> & { readonly name: string; readonly settings: Settings };

function repair(given: Given, repaired: Partial<Repaired>): RepairCase {
  const outcome = repaired.outcome ?? 'Encrypted';
  return {
    hasCluster: true,
    isDryRun: false,
    flush: 'false',
    incidents: [],
    ...given,
    repaired: { outcome, changed: [], unencrypted: [], isFlushed: false, isSuccess: outcome !== 'Incomplete', patches: [], says: [], ...repaired },
  };
}

function encrypts(name: string, settings: Settings, patches: readonly number[]): RepairCase {
  return repair({ name, settings }, { changed: Object.keys(settings).filter((key) => settings[key] === UNENCRYPTED).sort(), patches });
}

function hasNothingToDo(name: string, settings: Settings, says: string): RepairCase {
  return repair({ name, settings }, { outcome: 'NothingToChange', says: [says] });
}

/** What is refused for a while. */
function outlasts(name: string, fault: Fault): RepairCase {
  return repair(
    { name: `waits for ${name} to pass`, settings: DEFAULT, incidents: [{ is: 'refused', calls: { method: 'PATCH', last: 3 }, with: fault }] },
    { changed: ['*/*'], patches: [1, 1, 1, 1] },
  );
}

/** The second call of two is refused, however often it is repeated. */
function stopsHalfWay(name: string, fault: Fault, attempts: number): RepairCase {
  const names = keys(100);
  return repair(
    { name: `says what it has done where it ends half-way: ${name}`, settings: all(names), incidents: [{ is: 'refused', calls: { method: 'PATCH', first: 2 }, with: fault }] },
    {
      outcome: 'Incomplete',
      changed: names.slice(0, 80),
      unencrypted: names.slice(80),
      patches: [80, ...Array.from({ length: attempts }, () => 20)],
      says: ['20 method settings are still unencrypted', `encrypted: ${names[0]}`, 'and 60 more', `${fault.code}: ${fault.message}`],
    },
  );
}

export const REPAIR_CASES: readonly RepairCase[] = [
  encrypts('the stage default', DEFAULT, [1]),
  encrypts('the root, and a path with a parameter', { '~1/GET': UNENCRYPTED, '~1orders~1{id}/POST': UNENCRYPTED }, [2]),
  encrypts('those alone that need it', { '*/*': ENCRYPTED, '~1a/GET': UNENCRYPTED, '~1b/GET': OFF }, [1]),
  encrypts('80 entries', all(keys(80)), [80]),
  encrypts('81 entries', all(keys(81)), [80, 1]),
  encrypts('300 entries', all(keys(300)), [80, 80, 80, 60]),
  repair({ name: 'a stage without a cluster', settings: DEFAULT, hasCluster: false }, { changed: ['*/*'], patches: [1] }),

  hasNothingToDo('no method settings', {}, 'the stage has no method settings'),
  hasNothingToDo('nothing that caches', { '*/*': OFF }, 'no method setting caches'),
  hasNothingToDo('all encrypted already', { '*/*': ENCRYPTED, '~1a/GET': OFF }, '1 method setting is already encrypted'),
  repair(
    { name: 'a dry run changes nothing', settings: { '*/*': UNENCRYPTED, '~1a/GET': UNENCRYPTED }, isDryRun: true, flush: 'always' },
    { outcome: 'WouldEncrypt', unencrypted: ['*/*', '~1a/GET'], says: ['2 method settings are still unencrypted', 'changed nothing'] },
  ),

  outlasts('a change in progress', CONFLICT),
  outlasts('throttling', THROTTLED),
  outlasts('an error of the service', BROKEN),
  repair(
    { name: 'reads again what is throttled', settings: DEFAULT, incidents: [{ is: 'refused', calls: { method: 'GET', last: 2 }, with: THROTTLED }] },
    { changed: ['*/*'], patches: [1] },
  ),
  repair(
    { name: 'a change whose answer is lost is one', settings: DEFAULT, incidents: [{ is: 'cut off', calls: { method: 'PATCH', last: 1 } }] },
    { changed: ['*/*'], patches: [1] },
  ),

  stopsHalfWay('a change in progress', CONFLICT, 12),
  stopsHalfWay('throttling', THROTTLED, 12),
  stopsHalfWay('no permission', DENIED, 1),
  repair(
    { name: 'no permission to change anything', settings: DEFAULT, incidents: [{ is: 'refused', calls: { method: 'PATCH' }, with: DENIED }] },
    { outcome: 'Incomplete', unencrypted: ['*/*'], patches: [1], says: ['1 method setting is still unencrypted: */*', 'AccessDeniedException: User is not authorized'] },
  ),
  repair(
    { name: 'no permission to read', settings: DEFAULT, incidents: [{ is: 'refused', calls: { method: 'GET' }, with: DENIED }] },
    { outcome: 'Incomplete', says: ['could not read the stage: AccessDeniedException: User is not authorized'] },
  ),
  repair(
    { name: 'a stage that is gone', settings: DEFAULT, flush: 'always', incidents: [{ is: 'refused', calls: { method: 'GET' }, with: GONE }] },
    { outcome: 'Incomplete', says: ['could not read the stage: NotFoundException'] },
  ),
  repair(
    { name: 'a stage that is deleted after the change', settings: DEFAULT, incidents: [{ is: 'refused', calls: { method: 'GET', first: 2 }, with: GONE }] },
    { outcome: 'Incomplete', changed: ['*/*'], patches: [1], says: ['encrypted: */*', 'could not read it back: NotFoundException'] },
  ),
  repair(
    { name: 'a stage that is deleted before the change', settings: DEFAULT, incidents: [{ is: 'refused', calls: { method: 'PATCH' }, with: GONE }, { is: 'refused', calls: { method: 'GET', first: 2 }, with: GONE }] },
    { outcome: 'Incomplete', unencrypted: ['*/*'], patches: [1], says: ['could not encrypt it: NotFoundException'] },
  ),

  repair(
    { name: 'a key that is refused is in the way of no other', settings: { ...all(keys(30)), 'orders/GET': UNENCRYPTED }, incidents: [{ is: 'refused', calls: { method: 'PATCH', key: 'orders/GET' }, with: INVALID_PATH }] },
    {
      outcome: 'Incomplete',
      changed: keys(30),
      unencrypted: ['orders/GET'],
      patches: [31, 15, 7, 3, 1, 2, 4, 8, 16],
      says: [`1 method setting is still unencrypted: orders/GET (${INVALID_PATH.message})`],
    },
  ),
  repair(
    { name: 'a change that is lost is no success', settings: { '*/*': UNENCRYPTED, '~1a/GET': UNENCRYPTED }, incidents: [{ is: 'lost', key: '~1a/GET' }] },
    { outcome: 'Incomplete', changed: ['*/*'], unencrypted: ['~1a/GET'], patches: [2], says: ['1 method setting is still unencrypted: ~1a/GET', 'encrypted: */*'] },
  ),
  repair(
    { name: 'what somebody adds meanwhile counts', settings: DEFAULT, incidents: [{ is: 'added', calls: { method: 'PATCH', last: 1 }, settings: { '~1late/GET': UNENCRYPTED } }] },
    { outcome: 'Incomplete', changed: ['*/*'], unencrypted: ['~1late/GET'], patches: [1], says: ['1 method setting is still unencrypted: ~1late/GET'] },
  ),
  repair(
    {
      name: 'what somebody removes meanwhile is not created again',
      settings: { '*/*': UNENCRYPTED, '~1a/GET': UNENCRYPTED },
      incidents: [{ is: 'removed', calls: { method: 'PATCH', last: 1 }, key: '~1a/GET' }, { is: 'refused', calls: { method: 'PATCH', last: 1 }, with: CONFLICT }],
    },
    { changed: ['*/*'], patches: [2, 1] },
  ),
  repair(
    {
      name: 'what somebody removes after a call is not sent with the next',
      settings: all(keys(81)),
      incidents: [{ is: 'removed', calls: { method: 'PATCH', last: 1 }, key: keys(81)[80] }],
    },
    { changed: keys(80 + 1).slice(0, 80), patches: [80] },
  ),

  repair({ name: 'flushes the cache after a change', settings: DEFAULT, flush: 'true' }, { changed: ['*/*'], patches: [1], isFlushed: true, says: ['and the cache flushed'] }),
  repair({ name: 'flushes no cache where there is no cluster', settings: DEFAULT, hasCluster: false, flush: 'true' }, { changed: ['*/*'], patches: [1] }),
  repair({ name: 'flushes nothing where nothing has changed', settings: { '*/*': ENCRYPTED }, flush: 'true' }, { outcome: 'NothingToChange' }),
  repair({ name: 'flushes the cache in any case', settings: { '*/*': ENCRYPTED }, flush: 'always' }, { outcome: 'NothingToChange', isFlushed: true, says: ['already encrypted', 'and the cache flushed'] }),
  repair(
    { name: 'flushes again what is throttled', settings: DEFAULT, flush: 'true', incidents: [{ is: 'refused', calls: { method: 'DELETE', last: 2 }, with: THROTTLED }] },
    { changed: ['*/*'], patches: [1], isFlushed: true },
  ),
  repair(
    { name: 'flushes what has changed, although something is left', settings: { '*/*': UNENCRYPTED, 'orders/GET': UNENCRYPTED }, flush: 'true', incidents: [{ is: 'refused', calls: { method: 'PATCH', key: 'orders/GET' }, with: INVALID_PATH }] },
    { outcome: 'Incomplete', changed: ['*/*'], unencrypted: ['orders/GET'], patches: [2, 1, 1], isFlushed: true },
  ),
  repair(
    { name: 'a flush that is refused hides no change', settings: DEFAULT, flush: 'true', incidents: [{ is: 'refused', calls: { method: 'DELETE' }, with: DENIED }] },
    { changed: ['*/*'], patches: [1], isSuccess: false, says: ['encrypted: */*', 'could not flush its cache', 'AccessDeniedException: User is not authorized'] },
  ),
  repair(
    { name: 'a flush alone that is refused', settings: { '*/*': ENCRYPTED }, flush: 'always', incidents: [{ is: 'refused', calls: { method: 'DELETE' }, with: DENIED }] },
    { outcome: 'NothingToChange', isSuccess: false, says: ['could not flush its cache', 'AccessDeniedException: User is not authorized'] },
  ),
];
