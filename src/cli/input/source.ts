import type { TemplateStack } from '../../audit/template-rows';

/** Something that may be audited: where it is, and what names it. */
export interface Source {
  /** As the user knows it: as it was given, or relative to the working directory; `-` for standard input. */
  readonly name: string;
  /** Absolute, links followed; none for standard input. */
  readonly path?: string;
  /** It was found in a folder, where other files are as well; what is named has to be something to audit. */
  readonly isFound: boolean;
  /** The stack that CDK has made it for. */
  readonly stack?: TemplateStack;
}

/** What cannot be read, and why. */
export interface InputProblem {
  readonly name: string;
  readonly because: string;
  /** From 1; none where no line is to blame. */
  readonly line?: number;
}
