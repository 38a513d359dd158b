import { countChoices, everyChoice } from './deployments/choices';
import { Caching, cachingOf, freshStage } from './deployments/fresh-stage';
import { NotDeployable, resolveResources } from './deployments/resolve';
import { isObject, JsonObject } from './oracle/json';

export { readableTemplates } from './templates';

/** What deployments alone say of a key: `may` where the facts leave it open (seeding, an undefined winner, an unknown effect). */
export type ExactVerdict = 'UNENCRYPTED' | 'may' | 'not';

export interface CachedKey {
  readonly logicalId: string;
  readonly methodKey: string;
}

/**
 * Deploys every choice of parameter values in thought, on a fresh stage; no rule on verdicts is used, only the facts of section 1.
 * Throws on a template with values that cannot be read; see `readableTemplates`. Keys are named `LogicalId key`.
 */
export function exactVerdict(template: unknown): Readonly<Record<string, ExactVerdict>> {
  const verdicts: Record<string, ExactVerdict> = {};
  for (const { logicalId, methodKey, caching } of keysOfEveryChoice(template)) {
    const name = `${logicalId} ${methodKey}`;
    if (caching === 'surely') {
      verdicts[name] = 'UNENCRYPTED';
    } else if (verdicts[name] === undefined || (verdicts[name] === 'not' && caching === 'may')) {
      verdicts[name] = caching;
    }
  }
  return verdicts;
}

/** The keys that some choice deploys so that they cache unencrypted responses, or may. */
export function canCacheUnencrypted(template: unknown): readonly CachedKey[] {
  const keys = new Map<string, CachedKey>();
  for (const { logicalId, methodKey, caching } of keysOfEveryChoice(template)) {
    if (caching !== 'not') {
      keys.set(`${logicalId} ${methodKey}`, { logicalId, methodKey });
    }
  }
  return [...keys.values()];
}

export function hasTooManyChoices(template: unknown, limit: number): boolean {
  return isObject(template) && countChoices(template) > limit;
}

function* keysOfEveryChoice(template: unknown): Generator<CachedKey & { readonly caching: Caching }> {
  if (!isObject(template)) {
    return;
  }
  for (const choice of everyChoice(template)) {
    for (const [logicalId, stage] of deployedStages(template, choice)) {
      for (const methodKey of stage.entries.keys()) {
        yield { logicalId, methodKey, caching: cachingOf(stage, methodKey) };
      }
    }
  }
}

/** None where the choice cannot be deployed. */
function deployedStages(template: JsonObject, choice: ReadonlyMap<string, string>) {
  try {
    return [...resolveResources(template, choice)].flatMap(([logicalId, resource]) => {
      const stage = freshStage(resource);
      return stage === undefined ? [] : [[logicalId, stage] as const];
    });
  } catch (error) {
    if (error instanceof NotDeployable) {
      return [];
    }
    throw error;
  }
}
