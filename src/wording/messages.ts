import { methodName } from './key-names';
import { describeMisnomers } from './misnomers';
import { PropertyNames, TEMPLATE } from '../catalog/property-names';
import { JudgedKey } from '../core/judgement/judge';
import { Reason } from '../core/judgement/key-verdict';
import { Verdict } from '../core/judgement/verdict';
import { UNNAMED_KEY } from '../core/stage/method-setting-key';
import { Fact } from '../core/template-language/configuration';
import { Path } from '../core/template-language/place';

/** The wording of a reason: what was found, and how to fix it. */
interface Wording {
  readonly saw: (judged: JudgedKey, names: PropertyNames) => string;
  /** What to do, in a sentence that has named the place. */
  readonly fix: (names: PropertyNames) => string;
  /** What to do at the places themselves. */
  readonly fixAt: (places: string, names: PropertyNames) => string;
}

const setFlag = (places: string, { set }: PropertyNames) => set(places);
const setNamed = (names: PropertyNames) => names.set(names.flag);
const nothing = () => '';

/** Deployed settings are always readable, but a listing may be incomplete. */
const LIST_AGAIN = 'list the stage again and pass the complete output of aws apigateway get-stage';

const WORDING: Readonly<Record<Reason, Wording>> = {
  'stated-unencrypted': { saw: (_, { flag }) => `${flag}: false`, fix: () => 'set it to true', fixAt: setFlag },
  'not-stated': { saw: (_, { flag }) => `${flag} is not set and defaults to false`, fix: setNamed, fixAt: setFlag },
  'not-inherited': { saw: (_, { flag }) => `${flag} is not set and is not inherited from */*`, fix: setNamed, fixAt: setFlag },
  'seeded': { saw: (_, { flag }) => `${flag} is not set and keeps the value it was created with`, fix: setNamed, fixAt: setFlag },
  'duplicates-disagree': {
    saw: (judged, { flag }) => `${judged.settings.length} entries disagree on ${flag}, and which one wins is undefined`,
    fix: () => 'set it to true in each entry',
    fixAt: setFlag,
  },
  'flag-unreadable': {
    saw: (judged, { flag }) => `${flag} is ${judged.shown}`,
    fix: ({ isDeployed }) => isDeployed ? 'set it to true' : 'set it to a literal true',
    fixAt: (places, names) => names.isDeployed ? setFlag(places, names) : `set ${places} to a literal true`,
  },
  'caching-unreadable': {
    saw: (judged, { flag, caching }) => `${flag} is not true, and ${caching} is ${judged.shown}`,
    fix: setNamed,
    fixAt: setFlag,
  },
  'cluster-unreadable': {
    saw: (judged, { flag, cluster }) => `${flag} is not true, and ${cluster} is ${judged.shown}`,
    fix: setNamed,
    fixAt: setFlag,
  },
  'condition-unreadable': {
    saw: (judged) => `condition ${judged.shown} cannot be evaluated`,
    fix: setNamed,
    fixAt: setFlag,
  },
  'too-many-configurations': {
    saw: () => 'too many combinations of conditions to check',
    fix: setNamed,
    fixAt: setFlag,
  },
  'key-unreadable': {
    saw: (judged, { method, path }) => `${method} or ${path} is ${judged.shown}`,
    fix: () => 'use literal values',
    fixAt: (places) => `set ${places} to a literal string`,
  },
  'settings-unreadable': {
    saw: (judged) => `${propertyName(judged.path)} is ${judged.shown}`,
    fix: ({ isDeployed }) => isDeployed ? LIST_AGAIN : 'use a literal list',
    fixAt: (places, { isDeployed }) => isDeployed ? LIST_AGAIN : `replace ${places} with literal method settings`,
  },
  'settings-no-list': {
    saw: (judged) => `${propertyName(judged.path)} must be a list, but is ${judged.shown}`,
    fix: () => 'use a list of method settings',
    fixAt: (places) => `set ${places} to a list of method settings`,
  },
  'template-unreadable': {
    saw: (judged) => `${propertyName(judged.path)} contains ${judged.shown}`,
    fix: () => 'provide a template in valid JSON or YAML',
    fixAt: (places) => `write ${places} as a template in valid JSON or YAML`,
  },
  'stated-encrypted': { saw: (_, { flag }) => `${flag}: true`, fix: nothing, fixAt: nothing },
  'caching-off': { saw: (_, { caching }) => `${caching}: false`, fix: nothing, fixAt: nothing },
  'caching-not-stated': { saw: (_, { caching }) => `${caching} is not set`, fix: nothing, fixAt: nothing },
  'no-effect': { saw: () => 'the key has no effect', fix: nothing, fixAt: nothing },
};

const ONCE = { 'no-cluster': () => 'the cache cluster is enabled', 'ttl-zero': ({ ttl }: PropertyNames) => `${ttl} is greater than 0` };
const TODAY = { 'no-cluster': () => 'no cache cluster today', 'ttl-zero': ({ ttl }: PropertyNames) => `${ttl} is 0 today` };

/** Why a key has its verdict, in a few words. */
export function describeWhy(judged: JudgedKey): string {
  const saw = `${WORDING[judged.reason].saw(judged, TEMPLATE)}${describeWhen(judged.when)}`;
  return judged.dormant === undefined ? saw : `${saw}; ${TODAY[judged.dormant](TEMPLATE)}`;
}

/** What a verdict means for a key; the stage is named unless it is shown elsewhere. */
export function describeVerdict(judged: JudgedKey, verdict: Verdict, stage?: string, names: PropertyNames = TEMPLATE): string {
  const where = settingOf(judged.key, stage);
  const when = describeWhen(judged.when);
  const saw = `${WORDING[judged.reason].saw(judged, names)}${describeMisnomers(judged)}`;
  switch (verdict) {
    case 'UNENCRYPTED':
      return `${where} caches responses unencrypted${when} (${saw})`;
    case 'UNRESOLVED':
      return `cannot tell whether ${where} caches responses unencrypted${when}: ${saw}`;
    case 'UNPROVEN':
      return `${where} might cache responses unencrypted${when} (${saw})`;
    case 'DORMANT':
      return `${where} might cache responses unencrypted once ${judged.dormant ? ONCE[judged.dormant](names) : 'caching is enabled'}${when} (${saw})`;
    case 'ENCRYPTED':
    case 'NOT_CACHED':
      return `${where} is compliant (${saw})`;
  }
}

/** ` when condition IsProd is true`; empty if it always holds. */
export function describeWhen(facts: readonly Fact[]): string {
  return facts.length === 0 ? '' : ` when ${facts.map(describeFact).join(' and ')}`;
}

function describeFact(fact: Fact): string {
  switch (fact.about) {
    case 'condition':
      return `condition ${fact.name} is ${fact.value}`;
    case 'parameter':
      return fact.value.is === 'literal' ? `parameter ${fact.name} is ${JSON.stringify(fact.value.text)}` : `parameter ${fact.name} has any other value`;
  }
}

/** How to fix a verdict, after its description. */
export function describeFix(judged: JudgedKey, names: PropertyNames = TEMPLATE): string {
  return WORDING[judged.reason].fix(names);
}

/** How to fix a verdict, with the paths to change. */
export function describeFixAt(judged: JudgedKey, locations: readonly Path[], names: PropertyNames = TEMPLATE): string {
  return WORDING[judged.reason].fixAt(joinPlaces(locations, names), names);
}

/** A method setting in a sentence: its key and, where that differs, its method. */
export function settingOf(key: string, stage: string | undefined): string {
  const name = methodName(key);
  const setting = key === UNNAMED_KEY ? 'a method setting' : `method setting ${key}${name === undefined ? '' : ` (${name})`}`;
  return stage === undefined ? setting : `${setting} of stage ${stage}`;
}

export function joinPlaces(locations: readonly Path[], { place }: PropertyNames): string {
  return locations.map(place).join(' and ');
}

/** `Properties.MethodSettings.1` -> `MethodSettings.1` */
function propertyName(path: Path): string {
  return (path[0] === 'Properties' ? path.slice(1) : path).join('.');
}
