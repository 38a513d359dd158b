import { Fact } from './configuration';
import { DeployableStage } from './deployable-stage';
import { Outcome } from './explore';
import { JudgedKey, Judgement } from './judge';
import { UNNAMED_KEY } from './method-setting-key';
import { StageCache } from './stage-cache';
import { isViolating, VERDICTS, worst } from './verdict';

/** The verdict on a key under one configuration. */
type Judged = Outcome<JudgedKey>;

/** The worst of every deployable configuration, key by key, and what brings it about (rule 14). */
export function prove({ outcomes, without, isDegraded }: DeployableStage): Judgement {
  if (outcomes.length === 1 && without.length === 0 && !isDegraded) {
    return outcomes[0].judgement;
  }
  const every = [...outcomes.map(({ facts }) => facts), ...without];
  const byKey = new Map<string, Judged[]>();
  for (const { facts, judgement } of outcomes) {
    for (const one of judgement.keys) {
      const known = byKey.get(identity(one));
      if (known === undefined) {
        byKey.set(identity(one), [{ result: one, facts }]);
      } else {
        known.push({ result: one, facts });
      }
    }
  }
  const keys = [...byKey.values()].flatMap((all) => together(all, every)).map((one) => isDegraded ? degraded(one, outcomes[0].result) : one);
  return { verdict: worst(keys.flatMap((one) => one.verdict ?? [])), keys };
}

/** A key that cannot be named is told from others by its place. */
function identity({ key, path, keyFault }: JudgedKey): string {
  const fault = keyFault === 'duplicate' ? '' : keyFault ?? '';
  return key === UNNAMED_KEY ? path.join('\0') : `${fault} ${key}`;
}

/** The verdict and the fault of a key, apart where not the same configurations show them. */
function together(all: readonly Judged[], every: readonly (readonly Fact[])[]): readonly JudgedKey[] {
  const [{ result: worstOne }] = [...all].sort((a, b) => rank(a.result) - rank(b.result));
  const verdict = withWhen(worstOne, (one) => one.verdict === worstOne.verdict, all, every);
  const faulty = all.find((one) => one.result.keyFault !== undefined);
  if (faulty === undefined) {
    return [verdict];
  }
  const fault = withWhen({ ...faulty.result, verdict: undefined }, (one) => one.keyFault !== undefined, all, every);
  return JSON.stringify(fault.when) === JSON.stringify(verdict.when) && verdict.keyFault !== undefined
    ? [verdict]
    : [{ ...verdict, keyFault: undefined }, fault];
}

/** The worst first; of those alike, one whose key is at fault as well. */
function rank({ verdict, keyFault }: JudgedKey): number {
  return 2 * (verdict === undefined ? VERDICTS.length : VERDICTS.indexOf(verdict)) + (keyFault === undefined ? 1 : 0);
}

function withWhen(one: JudgedKey, isSo: (other: JudgedKey) => boolean, all: readonly Judged[], every: readonly (readonly Fact[])[]): JudgedKey {
  const showing = new Set(all.filter(({ result }) => isSo(result)).map(({ facts }) => facts));
  return isSaidAloud(one) ? { ...one, when: smallestFacts(showing, every) } : one;
}

function isSaidAloud({ verdict, keyFault }: JudgedKey): boolean {
  return verdict === undefined ? keyFault !== undefined : isViolating(verdict);
}

/** The fewest facts under which every configuration shows it; of as many, those asked for first. */
function smallestFacts(showing: ReadonlySet<readonly Fact[]>, all: readonly (readonly Fact[])[]): readonly Fact[] {
  const others = all.filter((facts) => !showing.has(facts)).map(byName);
  const implies = (facts: readonly Fact[]) => !others.some((other) => facts.every((fact) => agrees(other, fact)));
  const candidates = [...showing];
  return [0, 1, 2].reduce<readonly Fact[] | undefined>((found, size) => found ?? first(candidates, size, implies), undefined)
    ?? candidates[0].reduce<readonly Fact[]>((kept, fact) => {
      const without = kept.filter((one) => one !== fact);
      return implies(without) ? without : kept;
    }, candidates[0]);
}

type FactsByName = ReadonlyMap<string, string>;

function byName(facts: readonly Fact[]): FactsByName {
  return new Map(facts.map((fact) => [nameOf(fact), valueOf(fact)]));
}

/** Whether a configuration may have the fact: it has it, or never asked. */
function agrees(facts: FactsByName, fact: Fact): boolean {
  const value = facts.get(nameOf(fact));
  return value === undefined || value === valueOf(fact);
}

function nameOf({ about, name }: Fact): string {
  return `${about} ${name}`;
}

function valueOf({ value }: Fact): string {
  return JSON.stringify(value);
}

/** The first choice of so many facts that one of the configurations has, and that is as wanted. There may be very many, so none is tried twice. */
function first(
  configurations: readonly (readonly Fact[])[],
  size: number,
  isWanted: (facts: readonly Fact[]) => boolean,
): readonly Fact[] | undefined {
  const tried = new Set<string>();
  for (const facts of configurations) {
    const texts = facts.map((fact) => `${nameOf(fact)} ${valueOf(fact)}`);
    for (const some of chosen(facts.length, size)) {
      const text = some.map((index) => texts[index]).join('\0');
      if (!tried.has(text)) {
        tried.add(text);
        const choice = some.map((index) => facts[index]);
        if (isWanted(choice)) {
          return choice;
        }
      }
    }
  }
  return undefined;
}

/** Every choice of so many of `count` things, by their numbers. */
function chosen(count: number, size: number): readonly (readonly number[])[] {
  const each = Array.from({ length: count }, (_, index) => index);
  switch (size) {
    case 0:
      return [[]];
    case 1:
      return each.map((index) => [index]);
    default:
      return each.flatMap((index) => each.slice(index + 1).map((other) => [index, other]));
  }
}

/** What some configuration decides stays open. What is written literally does not. */
function degraded(one: JudgedKey, { cluster }: StageCache): JudgedKey {
  const isOpen = one.verdict === 'UNPROVEN' || (one.verdict === 'UNENCRYPTED'
    && (cluster.is === 'unresolved' || one.settings.some(({ caching }) => caching.is === 'unresolved')));
  return isOpen ? { ...one, verdict: 'UNRESOLVED', because: 'too-many-configurations' } : one;
}
