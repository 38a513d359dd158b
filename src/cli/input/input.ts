import { InputProblem, Source } from './source';
import type { TemplateContent } from '../../audit/input/text-content';
import type { DeployedStage } from '../../core/stage/deployed-stage';
import type { StageListing } from '../../core/stage/stage-listing';

/** What a source, or a part of it, turned out to be. */
export type Input = TemplateInput | ListingInput | TroubleInput;

export interface TemplateInput extends TemplateContent {
  readonly source: Source;
}

export interface ListingInput extends StageListing {
  readonly source: Source;
  /** Stages that have been repaired since, as they were. */
  readonly before?: readonly DeployedStage[];
}

export interface TroubleInput {
  readonly is: 'trouble';
  readonly source: Source;
  readonly trouble: InputProblem;
}

export function inTrouble(source: Source, because: string, line?: number): TroubleInput {
  return { is: 'trouble', source, trouble: { name: source.name, because, ...line !== undefined && { line } } };
}
