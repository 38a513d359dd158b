import { Fact } from './configuration';

/** What configurations decide, each by its facts. */
type Facts = readonly Fact[];

/**
 * The fewest facts under which every configuration shows something; of as many,
 * those asked for first.
 *
 * @param showing the facts of the configurations that show it
 * @param others those of the configurations that do not
 */
export function smallestFacts(showing: readonly Facts[], others: readonly Facts[]): Facts {
  const opposed = distinctFacts(others).map(byName);
  const candidates = distinctFacts(showing);
  const implies = (facts: Facts) => !opposed.some((known) => facts.every((fact) => agrees(known, fact)));
  return [0, 1, 2].reduce<Facts | undefined>((found, size) => found ?? firstChoice(candidates, size, implies), undefined)
    ?? candidates[0].reduce<Facts>((kept, fact) => {
      const without = kept.filter((known) => known !== fact);
      return implies(without) ? without : kept;
    }, candidates[0]);
}

function distinctFacts(all: readonly Facts[]): readonly Facts[] {
  return [...new Map(all.map((facts) => [facts.map(factText).join(), facts])).values()];
}

function byName(facts: Facts): ReadonlyMap<string, string> {
  return new Map(facts.map((fact) => [factName(fact), valueOf(fact)]));
}

/** Whether a configuration may have the fact: it has it, or never asked. */
function agrees(facts: ReadonlyMap<string, string>, fact: Fact): boolean {
  const value = facts.get(factName(fact));
  return value === undefined || value === valueOf(fact);
}

function factName({ about, name }: Fact): string {
  return `${about} ${name}`;
}

function valueOf({ value }: Fact): string {
  return JSON.stringify(value);
}

function factText(fact: Fact): string {
  return `${factName(fact)} ${valueOf(fact)}`;
}

/** The first choice of so many facts that a configuration has, and that is as wanted. There may be very many, so none is tried twice. */
function firstChoice(configurations: readonly Facts[], size: number, isWanted: (facts: Facts) => boolean): Facts | undefined {
  const tried = new Set<string>();
  for (const facts of configurations) {
    const texts = facts.map(factText);
    for (const indexes of choices(facts.length, size)) {
      const text = indexes.map((index) => texts[index]).join();
      if (!tried.has(text)) {
        tried.add(text);
        const choice = indexes.map((index) => facts[index]);
        if (isWanted(choice)) {
          return choice;
        }
      }
    }
  }
  return undefined;
}

/** Every choice of up to two of `count` things, by their numbers. */
function choices(count: number, size: number): readonly (readonly number[])[] {
  const each = Array.from({ length: count }, (_, index) => index);
  switch (size) {
    case 0:
      return [[]];
    case 1:
      return each.map((index) => [index]);
    default:
      return each.flatMap((index) => each.slice(index + 1).map((second) => [index, second]));
  }
}
