import { countChoices, everyChoice } from './deployments/choices';
import { Caching, cachingOf, Effect, effectOf, EqualEntries, FreshStage, freshStage, hasDuplicates } from './deployments/fresh-stage';
import { NotDeployable, resolveResources } from './deployments/resolve';
import { isObject, JsonObject } from './oracle/json';

/** What deployments alone say of a key: `may` where the facts leave it open (seeding, an undefined winner, an unknown effect). */
export type ExactVerdict = 'UNENCRYPTED' | 'may' | 'not';

/** A key in every choice of parameter values. */
export interface KeyDeployments {
  /** On a fresh stage. */
  readonly exact: ExactVerdict;
  /** On a stage whose records may have been made while the stage default was not encrypted yet. */
  readonly onOlderStage: ExactVerdict;
  /** Whether some choice has more than one entry for it, or for the stage default. */
  readonly hasDuplicates: boolean;
  readonly effect: Effect;
}

/**
 * Deploys every choice of parameter values in thought; no rule on verdicts is used, only the facts of section 1.
 * Throws on a template with values that cannot be read; see `readableTemplates`. Keys are named `LogicalId key`.
 */
export function deploymentsOf(template: unknown, equalEntries: EqualEntries = 'are refused'): Readonly<Record<string, KeyDeployments>> {
  const keys: Record<string, KeyDeployments> = {};
  const choices = isObject(template) ? everyChoice(template) : [];
  for (const choice of choices) {
    for (const [logicalId, stage] of deployedStages(template as JsonObject, choice, equalEntries)) {
      for (const methodKey of stage.entries.keys()) {
        const name = `${logicalId} ${methodKey}`;
        const known = keys[name];
        keys[name] = {
          exact: worse(known?.exact, cachingOf(stage, methodKey, 'fresh')),
          onOlderStage: worse(known?.onOlderStage, cachingOf(stage, methodKey, 'older')),
          hasDuplicates: hasDuplicates(stage, methodKey) || known?.hasDuplicates === true,
          effect: effectOf(methodKey),
        };
      }
    }
  }
  return keys;
}

export function exactVerdict(template: unknown): Readonly<Record<string, ExactVerdict>> {
  return Object.fromEntries(Object.entries(deploymentsOf(template)).map(([name, { exact }]) => [name, exact]));
}

export function hasTooManyChoices(template: unknown, limit: number): boolean {
  return isObject(template) && countChoices(template) > limit;
}

/** The worst of all choices counts. */
function worse(known: ExactVerdict | undefined, caching: Caching): ExactVerdict {
  const exact = caching === 'surely' ? 'UNENCRYPTED' : caching;
  const order: readonly ExactVerdict[] = ['UNENCRYPTED', 'may', 'not'];
  return order.find((verdict) => verdict === known || verdict === exact) ?? exact;
}

/** None where the choice cannot be deployed. */
function deployedStages(
  template: JsonObject, choice: ReadonlyMap<string, string>, equalEntries: EqualEntries,
): readonly (readonly [string, FreshStage])[] {
  try {
    return [...resolveResources(template, choice)].flatMap(([logicalId, resource]) => {
      const stage = freshStage(resource, equalEntries);
      return stage === undefined ? [] : [[logicalId, stage] as const];
    });
  } catch (error) {
    if (error instanceof NotDeployable) {
      return [];
    }
    throw error;
  }
}
