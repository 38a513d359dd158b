import type { IAspect, PolicyViolation, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { JudgedKey } from '../core/judgement/judge';
import type { Edit } from '../core/judgement/remediate';

/** What an EncryptApiCache answers for: everything below a scope. */
export interface Coverage {
  readonly scope: IConstruct;
  readonly owner: IAspect;
  /** What stays unencrypted is an error; otherwise it is only reported. */
  readonly isEnforced: boolean;
  readonly ensureStageDefault: boolean;
  /** Whether what fails in a CDK stage fails only where that is selected. */
  readonly separateCdkStages: boolean;
  /** Whether it was called to reach every CDK stage, which an aspect alone does not enter. */
  readonly isEverywhere: boolean;
  /** Whether somebody who chooses what to show to the aspect has left a construct out on purpose. */
  readonly leavesOut: (construct: IConstruct) => boolean;
  /** Whether CDK has shown the construct, or what is above it in the same CDK stage. */
  readonly hasVisited: (construct: IConstruct) => boolean;
}

/** A template that passed through this library. */
export interface RenderedTemplate {
  /** What it was rendered for. */
  readonly coverages: ReadonlySet<Coverage>;
  /** The keys of its stages before it was edited, by their logical ids; none where it was not. Judged when they are asked for. */
  readonly before?: () => ReadonlyMap<string, readonly JudgedKey[]>;
  /** What decides on caches in it; none where something was said about it. */
  readonly texts?: readonly string[];
  /** Whether templates within it may hold stages: they are not rendered with it. */
  readonly embedsTemplates: boolean;
}

/** The template of a nested stack when CDK took its hash. */
export interface HashedTemplate {
  /** What decided on caches. */
  readonly text: string;
  /** The parameters that it declared. */
  readonly parameters: readonly string[];
}

/** What this library knows of a construct and did to it. There may be thousands, of which most know one thing. */
export interface ConstructRecord {
  /** What answers for it and for what lies below. */
  coverages?: readonly Coverage[];

  /** Of an app: whether its written templates are checked. */
  isChecked?: boolean;
  /** Of an app: the stacks whose templates pass through this library. */
  hookedStacks?: Set<Stack>;
  /** Of an app: what each reporter has said that may be said by another one as well. */
  said?: Map<object, readonly PolicyViolation[]>;

  /** Of a stack: whether its templates pass through this library. */
  isHooked?: boolean;
  /** Of a stack: its last template. */
  rendered?: RenderedTemplate;
  /** Of a nested stack: its template when its hash was taken. */
  hashed?: HashedTemplate;

  /** Of a stage: what was announced while it was rendered, the ids of its findings among it. */
  announced?: Set<string>;
  /** Of a stage: what its last template was changed by. */
  edits?: readonly Edit[];
  /** Of a stage: whether its typed property shows flags. */
  showsFlags?: boolean;
}

const RECORDS = new WeakMap<IConstruct, ConstructRecord>();

export function recordOf(construct: IConstruct): ConstructRecord {
  const known = RECORDS.get(construct) ?? {};
  RECORDS.set(construct, known);
  return known;
}

/** The same for those who only read. */
export function knownRecordOf(construct: IConstruct): ConstructRecord | undefined {
  return RECORDS.get(construct);
}
