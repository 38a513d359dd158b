import { Stack } from 'aws-cdk-lib';
import { pathInTemplate } from '../../core/judgement/template-stages';
import { LocatedStage, stagesIn } from '../assembly/located-stages';
import type { Coverage } from '../construct-record';
import { coveragesOf } from '../coverage/coverage';
import type { LogicalIds } from '../internals';
import { PlannedEdits, planEdits } from './planned-edits';
import { applyEdits, TemplateEdit } from '../../core/template-language/edit';

/** A template of our own, or as CDK has just rendered it. */
export interface MutableTemplate {
  readonly Resources?: Record<string, unknown>;
  readonly Parameters?: Readonly<Record<string, unknown>>;
  Globals?: unknown;
}

/** A stage with what answers for it. */
export interface CoveredStage {
  readonly located: LocatedStage;
  readonly coverages: readonly Coverage[];
  /** Nothing where it is only reported. */
  readonly planned?: PlannedEdits;
}

/** What is to be done to a template. */
export interface PlannedTemplate {
  readonly stages: readonly CoveredStage[];
  readonly edits: readonly TemplateEdit[];
}

/** @param logicalIds as far as they are known */
export function planTemplate(stack: Stack, template: MutableTemplate, logicalIds?: LogicalIds): PlannedTemplate {
  const stages = stagesIn(stack, template, logicalIds).map((located) => coveredStage(located, template, coveragesOf(located.construct)));
  // Several APIs share what is in Globals: the same edits are made twice then.
  const edits = stages.flatMap(({ located, planned }) =>
    planned?.edits.map(({ path, value }) => ({ path: pathInTemplate(located, path), value })) ?? []);
  return { stages, edits };
}

/** The template is large: what is edited is copied, what is around it is not. */
export function editInPlace(template: MutableTemplate, edits: readonly TemplateEdit[]): void {
  const { Resources: resources, Globals: globals } = template;
  const touched = Object.fromEntries(edits.flatMap(({ path: [section, name] }) => section === 'Resources' ? [[name, resources?.[name]]] : []));
  const edited = applyEdits({ Resources: touched, Globals: globals }, edits);
  Object.assign(resources ?? {}, edited.Resources);
  if (globals !== undefined) {
    template.Globals = edited.Globals;
  }
}

function coveredStage(located: LocatedStage, { Resources: resources }: MutableTemplate, coverages: readonly Coverage[]): CoveredStage {
  const enforcing = coverages.filter(({ isEnforced }) => isEnforced);
  if (enforcing.length === 0) {
    return { located, coverages };
  }
  const wantsDefault = enforcing.some(({ ensureStageDefault }) => ensureStageDefault);
  const resource = located.at?.length === 1 ? resources?.[located.logicalId] : undefined;
  return { located, coverages, planned: planEdits(located, wantsDefault, resource) };
}
