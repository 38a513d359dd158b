import type { StageListing } from '../../core/stage/stage-listing';
import type { Position } from '../../template-text/line';
import type { TemplateFile } from '../../template-text/template-file';
import type { Unreadable } from '../../template-text/unreadable';

/** What a text, or a document of it, turned out to be. */
export type TextContent = TemplateContent | ListingContent | Unreadable;

export interface TemplateContent {
  readonly is: 'template';
  /** None where no word of it is about a stage, unless it was asked for. */
  readonly file: TemplateFile | undefined;
  /** Where it begins, if there is something else in the text. */
  readonly start?: Position;
  /** What the text is around the template, if there is more to it: such a text cannot be fixed. */
  readonly within?: Surroundings;
}

export type Surroundings = 'holds several documents' | 'is an answer of AWS CloudFormation';

/** What AWS and its tools say of stages that are deployed. */
export interface ListingContent extends StageListing {
  /** Where it begins, if there is something else in the text. */
  readonly start?: Position;
}
