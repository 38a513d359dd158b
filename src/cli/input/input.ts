import { InputProblem, Source } from './source';
import type { DeployedStage } from '../../core/stage/deployed-stage';
import type { StageListing } from '../../core/stage/stage-listing';
import type { TemplateFile } from '../../template-text/template-file';

/** What a source, or a part of it, turned out to be. */
export type Input = TemplateInput | ListingInput | TroubleInput;

export interface TemplateInput {
  readonly is: 'template';
  readonly source: Source;
  /** None where no word of it is about a stage; what is piped through always has one. */
  readonly file: TemplateFile | undefined;
  /** What the source is around the template, if there is more to it: such a source cannot be fixed. */
  readonly within?: Surroundings;
}

export type Surroundings = 'holds several documents' | 'is an answer of AWS CloudFormation';

/** What AWS and its tools say of stages that are deployed. */
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
