import { ApiCacheAuditRow } from './api-cache-audit-row';
import { evidence } from './evidence';
import { Identity, rowOf } from './row';
import { TemplateStage } from '../core/judgement/template-stages';
import { Path } from '../core/template-language/place';

/** What is known of a stage beside what its template says. */
export interface TemplateContext {
  readonly templateFile?: string;
  readonly stackName?: string;
  readonly constructPath?: string;
  /** Where the value at a path of the resource is written. */
  readonly source?: (path: Path) => Pick<Identity, 'sourceFile' | 'sourceLine'>;
}

/** The rows of a stage in a template that was given. */
export function rowsOfStage(
  { logicalId, type, stage }: TemplateStage, { source, ...context }: TemplateContext = {},
): readonly ApiCacheAuditRow[] {
  const identity = { logicalId, resourceType: type, ...context };
  return evidence(stage.judgement, context.constructPath ?? logicalId)
    .map((item) => rowOf(item, source === undefined ? identity : { ...identity, ...source(item.path) }));
}
